/** Finds blocks, scenes and shots in the document for commands, without reading what they do not need. */
import type * as Y from 'yjs';
import type { BlockId, SceneId, ShotId } from '../ids/ids.ts';
import { anchorBetween, type LocatedBlock, type ScriptText } from './anchor.ts';
import { identifyBlocks, scriptNodes } from './block-ids.ts';
import { compareOrder } from './order-keys.ts';
import { type StoredAnchor, scriptOf, shotsOf, unordered } from './schema.ts';
import { readText, type ScriptNode, writtenId } from './script-xml.ts';
import { plainField } from './stored.ts';
import type { ScriptPoint } from './story.ts';

export type ScriptOutline = {
  readonly nodes: readonly ScriptNode[];
  readonly ids: readonly BlockId[];
  readonly indexOf: ReadonlyMap<string, number>;
};

export const outlineOf = (doc: Y.Doc): ScriptOutline => {
  const nodes = scriptNodes(scriptOf(doc));
  return { nodes, ...identifyBlocks(nodes) };
};

/** The child of the script that is the block, found without naming every other; null when none is. */
export const nodeOfBlock = (doc: Y.Doc, block: string): ScriptNode | null => {
  const nodes = scriptNodes(scriptOf(doc));
  // the first that carries an id has it; only an id that none carries may be a derived one
  const carrier = nodes.find((node) => writtenId(node) === block);
  return carrier ?? nodes[identifyBlocks(nodes).indexOf.get(block) ?? -1] ?? null;
};

export const isHeading = (node: ScriptNode | undefined): boolean =>
  node !== undefined && 'nodeName' in node && node.nodeName === 'sceneHeading';

/** Whether the script has a scene of this id now. */
export const hasScene = (outline: ScriptOutline, scene: string): boolean => {
  const index = outline.indexOf.get(scene);
  return index !== undefined && isHeading(outline.nodes[index]);
};

/** The scene that the block belongs to; null before the first heading. */
export const sceneOfBlock = (outline: ScriptOutline, block: string): SceneId | null => {
  for (let index = outline.indexOf.get(block) ?? -1; index >= 0; index -= 1) {
    if (isHeading(outline.nodes[index])) return outline.ids[index] ?? null;
  }
  return null;
};

const locate = (outline: ScriptOutline, block: string): (LocatedBlock & { readonly id: BlockId }) | null => {
  const index = outline.indexOf.get(block);
  if (index === undefined) return null;
  const [node, id] = [outline.nodes[index], outline.ids[index]];
  if (node === undefined || id === undefined) return null;
  return { index, node, id, text: readText(node) };
};

/** Makes the stored anchor of the words from `start` to `end`; null when there are none or a block is not there. */
export const anchorInOutline = (outline: ScriptOutline, start: ScriptPoint, end: ScriptPoint): StoredAnchor | null => {
  const first = locate(outline, start.block);
  const last = locate(outline, end.block);
  if (first === null || last === null) return null;
  return anchorBetween({ ...first, offset: start.offset }, { ...last, offset: end.offset });
};

export type PlacedShot = { readonly id: ShotId; readonly scene: string; readonly order: string };

/** The scene's shots in board order, reading nothing of the others but their scene. */
export const shotsInScene = (doc: Y.Doc, scene: string): readonly PlacedShot[] => {
  const shots: PlacedShot[] = [];
  shotsOf(doc).forEach((value, id) => {
    if (plainField(value, 'scene') !== scene) return;
    const order = plainField(value, 'order');
    // keys of `shots` are shot ids; an order that is none sorts as the reader sorts it
    shots.push({ id: id as ShotId, scene, order: typeof order === 'string' && order !== '' ? order : unordered });
  });
  return shots.sort(compareOrder);
};

/** The indexes of the scene's blocks, from its heading up to but not including `last`; null when it is not there. */
export const sceneExtent = (outline: ScriptOutline, scene: string): { first: number; last: number } | null => {
  const first = outline.indexOf.get(scene);
  if (first === undefined || !isHeading(outline.nodes[first])) return null;
  let last = first + 1;
  while (last < outline.nodes.length && !isHeading(outline.nodes[last])) last += 1;
  return { first, last };
};

/** The outline as anchors are resolved in it: only the texts that are asked for are read. */
export const textOfOutline = ({ nodes, ids, indexOf }: ScriptOutline): ScriptText => {
  const texts = new Map<number, string>();
  return {
    node: (index) => nodes[index],
    id: (index) => ids[index],
    text: (index) => {
      const node = nodes[index];
      const text = texts.get(index) ?? (node === undefined ? '' : readText(node));
      texts.set(index, text);
      return text;
    },
    indexOfBlock: (id) => indexOf.get(id),
    indexOfNode: (node) => {
      const named = indexOf.get(writtenId(node) ?? '');
      if (named !== undefined && nodes[named] === node) return named;
      const found = nodes.indexOf(node);
      return found < 0 ? undefined : found;
    },
  };
};
