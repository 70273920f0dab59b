/** The script's blocks as the reader keeps them between snapshots: only those that changed are read again. */
import type * as Y from 'yjs';
import type { BlockId } from '../ids/ids.ts';
import { blockNodeOf, type ScriptText } from './anchor.ts';
import { type BlockIdentity, identifyBlocks, scriptNodes } from './block-ids.ts';
import { scriptOf } from './schema.ts';
import { readBlock, type ScriptNode } from './script-xml.ts';
import type { ScriptBlock } from './story.ts';

/** What the reader knows of the script. */
export type ScriptIndex = {
  readonly blocks: readonly ScriptBlock[];
  readonly nodes: readonly ScriptNode[];
  readonly indexOfBlock: ReadonlyMap<string, number>;
  readonly indexOfNode: ReadonlyMap<unknown, number>;
};

const buildIndex = (
  nodes: readonly ScriptNode[],
  { indexOf }: BlockIdentity,
  blocks: readonly ScriptBlock[],
): ScriptIndex => {
  const indexOfNode = new Map<unknown, number>();
  nodes.forEach((node, index) => {
    indexOfNode.set(node, index);
  });
  return { blocks, nodes, indexOfBlock: indexOf, indexOfNode };
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
    return other !== undefined && run.text === other.text && run.marks.join() === other.marks.join();
  });

/** What a transaction did to the script: whether blocks came, went or changed ids, and whose content changed. */
export type ScriptDirt = { structure: boolean; readonly nodes: Set<unknown> };

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
    if (node === event.target && event.keys.has('id')) dirt.structure = true;
  }
};

/** The index after `dirt`, sharing every block that reads the same. */
export const updateScriptIndex = (doc: Y.Doc, before: ScriptIndex, dirt: ScriptDirt): ScriptIndex =>
  dirt.structure ? restructure(doc, before, dirt) : reread(before, dirt);

const restructure = (doc: Y.Doc, before: ScriptIndex, dirt: ScriptDirt): ScriptIndex => {
  const nodes = scriptNodes(scriptOf(doc));
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

const reread = (before: ScriptIndex, dirt: ScriptDirt): ScriptIndex => {
  let blocks: ScriptBlock[] | null = null;
  for (const node of dirt.nodes) {
    const at = before.indexOfNode.get(node);
    const known = at === undefined ? undefined : before.blocks[at];
    const source = at === undefined ? undefined : before.nodes[at];
    if (at === undefined || known === undefined || source === undefined) continue;
    const read = readBlock(source, known.id);
    if (sameBlock(known, read)) continue;
    blocks ??= [...before.blocks];
    blocks[at] = read;
  }
  return blocks === null ? before : { ...before, blocks };
};
