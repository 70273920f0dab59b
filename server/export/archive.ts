/** A project as one zip: script, documents, frames, threads, decisions and versions; never links, tokens or keys. */
import { readScreenplay } from '@oner/shared/document/create-story.ts';
import type { Desk } from '@oner/shared/document/desk.ts';
import type { Story } from '@oner/shared/document/story.ts';
import { csvShotList } from '@oner/shared/export/csv-shot-list.ts';
import { writeFountain } from '@oner/shared/fountain/write-fountain.ts';
import type { AssetId, ProjectId } from '@oner/shared/ids/ids.ts';
import { meshMediaType } from '@oner/shared/stage/model-mesh.ts';
import * as Y from 'yjs';
import type { AssetStore } from '../assets/ports.ts';
import type { Snapshots } from '../generation/snapshots.ts';
import type { Versions } from '../review/versions.ts';
import type { Rooms } from '../rooms/ports.ts';
import { type ZipEntry, zipStream } from './zip-stream.ts';

/** The layout of the archive; raised when an older reader could not read it. */
export const archiveVersion = 1;

export type ArchiveSources = {
  readonly assets: AssetStore;
  readonly rooms: Rooms;
  readonly snapshots: Snapshots;
  readonly versions: Versions;
};

const extensions: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'video/mp4': 'mp4',
  'application/json': 'json',
  [meshMediaType]: 'mesh',
};

const assetsOf = (story: Story, desk: Desk): ReadonlySet<AssetId> => {
  const frames = [...desk.frames.values()].flatMap(({ asset, poster, maps, legend }) => [
    asset,
    ...(poster ? [poster] : []),
    ...(legend ? [legend] : []),
    ...(maps ? Object.values(maps) : []),
  ]);
  const models = [...story.stage.values()].flatMap(({ pieces }) => pieces?.flatMap(({ model }) => model ?? []) ?? []);
  return new Set([...frames, ...models]);
};

async function* entriesOf(sources: ArchiveSources, project: ProjectId): AsyncGenerator<ZipEntry> {
  const text = (name: string, content: string): ZipEntry => ({ name, bytes: new TextEncoder().encode(content) });
  const json = (name: string, value: unknown): ZipEntry => text(name, JSON.stringify(value, null, 2));
  const { rooms, snapshots, versions, assets } = sources;
  const [story, desk] = [await snapshots.story(project), await snapshots.desk(project)];
  yield json('project.json', { archive: archiveVersion, id: project, meta: story.meta });
  yield text('script.fountain', writeFountain(await rooms.read(`${project}/story`, readScreenplay)));
  yield text('shots.csv', csvShotList(story, desk));
  yield json('threads.json', [...desk.threads.values()]);
  yield json('decisions.json', desk.decisions);
  yield json('frames.json', [...desk.frames.values()]);
  yield { name: 'story.yjs', bytes: await rooms.read(`${project}/story`, (doc) => Y.encodeStateAsUpdate(doc)) };
  yield { name: 'desk.yjs', bytes: await rooms.read(`${project}/desk`, (doc) => Y.encodeStateAsUpdate(doc)) };
  for (const version of await versions.of(project)) {
    const { id, name, by, at, scenes, shots } = version;
    yield json(`versions/${id}.json`, { id, name, by, at: new Date(at).toISOString(), scenes, shots });
    yield { name: `versions/${id}.story.yjs`, bytes: await versions.bytes(version.story) };
    yield { name: `versions/${id}.desk.yjs`, bytes: await versions.bytes(version.desk) };
  }
  for (const id of assetsOf(story, desk)) {
    const [info, stream] = [await assets.info(id), await assets.read(id)];
    if (!info || !stream) continue;
    const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
    yield { name: `assets/${id}.${extensions[info.mediaType] ?? 'bin'}`, bytes, packed: true };
  }
}

/** Streams the zip as fast as it is read: one file at a time is in memory. */
export const archiveStream = (sources: ArchiveSources, project: ProjectId): ReadableStream<Uint8Array> =>
  zipStream(entriesOf(sources, project));
