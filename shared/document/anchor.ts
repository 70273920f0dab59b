/**
 * Where a shot's words are. An end is stored as a Yjs relative position, which follows its character through any edit
 * inside the block, plus a short quote of the words beside it: an editor splits, joins and moves blocks by deleting and
 * writing anew, and the quote finds the words where they went.
 */
import * as Y from 'yjs';
import type { BlockId } from '../ids/ids.ts';
import type { StoredAnchor, StoredPoint } from './schema.ts';
import { type ContentPiece, contentPieces, type ScriptNode } from './script-xml.ts';
import type { Anchor } from './story.ts';

/** Longest quote, UTF-16 units; shortest that is looked for in other blocks than its own. */
const quoteLength = 32;
const minimumQuote = 2;

/** What must be known of the script to resolve anchors in it. */
export type ScriptText = {
  readonly node: (index: number) => ScriptNode | undefined;
  readonly id: (index: number) => BlockId | undefined;
  readonly text: (index: number) => string;
  readonly indexOfBlock: (id: string) => number | undefined;
  readonly indexOfNode: (node: ScriptNode) => number | undefined;
};

const pieceLength = (piece: ContentPiece): number => (piece.kind === 'text' ? piece.node.length : 1);

/** The child of the script that holds `type`, or null when none does. */
export const blockNodeOf = (type: Y.AbstractType<unknown>, script: Y.XmlFragment): ScriptNode | null => {
  let node: Y.AbstractType<unknown> | null = type;
  while (node !== null && node.parent !== script) node = node.parent;
  return node instanceof Y.XmlElement || node instanceof Y.XmlText || node instanceof Y.XmlHook ? node : null;
};

/** A relative position for an offset into a block; `side` −1 holds on to the character before, 0 to the one after. */
const positionAt = (node: ScriptNode, offset: number, side: -1 | 0): Y.RelativePosition => {
  let rest = offset;
  let last: Y.XmlText | null = null;
  for (const piece of contentPieces(node)) {
    const length = pieceLength(piece);
    if (piece.kind === 'text') {
      if (side === -1 ? rest <= length && rest > 0 : rest < length) {
        return Y.createRelativePositionFromTypeIndex(piece.node, Math.max(rest, 0), side);
      }
      last = piece.node;
    }
    rest -= length;
  }
  if (last !== null) return Y.createRelativePositionFromTypeIndex(last, last.length, side);
  return Y.createRelativePositionFromTypeIndex(node, 0, side);
};

const offsetIn = (node: ScriptNode, type: Y.AbstractType<unknown>, index: number): number | null => {
  let base = 0;
  for (const piece of contentPieces(node)) {
    if (piece.kind === 'text' && piece.node === type) return base + index;
    base += pieceLength(piece);
  }
  return type === node ? 0 : null;
};

const clamp = (value: number, max: number): number => Math.min(Math.max(value, 0), max);

/** A block of the script together with the child that holds it. */
export type LocatedBlock = { readonly index: number; readonly node: ScriptNode; readonly text: string };

/** Makes a stored anchor for the words between two offsets; null when there are none. */
export const anchorBetween = (
  first: LocatedBlock & { readonly id: string; readonly offset: number },
  last: LocatedBlock & { readonly id: string; readonly offset: number },
): StoredAnchor | null => {
  if (first.index > last.index) return null;
  const oneBlock = first.index === last.index;
  const from = clamp(first.offset, first.text.length);
  const to = clamp(last.offset, last.text.length);
  if (oneBlock && from >= to) return null;
  return {
    start: {
      block: first.id,
      position: relativePosition(first.node, from, 0),
      quote: first.text.slice(from, Math.min(from + quoteLength, oneBlock ? to : first.text.length)),
    },
    end: {
      block: last.id,
      position: relativePosition(last.node, to, -1),
      quote: last.text.slice(Math.max(to - quoteLength, oneBlock ? from : 0), to),
    },
  };
};

/** Makes a stored anchor for the gap at the block's offset: the end holds on to the letter ahead of it, the start to the one behind. */
export const anchorOfGap = (block: LocatedBlock & { readonly id: string; readonly offset: number }): StoredAnchor => {
  const at = clamp(block.offset, block.text.length);
  const { id, node, text } = block;
  return {
    start: { block: id, position: relativePosition(node, at, 0), quote: text.slice(at, at + quoteLength) },
    end: { block: id, position: relativePosition(node, at, -1), quote: text.slice(Math.max(at - quoteLength, 0), at) },
  };
};

/** As JSON that `Y.createRelativePositionFromJSON` reads. */
const relativePosition = (node: ScriptNode, offset: number, side: -1 | 0): Record<string, unknown> => ({
  ...Y.relativePositionToJSON(positionAt(node, offset, side)),
});

/**
 * How an end was found: by its character, by the quote where the character is gone, or only near the place where the
 * character was.
 */
type Found = 'exact' | 'quote' | 'near';
export type ResolvedPoint = { readonly block: number; readonly offset: number; readonly found: Found };

