import { createHash } from 'node:crypto';
import { type AssetId, assetIdSchema } from '@oner/shared/ids/ids.ts';

/** The id that bytes have: their SHA-256. */
export const assetIdOf = (bytes: Uint8Array): AssetId =>
  assetIdSchema.parse(createHash('sha256').update(bytes).digest('hex'));

export type ByteRange = { readonly start: number; readonly end: number };

/** The part of a range that an asset of `size` bytes has; null when that is nothing. */
export const clampRange = ({ start, end }: ByteRange, size: number): ByteRange | null => {
  const clamped = { start: Math.max(0, start), end: Math.min(size - 1, end) };
  return clamped.start <= clamped.end ? clamped : null;
};

/** A stream without bytes: what a range beyond the end has. */
export const emptyStream = (): ReadableStream<Uint8Array> =>
  new ReadableStream({ start: (controller) => controller.close() });
