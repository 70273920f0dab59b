import type { ByteBatch } from '../byte-batch.ts';
import type { Position } from '../cursor.ts';
import type { StorageReason } from '../storage-error.ts';
import type { StoredRecord } from '../stored-record.ts';

export type EntryHeader = { readonly by: string; readonly at: number };

export type SizeReply = { readonly rows: number; readonly bytes: number };
export type RowReply = {
  readonly key: string;
  readonly order: string;
  readonly revision: number;
  readonly body: string;
};
export type LogReply = readonly { readonly seq: number; readonly by: string; readonly at: number }[];

/** What the storage thread can be asked, and what it answers. Updates travel beside the message, see `byte-batch.ts`. */
export type SqliteOperations = {
  append: { request: { room: string; entries: readonly EntryHeader[] }; reply: number };
  compact: { request: { room: string; seqs: readonly number[] }; reply: null };
  removeRoom: { request: { room: string }; reply: null };
  /** Revision 0: the key must be free; else the stored revision must be this one. Answers whether it was written. */
  putRecord: { request: { collection: string; revision: number; record: StoredRecord }; reply: boolean };
  deleteRecord: { request: { collection: string; key: string }; reply: boolean };
  ping: { request: Record<never, never>; reply: null };
  readLog: { request: { room: string; after: number }; reply: LogReply };
  head: { request: { room: string }; reply: number };
  size: { request: { room: string }; reply: SizeReply };
  getRecord: { request: { collection: string; key: string }; reply: RowReply | null };
  findRecords: {
    request: {
      collection: string;
      where: { readonly index: string; readonly equals: string } | null;
      after: Position | null;
      limit: number;
    };
    reply: readonly RowReply[];
  };
};

export type SqliteOperation = keyof SqliteOperations;

export type SqliteRequest = {
  [K in SqliteOperation]: { readonly operation: K } & Readonly<SqliteOperations[K]['request']>;
}[SqliteOperation];

export type SqliteFailure = { readonly reason: StorageReason; readonly detail: string };

export type SqliteOutcome =
  | { readonly ok: true; readonly reply: SqliteOperations[SqliteOperation]['reply'] }
  | { readonly ok: false; readonly failure: SqliteFailure };

/** To the thread: a batch, which a writer commits as one transaction. From it: as many outcomes, in the same order. */
export type SqliteRequests = ByteBatch<SqliteRequest>;
export type SqliteOutcomes = ByteBatch<SqliteOutcome>;

export type SqliteThreadOptions = {
  readonly file: string;
  readonly role: 'writer' | 'reader';
  /** The most pages that the file may have; null: as many as the disk has room for. */
  readonly maxPages: number | null;
};

/** The thread's first message: it opened the file, or why it could not. */
export type SqliteOpened = { readonly opened: true } | { readonly opened: false; readonly failure: SqliteFailure };
