/** Finds blocks, scenes and shots in the document for commands, without reading what they do not need. */
import type * as Y from 'yjs';
import { z } from 'zod';
import type { BlockId, SceneId, ShotId } from '../ids/ids.ts';
import { anchorBetween, type LocatedBlock } from './anchor.ts';
import { identifyBlocks, scriptNodes } from './block-ids.ts';
import { compareOrder } from './order-keys.ts';
import { type StoredAnchor, scriptOf, shotsOf, unordered } from './schema.ts';
import { readRuns, type ScriptNode } from './script-xml.ts';
import { plainRecord } from './stored.ts';
import type { ScriptPoint } from './story.ts';

export type ScriptOutline = {
  readonly nodes: readonly ScriptNode[];
  readonly ids: readonly BlockId[];
  readonly indexOf: ReadonlyMap<string, number>;
};

export const outlineOf = (doc: Y.Doc): ScriptOutline => {
  const nodes = scriptNodes(scriptOf(doc));
  const ids = identifyBlocks(nodes);
  return { nodes, ids, indexOf: new Map(ids.map((id, index) => [id, index])) };
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
  const text = readRuns(node)
    .map((run) => run.text)
    .join('');
  return { index, node, id, text };
};

/** `anchorAt` over an outline that is at hand. */
export const anchorInOutline = (outline: ScriptOutline, start: ScriptPoint, end: ScriptPoint): StoredAnchor | null => {
  const first = locate(outline, start.block);
  const last = locate(outline, end.block);
  if (first === null || last === null) return null;
  return anchorBetween({ ...first, offset: start.offset }, { ...last, offset: end.offset });
};

/** Makes the stored anchor of the words from `start` to `end`; null when there are none or a block is not there. */
export const anchorAt = (doc: Y.Doc, start: ScriptPoint, end: ScriptPoint): StoredAnchor | null =>
  anchorInOutline(outlineOf(doc), start, end);

const placedSchema = z.object({ scene: z.string().catch(''), order: z.string().min(1).catch(unordered) });

export type PlacedShot = { readonly id: ShotId; readonly scene: string; readonly order: string };

/** Every shot with its scene and order, in board order within each scene. */
export const placedShots = (doc: Y.Doc): readonly PlacedShot[] => {
  const shots: PlacedShot[] = [];
  for (const [id, value] of shotsOf(doc).entries()) {
    const record = plainRecord(value);
    if (record !== null) shots.push({ id: id as ShotId, ...placedSchema.parse(record) }); // keys of `shots` are shot ids
  }
  return shots.sort(compareOrder);
};

export const shotsInScene = (doc: Y.Doc, scene: string): readonly PlacedShot[] =>
  placedShots(doc).filter((shot) => shot.scene === scene);
