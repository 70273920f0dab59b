import type { AssetId } from '@oner/shared/ids/ids.ts';
import type { ThumbnailWidth } from '@oner/shared/protocol/http/asset.ts';

export type AssetInfo = { readonly id: AssetId; readonly mediaType: string; readonly bytes: number };

/** Bytes by the SHA-256 of what they are: written once, never changed, removed when nothing holds them any more. */
export type AssetStore = {
  /** Durable when it resolves. Storing the same bytes again is no error. */
  readonly put: (bytes: Uint8Array, mediaType: string) => Promise<AssetInfo>;
  readonly info: (id: AssetId) => Promise<AssetInfo | null>;
  /** A range is in bytes, ends included, as in HTTP. Null: no such asset. */
  readonly read: (
    id: AssetId,
    range?: { readonly start: number; readonly end: number },
  ) => Promise<ReadableStream<Uint8Array> | null>;
  /** Keeps a small picture that was made of an asset, whole or not at all; of an asset that is not there nothing is kept. */
  readonly putThumbnail: (id: AssetId, width: ThumbnailWidth, bytes: Uint8Array) => Promise<void>;
  readonly thumbnail: (id: AssetId, width: ThumbnailWidth) => Promise<Uint8Array | null>;
  /** Removes the bytes for good, and what was made of them; nothing happens when there are none. */
  readonly delete: (id: AssetId) => Promise<void>;
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
};
