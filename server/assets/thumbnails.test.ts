import type { AssetId } from '@oner/shared/ids/ids.ts';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { createMemoryAssets } from '../http/testing/memory-assets.ts';
import type { Logger } from '../platform/logger.ts';
import type { AssetStore } from './ports.ts';
import { createThumbnails, thumbnailLimits } from './thumbnails.ts';

const createQuietLogger = () => {
  const warned: string[] = [];
  const logger: Logger = { debug: () => {}, info: () => {}, warn: (event) => void warned.push(event), error: () => {} };
  return { logger, warned };
};

/** A store that counts how often pictures are read, and lets each reading wait until it is let go. */
const countingStore = () => {
  const assets = createMemoryAssets();
  const reads: AssetId[] = [];
  let open = Promise.withResolvers<void>();
  open.resolve();
  const store: AssetStore = {
    ...assets,
    read: async (id) => {
      reads.push(id);
      await open.promise;
      return assets.read(id);
    },
  };
  const hold = (): (() => void) => {
    open = Promise.withResolvers<void>();
    return open.resolve;
  };
  return { store, reads, hold };
};

const plain = (width: number, height: number, grey = 128) =>
  sharp({ create: { width, height, channels: 3, background: { r: grey, g: grey, b: grey } } });

const sizeOf = async (thumbnail: { readonly kind: string; readonly bytes?: Uint8Array }) => {
  const { format, width, height, pages } = await sharp(thumbnail.bytes).metadata();
  return { format, width, height, pages: pages ?? 1 };
};

it('HTTP-20 makes a picture small once, however many ask, and finds it kept afterwards', async () => {
  const { store, reads } = countingStore();
  const { logger } = createQuietLogger();
  const asset = await store.put(await plain(1280, 536).webp().toBuffer(), 'image/webp');
  const thumbnails = createThumbnails({ assets: store, logger });
  const all = await Promise.all(Array.from({ length: 20 }, () => thumbnails.of(asset, 480)));
  expect(reads).toHaveLength(1);
  for (const each of all) expect(await sizeOf(each)).toEqual({ format: 'webp', width: 480, height: 201, pages: 1 });
  expect(await createThumbnails({ assets: store, logger }).of(asset, 480)).toEqual(all[0]);
  expect(reads).toHaveLength(1);
  expect(await sizeOf(await thumbnails.of(asset, 240))).toMatchObject({ width: 240 });
});

it('HTTP-20 turns a picture upright, makes none larger, and takes the first of a moving one', async () => {
  const { store } = countingStore();
  const thumbnails = createThumbnails({ assets: store, logger: createQuietLogger().logger });
  const lying = await plain(1000, 500).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  expect(await sizeOf(await thumbnails.of(await store.put(lying, 'image/jpeg'), 480))).toMatchObject({
    width: 480,
    height: 960,
  });
  const little = await store.put(await plain(100, 50).png().toBuffer(), 'image/png');
  expect(await sizeOf(await thumbnails.of(little, 480))).toMatchObject({ width: 100, height: 50 });
  const pictures = await Promise.all([10, 240].map((grey) => plain(960, 400, grey).png().toBuffer()));
  const moving = await sharp(pictures, { join: { animated: true } })
    .webp()
    .toBuffer();
  expect((await sharp(moving).metadata()).pages).toBe(2);
  const still = await thumbnails.of(await store.put(moving, 'image/webp'), 480);
  expect(await sizeOf(still)).toEqual({ format: 'webp', width: 480, height: 200, pages: 1 });
  const { channels } = await sharp(still.kind === 'made' ? still.bytes : undefined).stats();
  expect(channels[0]?.mean).toBeLessThan(20);
});

it('HTTP-20 leaves alone what is no picture, or does not decode', async () => {
  const { store, reads } = countingStore();
  const thumbnails = createThumbnails({ assets: store, logger: createQuietLogger().logger });
  const clip = await store.put(new Uint8Array([1, 2, 3]), 'video/mp4');
  expect(await thumbnails.of(clip, 480)).toEqual({ kind: 'whole' });
  expect(reads).toEqual([]);
  const broken = await store.put(new Uint8Array([1, 2, 3, 4]), 'image/png');
  expect(await thumbnails.of(broken, 480)).toEqual({ kind: 'whole' });
});

it('HTTP-20 makes two at once, lets a bounded number wait, and tells the rest', async () => {
  const { store, reads, hold } = countingStore();
  const thumbnails = createThumbnails({ assets: store, logger: createQuietLogger().logger });
  const { inside, waiting } = thumbnailLimits;
  const assets = await Promise.all(
    Array.from({ length: inside + waiting + 1 }, async (_, at) =>
      store.put(new Uint8Array([at >> 8, at & 255, 7]), 'image/png'),
    ),
  );
  const release = hold();
  const asked = assets.map((asset) => thumbnails.of(asset, 480));
  expect(await Promise.race(asked)).toEqual({ kind: 'busy' });
  expect(reads).toHaveLength(inside);
  release();
  const kinds = (await Promise.all(asked)).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'busy')).toHaveLength(1);
  expect(reads).toHaveLength(inside + waiting);
});

it('HTTP-20 shows a picture that could not be kept, and says so', async () => {
  const { store } = countingStore();
  const { logger, warned } = createQuietLogger();
  const full: AssetStore = { ...store, putThumbnail: () => Promise.reject(new Error('full')) };
  const asset = await full.put(await plain(1280, 536).webp().toBuffer(), 'image/webp');
  expect(await createThumbnails({ assets: full, logger }).of(asset, 480)).toMatchObject({ kind: 'made' });
  expect(warned).toEqual(['thumbnail-not-kept']);
});
