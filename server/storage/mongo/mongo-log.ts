import { assertAppendFits } from '../log-limits.ts';
import type { DocumentLog, LogEntry, NewLogEntry } from '../ports.ts';
import { StorageError } from '../storage-error.ts';
import { compactSegments } from './mongo-compaction.ts';
import { guarded, isDuplicateKey } from './mongo-failure.ts';
import { joinUpdates, type Segment, splitEntries } from './segment.ts';
import type { SegmentStore } from './segment-store.ts';

/** How many other nodes' appends may come first before an append gives up. */
const maxAppendAttempts = 1000;
/** How often a reader starts again because a compaction took the bytes away under it. */
const maxReadAttempts = 20;
/** How many rooms' last numbers are remembered. */
const maxRememberedHeads = 10_000;

const numbered = (entries: readonly NewLogEntry[], head: number): readonly LogEntry[] =>
  entries.map((entry, index) => ({ ...entry, seq: head + 1 + index }));

/** Inserts a segment at its place; false when that place is taken. */
const insertAt = async ({ segments }: SegmentStore, segment: Segment): Promise<boolean> => {
  try {
    await segments.insertOne(segment);
  } catch (error) {
    // The driver may have sent it twice, or its answer got lost: what counts is whether it is there.
    const stored = await segments.findOne({ _id: segment._id }, { projection: { _id: 1 } });
    if (!stored && isDuplicateKey(error)) return false;
    if (!stored) throw error;
  }
  // The segment that had this place may have been merged into a later one: then ours would lie where no reader looks any more.
  const { room, first, _id } = segment;
  const overlapping = await segments.findOne(
    { room, covers: { $lte: first }, last: { $gte: first }, _id: { $ne: _id } },
    { projection: { _id: 1 } },
  );
  if (!overlapping) return true;
  // Only as it was inserted: a compaction may have merged it into something that must stay.
  await segments.deleteOne({ _id, revision: segment.revision });
  return false;
};

/** Remembers a bounded number of rooms' last numbers; they may be out of date, which costs an attempt and nothing else. */
class Heads {
  readonly #heads = new Map<string, number>();

  get(room: string): number | undefined {
    return this.#heads.get(room);
  }

  set(room: string, head: number): void {
    this.#heads.delete(room);
    this.#heads.set(room, head);
    const oldest = this.#heads.keys().next();
    if (this.#heads.size > maxRememberedHeads && !oldest.done) this.#heads.delete(oldest.value);
  }

  delete(room: string): void {
    this.#heads.delete(room);
  }
}

const append = async (store: SegmentStore, heads: Heads, at: { room: string; entries: readonly NewLogEntry[] }) => {
  const { room, entries } = at;
  assertAppendFits(entries);
  if (entries.length === 0) return store.head(room);
  const body = await store.body(room, joinUpdates(entries));
  let head = heads.get(room) ?? (await store.head(room));
  for (let attempt = 0; attempt < maxAppendAttempts; attempt += 1) {
    const segment = store.fresh(room, numbered(entries, head), body);
    if (await insertAt(store, segment)) {
      heads.set(room, segment.last);
      return segment.last;
    }
    head = await store.head(room);
  }
  if (body.chunks !== null) await store.dropChunks(body.chunks);
  throw new StorageError('busy', `others appended to ${room} first, ${maxAppendAttempts} times`);
};

/** Null when a compaction got in between. */
const tryRead = async (store: SegmentStore, room: string, after: number) => {
  const read: LogEntry[] = [];
  for (const segment of await store.list({ room, last: { $gt: after } })) {
    const content = await store.content(segment);
    if (content === null) return null;
    read.push(...splitEntries(segment, content).filter(({ seq }) => seq > after));
  }
  return read;
};

const read = async (store: SegmentStore, room: string, after: number) => {
  for (let attempt = 0; attempt < maxReadAttempts; attempt += 1) {
    const entries = await tryRead(store, room, after);
    if (entries) return entries;
  }
  throw new StorageError('corrupt', `parts of the log of ${room} are missing`);
};

const size = async (store: SegmentStore, room: string) => {
  const entries = (await store.list({ room }, { content: 0 })).flatMap((segment) => segment.entries);
  return { rows: entries.length, bytes: entries.reduce((sum, entry) => sum + entry.size, 0) };
};

export const createMongoLog = (store: SegmentStore): DocumentLog => {
  const heads = new Heads();
  return {
    append: (room, entries) => guarded(() => append(store, heads, { room, entries })),
    read: (room, after) => guarded(() => read(store, room, after)),
    head: (room) => guarded(() => store.head(room)),
    compact: (room, seqs, update) => guarded(() => compactSegments(store, room, { seqs, update })),
    size: (room) => guarded(() => size(store, room)),
    remove: (room) =>
      guarded(async () => {
        heads.delete(room);
        await store.removeRoom(room);
      }),
  };
};
