import { createHash } from 'node:crypto';
import { assetIdSchema } from '@oner/shared/ids/ids.ts';
import type { AssetStore } from '../../assets/ports.ts';

/** Bytes in memory. */
export const createMemoryAssets = (): AssetStore => {
  const stored = new Map<string, { readonly bytes: Uint8Array; readonly mediaType: string }>();
  const small = new Map<string, Map<number, Uint8Array>>();
  return {
    put: async (bytes, mediaType) => {
      const id = assetIdSchema.parse(createHash('sha256').update(bytes).digest('hex'));
      if (!stored.has(id)) stored.set(id, { bytes: bytes.slice(), mediaType });
      return { id, mediaType, bytes: bytes.length };
    },
    info: async (id) => {
      const asset = stored.get(id);
      return asset ? { id, mediaType: asset.mediaType, bytes: asset.bytes.length } : null;
    },
    read: async (id, range) => {
      const asset = stored.get(id);
      if (!asset) return null;
      const bytes = range ? asset.bytes.slice(range.start, range.end + 1) : asset.bytes.slice();
      return new ReadableStream({
        start: (controller) => {
          controller.enqueue(bytes);
          controller.close();
        },
      });
    },
    putThumbnail: async (id, width, bytes) => {
      if (stored.has(id)) small.set(id, new Map([...(small.get(id) ?? []), [width, bytes]]));
    },
    thumbnail: async (id, width) => small.get(id)?.get(width) ?? null,
    delete: async (id) => {
      stored.delete(id);
      small.delete(id);
    },
    ping: async () => undefined,
    close: async () => undefined,
  };
};
