/** Frees what removed projects leave in the asset store: begun before a stop or a crash, it is finished after it. */
import { type AssetId, type ProjectId, projectIdSchema } from '@oner/shared/ids/ids.ts';
import { z } from 'zod';
import type { AssetStore } from '../assets/ports.ts';
import { allRecords } from '../auth/all-records.ts';
import type { AssetLinks } from '../auth/asset-links.ts';
import { freeAsset } from '../auth/free-asset.ts';
import type { Logger } from '../platform/logger.ts';
import type { Versions } from '../review/versions.ts';
import type { Collection, Storage } from '../storage/ports.ts';

const removedSchema = z.object({ project: projectIdSchema });

export const removedProjects: Collection<z.infer<typeof removedSchema>> = {
  name: 'removed-projects',
  schema: removedSchema,
  key: ({ project }) => project,
  order: ({ project }) => project,
  indexes: {},
};

export type RemovedProjects = {
  /** Notes that a project is being removed; durable when it resolves. */
  readonly begin: (project: ProjectId) => Promise<void>;
  /** Removes, in the background, the assets that no other project holds. */
  readonly collect: (project: ProjectId) => void;
  /** Those whose removal was begun and not finished. */
  readonly unfinished: () => Promise<readonly ProjectId[]>;
  readonly idle: () => Promise<void>;
  /** Stops after the asset at hand. */
  readonly close: () => Promise<void>;
};

export const createRemovedProjects = (options: {
  readonly storage: Storage;
  readonly assets: AssetStore;
  readonly links: AssetLinks;
  readonly versions: Versions;
  readonly logger: Logger;
}): RemovedProjects => {
  const { assets, links, versions, logger } = options;
  const removed = options.storage.records(removedProjects);
  let running: Promise<void> = Promise.resolve();
  let closed = false;

  const heldByOthers = async (asset: AssetId, project: ProjectId): Promise<boolean> =>
    (await links.projectsOf(asset)).some((holder) => holder !== project);

  const freeVersions = async (project: ProjectId): Promise<void> => {
    for (const version of await versions.of(project)) {
      if (closed) return;
      for (const asset of [version.story, version.desk]) {
        const named = async () => (await versions.naming(asset)).some((other) => other !== project);
        await freeAsset(assets, asset, async () => (await heldByOthers(asset, project)) || named());
      }
      await versions.remove(version.id);
    }
  };

  const freeLinked = async (project: ProjectId): Promise<void> => {
    for (const asset of await links.ofProject(project)) {
      if (closed) return;
      await freeAsset(assets, asset, () => heldByOthers(asset, project));
      // Last: while it is there, a stop in between is made good.
      await links.unlink(asset, project);
    }
  };

  const run = async (project: ProjectId): Promise<void> => {
    if (closed) return;
    await freeVersions(project);
    await freeLinked(project);
    if (!closed) await removed.delete(project);
  };

  return {
    begin: async (project) => {
      await removed.insert({ project });
    },
    collect: (project) => {
      running = running
        .then(() => run(project))
        .catch((error: unknown) => logger.warn('assets-not-collected', { project, error: String(error) }));
    },
    unfinished: async () => (await allRecords(removed)).map(({ project }) => project),
    idle: () => running,
    close: async () => {
      closed = true;
      await running;
    },
  };
};
