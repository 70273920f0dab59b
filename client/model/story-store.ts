import type { Meta, Scene, Shot, Story } from '@oner/shared/document/story.ts';
import type { SceneId, ShotId } from '@oner/shared/ids/ids.ts';
import { createKeyedListeners, keepIfSame } from './keyed-listeners.ts';

/** What a reader of a document offers (see `createStoryReader`, `createDeskReader`). */
export type SnapshotReader<T> = {
  readonly snapshot: () => T;
  readonly subscribe: (listener: () => void) => () => void;
  readonly dispose: () => void;
};

/** The story for views: each getter gives the same object until what it tells changed, and each subscription hears of that alone. */
export type StoryStore = {
  /** The whole of it: for exports, commands and the palette; views subscribe to less. */
  readonly snapshot: () => Story;
  readonly subscribe: (listener: () => void) => () => void;
  readonly shot: (id: ShotId) => Shot | null;
  readonly subscribeShot: (id: ShotId, listener: () => void) => () => void;
  readonly scene: (id: SceneId) => Scene | null;
  readonly subscribeScene: (id: SceneId, listener: () => void) => () => void;
  /** The scenes' ids in the order of the script. */
  readonly sceneIds: () => readonly SceneId[];
  readonly subscribeSceneIds: (listener: () => void) => () => void;
  /** A scene's shots in board order. */
  readonly shotIds: (scene: SceneId) => readonly ShotId[];
  readonly subscribeShotIds: (scene: SceneId, listener: () => void) => () => void;
  /** Shots whose scene is gone. */
  readonly unplaced: () => readonly ShotId[];
  readonly meta: () => Meta;
  readonly dispose: () => void;
};

const noShots: readonly ShotId[] = [];
type ShotIds = ReadonlyMap<SceneId, readonly ShotId[]>;
const mapScenes = (story: Story): ReadonlyMap<SceneId, Scene> =>
  new Map(story.scenes.map((scene) => [scene.id, scene]));
const mapShotIds = (story: Story, before: ShotIds): ShotIds =>
  new Map(story.scenes.map((scene) => [scene.id, keepIfSame(before.get(scene.id), scene.shots)]));

const createSet = () => {
  const listeners = new Set<() => void>();
  return {
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    notify: () => {
      for (const listener of [...listeners]) listener();
    },
  };
};

/** Runs something at once, or soon after: views hear of a change when it is run. */
export type Schedule = (run: () => void) => void;

const atOnce: Schedule = (run) => run();

type Shown = {
  readonly story: Story;
  readonly scenes: ReadonlyMap<SceneId, Scene>;
  readonly shotIds: ShotIds;
  readonly sceneIds: readonly SceneId[];
};

const firstShown = (story: Story): Shown => {
  const scenes = mapScenes(story);
  return { story, scenes, shotIds: mapShotIds(story, new Map()), sceneIds: [...scenes.keys()] };
};

const nextShown = (before: Shown, story: Story): Shown => {
  if (story === before.story) return before;
  if (story.scenes === before.story.scenes) return { ...before, story };
  const scenes = mapScenes(story);
  return {
    story,
    scenes,
    shotIds: mapShotIds(story, before.shotIds),
    sceneIds: keepIfSame(before.sceneIds, [...scenes.keys()]),
  };
};

/** Getters always tell what is so now; `schedule` says when those who subscribed hear of it. */
export const createStoryStore = (reader: SnapshotReader<Story>, schedule: Schedule = atOnce): StoryStore => {
  let shown = firstShown(reader.snapshot());
  let told = shown;
  let stale = false;
  let scheduled = false;
  const shotListeners = createKeyedListeners<ShotId>();
  const sceneListeners = createKeyedListeners<SceneId>();
  const shotIdListeners = createKeyedListeners<SceneId>();
  const sceneIdListeners = createSet();
  const anyListeners = createSet();

  const now = (): Shown => {
    if (!stale) return shown;
    stale = false;
    shown = nextShown(shown, reader.snapshot());
    return shown;
  };
  const tell = (): void => {
    scheduled = false;
    const before = told;
    told = now();
    if (told === before) return;
    shotListeners.notifyChanges(before.story.shots, told.story.shots);
    sceneListeners.notifyChanges(before.scenes, told.scenes);
    shotIdListeners.notifyChanges(before.shotIds, told.shotIds);
    if (told.sceneIds !== before.sceneIds) sceneIdListeners.notify();
    anyListeners.notify();
  };
  const stop = reader.subscribe(() => {
    stale = true;
    if (scheduled) return;
    scheduled = true;
    schedule(tell);
  });

  return {
    snapshot: () => now().story,
    subscribe: anyListeners.subscribe,
    shot: (id) => now().story.shots.get(id) ?? null,
    subscribeShot: shotListeners.subscribe,
    scene: (id) => now().scenes.get(id) ?? null,
    subscribeScene: sceneListeners.subscribe,
    sceneIds: () => now().sceneIds,
    subscribeSceneIds: sceneIdListeners.subscribe,
    shotIds: (scene) => now().shotIds.get(scene) ?? noShots,
    subscribeShotIds: shotIdListeners.subscribe,
    unplaced: () => now().story.unplaced,
    meta: () => now().story.meta,
    dispose: () => {
      stop();
      reader.dispose();
    },
  };
};
