import { setMeta } from '@oner/shared/document/commands/entries.ts';
import { seedStory } from '@oner/shared/document/create-story.ts';
import { metaOf, parseMeta } from '@oner/shared/document/schema.ts';
import type { Screenplay } from '@oner/shared/fountain/screenplay.ts';
import { type IdFactory, type ProjectId, projectIdSchema } from '@oner/shared/ids/ids.ts';
import type { NewProject, ProjectPatch } from '@oner/shared/protocol/http/project.ts';
import type { AssetStore } from '../assets/ports.ts';
import { allRecords } from '../auth/all-records.ts';
import type { Auth } from '../auth/create-auth.ts';
import type { Principal } from '../auth/principal.ts';
import { type ProjectRecord, projectCollection } from '../auth/records.ts';
import type { Snapshots } from '../generation/snapshots.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { Versions } from '../review/versions.ts';
import type { Rooms } from '../rooms/ports.ts';
import type { Records, Storage } from '../storage/ports.ts';
import { sameSummary, summarize } from './project-summary.ts';
import { createRemovedProjects } from './removed-projects.ts';

/** What a project is when nobody said. */
export const projectDefaults = { language: 'en', aspect: 2.39, fps: 24 } as const;
/** The list of projects shows what was changed in a document after this long, ms. */
const recordDelayMs = 500;

export type Projects = {
  /** Makes the record and seeds the story, once. The creator becomes its owner; the admin's projects are the server owner's. */
  readonly create: (by: Principal, fields: NewProject, screenplay?: Screenplay) => Promise<ProjectRecord>;
  readonly get: (id: ProjectId) => Promise<ProjectRecord | null>;
  readonly all: () => Promise<readonly ProjectRecord[]>;
  readonly patch: (id: ProjectId, patch: ProjectPatch, by: Principal) => Promise<ProjectRecord | null>;
  /** Its assets that no other project holds go after it, in the background. */
  readonly remove: (id: ProjectId) => Promise<void>;
  /** Goes on with removals that a stop or a crash interrupted. */
  readonly finishRemovals: () => Promise<void>;
  /** Resolves when no asset is being removed. */
  readonly idle: () => Promise<void>;
  readonly close: () => Promise<void>;
};

type Options = {
  readonly storage: Storage;
  readonly assets: AssetStore;
  readonly rooms: Rooms;
  readonly auth: Auth;
  readonly versions: Versions;
  readonly snapshots: Snapshots;
  readonly ids: IdFactory;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Lets go of what others keep of a removed project: its jobs, what its hooks know, its webhooks. */
  readonly forget?: (project: ProjectId) => Promise<void>;
};

const blank: Screenplay = { titlePage: [], blocks: [] };

/** Documents are edited by themselves; the record that lists read follows. */
const followDocuments = (
  { rooms, snapshots, clock, logger }: Options,
  records: Records<ProjectRecord>,
): (() => void) => {
  const waiting = new Map<string, () => void>();
  const refresh = async (project: ProjectId): Promise<void> => {
    const meta = await rooms.read(`${project}/story`, (doc) => parseMeta(metaOf(doc)));
    const { title, language, aspect, fps } = meta;
    const summary = summarize(await snapshots.story(project), await snapshots.desk(project));
    await records.update(project, (record) =>
      record.title === title &&
      record.language === language &&
      record.aspect === aspect &&
      record.fps === fps &&
      sameSummary(record.summary, summary)
        ? null
        : { ...record, title, language, aspect, fps, summary },
    );
  };
  const stop = rooms.onChange((room) => {
    const project = projectIdSchema.safeParse(room.split('/')[0]);
    if (!project.success || waiting.has(project.data)) return;
    const run = (): void => {
      waiting.delete(project.data);
      refresh(project.data).catch((error: unknown) => logger.warn('record-not-followed', { error: String(error) }));
    };
    waiting.set(project.data, clock.after(recordDelayMs, run));
  });
  return () => {
    stop();
    for (const cancel of waiting.values()) cancel();
    waiting.clear();
  };
};

export const createProjects = (options: Options): Projects => {
  const { storage, rooms, auth, ids, clock } = options;
  const records = storage.records(projectCollection);
  const removed = createRemovedProjects({ ...options, links: auth.assetLinks });
  const stopFollowing = followDocuments(options, records);
  const remove = async (id: ProjectId): Promise<void> => {
    await removed.begin(id);
    await records.delete(id);
    await auth.shares.removeAll(id);
    await auth.members.removeAll(id);
    await options.forget?.(id);
    await rooms.remove(id);
    removed.collect(id);
  };
  const ownerOf = async (by: Principal) => (by.kind === 'user' ? by.id : (await auth.accounts.owner()).id);
  return {
    create: async (by, fields, screenplay = blank) => {
      const record = { ...projectDefaults, ...fields, id: ids.project(), createdAt: clock.now() };
      const { title, language, aspect, fps } = record;
      const seeded = await rooms.edit(`${record.id}/story`, { kind: 'server', by: 'server' }, (doc) =>
        seedStory(doc, { meta: { title, language, aspect, fps }, screenplay, ids }),
      );
      if (!seeded.ok) throw new Error(`a new story was not seeded: ${seeded.error.kind}`);
      await auth.members.set(record.id, await ownerOf(by), 'owner');
      await records.insert(record);
      return record;
    },
    get: records.get,
    all: () => allRecords(records),
    patch: async (id, patch, by) => {
      const set = await rooms.edit(`${id}/story`, { kind: 'user', by: by.id }, (doc) => setMeta(doc, patch));
      if (!set.ok) throw new Error(`a checked change was refused: ${set.error.kind}`);
      return records.update(id, (record) => ({ ...record, ...patch }));
    },
    remove,
    idle: removed.idle,
    finishRemovals: async () => {
      // One that cannot be finished must not keep the server from starting.
      for (const id of await removed.unfinished())
        await remove(id).catch((error: unknown) =>
          options.logger.error('removal-not-finished', { project: id, error: String(error) }),
        );
    },
    close: async () => {
      stopFollowing();
      await removed.close();
    },
  };
};
