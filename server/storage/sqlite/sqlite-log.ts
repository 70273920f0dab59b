import type { DatabaseSync } from 'node:sqlite';
import type { WithBlobs } from '../byte-batch.ts';
import type { EntryHeader, LogReply, SizeReply } from './sqlite-protocol.ts';
import { bytesOf, integerOf, textOf } from './sqlite-row.ts';

/** The log's statements over one open file. The caller holds the transaction. */
export type SqliteLog = {
  readonly append: (room: string, entries: readonly EntryHeader[], updates: readonly Uint8Array[]) => number;
  readonly compact: (room: string, seqs: readonly number[], update: Uint8Array) => void;
  readonly removeRoom: (room: string) => void;
  readonly read: (room: string, after: number) => WithBlobs<LogReply>;
  readonly head: (room: string) => number;
  readonly size: (room: string) => SizeReply;
};

const statementsOf = (database: DatabaseSync) => ({
  insert: database.prepare('INSERT INTO log (room, seq, at, by, content) VALUES (?, ?, ?, ?, ?)'),
  head: database.prepare('SELECT coalesce(max(seq), 0) AS head FROM log WHERE room = ?'),
  read: database.prepare('SELECT seq, at, by, content FROM log WHERE room = ? AND seq > ? ORDER BY seq'),
  size: database.prepare(
    'SELECT count(*) AS count, coalesce(sum(length(content)), 0) AS bytes FROM log WHERE room = ?',
  ),
  upTo: database.prepare('SELECT seq FROM log WHERE room = ? AND seq <= ?'),
  replace: database.prepare('UPDATE log SET content = ? WHERE room = ? AND seq = ?'),
  prune: database.prepare('DELETE FROM log WHERE room = ? AND seq < ?'),
  removeRoom: database.prepare('DELETE FROM log WHERE room = ?'),
});

type Statements = ReturnType<typeof statementsOf>;

/** A row that is there and was not merged holds what the update does not: then the rows stay. */
const compactRows = (
  statements: Statements,
  room: string,
  { seqs, update }: { readonly seqs: readonly number[]; readonly update: Uint8Array },
): void => {
  if (seqs.length === 0) return;
  const highest = seqs.reduce((a, b) => Math.max(a, b));
  const merged = new Set(seqs);
  const present = statements.upTo.all(room, highest).map((row) => integerOf(row, 'seq'));
  if (!present.every((seq) => merged.has(seq))) return;
  const { changes } = statements.replace.run(update, room, highest);
  if (changes > 0) statements.prune.run(room, highest);
};

const readRows = (statements: Statements, room: string, after: number): WithBlobs<LogReply> => {
  const rows = statements.read.all(room, after);
  return {
    body: rows.map((row) => ({ seq: integerOf(row, 'seq'), by: textOf(row, 'by'), at: integerOf(row, 'at') })),
    blobs: rows.map((row) => bytesOf(row, 'content')),
  };
};

export const createSqliteLog = (database: DatabaseSync): SqliteLog => {
  const statements = statementsOf(database);
  const head = (room: string) => integerOf(statements.head.get(room), 'head');
  return {
    append: (room, entries, updates) => {
      let seq = head(room);
      entries.forEach(({ at, by }, index) => {
        seq += 1;
        statements.insert.run(room, seq, at, by, updates[index] ?? new Uint8Array());
      });
      return seq;
    },
    compact: (room, seqs, update) => compactRows(statements, room, { seqs, update }),
    removeRoom: (room) => {
      statements.removeRoom.run(room);
    },
    read: (room, after) => readRows(statements, room, after),
    head,
    size: (room) => {
      const row = statements.size.get(room);
      return { rows: integerOf(row, 'count'), bytes: integerOf(row, 'bytes') };
    },
  };
};
