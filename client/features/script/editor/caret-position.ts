/** Points in the shared script that stay with their letter, as carets and steps of undo keep them. */
import { blockNodeOf } from '@oner/shared/document/anchor.ts';
import { contentPieces, type ScriptNode, writtenId } from '@oner/shared/document/script-xml.ts';
import * as Y from 'yjs';

/** A block of the shared script and an offset into its content. */
export type CaretPoint = { readonly element: ScriptNode; readonly offset: number };

/** A point that is kept: by its letter, and by its block's id for when another element takes the block's place. */
export type KeptPoint = {
  readonly position: Y.RelativePosition;
  readonly block: string | null;
  readonly offset: number;
};

/** A selection that stays with its letters. */
export type KeptSelection = { readonly anchor: KeptPoint; readonly head: KeptPoint };

const relativeOf = ({ element, offset }: CaretPoint): Y.RelativePosition => {
  let rest = offset;
  let child = 0;
  for (const piece of contentPieces(element)) {
    if (piece.kind === 'text') {
      if (rest <= piece.node.length) return Y.createRelativePositionFromTypeIndex(piece.node, rest);
      rest -= piece.node.length;
    } else {
      if (rest === 0) return Y.createRelativePositionFromTypeIndex(element, child);
      rest -= 1;
    }
    child += 1;
  }
  // an empty block, or behind a line break that ends it
  return Y.createRelativePositionFromTypeIndex(element, child);
};

export const keepPoint = (point: CaretPoint): KeptPoint => ({
  position: relativeOf(point),
  block: writtenId(point.element),
  offset: point.offset,
});

const offsetIn = (element: ScriptNode, type: Y.AbstractType<unknown>, index: number): number => {
  let base = 0;
  let child = 0;
  for (const piece of contentPieces(element)) {
    if (piece.kind === 'text' && piece.node === type) return base + index;
    if (type === element && child >= index) break;
    base += piece.kind === 'text' ? piece.node.length : 1;
    child += 1;
  }
  return base;
};

/** Where the point is now, in whatever is left of its block; null when it is of another document. */
export const pointAt = (script: Y.XmlFragment, position: Y.RelativePosition): CaretPoint | null => {
  const { doc } = script;
  if (doc === null) return null;
  try {
    const absolute = Y.createAbsolutePositionFromRelativePosition(position, doc);
    const element = absolute && absolute.type !== script ? blockNodeOf(absolute.type, script) : null;
    return absolute && element ? { element, offset: offsetIn(element, absolute.type, absolute.index) } : null;
  } catch {
    // a position that another client made up: Yjs throws on ids that it cannot look up
    return null;
  }
};
