/** A message and the byte arrays that belong to it. */
export type WithBlobs<T> = { readonly body: T; readonly blobs: readonly Uint8Array[] };

/** Messages whose bytes lie in one buffer, made to be moved (not copied) to another thread. */
export type ByteBatch<T> = {
  readonly items: readonly { readonly body: T; readonly sizes: readonly number[] }[];
  readonly buffer: ArrayBuffer;
};

/**
 * Copies all byte arrays into one fresh buffer. The caller's arrays stay its own, and a small view on a large frame does not drag the
 * frame along, as a structured clone would.
 */
export const packBatch = <T>(messages: readonly WithBlobs<T>[]): ByteBatch<T> => {
  const total = messages.reduce((sum, { blobs }) => blobs.reduce((part, blob) => part + blob.byteLength, sum), 0);
  const packed = new Uint8Array(new ArrayBuffer(total));
  let offset = 0;
  const items = messages.map(({ body, blobs }) => ({
    body,
    sizes: blobs.map((blob) => {
      packed.set(blob, offset);
      offset += blob.byteLength;
      return blob.byteLength;
    }),
  }));
  return { items, buffer: packed.buffer };
};

/** The messages of a batch; their byte arrays are views on its buffer. */
export const unpackBatch = <T>({ items, buffer }: ByteBatch<T>): readonly WithBlobs<T>[] => {
  let offset = 0;
  return items.map(({ body, sizes }) => ({
    body,
    blobs: sizes.map((size) => {
      const blob = new Uint8Array(buffer, offset, size);
      offset += size;
      return blob;
    }),
  }));
};
