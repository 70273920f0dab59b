import type { Frame } from '@oner/shared/document/desk.ts';
import type { Meta, Production, Scene, Shot } from '@oner/shared/document/story.ts';
import type { SceneId, ShotId } from '@oner/shared/ids/ids.ts';
import type { Role } from '@oner/shared/protocol/http/common.ts';
import type { Job } from '@oner/shared/protocol/http/shot.ts';
import type { Person } from '@oner/shared/protocol/live.ts';
import { isStale, type ShotHashes } from '@oner/shared/review/freshness.ts';
import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import type { SyncState } from '../connection/sync-state.ts';
import type { Project } from './open-project.ts';

export type { Project };

const ProjectContext = createContext<Project | null>(null);
export const ProjectProvider = ProjectContext.Provider;

/** The open project; the same object as long as it is open. */
export const useProject = (): Project => {
  const project = useContext(ProjectContext);
  if (project === null) throw new Error('a project needs a ProjectProvider above');
  return project;
};

const useKeyed = <K, T>(subscribe: (key: K, listener: () => void) => () => void, get: (key: K) => T, key: K): T =>
  useSyncExternalStore(
    useCallback((listener: () => void) => subscribe(key, listener), [subscribe, key]),
    () => get(key),
  );

/** A shot, or null once it is deleted; wakes for this shot alone. */
export const useShot = (id: ShotId): Shot | null => {
  const { story } = useProject();
  return useKeyed(story.subscribeShot, story.shot, id);
};
/** A scene with its words; wakes on each keystroke in it. */
export const useScene = (id: SceneId): Scene | null => {
  const { story } = useProject();
  return useKeyed(story.subscribeScene, story.scene, id);
};
/** A scene's number, empty without one: sleeps while its words are written. */
export const useSceneNumber = (id: SceneId): string => {
  const { story } = useProject();
  return useKeyed(story.subscribeScene, (scene) => story.scene(scene)?.number ?? '', id);
};
/** The scenes' ids in order: wakes when scenes come, go or move. */
export const useSceneIds = (): readonly SceneId[] => {
  const { story } = useProject();
  return useSyncExternalStore(story.subscribeSceneIds, story.sceneIds);
};

/** A scene's shots in board order: wakes when they come, go or move. */
export const useShotIds = (scene: SceneId): readonly ShotId[] => {
  const { story } = useProject();
  return useKeyed(story.subscribeShotIds, story.shotIds, scene);
};
/** Shots whose scene is gone. */
export const useUnplaced = (): readonly ShotId[] => {
  const { story } = useProject();
  return useSyncExternalStore(story.subscribe, story.unplaced);
};
export const useMeta = (): Meta => {
  const { story } = useProject();
  return useSyncExternalStore(story.subscribe, story.meta);
};
/** Revisions of the script, and what of it is locked. */
export const useProduction = (): Production => {
  const { story } = useProject();
  return useSyncExternalStore(story.subscribe, () => story.snapshot().production);
};
/** A shot's frames, oldest first. */
export const useFrames = (shot: ShotId): readonly Frame[] => {
  const { desk } = useProject();
  return useKeyed(desk.subscribeFrames, desk.frames, shot);
};
/** The picture that shows a frame: of a clip a still. */
export const pictureAsset = (frame: Pick<Frame, 'asset' | 'poster'>): Frame['asset'] => frame.poster ?? frame.asset;
/** The frame that stands for a shot: the picked one, else the newest picture. */
export const shownFrame = (shot: Pick<Shot, 'pick'> | null, frames: readonly Frame[]): Frame | null =>
  frames.find(({ id }) => id === shot?.pick) ??
  frames.findLast(({ kind }) => kind === 'image') ??
  frames.at(-1) ??
  null;
/** The hashes of what a shot asks for now; null while they are not known. */
export const useSpecHashes = (shot: ShotId): ShotHashes | null => {
  const { specHashes } = useProject();
  return useKeyed(specHashes.subscribe, specHashes.hashes, shot);
};
/** Whether a frame was made from another spec than its shot has now; nothing is before the hashes are known. */
export const isOutOfDate = (frame: Frame | null, hashes: ShotHashes | null): boolean =>
  frame !== null && hashes !== null && isStale(frame, hashes);
/** What is being made for a shot, or failed last. */
export const useJob = (shot: ShotId): Job | null => {
  const { jobs } = useProject();
  return useKeyed(jobs.subscribeShot, jobs.ofShot, shot);
};
/** All jobs that wait, run or failed. */
export const useJobs = (): readonly Job[] => {
  const { jobs } = useProject();
  return useSyncExternalStore(jobs.subscribe, jobs.list);
};
export const useSync = (): SyncState => {
  const { sync } = useProject();
  return useSyncExternalStore(sync.subscribe, sync.get);
};
/** What ended the connection for good; null while it goes on. Unlike `useSync` it sleeps through every saved letter. */
export const useSyncEnd = (): Extract<SyncState, { readonly kind: 'newer-schema' | 'closed' }> | null => {
  const { sync } = useProject();
  return useSyncExternalStore(sync.subscribe, () => {
    const state = sync.get();
    return state.kind === 'newer-schema' || state.kind === 'closed' ? state : null;
  });
};
export const useRole = (): Role => {
  const { role } = useProject();
  return useSyncExternalStore(role.subscribe, role.get);
};
export const usePhase = (): 'opening' | 'ready' => {
  const { phase } = useProject();
  return useSyncExternalStore(phase.subscribe, phase.get);
};

/** What the interface offers by role; the server asks its own policy. */
export type Ability = 'comment' | 'edit' | 'generate' | 'share' | 'manage-members';
const abilities: Readonly<Record<Role, readonly Ability[]>> = {
  viewer: [],
  commenter: ['comment'],
  editor: ['comment', 'edit', 'generate', 'share'],
  owner: ['comment', 'edit', 'generate', 'share', 'manage-members'],
};
const isStopped = ({ kind }: SyncState): boolean => kind === 'denied' || kind === 'newer-schema' || kind === 'closed';
/** Whether to offer a control at all: what cannot act is absent. Nothing edits while a newer or refused document is open. */
export const useCan = (ability: Ability): boolean => {
  const { sync } = useProject();
  const role = useRole();
  const stopped = useSyncExternalStore(sync.subscribe, () => isStopped(sync.get()));
  return abilities[role].includes(ability) && !stopped;
};

/** Everyone else who is here. */
export const usePeople = (): readonly Person[] => {
  const { presence } = useProject();
  return useSyncExternalStore(presence.subscribe, presence.people);
};
export const usePeopleInScene = (scene: SceneId): readonly Person[] => {
  const { presence } = useProject();
  return useKeyed(presence.subscribeScene, presence.inScene, scene);
};
export const usePeopleAtShot = (shot: ShotId): readonly Person[] => {
  const { presence } = useProject();
  return useKeyed(presence.subscribeShot, presence.atShot, shot);
};
/** Whom this screen follows. */
export const useFollowed = (): Person | null => {
  const { presence } = useProject();
  return useSyncExternalStore(presence.subscribe, presence.followed);
};
