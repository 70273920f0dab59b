import type { LogEntry } from '../ports.ts';
import { StorageError } from '../storage-error.ts';
import { type Segment, splitEntries } from './segment.ts';
import type { SegmentStore } from './segment-store.ts';

/** How often a compaction starts again because another node changed a segment under it. */
const maxAttempts = 10;

type Merge = {
  readonly seqs: ReadonlySet<number>;
  readonly highest: number;
  readonly update: Uint8Array;
};

type Opened = { readonly segment: Segment; readonly entries: readonly LogEntry[] };

/** The segments up to the highest row, that one first; null when their bytes went while they were read. */
const openSegments = async (store: SegmentStore, room: string, merge: Merge): Promise<readonly Opened[] | null> => {
  const opened: Opened[] = [];
  for (const segment of await store.list({ room, first: { $lte: merge.highest } })) {
    const content = await store.content(segment);
    if (content === null) return null;
    opened.push({ segment, entries: splitEntries(segment, content) });
  }
  return opened.reverse();
};

/** Whether the highest row is there and no row up to it was left out. */
const mayReplace = (entries: readonly LogEntry[], { seqs, highest }: Merge): boolean =>
  entries.some(({ seq }) => seq === highest) && entries.every(({ seq }) => seq > highest || seqs.has(seq));

const remaining = (entries: readonly LogEntry[], { highest, update }: Merge): readonly LogEntry[] =>
  entries.filter(({ seq }) => seq >= highest).map((entry) => (entry.seq === highest ? { ...entry, update } : entry));

/**
 * The row of the highest number gets the merged update in one atomic write; the others go after it, so that a reader in between finds
 * everything, some of it twice. False: another node got in between.
 */
const tryCompact = async (store: SegmentStore, room: string, merge: Merge): Promise<boolean> => {
  const opened = await openSegments(store, room, merge);
  if (!opened) return false;
  if (
    !mayReplace(
      opened.flatMap(({ entries }) => entries),
      merge,
    )
  )
    return true;
  for (const { segment, entries } of opened) {
    if (!(await store.rewrite(segment, remaining(entries, merge)))) return false;
  }
  return true;
};

export const compactSegments = async (
  store: SegmentStore,
  room: string,
  { seqs, update }: { readonly seqs: readonly number[]; readonly update: Uint8Array },
): Promise<void> => {
  if (seqs.length === 0) return;
  const highest = seqs.reduce((a, b) => Math.max(a, b));
  const merge = { seqs: new Set(seqs), highest, update };
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    if (await tryCompact(store, room, merge)) return;
  }
  throw new StorageError('busy', `other nodes kept changing the log of ${room} while it was compacted`);
};
