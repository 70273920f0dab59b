/** Keeps versions of what is edited without being asked, and lets go of them as they grow older. */

import { readStory } from '@oner/shared/document/story-reader.ts';
import { type AssetId, type IdFactory, type ProjectId, projectIdSchema } from '@oner/shared/ids/ids.ts';
import { versionsToThin } from '@oner/shared/review/thin-versions.ts';
import * as Y from 'yjs';
import type { AssetStore } from '../assets/ports.ts';
import type { AssetLinks } from '../auth/asset-links.ts';
import { freeAsset } from '../auth/free-asset.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { Rooms } from '../rooms/ports.ts';
import type { Versions } from './versions.ts';

/** A project that is edited gets a version this long after the first change that none holds yet, ms. */
export const automaticVersionMs = 10 * 60_000;

/** Whose an automatic version is. */
const server = { id: 'server', name: 'Oner' } as const;

export type AutomaticVersions = {
  /** Resolves when none is being kept. */
  readonly idle: () => Promise<void>;
  readonly close: () => Promise<void>;
};

type Options = {
  readonly versions: Versions;
  readonly assets: AssetStore;
  readonly links: Pick<AssetLinks, 'projectsOf'>;
  readonly rooms: Rooms;
  readonly ids: Pick<IdFactory, 'version'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** False once the project is removed. */
  readonly isThere: (project: ProjectId) => Promise<boolean>;
};

const keepVersion = async ({ versions, rooms, ids, clock }: Options, project: ProjectId): Promise<void> => {
  const [story, desk] = [`${project}/story`, `${project}/desk`] as const;
  const counts = await rooms.read(story, readStory);
  await versions.add({
    ...{ id: ids.version(), project, name: '', reason: 'automatic', by: server, at: clock.now() },
    ...{ scenes: counts.scenes.length, shots: counts.shots.size },
    story: await rooms.read(story, (doc) => Y.encodeStateAsUpdate(doc)),
    desk: await rooms.read(desk, (doc) => Y.encodeStateAsUpdate(doc)),
  });
};

const thin = async ({ versions, assets, links, clock }: Options, project: ProjectId): Promise<void> => {
  const unnamed = (await versions.of(project)).filter(({ reason }) => reason !== 'named');
  const isHeld = async (asset: AssetId): Promise<boolean> =>
    (await versions.naming(asset)).length > 0 || (await links.projectsOf(asset)).length > 0;
  for (const version of versionsToThin(unnamed, clock.now())) {
    await versions.remove(version.id);
    for (const asset of [version.story, version.desk]) await freeAsset(assets, asset, () => isHeld(asset));
  }
};

export const createAutomaticVersions = (options: Options): AutomaticVersions => {
  const { versions, rooms, clock, logger, isThere } = options;
  const waiting = new Map<ProjectId, () => void>();
  let running: Promise<void> = Promise.resolve();

  /** Another node may have kept one of the same edits. */
  const isKept = async (project: ProjectId): Promise<boolean> =>
    (await versions.of(project)).some(
      ({ reason, at }) => reason === 'automatic' && clock.now() - at < automaticVersionMs,
    );
  const run = async (project: ProjectId): Promise<void> => {
    if (!(await isThere(project)) || (await isKept(project))) return;
    await keepVersion(options, project);
    await thin(options, project);
  };
  const begin = (project: ProjectId): void => {
    waiting.delete(project);
    running = running
      .then(() => run(project))
      .catch((error: unknown) => logger.warn('version-not-kept', { project, error: String(error) }));
  };
  const stop = rooms.onChange((room) => {
    const [id, part] = room.split('/');
    const project = projectIdSchema.safeParse(id);
    if (part !== 'story' || !project.success || waiting.has(project.data)) return;
    waiting.set(
      project.data,
      clock.after(automaticVersionMs, () => begin(project.data)),
    );
  });
  return {
    idle: () => running,
    close: async () => {
      stop();
      for (const cancel of waiting.values()) cancel();
      waiting.clear();
      await running;
    },
  };
};