/**
 * Whether the character that a position holds on to is still there. Undo brings characters back under new ids, and only
 * the replica that undid knows which; so that all replicas read the same, a revived one counts as gone and the quote
 * finds its words.
 */
const isAlive = (doc: Y.Doc, id: Y.ID | null): boolean => {
  if (id === null) return true;
  const item: Y.Item | Y.GC = Y.getItem(doc.store, id);
  return item instanceof Y.Item && !item.deleted;
};

/** Whether both ends hold on to living characters, so that the quotes are not needed. */
export const isHeld = (doc: Y.Doc, stored: StoredAnchor): boolean => {
  try {
    return [stored.start, stored.end].every(({ position }) =>
      isAlive(doc, Y.createRelativePositionFromJSON(position).item),
    );
  } catch {
    // a position that another client made up: Yjs throws on ids that it cannot look up
    return false;
  }
};

const byPosition = (doc: Y.Doc, script: ScriptText, point: StoredPoint): ResolvedPoint | null => {
  try {
    const relative = Y.createRelativePositionFromJSON(point.position);
    const absolute = Y.createAbsolutePositionFromRelativePosition(relative, doc, false);
    if (absolute === null) return null;
    const node = blockNodeOf(absolute.type, doc.getXmlFragment('script'));
    const block = node === null ? undefined : script.indexOfNode(node);
    if (node === null || block === undefined) return null;
    const offset = offsetIn(node, absolute.type, absolute.index);
    return offset === null ? null : { block, offset, found: isAlive(doc, relative.item) ? 'exact' : 'near' };
  } catch {
    // a position that another client made up: Yjs throws on ids that it cannot look up
    return null;
  }
};

type Which = 'start' | 'end';

/** Blocks to look for the quote in, nearest first: its own, its neighbours, then the scene's. */
const candidates = (script: ScriptText, point: StoredPoint, near: ResolvedPoint | null, scene: readonly number[]) => {
  const own = script.indexOfBlock(point.block);
  const found: number[] = own === undefined ? [] : [own];
  const centre = near?.block ?? own;
  if (centre !== undefined) found.push(centre, centre + 1, centre - 1);
  return [...new Set([...found, ...scene])];
};

const byQuote = (
  script: ScriptText,
  point: StoredPoint,
  options: { which: Which; near: ResolvedPoint | null; scene: readonly number[] },
): ResolvedPoint | null => {
  const quote = point.quote ?? '';
  if (quote.length < minimumQuote) return null;
  for (const block of candidates(script, point, options.near, options.scene)) {
    const at = script.text(block).indexOf(quote);
    if (at >= 0) return { block, offset: options.which === 'start' ? at : at + quote.length, found: 'quote' };
  }
  return null;
};

export type ResolvedAnchor = {
  readonly anchor: Anchor | null;
  /** Whether both ends still hold on to living characters; if not, any edit of the script may move it. */
  readonly exact: boolean;
  /** Whether the quote found what the characters did not: the anchor may be written anew. */
  readonly recovered: boolean;
  /** The script's children that the ends were found in. */
  readonly nodes: readonly unknown[];
};

/** Where one end of a stored anchor is now; null when nothing is left to find it by. */
export const resolvePoint = (
  doc: Y.Doc,
  script: ScriptText,
  { stored, which, scene }: { readonly stored: StoredAnchor; readonly which: Which; readonly scene: readonly number[] },
): ResolvedPoint | null => {
  const near = byPosition(doc, script, stored[which]);
  return near?.found === 'exact' ? near : (byQuote(script, stored[which], { which, near, scene }) ?? near);
};

/** Where the stored anchor's words are now; `scene` lists the indexes of the blocks of the shot's scene. */
export const resolveAnchor = (
  doc: Y.Doc,
  script: ScriptText,
  stored: StoredAnchor,
  scene: readonly number[],
): ResolvedAnchor => {
  const start = resolvePoint(doc, script, { stored, which: 'start', scene });
  const end = resolvePoint(doc, script, { stored, which: 'end', scene });
  if (start === null || end === null) return { anchor: null, exact: false, recovered: false, nodes: [] };
  const backwards = start.block > end.block || (start.block === end.block && start.offset >= end.offset);
  return {
    anchor: backwards ? null : span(script, start, end),
    exact: start.found === 'exact' && end.found === 'exact',
    recovered: !backwards && [start, end].every(({ found }) => found !== 'near') && [start, end].some(byQuoteFound),
    nodes: [script.node(start.block), script.node(end.block)],
  };
};

const byQuoteFound = ({ found }: ResolvedPoint): boolean => found === 'quote';

const span = (script: ScriptText, start: ResolvedPoint, end: ResolvedPoint): Anchor | null => {
  const blocks: BlockId[] = [];
  for (let index = start.block; index <= end.block; index += 1) {
    const id = script.id(index);
    if (id !== undefined) blocks.push(id);
  }
  const [first, last] = [blocks[0], blocks.at(-1)];
  if (first === undefined || last === undefined) return null;
  return {
    blocks,
    start: { block: first, offset: start.offset },
    end: { block: last, offset: end.offset },
  };
};
