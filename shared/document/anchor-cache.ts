/** The anchors of all shots, resolved again only where an edit may have moved them. */
import type * as Y from 'yjs';
import type { ShotId } from '../ids/ids.ts';
import { type ResolvedAnchor, resolveAnchor } from './anchor.ts';
import type { ScriptScene } from './scenes.ts';
import type { StoredShot } from './schema.ts';
import { type ScriptDirt, type ScriptIndex, textOfIndex } from './script-index.ts';

type Entry = ResolvedAnchor & { readonly stored: StoredShot };

export type AnchorCache = {
  readonly entries: ReadonlyMap<ShotId, Entry>;
  /** The shots that they were resolved for. */
  readonly stored: ReadonlyMap<ShotId, StoredShot>;
  /** For each child of the script, the shots whose anchors begin or end in it. */
  readonly touching: ReadonlyMap<unknown, readonly ShotId[]>;
  /** The shots whose anchors hold on to no living character: any edit may move them. */
  readonly loose: readonly ShotId[];
};

export const noAnchors: AnchorCache = { entries: new Map(), stored: new Map(), touching: new Map(), loose: [] };

/** The cache, and the shots whose anchors may be others than before. */
export type UpdatedAnchors = { readonly cache: AnchorCache; readonly looked: ReadonlySet<ShotId> | readonly ShotId[] };

type ScriptState = {
  readonly stored: ReadonlyMap<ShotId, StoredShot>;
  readonly index: ScriptIndex;
  readonly scenes: readonly ScriptScene[];
  readonly dirt: ScriptDirt;
};

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

/** Gives the indexes of a scene's blocks, counted once for each scene that is asked for. */
const createSceneBlocks = (scenes: readonly ScriptScene[]): ((id: string) => readonly number[]) => {
  const known = new Map<string, readonly number[]>();
  return (id) => {
    const found = known.get(id);
    if (found !== undefined) return found;
    const scene = scenes.find((candidate) => candidate.id === id);
    const blocks = scene ? Array.from({ length: scene.last - scene.first }, (_, offset) => scene.first + offset) : [];
    known.set(id, blocks);
    return blocks;
  };
};

/** The shots whose anchors must be looked at: all of them, but after mere typing only those beside it. */
const toLookAt = (before: AnchorCache, { stored, dirt }: ScriptState): ReadonlySet<ShotId> | readonly ShotId[] => {
  if (dirt.structure || before.stored !== stored) return [...stored.keys()];
  if (dirt.nodes.size === 0) return [];
  return new Set([...[...dirt.nodes].flatMap((node) => before.touching.get(node) ?? []), ...before.loose]);
};

const withEntries = (
  before: AnchorCache,
  entries: ReadonlyMap<ShotId, Entry>,
  stored: ReadonlyMap<ShotId, StoredShot>,
): AnchorCache => {
  const touching = new Map<unknown, ShotId[]>();
  const loose: ShotId[] = [];
  for (const [id, { nodes, exact }] of entries) {
    for (const node of new Set(nodes)) {
      const shots = touching.get(node);
      if (shots === undefined) touching.set(node, [id]);
      else shots.push(id);
    }
    if (!exact) loose.push(id);
  }
  return { ...before, entries, stored, touching, loose };
};

const sameHold = (a: Entry | undefined, b: Entry): boolean =>
  a !== undefined &&
  a.exact === b.exact &&
  a.nodes.length === b.nodes.length &&
  a.nodes.every((node, at) => node === b.nodes[at]);

/** The cache after the edits in `dirt`; the same one if nothing that it was made from changed. */
export const updateAnchors = (doc: Y.Doc, before: AnchorCache, state: ScriptState): UpdatedAnchors => {
  const { stored, index, dirt } = state;
  const looked = toLookAt(before, state);
  const blocksOf = createSceneBlocks(state.scenes);
  let next: Map<ShotId, Entry> | null = null;
  let moved = before.stored !== stored;
  for (const id of looked) {
    const shot = stored.get(id);
    if (shot === undefined || shot.anchor === null) continue;
    const old = before.entries.get(id);
    if (old !== undefined && old.stored === shot && isCurrent(old, index, dirt)) continue;
    const entry = { ...resolveAnchor(doc, textOfIndex(index), shot.anchor, blocksOf(shot.writtenScene)), stored: shot };
    next ??= new Map(before.entries);
    next.set(id, entry);
    moved ||= !sameHold(old, entry);
  }
  if (next === null && !moved) return { cache: before, looked };
  const entries = before.stored === stored ? (next ?? before.entries) : anchored(next ?? before.entries, stored);
  return { cache: moved ? withEntries(before, entries, stored) : { ...before, entries }, looked };
};

/** The entries of shots that still have an anchor. */
const anchored = (
  entries: ReadonlyMap<ShotId, Entry>,
  stored: ReadonlyMap<ShotId, StoredShot>,
): ReadonlyMap<ShotId, Entry> => new Map([...entries].filter(([id]) => (stored.get(id)?.anchor ?? null) !== null));
