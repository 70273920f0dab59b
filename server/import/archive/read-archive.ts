/** Reads a project's archive: all of it is checked before any of it is used. */
import { readScreenplay } from '@oner/shared/document/create-story.ts';
import { readDesk } from '@oner/shared/document/desk-reader.ts';
import { scriptSource } from '@oner/shared/document/script-source.ts';
import { readStory } from '@oner/shared/document/story-reader.ts';
import type { Screenplay } from '@oner/shared/fountain/screenplay.ts';
import { type AssetId, assetIdSchema } from '@oner/shared/ids/ids.ts';
import { fail, ok, type Result } from '@oner/shared/result/result.ts';
import * as Y from 'yjs';
import type { z } from 'zod';
import {
  archiveFiles,
  archiveVersion,
  assetsNamed,
  manifestEntry,
  manifestSchema,
  projectFileSchema,
  type VersionFile,
  versionFileSchema,
  versionFiles,
} from '../../export/archive-layout.ts';
import type { ImportError } from '../read-script-file.ts';
import { readZip } from '../read-zip.ts';
import { assetMediaType } from './archive-asset.ts';
import type { Importer } from './imported-author.ts';
import { rebuildDesk, rebuildStory, type ShotWords } from './rebuild-documents.ts';

/** The largest archive that is read: what a file of 50 MB may unpack to, and how many files and versions it may have. */
export const archiveLimits = {
  maxEntries: 20_000,
  maxUnpackedBytes: 256 * 1024 * 1024,
  maxVersions: 200,
  /** Of one file of JSON, which takes some fifty times its length while it is read. */
  maxJsonBytes: 8 * 1024 * 1024,
} as const;

export type ArchivedVersion = VersionFile & { readonly story: Uint8Array; readonly desk: Uint8Array };
export type ArchivedAsset = { readonly id: AssetId; readonly mediaType: string; readonly bytes: Uint8Array };
export type ReadArchive = {
  readonly screenplay: Screenplay;
  readonly shots: number;
  readonly story: Uint8Array;
  readonly words: ShotWords;
  /** As in the archive, who did what included: only whoever has the project's own desk can tell which are known there. */
  readonly desk: Uint8Array;
  /** Everyone in their desks is an imported one. */
  readonly versions: readonly ArchivedVersion[];
  readonly assets: readonly ArchivedAsset[];
};

type Read<T> = Result<T, ImportError>;
type Files = ReadonlyMap<string, Uint8Array>;
const unreadable = (detail: string) => fail<ImportError>({ kind: 'unreadable', detail });

const jsonAt = <T extends z.ZodType>(files: Files, name: string, schema: T): Read<z.output<T>> => {
  const bytes = files.get(name);
  if (bytes === undefined)
    return unreadable(`The archive has no “${name}”: it is cut off, or no archive of a project.`);
  if (bytes.length > archiveLimits.maxJsonBytes)
    return fail({ kind: 'too-large', detail: `“${name}” in the archive is too large.` });
  try {
    const parsed = schema.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    if (parsed.success) return ok(parsed.data);
    const issue = parsed.error.issues[0];
    return unreadable(
      `“${name}” in the archive: ${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'is not valid'}.`,
    );
  } catch {
    return unreadable(`“${name}” in the archive is no JSON.`);
  }
};

/** That every file is there, as it was written, and none besides. */
const checkWhole = (files: Files): Read<null> => {
  const manifest = jsonAt(files, archiveFiles.manifest, manifestSchema);
  if (!manifest.ok) return manifest;
  const listed = new Map(Object.entries(manifest.value.files));
  for (const [name, bytes] of files) {
    if (name === archiveFiles.manifest) continue;
    const entry = listed.get(name);
    if (entry === undefined) return unreadable(`“${name.slice(0, 200)}” was added to the archive after it was made.`);
    const { bytes: length, sha256 } = manifestEntry(bytes);
    if (entry.bytes !== length || entry.sha256 !== sha256)
      return unreadable(`“${name.slice(0, 200)}” in the archive was changed after it was made.`);
    listed.delete(name);
  }
  const [missing] = listed.keys();
  return missing === undefined ? ok(null) : unreadable(`“${missing}” is missing from the archive.`);
};

