import type { z } from 'zod';

/** `<projectId>/story` or `<projectId>/desk`. */
export type RoomName = `${string}/${'story' | 'desk'}`;

/** One row of a document's log. `update` is a Yjs V1 update; `by` says whose session sent it (a principal's id, or `server`). */
export type LogEntry = {
  readonly seq: number;
  readonly update: Uint8Array;
  readonly by: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
};

export type NewLogEntry = Omit<LogEntry, 'seq'>;

/** The truth about every document: an append-only log of updates per room, in one order for all nodes. */
export type DocumentLog = {
  /** Resolves with the last sequence number when all entries are durable, in the order given; rejects having stored none. */
  readonly append: (room: RoomName, entries: readonly NewLogEntry[]) => Promise<number>;
  /** All entries with `seq > after`, in order. A reader at `after` misses nothing, also across compaction. */
  readonly read: (room: RoomName, after: number) => Promise<readonly LogEntry[]>;
  /** The last sequence number, 0 when empty. */
  readonly head: (room: RoomName) => Promise<number>;
  /**
   * Replaces exactly the rows `seqs` by one row that holds `update` and takes the highest of their numbers; new row first, or all in
   * one transaction. `seqs` are the first rows of one `read(room, 0)`, and `update` is what those rows hold together. Rows that are gone
   * since are ignored; nothing changes when the highest is gone, or when a row up to it was left out.
   */
  readonly compact: (room: RoomName, seqs: readonly number[], update: Uint8Array) => Promise<void>;
  /** How many rows and bytes a room's log has. */
  readonly size: (room: RoomName) => Promise<{ readonly rows: number; readonly bytes: number }>;
  /** Removes a room's log for good. */
  readonly remove: (room: RoomName) => Promise<void>;
};

/** What a kind of record is: its schema (of what JSON can hold, at most 8 MB of it), its key, the order that lists have, and what it can be found by. */
export type Collection<T> = {
  readonly name: string;
  readonly schema: z.ZodType<T>;
  readonly key: (record: T) => string;
  /** Lists are sorted by this, then by key; fixed for a record's life (a creation time, say). */
  readonly order: (record: T) => string;
  /** Values that records can be found by, for each index; null: not in that index. */
  readonly indexes: Readonly<Record<string, (record: T) => string | null>>;
};

export type Query = {
  /** Absent: all records. */
  readonly where?: { readonly index: string; readonly equals: string };
  /** At most this many, 1 to 1000. */
  readonly limit?: number;
  /** The opaque cursor that an earlier page ended with. */
  readonly cursor?: string;
};

export type Page<T> = { readonly records: readonly T[]; readonly next: string | null };

/** A durable set of records of one kind. Every write is durable when its promise resolves. */
export type Records<T> = {
  readonly get: (key: string) => Promise<T | null>;
  /** False, and nothing changed, when the key is taken. */
  readonly insert: (record: T) => Promise<boolean>;
  /**
   * Reads, changes and writes one record atomically (compare and set, tried again when another got there first). `change`
   * returns the new record, or null to leave it as it is; it may run more than once. Resolves with what is stored then; null: no such record.
   */
  readonly update: (key: string, change: (record: T) => T | null) => Promise<T | null>;
  readonly delete: (key: string) => Promise<boolean>;
  readonly find: (query: Query) => Promise<Page<T>>;
};

/** The storage port: SQLite when one machine is enough, MongoDB when it is not. Every rejection is a `StorageError`. */
export type Storage = {
  readonly log: DocumentLog;
  readonly records: <T>(collection: Collection<T>) => Records<T>;
  /** Rejects when the storage cannot be written to. */
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
};
