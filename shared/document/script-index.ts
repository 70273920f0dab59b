/** The script's blocks as the reader keeps them between snapshots: only those that changed are read again. */
import type * as Y from 'yjs';
import type { BlockId } from '../ids/ids.ts';
import { blockNodeOf, type ScriptText } from './anchor.ts';
import { type BlockIdentity, identifyBlocks, scriptNodes } from './block-ids.ts';
import { scriptOf } from './schema.ts';
import { readBlock, type ScriptNode, sameMarking, writtenId } from './script-xml.ts';
import type { ScriptBlock } from './story.ts';

/** What the reader knows of the script. */
export type ScriptIndex = {
  readonly blocks: readonly ScriptBlock[];
  readonly nodes: readonly ScriptNode[];
  /** Written anew in place when blocks come and go: only the newest index may be asked. */
  readonly indexOfBlock: Map<string, number>;
  readonly indexOfNode: Map<unknown, number>;
  /** Whether every block carries an id of its own. */
  readonly allNamed: boolean;
};

const buildIndex = (
  nodes: readonly ScriptNode[],
  { indexOf, allNamed }: BlockIdentity,
  blocks: readonly ScriptBlock[],
): ScriptIndex => {
  const indexOfNode = new Map<unknown, number>();
  nodes.forEach((node, index) => {
    indexOfNode.set(node, index);
  });
  return { blocks, nodes, indexOfBlock: indexOf, indexOfNode, allNamed };
};

/** The index as anchors are resolved in it. */
export const textOfIndex = ({ blocks, nodes, indexOfBlock, indexOfNode }: ScriptIndex): ScriptText => ({
  node: (index) => nodes[index],
  id: (index) => blocks[index]?.id,
  text: (index) => blocks[index]?.text ?? '',
  indexOfBlock: (id) => indexOfBlock.get(id),
  indexOfNode: (node) => indexOfNode.get(node),
});

/** Reads the whole script once. */
export const readScriptIndex = (doc: Y.Doc): ScriptIndex => {
  const nodes = scriptNodes(scriptOf(doc));
  const identity = identifyBlocks(nodes);
  return buildIndex(
    nodes,
    identity,
    nodes.map((node, index) => readBlock(node, identity.ids[index] as BlockId)), // identifyBlocks answers for every node
  );
};

const sameBlock = (a: ScriptBlock, b: ScriptBlock): boolean =>
  a.id === b.id &&
  a.type === b.type &&
  a.text === b.text &&
  a.number === b.number &&
  a.depth === b.depth &&
  a.dual === b.dual &&
  a.runs.length === b.runs.length &&
  a.runs.every((run, index) => {
    const other = b.runs[index];
    return other !== undefined && run.text === other.text && sameMarking(run, other);
  });

/** What a transaction did to the script: whether blocks came or went, changed ids, and whose content changed. */
export type ScriptDirt = { structure: boolean; renamed: boolean; readonly nodes: Set<unknown> };

export const noDirt = (): ScriptDirt => ({ structure: false, renamed: false, nodes: new Set() });

export const noteScriptEvents = (
  dirt: ScriptDirt,
  script: Y.XmlFragment,
  events: readonly Y.YEvent<Y.AbstractType<unknown>>[],
): void => {
  for (const event of events) {
    if (event.target === script) {
      dirt.structure = true;
      continue;
    }
    const node = blockNodeOf(event.target, script);
    if (node !== null) dirt.nodes.add(node);
    if (node === event.target && event.keys.has('id')) {
      dirt.structure = true;
      dirt.renamed = true;
    }
  }
};

/** A block whose content changed, as it was and as it is. */
export type BlockChange = { readonly before: ScriptBlock; readonly after: ScriptBlock };
/** `changes` is null when blocks came, went or changed ids. */
export type UpdatedIndex = { readonly index: ScriptIndex; readonly changes: readonly BlockChange[] | null };

/** The index after `dirt`, sharing every block that reads the same; `before` must not be used any more. */
export const updateScriptIndex = (doc: Y.Doc, before: ScriptIndex, dirt: ScriptDirt): UpdatedIndex => {
  if (!dirt.structure) return reread(before, dirt);
  const nodes = scriptNodes(scriptOf(doc));
  const index = (dirt.renamed ? null : splice(before, nodes, dirt)) ?? restructure(before, nodes, dirt);
  return { index, changes: null };
};

