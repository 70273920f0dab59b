/** A project as one zip: script, documents, frames, threads, decisions and versions; never links, tokens or keys. */
import { readScreenplay } from '@oner/shared/document/create-story.ts';
import { scriptSource } from '@oner/shared/document/script-source.ts';
import { csvShotList } from '@oner/shared/export/csv-shot-list.ts';
import { writeFountain } from '@oner/shared/fountain/write-fountain.ts';
import type { ProjectId } from '@oner/shared/ids/ids.ts';
import * as Y from 'yjs';
import type { AssetStore } from '../assets/ports.ts';
import type { AssetLinks } from '../auth/asset-links.ts';
import type { Snapshots } from '../generation/snapshots.ts';
import type { Versions } from '../review/versions.ts';
import type { Rooms } from '../rooms/ports.ts';
import {
  archiveFiles,
  archiveVersion,
  assetsNamed,
  extensionOf,
  type Manifest,
  manifestEntry,
  versionFiles,
} from './archive-layout.ts';
import { assetBytes } from './asset-bytes.ts';
import { type ZipEntry, zipStream } from './zip-stream.ts';

export type ArchiveSources = {
  readonly assets: AssetStore;
  readonly auth: { readonly assetLinks: AssetLinks };
  readonly rooms: Rooms;
  readonly snapshots: Snapshots;
  readonly versions: Versions;
};

async function* entriesOf(sources: ArchiveSources, project: ProjectId): AsyncGenerator<ZipEntry> {
  const text = (name: string, content: string): ZipEntry => ({ name, bytes: new TextEncoder().encode(content) });
  const json = (name: string, value: unknown): ZipEntry => text(name, JSON.stringify(value, null, 2));
  const { rooms, snapshots, versions, assets } = sources;
  const [story, desk] = [await snapshots.story(project), await snapshots.desk(project)];
  yield json(archiveFiles.project, { archive: archiveVersion, id: project, meta: story.meta });
  yield text('script.fountain', writeFountain(await rooms.read(`${project}/story`, readScreenplay)));
  yield text('shots.csv', csvShotList(story, desk));
  yield json('threads.json', [...desk.threads.values()]);
  yield json('decisions.json', desk.decisions);
  yield json('frames.json', [...desk.frames.values()]);
  yield { name: archiveFiles.story, bytes: await rooms.read(`${project}/story`, (doc) => Y.encodeStateAsUpdate(doc)) };
  yield { name: archiveFiles.desk, bytes: await rooms.read(`${project}/desk`, (doc) => Y.encodeStateAsUpdate(doc)) };
  for (const version of await versions.of(project)) {
    const { id, name, reason, by, at, scenes, shots } = version;
    const files = versionFiles(id);
    yield json(files.about, { id, name, reason, by, at: new Date(at).toISOString(), scenes, shots });
    yield { name: files.story, bytes: await versions.bytes(version.story) };
    yield { name: files.desk, bytes: await versions.bytes(version.desk) };
  }
  const named = assetsNamed({ story, desk }, await rooms.read(`${project}/story`, scriptSource));
  // anyone who edits may name any asset: only those that the project holds go out
  const held = new Set(await sources.auth.assetLinks.ofProject(project));
  for (const id of named.keys()) {
    if (!held.has(id)) continue;
    const [info, bytes] = [await assets.info(id), await assetBytes(assets, id)];
    if (!info || !bytes) continue;
    yield { name: `assets/${id}.${extensionOf(info.mediaType)}`, bytes, packed: true };
  }
}

/** The entries, and at the end what each of them was. */
async function* withManifest(entries: AsyncGenerator<ZipEntry>): AsyncGenerator<ZipEntry> {
  const files: Manifest['files'] = {};
  for await (const entry of entries) {
    files[entry.name] = manifestEntry(entry.bytes);
    yield entry;
  }
  yield { name: archiveFiles.manifest, bytes: new TextEncoder().encode(JSON.stringify({ files }, null, 2)) };
}

/** Streams the zip as fast as it is read: one file at a time is in memory. */
export const archiveStream = (sources: ArchiveSources, project: ProjectId): ReadableStream<Uint8Array> =>
  zipStream(withManifest(entriesOf(sources, project)));
