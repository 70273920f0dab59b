import type { AssetId } from '@oner/shared/ids/ids.ts';

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
  /** Removes the bytes for good; nothing happens when there are none. */
  readonly delete: (id: AssetId) => Promise<void>;
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
};
