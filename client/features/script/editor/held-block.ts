/**
 * A block that an input method is at work in. Its letters are kept from the script until the input method is done, and what others write in the
 * block meanwhile is kept from the page: the browser gives up a composition whose text changes under it. Then both are brought together.
 */
import { changeBetween } from '@oner/shared/document/write-runs.ts';
import { Fragment, type Node } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { nodeOfElement } from './block-node.ts';
import { keepPoint, pointAt } from './caret-position.ts';
import { textOf } from './change-element.ts';

export type HeldBlock = {
  readonly element: Y.XmlElement;
  /** The block as it was in the script when the input method began. */
  readonly base: Node;
  /** Where each of its offsets went; null as long as nobody else wrote in it. */
  readonly points: readonly Y.RelativePosition[] | null;
};

/** Keeps where the block's letters go; call it before someone else's change is applied. */
export const keepLetters = (held: HeldBlock): HeldBlock =>
  held.points === null
    ? {
        ...held,
        points: Array.from(
          { length: held.base.content.size + 1 },
          (_, offset) => keepPoint({ element: held.element, offset }).position,
        ),
      }
    : held;

/** The block with what was written in it here and elsewhere, and where the caret is then. */
export type MergedBlock = { readonly node: Node; readonly caret: number | null };

/** `local` is the block as it is in the editor, `caret` an offset into it. */
export const mergeHeld = (held: HeldBlock, local: Node, caret: number | null): MergedBlock => {
  const now = nodeOfElement(held.element, local.type.schema);
  const script = held.element.parent;
  const size = now.content.size;
  const placeOf = (offset: number): number => {
    const point = held.points?.[offset];
    const place = point && script instanceof Y.XmlFragment ? pointAt(script, point) : null;
    return Math.min(place?.offset ?? offset, size);
  };
  const [before, text] = [textOf(held.base), textOf(now)];
  const change = changeBetween(before, textOf(local), caret ?? undefined);
  const from = placeOf(change.from);
  let kept = Fragment.empty;
  let at = from;
  // letter by letter: what others wrote between those that were replaced stays
  for (let offset = change.from; offset < change.to; offset += 1) {
    const place = placeOf(offset);
    if (place < at || text[place] !== before[offset]) continue;
    kept = kept.append(now.content.cut(at, place));
    at = place + 1;
  }
  const typed = local.content.cut(change.from, change.from + change.text.length);
  const content = now.content.cut(0, from).append(typed).append(kept).append(now.content.cut(at, size));
  return { node: now.copy(content), caret: caret === null ? null : caretIn({ change, caret, placeOf, from }) };
};

const caretIn = (options: {
  readonly change: { readonly from: number; readonly to: number; readonly text: string };
  readonly caret: number;
  readonly placeOf: (offset: number) => number;
  readonly from: number;
}): number => {
  const { change, caret, placeOf, from } = options;
  if (caret < change.from) return placeOf(caret);
  const behind = caret - change.from - change.text.length;
  if (behind <= 0) return from + caret - change.from;
  return placeOf(change.to + behind) + change.text.length - (change.to - change.from);
};
