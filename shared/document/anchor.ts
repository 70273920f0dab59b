/**
 * Where a shot's words are. An end is stored as a Yjs relative position, which follows its character through any edit
 * inside the block, plus a short quote of the words beside it: an editor splits, joins and moves blocks by deleting and
 * writing anew, and the quote finds the words where they went.
 */
import * as Y from 'yjs';
import type { BlockId } from '../ids/ids.ts';
import type { StoredAnchor, StoredPoint } from './schema.ts';
import { type ContentPiece, contentPieces, type ScriptNode } from './script-xml.ts';
import type { Anchor, ScriptBlock } from './story.ts';

/** Longest quote, UTF-16 units; shortest that is looked for in other blocks than its own. */
const quoteLength = 32;
const minimumQuote = 2;

/** What the reader knows of the script while it resolves anchors. */
export type ScriptIndex = {
  readonly blocks: readonly ScriptBlock[];
  readonly nodes: readonly ScriptNode[];
  readonly indexOfBlock: ReadonlyMap<string, number>;
  readonly indexOfNode: ReadonlyMap<unknown, number>;
};

const pieceLength = (piece: ContentPiece): number => (piece.kind === 'text' ? piece.node.length : 1);

/** The child of the script that holds `type`, or null when none does. */
export const blockNodeOf = (type: Y.AbstractType<unknown>, script: Y.XmlFragment): unknown => {
  let node: Y.AbstractType<unknown> | null = type;
  while (node !== null && node.parent !== script) node = node.parent;
  return node;
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

/** As JSON that `Y.createRelativePositionFromJSON` reads. */
const relativePosition = (node: ScriptNode, offset: number, side: -1 | 0): Record<string, unknown> => ({
  ...Y.relativePositionToJSON(positionAt(node, offset, side)),
});

type Resolved = { readonly block: number; readonly offset: number; readonly exact: boolean };

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

const byPosition = (doc: Y.Doc, index: ScriptIndex, point: StoredPoint): Resolved | null => {
  try {
    const relative = Y.createRelativePositionFromJSON(point.position);
    const absolute = Y.createAbsolutePositionFromRelativePosition(relative, doc, false);
    if (absolute === null) return null;
    const node = blockNodeOf(absolute.type, doc.getXmlFragment('script'));
    const at = index.indexOfNode.get(node);
    const owner = at === undefined ? undefined : index.nodes[at];
    if (at === undefined || owner === undefined) return null;
    const offset = offsetIn(owner, absolute.type, absolute.index);
    return offset === null ? null : { block: at, offset, exact: isAlive(doc, relative.item) };
  } catch {
    // a position that another client made up: Yjs throws on ids that it cannot look up
    return null;
  }
};

type Which = 'start' | 'end';

/** Blocks to look for the quote in, nearest first: its own, its neighbours, then the scene's. */
const candidates = (index: ScriptIndex, point: StoredPoint, near: Resolved | null, scene: readonly number[]) => {
  const own = index.indexOfBlock.get(point.block);
  const found: number[] = own === undefined ? [] : [own];
  const centre = near?.block ?? own;
  if (centre !== undefined) found.push(centre, centre + 1, centre - 1);
  return [...new Set([...found, ...scene])];
};

const byQuote = (
  index: ScriptIndex,
  point: StoredPoint,
  options: { which: Which; near: Resolved | null; scene: readonly number[] },
): Resolved | null => {
  const quote = point.quote ?? '';
  if (quote.length < minimumQuote) return null;
  for (const at of candidates(index, point, options.near, options.scene)) {
    const found = index.blocks[at]?.text.indexOf(quote) ?? -1;
    if (found >= 0) {
      return { block: at, offset: options.which === 'start' ? found : found + quote.length, exact: false };
    }
  }
  return null;
};

export type ResolvedAnchor = {
  readonly anchor: Anchor | null;
  /** Whether both ends still hold on to living characters; if not, any edit of the script may move it. */
  readonly exact: boolean;
  /** The script's children that the ends were found in. */
  readonly nodes: readonly unknown[];
};

/** Where the stored anchor's words are now; `scene` lists the indexes of the blocks of the shot's scene. */
export const resolveAnchor = (
  doc: Y.Doc,
  index: ScriptIndex,
  stored: StoredAnchor,
  scene: readonly number[],
): ResolvedAnchor => {
  const find = (which: Which): Resolved | null => {
    const near = byPosition(doc, index, stored[which]);
    return near?.exact === true ? near : (byQuote(index, stored[which], { which, near, scene }) ?? near);
  };
  const start = find('start');
  const end = find('end');
  if (start === null || end === null) return { anchor: null, exact: false, nodes: [] };
  const backwards = start.block > end.block || (start.block === end.block && start.offset >= end.offset);
  return {
    anchor: backwards ? null : span(index, start, end),
    exact: start.exact && end.exact,
    nodes: [index.nodes[start.block], index.nodes[end.block]],
  };
};

const span = (index: ScriptIndex, start: Resolved, end: Resolved): Anchor | null => {
  const blocks: BlockId[] = index.blocks.slice(start.block, end.block + 1).map((block) => block.id);
  const [first, last] = [blocks[0], blocks.at(-1)];
  if (first === undefined || last === undefined) return null;
  return {
    blocks,
    start: { block: first, offset: start.offset },
    end: { block: last, offset: end.offset },
  };
};
