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

/** Every shot as snapshots show it, in the order of `stored`; `before` are those of the last time. */
export const publishShots = (
  stored: ReadonlyMap<ShotId, StoredShot>,
  options: {
    readonly scenes: readonly ScriptScene[];
    readonly placement: Placement;
    readonly anchorOf: (id: ShotId) => Anchor | null;
    readonly before: ReadonlyMap<ShotId, PublishedShot>;
  },
): ReadonlyMap<ShotId, PublishedShot> => {
  const places = new Map<ShotId, Pick<Shot, 'scene' | 'number'>>();
  for (const scene of options.scenes) {
    options.placement.byScene.get(scene.id)?.forEach((id, index) => {
      places.set(id, { scene: scene.id, number: shotNumber(scene.number, index) });
    });
  }
  const nowhere = { scene: null, number: null };
  let changed = stored.size !== options.before.size;
  const shots = new Map<ShotId, PublishedShot>();
  for (const [id, record] of stored) {
    const place = places.get(id) ?? nowhere;
    const anchor = options.anchorOf(id);
    const old = options.before.get(id);
    const same =
      old !== undefined &&
      old.stored === record &&
      old.shot.scene === place.scene &&
      old.shot.number === place.number &&
      sameAnchor(old.anchor, anchor);
    if (!same) changed = true;
    shots.set(id, same ? old : publish(id, { stored: record, anchor }, place));
  }
  return changed ? shots : options.before;
};
