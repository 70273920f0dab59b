import { randomBytes } from 'node:crypto';
import { assetIdSchema } from '@oner/shared/ids/ids.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AssetStore } from '../ports.ts';

export type AssetsSubject = {
  /** Prepares an empty place and returns how to open it, as often as one likes, and how to remove it. */
  readonly create: () => Promise<{ readonly open: () => Promise<AssetStore>; readonly destroy: () => Promise<void> }>;
};

const bytesOf = async (stream: ReadableStream<Uint8Array> | null): Promise<Uint8Array | null> => {
  if (!stream) return null;
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
};

const absent = assetIdSchema.parse('0'.repeat(64));
const letters = new TextEncoder().encode('abcdefghij');

const describeBytes = (opened: () => Promise<AssetStore>): void => {
  it('AST-1 names an asset by the SHA-256 of its bytes and gives both back, after opening again too', async () => {
    const store = await opened();
    const stored = await store.put(letters, 'image/webp');
    expect(stored).toEqual({
      id: '72399361da6a7754fec986dca5b7cbaf1c810a28ded4abaf56b2106d06cb78b0',
      mediaType: 'image/webp',
      bytes: 10,
    });
    const again = await opened();
    expect(await again.info(stored.id)).toEqual(stored);
    expect(await bytesOf(await again.read(stored.id))).toEqual(letters);
  });

  it('AST-2 takes the same bytes again and keeps what it had', async () => {
    const store = await opened();
    const bytes = letters.slice();
    const all = await Promise.all([1, 2, 3].map(() => store.put(bytes, 'image/png')));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect((await store.put(bytes, 'text/plain')).mediaType).toBe('image/png');
    expect(bytes).toEqual(letters);
  });

  it('AST-9 removes an asset for good, and takes the same bytes again', async () => {
    const store = await opened();
    const { id } = await store.put(letters, 'text/plain');
    await store.delete(id);
    expect([await store.info(id), await store.read(id)]).toEqual([null, null]);
    await store.delete(id);
    const [again] = await Promise.all([store.put(letters, 'image/png'), store.delete(absent)]);
    expect(again).toMatchObject({ id, mediaType: 'image/png' });
    await Promise.all([store.delete(id), store.put(letters, 'image/png'), store.delete(id)]);
    await store.put(letters, 'image/png');
    expect(await bytesOf(await store.read(id))).toEqual(letters);
  });

  it('AST-13 keeps what was made of an asset, after opening again too, and removes it with the asset', async () => {
    const store = await opened();
    const small = new TextEncoder().encode('small');
    await store.putThumbnail(absent, 480, small);
    expect(await store.thumbnail(absent, 480)).toBeNull();
    const { id } = await store.put(letters, 'image/webp');
    expect(await store.thumbnail(id, 480)).toBeNull();
    await store.putThumbnail(id, 480, small);
    await store.putThumbnail(id, 480, small);
    const again = await opened();
    expect(new Uint8Array((await again.thumbnail(id, 480)) ?? [])).toEqual(small);
    expect(await again.thumbnail(id, 240)).toBeNull();
    expect(await bytesOf(await again.read(id))).toEqual(letters);
    await Promise.all([store.delete(id), store.putThumbnail(id, 240, small)]);
    await store.put(letters, 'image/webp');
    expect([await store.thumbnail(id, 240), await store.thumbnail(id, 480)]).toEqual([null, null]);
  });

  it('AST-3 knows nothing of an asset that was not stored', async () => {
    const store = await opened();
    expect(await store.info(absent)).toBeNull();
    expect(await store.read(absent)).toBeNull();
    expect(await store.read(absent, { start: 0, end: 1 })).toBeNull();
  });

  it('AST-4 reads ranges of bytes, ends included, cut to what there is', async () => {
    const store = await opened();
    const { id } = await store.put(letters, 'text/plain');
    const text = async (start: number, end: number) =>
      new TextDecoder().decode((await bytesOf(await store.read(id, { start, end }))) ?? undefined);
    expect(await text(0, 0)).toBe('a');
    expect(await text(2, 4)).toBe('cde');
    expect(await text(8, 100)).toBe('ij');
    expect(await text(10, 20)).toBe('');
  });

  it('AST-5 keeps no bytes as well as many megabytes of them', async () => {
    const store = await opened();
    const none = await store.put(new Uint8Array(), 'text/plain');
    expect(none.bytes).toBe(0);
    expect(await bytesOf(await store.read(none.id))).toEqual(new Uint8Array());
    const many = new Uint8Array(randomBytes(8_000_000));
    const { id } = await store.put(many, 'video/mp4');
    const read = await bytesOf(await store.read(id));
    expect(read && Buffer.compare(read, many)).toBe(0);
    expect(await store.info(id)).toMatchObject({ bytes: 8_000_000, mediaType: 'video/mp4' });
  });

  it('AST-6 answers a ping', async () => {
    await expect((await opened()).ping()).resolves.toBeUndefined();
  });
};

/** The contract of the assets port. Every implementation passes all of it. */
export const describeAssetsContract = (name: string, { create }: AssetsSubject): void => {
  describe(`assets contract: ${name}`, () => {
    let place: Awaited<ReturnType<AssetsSubject['create']>> | null = null;
    let stores: AssetStore[] = [];
    beforeEach(async () => {
      place = await create();
    });
    afterEach(async () => {
      await Promise.all(stores.map((store) => store.close()));
      stores = [];
      await place?.destroy();
    });
    describeBytes(async () => {
      if (!place) throw new Error('there is a place only while a test runs');
      const store = await place.open();
      stores.push(store);
      return store;
    });
  });
};
