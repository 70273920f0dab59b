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

export type Versions = {
  readonly create: (project: ProjectId, name: string, by: By) => Promise<VersionRecord>;
  readonly of: (project: ProjectId) => Promise<readonly VersionRecord[]>;
  readonly get: (project: ProjectId, id: VersionId) => Promise<VersionRecord | null>;
  /** The story as it was then. Frames, comments and decisions are history and stay as they are. */
  readonly restore: (version: VersionRecord, by: By) => Promise<void>;
  /** What changed from the version to now. */
  readonly diff: (version: VersionRecord) => Promise<VersionDiff>;
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
  return {
    create: async (project, name, by) => {
      const counts = await rooms.read(`${project}/story`, readStory);
      const documents = [await whole(`${project}/story`), await whole(`${project}/desk`)] as const;
      const story = await assets.put(documents[0], mediaType);
      const desk = await assets.put(documents[1], mediaType);
      const record = {
        ...{ id: ids.version(), project, name, by, at: clock.now(), story: story.id, desk: desk.id },
        scenes: counts.scenes.length,
        shots: counts.shots.size,
      };
      await records.insert(record);
      // The same bytes may have been removed meanwhile, with another project that held them alone.
      for (const document of documents) await assets.put(document, mediaType);
      await options.onNamed?.(record);
      return record;
    },
    of,
    get: async (project, id) => {
      const version = await records.get(id);
      return version?.project === project ? version : null;
    },
    restore: async (version, by) => {
      const earlier = await bytes(version.story);
      await rooms.edit(`${version.project}/story`, { kind: 'user', by: by.id }, (doc) =>
        Y.applyUpdate(doc, restoringUpdate(Y.encodeStateAsUpdate(doc), earlier)),
      );
    },
    diff: async (version) => {
      const earlier = new Y.Doc();
      Y.applyUpdate(earlier, await bytes(version.story));
      const before = readStory(earlier);
      earlier.destroy();
      return diffStories(before, await rooms.read(`${version.project}/story`, readStory));
    },
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
