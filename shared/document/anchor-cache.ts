/** The anchors of all shots, resolved again only where an edit may have moved them. */
import type * as Y from 'yjs';
import type { ShotId } from '../ids/ids.ts';
import { type ResolvedAnchor, resolveAnchor } from './anchor.ts';
import type { ScriptScene } from './scenes.ts';
import type { StoredShot } from './schema.ts';
import { type ScriptDirt, type ScriptIndex, textOfIndex } from './script-index.ts';

type Entry = ResolvedAnchor & { readonly stored: StoredShot };
export type AnchorCache = ReadonlyMap<ShotId, Entry>;

/** Whether the blocks that the anchor spans are still those that stand between its ends. */
const spansSame = ({ anchor, nodes }: Entry, index: ScriptIndex): boolean => {
  const first = index.indexOfNode.get(nodes[0]);
  if (anchor === null || first === undefined) return false;
  if (index.indexOfNode.get(nodes[1]) !== first + anchor.blocks.length - 1) return false;
  return anchor.blocks.every((id, offset) => index.blocks[first + offset]?.id === id);
};

const isCurrent = (entry: Entry, index: ScriptIndex, dirt: ScriptDirt): boolean => {
  if (!dirt.structure && dirt.nodes.size === 0) return true;
  if (!entry.exact || entry.nodes.some((node) => dirt.nodes.has(node))) return false;
  return !dirt.structure || spansSame(entry, index);
};

const sceneBlocks = (scenes: readonly ScriptScene[]): ReadonlyMap<string, readonly number[]> =>
  new Map(
    scenes.map(({ id, first, last }) => [id, Array.from({ length: last - first }, (_, offset) => first + offset)]),
  );

/** The cache after the edits in `dirt`; the same one if no anchor had to be resolved again. */
export const updateAnchors = (
  doc: Y.Doc,
  before: AnchorCache,
  state: {
    readonly stored: ReadonlyMap<ShotId, StoredShot>;
    readonly index: ScriptIndex;
    readonly scenes: readonly ScriptScene[];
    readonly dirt: ScriptDirt;
  },
): AnchorCache => {
  let next: Map<ShotId, Entry> | null = null;
  let blocksOf: ReadonlyMap<string, readonly number[]> | null = null;
  let anchored = 0;
  for (const [id, stored] of state.stored) {
    if (stored.anchor === null) continue;
    anchored += 1;
    const old = before.get(id);
    if (old !== undefined && old.stored === stored && isCurrent(old, state.index, state.dirt)) continue;
    blocksOf ??= sceneBlocks(state.scenes);
    const scene = blocksOf.get(stored.writtenScene) ?? [];
    next ??= new Map(before);
    next.set(id, { ...resolveAnchor(doc, textOfIndex(state.index), stored.anchor, scene), stored });
  }
  const kept = next ?? before;
  return kept.size === anchored ? kept : withoutAnchorless(kept, state.stored);
};

const withoutAnchorless = (cache: AnchorCache, stored: ReadonlyMap<ShotId, StoredShot>): AnchorCache =>
  new Map([...cache].filter(([id]) => (stored.get(id)?.anchor ?? null) !== null));
