/** A zip that is made as fast as it is read: one file at a time is in memory. */
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

export type ZipEntry = {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Packed already, as pictures are. */
  readonly packed?: boolean;
};

const addTo = (zip: Zip, entry: ZipEntry): void => {
  const file = entry.packed ? new ZipPassThrough(entry.name) : new ZipDeflate(entry.name, { level: 6 });
  zip.add(file);
  file.push(entry.bytes, true);
};

export const zipStream = (entries: AsyncGenerator<ZipEntry>): ReadableStream<Uint8Array> => {
  const zip = new Zip();
  return new ReadableStream<Uint8Array>({
    start: (controller) => {
      zip.ondata = (error, chunk, final) => {
        if (error) return controller.error(error);
        controller.enqueue(chunk);
        if (final) controller.close();
      };
    },
    // Every file makes a chunk at once, so that a reader who waits gets one from each pull.
    pull: async () => {
      const next = await entries.next();
      if (next.done) zip.end();
      else addTo(zip, next.value);
    },
    cancel: async () => {
      await entries.return(undefined);
    },
  });
};
