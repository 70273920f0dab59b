import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { StoredRecord } from '../stored-record.ts';
import type { RowReply, SqliteOperations } from './sqlite-protocol.ts';
import { integerOf, textOf } from './sqlite-row.ts';

/** The records' statements over one open file. The caller holds the transaction. */
export type SqliteRecords = {
  readonly put: (collection: string, revision: number, record: StoredRecord) => boolean;
  readonly delete: (collection: string, key: string) => boolean;
  readonly get: (collection: string, key: string) => RowReply | null;
  readonly find: (query: SqliteOperations['findRecords']['request']) => readonly RowReply[];
};

const statementsOf = (database: DatabaseSync) => ({
  get: database.prepare('SELECT key, ord, revision, body FROM records WHERE collection = ? AND key = ?'),
  insert: database.prepare(
    'INSERT INTO records (collection, key, ord, revision, body) VALUES (?, ?, ?, 1, ?) ON CONFLICT DO NOTHING',
  ),
  update: database.prepare(
    'UPDATE records SET ord = ?, body = ?, revision = revision + 1 WHERE collection = ? AND key = ? AND revision = ?',
  ),
  delete: database.prepare('DELETE FROM records WHERE collection = ? AND key = ?'),
  index: database.prepare('INSERT INTO record_index (collection, name, value, ord, key) VALUES (?, ?, ?, ?, ?)'),
  unindex: database.prepare('DELETE FROM record_index WHERE collection = ? AND key = ?'),
  page: database.prepare(
    'SELECT key, ord, revision, body FROM records WHERE collection = ? AND (ord, key) > (?, ?) ORDER BY ord, key LIMIT ?',
  ),
  indexedPage: database.prepare(`
    SELECT r.key, r.ord, r.revision, r.body
    FROM record_index AS i JOIN records AS r ON r.collection = i.collection AND r.key = i.key
    WHERE i.collection = ? AND i.name = ? AND i.value = ? AND (i.ord, i.key) > (?, ?)
    ORDER BY i.ord, i.key LIMIT ?`),
});

const toReply = (row: Record<string, SQLOutputValue>): RowReply => ({
  key: textOf(row, 'key'),
  order: textOf(row, 'ord'),
  revision: integerOf(row, 'revision'),
  body: textOf(row, 'body'),
});

export const createSqliteRecords = (database: DatabaseSync): SqliteRecords => {
  const statements = statementsOf(database);
  return {
    put: (collection, revision, { key, order, body, indexes }) => {
      const { changes } =
        revision === 0
          ? statements.insert.run(collection, key, order, body)
          : statements.update.run(order, body, collection, key, revision);
      if (changes === 0) return false;
      statements.unindex.run(collection, key);
      for (const [name, value] of indexes) statements.index.run(collection, name, value, order, key);
      return true;
    },
    delete: (collection, key) => {
      statements.unindex.run(collection, key);
      return statements.delete.run(collection, key).changes > 0;
    },
    get: (collection, key) => {
      const row = statements.get.get(collection, key);
      return row ? toReply(row) : null;
    },
    find: ({ collection, where, after, limit }) => {
      // No order or key sorts before the empty text, and a record has a key: so this starts at the first.
      const { order, key } = after ?? { order: '', key: '' };
      const rows = where
        ? statements.indexedPage.all(collection, where.index, where.equals, order, key, limit)
        : statements.page.all(collection, order, key, limit);
      return rows.map(toReply);
    },
  };
};
