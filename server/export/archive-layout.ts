/** What a project's archive holds, for whoever writes and whoever reads one. */
import { createHash } from 'node:crypto';
import type { Desk } from '@oner/shared/document/desk.ts';
import type { ScriptSource } from '@oner/shared/document/script-source.ts';
import type { Story } from '@oner/shared/document/story.ts';
import { type AssetId, assetIdSchema, projectIdSchema, versionIdSchema } from '@oner/shared/ids/ids.ts';
import { meshMediaType } from '@oner/shared/stage/model-mesh.ts';
import { z } from 'zod';

/** The layout of the archive; raised when an older reader could not read it. */
export const archiveVersion = 1;

export const archiveFiles = {
  project: 'project.json',
  story: 'story.yjs',
  desk: 'desk.yjs',
  /** The last one: what the others are, so that a reader knows them to be whole and as they were written. */
  manifest: 'manifest.json',
} as const;

export const versionFiles = (id: string) => ({
  about: `versions/${id}.json`,
  story: `versions/${id}.story.yjs`,
  desk: `versions/${id}.desk.yjs`,
});

export const projectFileSchema = z.object({ archive: z.number().int().min(1), id: projectIdSchema });

export const versionFileSchema = z.object({
  id: versionIdSchema,
  name: z.string().max(200),
  reason: z.enum(['named', 'before-restore', 'automatic']).default('named'),
  by: z.object({ id: z.string().min(1).max(200), name: z.string().max(200) }),
  at: z.iso.datetime(),
  scenes: z.number().int().min(0),
  shots: z.number().int().min(0),
});
export type VersionFile = z.infer<typeof versionFileSchema>;

export const manifestSchema = z.strictObject({
  files: z.record(
    z.string().max(300),
    z.strictObject({ bytes: z.number().int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  ),
});
export type Manifest = z.infer<typeof manifestSchema>;

export const manifestEntry = (bytes: Uint8Array): Manifest['files'][string] => ({
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});

const extensions: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'video/mp4': 'mp4',
  'application/json': 'json',
  [meshMediaType]: 'mesh',
};

/** How names of files of that kind end. */
export const extensionOf = (mediaType: string): string => extensions[mediaType] ?? 'bin';

/** What a project keeps an asset for: decides what it may be. */
export type AssetUse = 'picture' | 'clip' | 'map' | 'legend' | 'mesh' | 'source';

const referencesOf = (story: Story): readonly AssetId[] =>
  [story.cast, story.places, story.props, story.looks, story.rules]
    .flatMap((entries) => [...entries.values()].flatMap(({ references }) => references))
    .flatMap((reference) => assetIdSchema.safeParse(reference).data ?? []);

/** Every asset that the documents name, and for what. An asset that is named twice has the first use. */
export const assetsNamed = (
  { story, desk }: { readonly story: Story; readonly desk: Pick<Desk, 'frames'> },
  source: ScriptSource | null,
): ReadonlyMap<AssetId, AssetUse> => {
  const named: [AssetId, AssetUse][] = [];
  for (const { kind, asset, poster, maps, legend } of desk.frames.values()) {
    named.push([asset, kind === 'video' ? 'clip' : 'picture']);
    if (poster) named.push([poster, 'picture']);
    if (legend) named.push([legend, 'legend']);
    if (maps) named.push(...Object.values(maps).map((map): [AssetId, AssetUse] => [map, 'map']));
  }
  for (const { pieces } of story.stage.values())
    for (const { model } of pieces ?? []) if (model) named.push([model, 'mesh']);
  named.push(...referencesOf(story).map((id): [AssetId, AssetUse] => [id, 'picture']));
  if (source !== null) named.push([source.asset, 'source']);
  return new Map(named.reverse());
};
