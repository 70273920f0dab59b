import type { NewLogEntry } from './ports.ts';
import { StorageError } from './storage-error.ts';

/** One append may carry at most this many entries: what is said about them must fit beside their bytes in one document. */
export const maxAppendEntries = 10_000;

/** Throws `too-large` for an append that no storage takes. */
export const assertAppendFits = (entries: readonly NewLogEntry[]): void => {
  if (entries.length > maxAppendEntries)
    throw new StorageError(
      'too-large',
      `an append has ${entries.length} entries, at most ${maxAppendEntries} go at once`,
    );
};
