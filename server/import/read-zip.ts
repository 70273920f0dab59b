import { fail, ok, type Result } from '@oner/shared/result/result.ts';
import { unzipSync } from 'fflate';

export type ZipError = { readonly kind: 'unreadable' | 'too-large'; readonly detail: string };

/** What is taken out of one zip: more is a bomb, or no script. */
export const zipLimits = { maxEntries: 5000, maxUnpackedBytes: 64 * 1024 * 1024 } as const;
export type ZipLimits = { readonly maxEntries: number; readonly maxUnpackedBytes: number };

export const beginsAsZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;

/** Names of the files in a zip, without unpacking any; null when it is damaged or has more than so many. */
export const zipNames = (bytes: Uint8Array, maxEntries: number): readonly string[] | null => {
  const names: string[] = [];
  const read = readZip(
    bytes,
    (name) => {
      names.push(name);
      return false;
    },
    { maxEntries, maxUnpackedBytes: 0 },
  );
  return read.ok ? names : null;
};

class Stop extends Error {}

/**
 * Takes the named files out of a zip. What a file says of its size is checked before it is unpacked, and unpacking goes no further
 * than that.
 */
export const readZip = (
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
  limits: ZipLimits = zipLimits,
): Result<ReadonlyMap<string, Uint8Array>, ZipError> => {
  const tooLarge = fail<ZipError>({
    kind: 'too-large',
    detail: `The file unpacks to more than ${limits.maxUnpackedBytes / 1024 / 1024} MB or ${limits.maxEntries} files.`,
  });
  let [entries, total] = [0, 0];
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        entries += 1;
        if (entries > limits.maxEntries) throw new Stop();
        if (!wanted(name)) return false;
        total += originalSize;
        if (total > limits.maxUnpackedBytes) throw new Stop();
        return true;
      },
    });
    return ok(new Map(Object.entries(files)));
  } catch (error) {
    if (error instanceof Stop) return tooLarge;
    return fail({ kind: 'unreadable', detail: 'The file is a damaged zip.' });
  }
};
