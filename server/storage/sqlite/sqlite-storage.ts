import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { decodeCursor, encodeCursor, pageSize } from '../cursor.ts';
import { assertAppendFits } from '../log-limits.ts';
import type { Collection, DocumentLog, Query, Records, Storage } from '../ports.ts';
import { StorageError } from '../storage-error.ts';
import { fromStored, toStored } from '../stored-record.ts';
import { type SqliteThread, startSqliteThread } from './sqlite-thread.ts';

export type SqliteStorageOptions = {
  /** The database file; its folder is made when it is missing. */
  readonly file: string;
  /** The most pages of 4096 bytes that the file may grow to; absent: no bound but the disk. */
  readonly maxPages?: number;
};

type Threads = { readonly writer: SqliteThread; readonly reader: SqliteThread };

const createLog = ({ writer, reader }: Threads): DocumentLog => ({
  append: async (room, entries) => {
    assertAppendFits(entries);
    const headers = entries.map(({ by, at }) => ({ by, at }));
    const updates = entries.map(({ update }) => update);
    return (await writer.call('append', { room, entries: headers }, updates)).body;
  },
  read: async (room, after) => {
    const { body, blobs } = await reader.call('readLog', { room, after });
    return body.map((header, index) => ({ ...header, update: blobs[index] ?? new Uint8Array() }));
  },
  head: async (room) => (await reader.call('head', { room })).body,
  compact: async (room, seqs, update) => {
    await writer.call('compact', { room, seqs }, [update]);
  },
  size: async (room) => (await reader.call('size', { room })).body,
  remove: async (room) => {
    await writer.call('removeRoom', { room });
  },
});

const findIn = async <T>(reader: SqliteThread, collection: Collection<T>, query: Query) => {
  const limit = pageSize(query.limit);
  const { body: rows } = await reader.call('findRecords', {
    collection: collection.name,
    where: query.where ?? null,
    after: query.cursor === undefined ? null : decodeCursor(query.cursor),
    limit: limit + 1,
  });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    records: shown.map(({ key, body }) => fromStored(collection, key, body)),
    next: rows.length > limit && last ? encodeCursor(last) : null,
  };
};

const createRecords = <T>({ writer, reader }: Threads, collection: Collection<T>): Records<T> => {
  const { name } = collection;
  const put = async (revision: number, record: T) =>
    (await writer.call('putRecord', { collection: name, revision, record: toStored(collection, record) })).body;
  const load = async (key: string) => (await reader.call('getRecord', { collection: name, key })).body;
  return {
    get: async (key) => {
      const row = await load(key);
      return row ? fromStored(collection, key, row.body) : null;
    },
    insert: (record) => put(0, record),
    update: async (key, change) => {
      for (;;) {
        const row = await load(key);
        if (!row) return null;
        const changed = change(fromStored(collection, key, row.body));
        if (changed === null) return fromStored(collection, key, row.body);
        if (collection.key(changed) !== key)
          throw new StorageError('unknown', `an update changed the key of ${name}/${key}`);
        if (await put(row.revision, changed)) return changed;
      }
    },
    delete: async (key) => (await writer.call('deleteRecord', { collection: name, key })).body,
    find: (query) => findIn(reader, collection, query),
  };
};

const makeFolder = async (file: string): Promise<void> => {
  try {
    await mkdir(path.dirname(file), { recursive: true });
  } catch (cause) {
    throw new StorageError('io', `the folder of ${file} cannot be made`, { cause });
  }
};

/**
 * Storage in one SQLite file (WAL, `synchronous=FULL`). A thread writes and another reads, so that neither blocks the event loop nor the
 * other; all writes that wait while a commit is under way share the next one. Rejects with a `StorageError` when the file cannot be had.
 */
export const openSqliteStorage = async ({ file, maxPages }: SqliteStorageOptions): Promise<Storage> => {
  await makeFolder(file);
  const writer = await startSqliteThread({ file, role: 'writer', maxPages: maxPages ?? null });
  const reader = await startSqliteThread({ file, role: 'reader', maxPages: null });
  const threads = { writer, reader };
  return {
    log: createLog(threads),
    records: (collection) => createRecords(threads, collection),
    ping: async () => {
      await writer.call('ping', {});
    },
    close: async () => {
      await reader.close();
      await writer.close();
    },
  };
};
