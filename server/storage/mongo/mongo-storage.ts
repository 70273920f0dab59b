import { MongoClient } from 'mongodb';
import type { Storage } from '../ports.ts';
import { guarded } from './mongo-failure.ts';
import { createMongoLog } from './mongo-log.ts';
import { createMongoRecords } from './mongo-records.ts';
import { SegmentStore } from './segment-store.ts';

export type MongoStorageOptions = {
  /** A `mongodb://` or `mongodb+srv://` connection string. */
  readonly url: string;
  /** The database's name. */
  readonly database: string;
  /** How long a call waits for a server that can be written to, in milliseconds. */
  readonly serverSelectionTimeoutMs?: number;
};

const defaultServerSelectionTimeoutMs = 5000;
const connectTimeoutMs = 5000;
const socketTimeoutMs = 30_000;
const writeTimeoutMs = 10_000;

const clientOf = ({ url, serverSelectionTimeoutMs }: MongoStorageOptions): MongoClient =>
  new MongoClient(url, {
    serverSelectionTimeoutMS: serverSelectionTimeoutMs ?? defaultServerSelectionTimeoutMs,
    connectTimeoutMS: connectTimeoutMs,
    socketTimeoutMS: socketTimeoutMs,
    readPreference: 'primary',
    readConcernLevel: 'majority',
    writeConcern: { w: 'majority', journal: true, wtimeoutMS: writeTimeoutMs },
    ignoreUndefined: true,
  });

/**
 * Storage in MongoDB, for several nodes. A write is acknowledged by a majority, journalled; it needs no transactions, so that a single
 * server does as well as a replica set. Rejects with a `StorageError` when the server cannot be reached.
 */
export const openMongoStorage = (options: MongoStorageOptions): Promise<Storage> =>
  guarded(async () => {
    const client = clientOf(options);
    try {
      await client.connect();
      const database = client.db(options.database);
      const store = new SegmentStore(database);
      await store.prepare();
      const liveness = database.collection<{ _id: string; beats: number }>('liveness');
      return {
        log: createMongoLog(store),
        records: (collection) => createMongoRecords(database, collection),
        ping: () =>
          guarded(async () => {
            await liveness.updateOne({ _id: 'storage' }, { $inc: { beats: 1 } }, { upsert: true });
          }),
        close: () => client.close(),
      };
    } catch (error) {
      await client.close();
      throw error;
    }
  });