const restructure = (before: ScriptIndex, nodes: readonly ScriptNode[], dirt: ScriptDirt): ScriptIndex => {
  const identity = identifyBlocks(nodes);
  const blocks = nodes.map((node, index) => {
    const id = identity.ids[index] as BlockId; // identifyBlocks answers for every node
    const at = before.indexOfNode.get(node);
    const known = at === undefined ? undefined : before.blocks[at];
    if (known !== undefined && !dirt.nodes.has(node)) return known.id === id ? known : { ...known, id };
    const read = readBlock(node, id);
    return known !== undefined && sameBlock(known, read) ? known : read;
  });
  return buildIndex(nodes, identity, blocks);
};

const sharedStart = (a: readonly ScriptNode[], b: readonly ScriptNode[]): number => {
  const shortest = Math.min(a.length, b.length);
  let start = 0;
  while (start < shortest && a[start] === b[start]) start += 1;
  return start;
};

const sharedTail = (a: readonly ScriptNode[], b: readonly ScriptNode[], start: number): number => {
  const longest = Math.min(a.length, b.length) - start;
  let tail = 0;
  while (tail < longest && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  return tail;
};

/**
 * The index when one stretch of blocks took the place of another, reusing the old one's maps; null when some block has
 * no id of its own, before or after: then ids depend on each other.
 */
const splice = (before: ScriptIndex, nodes: readonly ScriptNode[], dirt: ScriptDirt): ScriptIndex | null => {
  if (!before.allNamed) return null;
  const start = sharedStart(before.nodes, nodes);
  const tail = sharedTail(before.nodes, nodes, start);
  const [oldEnd, newEnd] = [before.nodes.length - tail, nodes.length - tail];
  const fresh = new Set<string>();
  for (let index = start; index < newEnd; index += 1) {
    const id = writtenId(nodes[index] as ScriptNode); // below the length
    const holder = id === null ? undefined : before.indexOfBlock.get(id);
    const taken = holder !== undefined && (holder < start || holder >= oldEnd);
    if (id === null || taken || fresh.has(id)) return null;
    fresh.add(id);
  }
  const read = nodes.slice(start, newEnd).map((node) => {
    const at = before.indexOfNode.get(node);
    const known = at === undefined ? undefined : before.blocks[at];
    // what changed in it is read again below
    return known ?? readBlock(node, writtenId(node) as BlockId); // every id was checked above
  });
  const blocks = [...before.blocks.slice(0, start), ...read, ...before.blocks.slice(oldEnd)];
  const spliced = moveIndexes(before, { nodes, blocks, start, oldEnd, tail });
  return reread(spliced, dirt).index;
};

/** Writes into the old index's maps what the stretch from `start` on changed. */
const moveIndexes = (
  before: ScriptIndex,
  after: {
    readonly nodes: readonly ScriptNode[];
    readonly blocks: readonly ScriptBlock[];
    readonly start: number;
    readonly oldEnd: number;
    readonly tail: number;
  },
): ScriptIndex => {
  const { nodes, blocks, start, oldEnd, tail } = after;
  for (let index = start; index < oldEnd; index += 1) {
    before.indexOfBlock.delete(before.blocks[index]?.id ?? '');
    before.indexOfNode.delete(before.nodes[index]);
  }
  const until = nodes.length === before.nodes.length ? nodes.length - tail : nodes.length;
  for (let index = start; index < until; index += 1) {
    before.indexOfBlock.set(blocks[index]?.id ?? '', index);
    before.indexOfNode.set(nodes[index], index);
  }
  return { ...before, nodes, blocks };
};

const reread = (before: ScriptIndex, dirt: ScriptDirt): UpdatedIndex => {
  let blocks: ScriptBlock[] | null = null;
  const changes: BlockChange[] = [];
  for (const node of dirt.nodes) {
    const at = before.indexOfNode.get(node);
    const known = at === undefined ? undefined : before.blocks[at];
    const source = at === undefined ? undefined : before.nodes[at];
    if (at === undefined || known === undefined || source === undefined) continue;
    const read = readBlock(source, known.id);
    if (sameBlock(known, read)) continue;
    blocks ??= [...before.blocks];
    blocks[at] = read;
    changes.push({ before: known, after: read });
  }
  return { index: blocks === null ? before : { ...before, blocks }, changes };
};
