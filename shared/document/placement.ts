/** Places shots in scenes and gives them their printed numbers: pure, sharing every shot that reads the same. */
import type { SceneId, ShotId } from '../ids/ids.ts';
import { shotNumber } from './numbering.ts';
import { compareOrder } from './order-keys.ts';
import type { ScriptScene } from './scenes.ts';
import type { StoredShot } from './schema.ts';
import type { Anchor, Shot } from './story.ts';

export type Placement = {
  /** Every scene's shots in board order. */
  readonly byScene: ReadonlyMap<SceneId, readonly ShotId[]>;
  readonly unplaced: readonly ShotId[];
};

type Ordered = { readonly id: ShotId; readonly order: string };

const sameIds = (a: readonly ShotId[] | undefined, b: readonly ShotId[]): a is readonly ShotId[] =>
  a !== undefined && a.length === b.length && a.every((id, index) => id === b[index]);

const sortedIds = (shots: Ordered[], before: readonly ShotId[] | undefined): readonly ShotId[] => {
  const ids = shots.sort(compareOrder).map((shot) => shot.id);
  return sameIds(before, ids) ? before : ids;
};

export const placeShots = (
  stored: ReadonlyMap<ShotId, StoredShot>,
  scenes: readonly ScriptScene[],
  before: Placement,
): Placement => {
  const groups = new Map<SceneId, Ordered[]>(scenes.map((scene) => [scene.id, []]));
  const homeless: Ordered[] = [];
  for (const [id, shot] of stored) (groups.get(shot.writtenScene) ?? homeless).push({ id, order: shot.order });
  const byScene = new Map<SceneId, readonly ShotId[]>();
  for (const [scene, shots] of groups) byScene.set(scene, sortedIds(shots, before.byScene.get(scene)));
  return { byScene, unplaced: sortedIds(homeless, before.unplaced) };
};

export const emptyPlacement: Placement = { byScene: new Map(), unplaced: [] };

export const sameAnchor = (a: Anchor | null, b: Anchor | null): boolean =>
  a === b ||
  (a !== null &&
    b !== null &&
    a.start.block === b.start.block &&
    a.start.offset === b.start.offset &&
    a.end.block === b.end.block &&
    a.end.offset === b.end.offset &&
    a.blocks.length === b.blocks.length &&
    a.blocks.every((block, index) => block === b.blocks[index]));

/** What a shot was made from, to tell whether it must be made again. */
type Source = { readonly stored: StoredShot; readonly anchor: Anchor | null };
export type PublishedShot = Source & { readonly shot: Shot };

const publish = (id: ShotId, source: Source, place: Pick<Shot, 'scene' | 'number'>): PublishedShot => ({
  ...source,
  shot: { ...source.stored, id, ...place, anchor: source.anchor },
});

export type ShotPlaces = ReadonlyMap<ShotId, Pick<Shot, 'scene' | 'number'>>;

/** The scene and printed number of every shot that is placed. */
export const numberShots = (scenes: readonly ScriptScene[], placement: Placement): ShotPlaces => {
  const places = new Map<ShotId, Pick<Shot, 'scene' | 'number'>>();
  for (const scene of scenes) {
    placement.byScene.get(scene.id)?.forEach((id, index) => {
      places.set(id, { scene: scene.id, number: shotNumber(scene.number, index) });
    });
  }
  return places;
};

/** Whether the scenes, by id and number, are the same: then so are the places of shots. */
export const sameNumbering = (a: readonly ScriptScene[], b: readonly ScriptScene[]): boolean =>
  a.length === b.length &&
  a.every((scene, index) => scene === b[index] || (scene.id === b[index]?.id && scene.number === b[index]?.number));

/** Whether the shots, by scene and order, are the same. */
export const sameOrders = (a: ReadonlyMap<ShotId, StoredShot>, b: ReadonlyMap<ShotId, StoredShot>): boolean => {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  for (const [id, shot] of a) {
    const other = b.get(id);
    if (other === shot) continue;
    if (other === undefined || other.writtenScene !== shot.writtenScene || other.order !== shot.order) return false;
  }
  return true;
};

const nowhere = { scene: null, number: null };

export type PublishedShots = {
  readonly entries: ReadonlyMap<ShotId, PublishedShot>;
  readonly shots: ReadonlyMap<ShotId, Shot>;
  /** What they were made from. */
  readonly stored: ReadonlyMap<ShotId, StoredShot>;
  readonly places: ShotPlaces;
};

export const noShots: PublishedShots = { entries: new Map(), shots: new Map(), stored: new Map(), places: new Map() };

/**
 * Every shot as snapshots show it, in the order of `stored`; `before` are those of the last time, since when only the anchors of
 * `looked` may have changed.
 */
export const publishShots = (
  stored: ReadonlyMap<ShotId, StoredShot>,
  options: {
    readonly places: ShotPlaces;
    readonly anchorOf: (id: ShotId) => Anchor | null;
    readonly looked: ReadonlySet<ShotId> | readonly ShotId[];
    readonly before: PublishedShots;
  },
): PublishedShots => {
  const { places, anchorOf, before } = options;
  const changed: [ShotId, PublishedShot][] = [];
  let sameIds = stored.size === before.entries.size;
  const all = stored !== before.stored || places !== before.places;
  for (const id of all ? stored.keys() : options.looked) {
    const record = stored.get(id);
    if (record === undefined) continue;
    const place = places.get(id) ?? nowhere;
    const anchor = anchorOf(id);
    const old = before.entries.get(id);
    if (old === undefined) sameIds = false;
    const same =
      old !== undefined &&
      old.stored === record &&
      old.shot.scene === place.scene &&
      old.shot.number === place.number &&
      sameAnchor(old.anchor, anchor);
    if (!same) changed.push([id, publish(id, { stored: record, anchor }, place)]);
  }
  if (changed.length === 0 && sameIds) return all ? { ...before, stored, places } : before;
  return { ...merged(before, { changed, order: sameIds ? null : stored.keys() }), stored, places };
};

/** Old and changed entries together; `order` lists the ids to keep, where they are not the old ones. */
const merged = (
  before: PublishedShots,
  next: { readonly changed: readonly [ShotId, PublishedShot][]; readonly order: Iterable<ShotId> | null },
): Pick<PublishedShots, 'entries' | 'shots'> => {
  const entries = new Map(before.entries);
  for (const [id, entry] of next.changed) entries.set(id, entry);
  if (next.order === null) {
    const shots = new Map(before.shots);
    for (const [id, { shot }] of next.changed) shots.set(id, shot);
    return { entries, shots };
  }
  const ordered = new Map<ShotId, PublishedShot>();
  for (const id of next.order) {
    const entry = entries.get(id);
    if (entry !== undefined) ordered.set(id, entry);
  }
  return { entries: ordered, shots: new Map(Array.from(ordered, ([id, { shot }]) => [id, shot])) };
};