const unpack = (bytes: Uint8Array): Read<Files> => {
  const files = readZip(bytes, () => true, archiveLimits);
  if (!files.ok) return files;
  const about = jsonAt(files.value, archiveFiles.project, projectFileSchema);
  if (!about.ok) return about;
  if (about.value.archive > archiveVersion)
    return unreadable(
      `The archive was made by a newer version of Oner (archives of version ${about.value.archive}; this one reads up to ${archiveVersion}).`,
    );
  const whole = checkWhole(files.value);
  return whole.ok ? files : whole;
};

const assetsIn = (files: Files): Read<ReadonlyMap<AssetId, Uint8Array>> => {
  const found = new Map<AssetId, Uint8Array>();
  for (const [name, bytes] of files) {
    if (!name.startsWith('assets/')) continue;
    const id = assetIdSchema.safeParse(name.slice('assets/'.length).replace(/\.\w{1,5}$/, ''));
    if (!id.success || id.data !== manifestEntry(bytes).sha256)
      return unreadable(`“${name.slice(0, 200)}” in the archive is not what its name says.`);
    found.set(id.data, bytes);
  }
  return ok(found);
};

const versionsIn = (files: Files, importer: Importer): Read<readonly ArchivedVersion[]> => {
  const ids = [...files.keys()].flatMap((name) => /^versions\/([\w-]{1,64})\.json$/.exec(name)?.[1] ?? []);
  if (ids.length > archiveLimits.maxVersions)
    return fail({ kind: 'too-large', detail: `The archive has more than ${archiveLimits.maxVersions} versions.` });
  const versions: ArchivedVersion[] = [];
  for (const id of ids) {
    const names = versionFiles(id);
    const about = jsonAt(files, names.about, versionFileSchema);
    if (!about.ok) return about;
    const story = rebuildStory(files.get(names.story) ?? new Uint8Array(), names.story);
    if (!story.ok) return story;
    const desk = rebuildDesk(files.get(names.desk) ?? new Uint8Array(), names.desk, importer);
    if (!desk.ok) return desk;
    versions.push({ ...about.value, story: story.value.update, desk: desk.value });
  }
  return ok(versions);
};

const docOf = (update: Uint8Array): Y.Doc => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  return doc;
};

/** Assets that the documents name and the archive holds, each checked for what it is kept for. */
const checkedAssets = (
  named: ReturnType<typeof assetsNamed>,
  held: ReadonlyMap<AssetId, Uint8Array>,
): Read<readonly ArchivedAsset[]> => {
  const assets: ArchivedAsset[] = [];
  for (const [id, use] of named) {
    const bytes = held.get(id);
    if (bytes === undefined) continue;
    const mediaType = assetMediaType(bytes, use);
    if (mediaType === null) return unreadable(`The asset ${id} in the archive is no ${use}, which it is kept for.`);
    assets.push({ id, mediaType, bytes });
  }
  return ok(assets);
};

export const readArchive = (bytes: Uint8Array, importer: Importer): Read<ReadArchive> => {
  const files = unpack(bytes);
  if (!files.ok) return files;
  const part = (name: string): Uint8Array => files.value.get(name) ?? new Uint8Array();
  const story = rebuildStory(part(archiveFiles.story), archiveFiles.story);
  if (!story.ok) return story;
  const desk = rebuildDesk(part(archiveFiles.desk), archiveFiles.desk, null);
  if (!desk.ok) return desk;
  const versions = versionsIn(files.value, importer);
  if (!versions.ok) return versions;
  const held = assetsIn(files.value);
  if (!held.ok) return held;
  const [storyDoc, deskDoc] = [docOf(story.value.update), docOf(desk.value)];
  const read = readStory(storyDoc);
  const assets = checkedAssets(
    assetsNamed({ story: read, desk: readDesk(deskDoc) }, scriptSource(storyDoc)),
    held.value,
  );
  if (!assets.ok) return assets;
  return ok({
    ...{ screenplay: readScreenplay(storyDoc), shots: read.shots.size, story: story.value.update },
    ...{ words: story.value.words, desk: desk.value, versions: versions.value, assets: assets.value },
  });
};
