import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { AssetId } from '@oner/shared/ids/ids.ts';
import { type ThumbnailWidth, thumbnailWidths } from '@oner/shared/protocol/http/asset.ts';
import { z } from 'zod';
import { assetIdOf, type ByteRange, clampRange, emptyStream } from '../asset-content.ts';
import { AssetError } from '../asset-error.ts';
import type { AssetInfo, AssetStore } from '../ports.ts';
import { createKeyedLock } from './keyed-lock.ts';

const describedSchema = z.strictObject({ mediaType: z.string(), bytes: z.number().int().nonnegative() });

const codeOf = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;

const failed = (what: string, cause: unknown): AssetError =>
  cause instanceof AssetError
    ? cause
    : new AssetError(codeOf(cause) === 'ENOSPC' ? 'full' : 'io', `${what}: ${String(cause)}`, { cause });

/** `ab/cd/abcd…`: two levels of folders, so that none gets too many files. */
const fileOf = (root: string, id: AssetId): string => path.join(root, id.slice(0, 2), id.slice(2, 4), id);

const thumbnailFile = (root: string, id: AssetId, width: ThumbnailWidth): string => `${fileOf(root, id)}.${width}.webp`;

const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** A file is there whole and durable, or not at all: written beside, synced, renamed, and its folder synced. */
const writeDurably = async (file: string, bytes: Uint8Array, scratch: string): Promise<void> => {
  const unfinished = path.join(scratch, randomUUID());
  try {
    const handle = await open(unfinished, 'wx');
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, file);
    await syncFolder(path.dirname(file));
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
};

const infoAt = async (root: string, id: AssetId): Promise<AssetInfo | null> => {
  try {
    const described = describedSchema.parse(JSON.parse(await readFile(`${fileOf(root, id)}.json`, 'utf8')));
    return { id, ...described };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
};

/** The bytes go first: a description says that they are there. New folders are made durable up to the root. */
const putIn = async (root: string, scratch: string, asset: { bytes: Uint8Array; mediaType: string }) => {
  const { bytes, mediaType } = asset;
  const id = assetIdOf(bytes);
  const known = await infoAt(root, id);
  if (known) return known;
  const file = fileOf(root, id);
  const shard = path.dirname(file);
  if ((await mkdir(shard, { recursive: true })) !== undefined) {
    await syncFolder(path.dirname(shard));
    await syncFolder(root);
  }
  const described = { mediaType, bytes: bytes.byteLength };
  await writeDurably(file, bytes, scratch);
  await writeDurably(`${file}.json`, new TextEncoder().encode(JSON.stringify(described)), scratch);
  return { id, ...described };
};

const readFrom = async (root: string, id: AssetId, range: ByteRange | undefined) => {
  const info = await infoAt(root, id);
  if (!info) return null;
  const part = clampRange(range ?? { start: 0, end: info.bytes - 1 }, info.bytes);
  if (!part) return emptyStream();
  const handle = await open(fileOf(root, id), 'r');
  return ReadableStream.from<Uint8Array>(handle.createReadStream({ ...part, autoClose: true }));
};

const thumbnailAt = async (file: string): Promise<Uint8Array | null> => {
  try {
    return await readFile(file);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
};

/** The description goes first: it says that the bytes are there. */
const deleteIn = async (root: string, id: AssetId): Promise<void> => {
  const file = fileOf(root, id);
  await rm(`${file}.json`, { force: true });
  await Promise.all(thumbnailWidths.map((width) => rm(thumbnailFile(root, id, width), { force: true })));
  await rm(file, { force: true });
};

const prepare = async (root: string, scratch: string): Promise<void> => {
  await rm(scratch, { recursive: true, force: true });
  await mkdir(scratch, { recursive: true });
  if (!(await stat(root)).isDirectory()) throw new AssetError('io', `${root} is not a folder`);
};

/**
 * Assets as files of one folder, which this process alone writes to. Rejects with an `AssetError` when the folder cannot be had;
 * what an earlier process did not finish writing is removed.
 */
export const openFolderAssets = async ({ folder }: { readonly folder: string }): Promise<AssetStore> => {
  const scratch = path.join(folder, 'unfinished');
  const guard = async <T>(what: string, run: () => Promise<T>): Promise<T> => {
    try {
      return await run();
    } catch (error) {
      throw failed(what, error);
    }
  };
  const inTurn = createKeyedLock();
  await guard(`${folder} cannot be used`, () => prepare(folder, scratch));
  return {
    put: (bytes, mediaType) =>
      guard('not stored', () => inTurn(assetIdOf(bytes), () => putIn(folder, scratch, { bytes, mediaType }))),
    putThumbnail: (id, width, bytes) =>
      guard('not stored', () =>
        inTurn(id, async () => {
          if (await infoAt(folder, id)) await writeDurably(thumbnailFile(folder, id, width), bytes, scratch);
        }),
      ),
    thumbnail: (id, width) => guard(id, () => thumbnailAt(thumbnailFile(folder, id, width))),
    delete: (id) => guard(id, () => inTurn(id, () => deleteIn(folder, id))),
    info: (id) => guard(id, () => infoAt(folder, id)),
    read: (id, range) => guard(id, () => readFrom(folder, id, range)),
    ping: () => guard('not writable', () => writeDurably(path.join(scratch, 'ping'), new Uint8Array(), scratch)),
    close: async () => {},
  };
};
