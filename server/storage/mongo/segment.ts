import { Binary, ObjectId } from 'mongodb';
import { z } from 'zod';
import type { LogEntry, NewLogEntry } from '../ports.ts';
import { StorageError } from '../storage-error.ts';

const entrySchema = z.object({
  seq: z.number(),
  by: z.string(),
  at: z.number(),
  size: z.number(),
});

/**
 * What one append stored, in one document, so that all of it becomes visible at once. `first` and `last` are fixed for its life, also when
 * compaction takes entries out. The updates lie one after the other in `content`, or, when there is too much, in the documents of `chunks`.
 */
export const segmentSchema = z.object({
  _id: z.instanceof(ObjectId),
  room: z.string(),
  first: z.number(),
  last: z.number(),
  /** It holds all that was written from this number on: its own first one, or 1 once others were merged into it. */
  covers: z.number(),
  revision: z.number(),
  entries: z.array(entrySchema),
  content: z.instanceof(Binary).nullable().default(null),
  chunks: z.string().nullable(),
});

export type Segment = z.infer<typeof segmentSchema>;

export const joinUpdates = (entries: readonly NewLogEntry[]): Uint8Array => {
  const joined = new Uint8Array(entries.reduce((sum, { update }) => sum + update.byteLength, 0));
  let offset = 0;
  for (const { update } of entries) {
    joined.set(update, offset);
    offset += update.byteLength;
  }
  return joined;
};

/** The entries of a segment, whose bytes are `content`. */
export const splitEntries = ({ room, first, entries }: Segment, content: Uint8Array): readonly LogEntry[] => {
  if (content.byteLength !== entries.reduce((sum, { size }) => sum + size, 0))
    throw new StorageError('corrupt', `segment ${first} of ${room} does not have as many bytes as its entries say`);
  let offset = 0;
  return entries.map(({ seq, by, at, size }) => {
    const update = content.subarray(offset, offset + size);
    offset += size;
    return { seq, by, at, update };
  });
};

export const describeEntries = (entries: readonly LogEntry[]): Segment['entries'] =>
  entries.map(({ seq, by, at, update }) => ({ seq, by, at, size: update.byteLength }));
