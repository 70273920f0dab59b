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

export const createStoryStore = (reader: SnapshotReader<Story>): StoryStore => {
  let story = reader.snapshot();
  let scenes = mapScenes(story);
  let shotIds = mapShotIds(story, new Map());
  let sceneIds: readonly SceneId[] = [...scenes.keys()];
  const shotListeners = createKeyedListeners<ShotId>();
  const sceneListeners = createKeyedListeners<SceneId>();
  const shotIdListeners = createKeyedListeners<SceneId>();
  const sceneIdListeners = createSet();
  const anyListeners = createSet();

  const stop = reader.subscribe(() => {
    const next = reader.snapshot();
    if (next === story) return;
    const before = { story, scenes, shotIds, sceneIds };
    story = next;
    if (story.scenes !== before.story.scenes) {
      scenes = mapScenes(story);
      shotIds = mapShotIds(story, before.shotIds);
      sceneIds = keepIfSame(before.sceneIds, [...scenes.keys()]);
    }
    shotListeners.notifyChanges(before.story.shots, story.shots);
    sceneListeners.notifyChanges(before.scenes, scenes);
    shotIdListeners.notifyChanges(before.shotIds, shotIds);
    if (sceneIds !== before.sceneIds) sceneIdListeners.notify();
    anyListeners.notify();
  });

  return {
    snapshot: () => story,
    subscribe: anyListeners.subscribe,
    shot: (id) => story.shots.get(id) ?? null,
    subscribeShot: shotListeners.subscribe,
    scene: (id) => scenes.get(id) ?? null,
    subscribeScene: sceneListeners.subscribe,
    sceneIds: () => sceneIds,
    subscribeSceneIds: sceneIdListeners.subscribe,
    shotIds: (scene) => shotIds.get(scene) ?? noShots,
    subscribeShotIds: shotIdListeners.subscribe,
    unplaced: () => story.unplaced,
    meta: () => story.meta,
    dispose: () => {
      stop();
      reader.dispose();
    },
  };
};
