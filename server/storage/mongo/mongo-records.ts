import type { Db, Document, Collection as MongoCollection } from 'mongodb';
import { z } from 'zod';
import { decodeCursor, encodeCursor, pageSize } from '../cursor.ts';
import type { Collection, Page, Query, Records } from '../ports.ts';
import { StorageError } from '../storage-error.ts';
import { fromStored, toStored } from '../stored-record.ts';
import { guarded, isDuplicateKey } from './mongo-failure.ts';

const rowSchema = z.object({ _id: z.string(), order: z.string(), revision: z.number(), body: z.string() });
type Row = z.infer<typeof rowSchema>;
type RowDocument = Row & { readonly indexes: Readonly<Record<string, string>> };
type Table = MongoCollection<RowDocument>;

const toDocument = <T>(collection: Collection<T>, record: T, revision: number): RowDocument => {
  const { key, order, body, indexes } = toStored(collection, record);
  return { _id: key, order, revision, body, indexes: Object.fromEntries(indexes) };
};

const prepare = async (table: Table, indexes: readonly string[]): Promise<void> => {
  await table.createIndex({ order: 1, _id: 1 });
  for (const name of indexes) await table.createIndex({ [`indexes.${name}`]: 1, order: 1, _id: 1 });
};

const load = async (table: Table, key: string): Promise<Row | null> => {
  const document = await table.findOne({ _id: key });
  return document ? rowSchema.parse(document) : null;
};

const insert = async (table: Table, document: RowDocument): Promise<boolean> => {
  try {
    await table.insertOne(document);
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
};

const filterOf = ({ where, cursor }: Query): Document => {
  const filter: Document = where ? { [`indexes.${where.index}`]: where.equals } : {};
  if (cursor === undefined) return filter;
  const { order, key } = decodeCursor(cursor);
  return { ...filter, $or: [{ order: { $gt: order } }, { order, _id: { $gt: key } }] };
};

const find = async <T>(table: Table, collection: Collection<T>, query: Query): Promise<Page<T>> => {
  const limit = pageSize(query.limit);
  const documents = await table
    .find(filterOf(query))
    .sort({ order: 1, _id: 1 })
    .limit(limit + 1)
    .toArray();
  const rows = documents.slice(0, limit).map((document) => rowSchema.parse(document));
  const last = rows.at(-1);
  return {
    records: rows.map(({ _id, body }) => fromStored(collection, _id, body)),
    next: documents.length > limit && last ? encodeCursor({ order: last.order, key: last._id }) : null,
  };
};

const update = async <T>(
  table: Table,
  collection: Collection<T>,
  { key, change }: { readonly key: string; readonly change: (record: T) => T | null },
): Promise<T | null> => {
  for (;;) {
    const row = await load(table, key);
    if (!row) return null;
    const changed = change(fromStored(collection, key, row.body));
    if (changed === null) return fromStored(collection, key, row.body);
    const { _id, ...next } = toDocument(collection, changed, row.revision + 1);
    if (_id !== key) throw new StorageError('unknown', `an update changed the key of ${collection.name}/${key}`);
    const { matchedCount } = await table.replaceOne({ _id, revision: row.revision }, next);
    if (matchedCount === 1) return changed;
  }
};

/** A collection's records, one document each; the record itself is JSON text, so that any key in it is kept as it is. */
export const createMongoRecords = <T>(database: Db, collection: Collection<T>): Records<T> => {
  const table = database.collection<RowDocument>(`records_${collection.name}`);
  let prepared: Promise<void> | null = null;
  const ready = async (): Promise<void> => {
    prepared ??= prepare(table, Object.keys(collection.indexes));
    try {
      await prepared;
    } catch (error) {
      // The next call tries again.
      prepared = null;
      throw error;
    }
  };
  const run = <R>(task: () => Promise<R>): Promise<R> =>
    guarded(async () => {
      await ready();
      return task();
    });
  return {
    get: (key) =>
      run(async () => {
        const row = await load(table, key);
        return row ? fromStored(collection, key, row.body) : null;
      }),
    insert: (record) => run(() => insert(table, toDocument(collection, record, 1))),
    update: (key, change) => run(() => update(table, collection, { key, change })),
    delete: (key) => run(async () => (await table.deleteOne({ _id: key })).deletedCount === 1),
    find: (query) => run(() => find(table, collection, query)),
  };
};
