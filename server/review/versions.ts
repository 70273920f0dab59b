import type { Story } from '@oner/shared/document/story.ts';
import { readStory } from '@oner/shared/document/story-reader.ts';
import type { AssetId, IdFactory, ProjectId, VersionId } from '@oner/shared/ids/ids.ts';
import type { VersionDiff } from '@oner/shared/protocol/http/version.ts';
import * as Y from 'yjs';
import type { AssetStore } from '../assets/ports.ts';
import { allRecords } from '../auth/all-records.ts';
import type { Clock } from '../platform/clock.ts';
import type { Rooms } from '../rooms/ports.ts';
import type { RoomName, Storage } from '../storage/ports.ts';
import { diffStories } from './diff-stories.ts';
import { restoringUpdate } from './restore-story.ts';
import { type VersionRecord, versionCollection } from './version-record.ts';

type By = { readonly id: string; readonly name: string };

/** A version with its documents, as Yjs V1 updates. */
export type NewVersion = Omit<VersionRecord, 'story' | 'desk' | 'reason'> & {
  readonly reason?: VersionRecord['reason'];
  readonly story: Uint8Array;
  readonly desk: Uint8Array;
};

export type Versions = {
  readonly create: (project: ProjectId, name: string, by: By) => Promise<VersionRecord>;
  /** Takes over one that was named elsewhere, with its own time and, where no other has it, its own id; null: the project has it already. */
  readonly add: (version: NewVersion) => Promise<VersionRecord | null>;
  readonly of: (project: ProjectId) => Promise<readonly VersionRecord[]>;
  readonly get: (project: ProjectId, id: VersionId) => Promise<VersionRecord | null>;
  /** The story as it was then; as it is now it is kept as a version of its own. Frames, comments and decisions are history and stay as they are. */
  readonly restore: (version: VersionRecord, by: By) => Promise<void>;
  /** What changed from the version to the other; null: to now. */
  readonly diff: (version: VersionRecord, other: VersionRecord | null) => Promise<VersionDiff>;
  readonly bytes: (asset: AssetId) => Promise<Uint8Array>;
  /** The projects of all versions whose documents are in this asset. */
  readonly naming: (asset: AssetId) => Promise<readonly ProjectId[]>;
  readonly remove: (id: VersionId) => Promise<void>;
};

const mediaType = 'application/octet-stream';

export const createVersions = (options: {
  readonly storage: Storage;
  readonly assets: AssetStore;
  readonly rooms: Rooms;
  readonly ids: Pick<IdFactory, 'version'>;
  readonly clock: Clock;
  /** Called when one is recorded, before whoever named it is answered. */
  readonly onNamed?: (version: VersionRecord) => Promise<void>;
}): Versions => {
  const { assets, rooms, ids, clock } = options;
  const records = options.storage.records(versionCollection);
  const whole = (room: RoomName) => rooms.read(room, (doc) => Y.encodeStateAsUpdate(doc));
  const of = (project: ProjectId) => allRecords(records, { index: 'project', equals: project });
  const bytes = async (asset: AssetId): Promise<Uint8Array> => {
    const stream = await assets.read(asset);
    if (!stream) throw new Error(`the document ${asset} of a version is not in the asset store`);
    return new Uint8Array(await new Response(stream).arrayBuffer());
  };
  /** False, and nothing stored but bytes, when the id is taken. */
  const store = async (version: NewVersion): Promise<{ readonly record: VersionRecord; readonly stored: boolean }> => {
    const [story, desk] = [await assets.put(version.story, mediaType), await assets.put(version.desk, mediaType)];
    const record = { reason: 'named' as const, ...version, story: story.id, desk: desk.id };
    const stored = await records.insert(record);
    // The same bytes may have been removed meanwhile, with another project that held them alone.
    if (stored) for (const document of [version.story, version.desk]) await assets.put(document, mediaType);
    return { record, stored };
  };
  /** Keeps the documents as they are now. */
  const keep = async (
    project: ProjectId,
    about: Pick<VersionRecord, 'name' | 'by' | 'reason'>,
  ): Promise<VersionRecord> => {
    const counts = await rooms.read(`${project}/story`, readStory);
    const { record } = await store({
      ...{ id: ids.version(), project, at: clock.now(), ...about },
      ...{ story: await whole(`${project}/story`), desk: await whole(`${project}/desk`) },
      ...{ scenes: counts.scenes.length, shots: counts.shots.size },
    });
    return record;
  };
  const storyOf = async (version: VersionRecord): Promise<Story> => {
    const doc = new Y.Doc();
    try {
      Y.applyUpdate(doc, await bytes(version.story));
      return readStory(doc);
    } finally {
      doc.destroy();
    }
  };
  return {
    create: async (project, name, by) => {
      const record = await keep(project, { name, by, reason: 'named' });
      await options.onNamed?.(record);
      return record;
    },
    add: async (version) => {
      const known = await records.get(version.id);
      if (known?.project === version.project) return null;
      const { record, stored } = await store(known === null ? version : { ...version, id: ids.version() });
      return stored ? record : null;
    },
    of,
    get: async (project, id) => {
      const version = await records.get(id);
      return version?.project === project ? version : null;
    },
    restore: async (version, by) => {
      const earlier = await bytes(version.story);
      await keep(version.project, { name: '', by, reason: 'before-restore' });
      await rooms.edit(`${version.project}/story`, { kind: 'user', by: by.id }, (doc) =>
        Y.applyUpdate(doc, restoringUpdate(Y.encodeStateAsUpdate(doc), earlier)),
      );
    },
    diff: async (version, other) =>
      diffStories(
        await storyOf(version),
        other ? await storyOf(other) : await rooms.read(`${version.project}/story`, readStory),
      ),
    bytes,
    naming: async (asset) =>
      (await allRecords(records))
        .filter(({ story, desk }) => story === asset || desk === asset)
        .map(({ project }) => project),
    remove: async (id) => {
      await records.delete(id);
    },
  };
};
