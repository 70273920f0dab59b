import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { unreachable } from '@oner/shared/result/result.ts';
import { packBatch, unpackBatch, type WithBlobs } from '../byte-batch.ts';
import { toSqliteFailure } from './sqlite-failure.ts';
import { createSqliteLog, type SqliteLog } from './sqlite-log.ts';
import type {
  SqliteOpened,
  SqliteOutcome,
  SqliteRequest,
  SqliteRequests,
  SqliteThreadOptions,
} from './sqlite-protocol.ts';
import { createSqliteRecords, type SqliteRecords } from './sqlite-records.ts';
import { migrate } from './sqlite-schema.ts';

/** How long a statement waits for another process that writes. */
const busyTimeoutMs = 5000;

type Tables = { readonly database: DatabaseSync; readonly log: SqliteLog; readonly records: SqliteRecords };
type Reply = Extract<SqliteOutcome, { ok: true }>['reply'];

const open = ({ file, role, maxPages }: SqliteThreadOptions): Tables => {
  const database = new DatabaseSync(file, { timeout: busyTimeoutMs });
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16000;');
  if (role === 'writer') {
    migrate(database);
    if (maxPages !== null) database.exec(`PRAGMA max_page_count = ${maxPages}`);
    database.exec('PRAGMA journal_size_limit = 67108864');
  } else database.exec('PRAGMA query_only = ON');
  return { database, log: createSqliteLog(database), records: createSqliteRecords(database) };
};

const plain = (body: Reply): WithBlobs<Reply> => ({ body, blobs: [] });

const perform = ({ database, log, records }: Tables, { body, blobs }: WithBlobs<SqliteRequest>): WithBlobs<Reply> => {
  switch (body.operation) {
    case 'append':
      return plain(log.append(body.room, body.entries, blobs));
    case 'compact':
      log.compact(body.room, body.seqs, blobs[0] ?? new Uint8Array());
      return plain(null);
    case 'removeRoom':
      log.removeRoom(body.room);
      return plain(null);
    case 'putRecord':
      return plain(records.put(body.collection, body.revision, body.record));
    case 'deleteRecord':
      return plain(records.delete(body.collection, body.key));
    case 'ping':
      database.exec('UPDATE liveness SET beats = beats + 1');
      return plain(null);
    case 'readLog':
      return log.read(body.room, body.after);
    case 'head':
      return plain(log.head(body.room));
    case 'size':
      return plain(log.size(body.room));
    case 'getRecord':
      return plain(records.get(body.collection, body.key));
    case 'findRecords':
      return plain(records.find(body));
    default:
      return unreachable(body);
  }
};

const succeeded = ({ body, blobs }: WithBlobs<Reply>): WithBlobs<SqliteOutcome> => ({
  body: { ok: true, reply: body },
  blobs,
});

const failed = (error: unknown): WithBlobs<SqliteOutcome> => ({
  body: { ok: false, failure: toSqliteFailure(error) },
  blobs: [],
});

const inTransaction = <T>(database: DatabaseSync, run: () => T): T => {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = run();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    // SQLite has rolled back by itself after some errors, a full disk among them.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
};

const attempt = (run: () => WithBlobs<Reply>): WithBlobs<SqliteOutcome> => {
  try {
    return succeeded(run());
  } catch (error) {
    return failed(error);
  }
};

/** Commits all requests at once; when that fails each gets its own transaction, so that one cannot fail the others. */
const write = (tables: Tables, requests: readonly WithBlobs<SqliteRequest>[]): readonly WithBlobs<SqliteOutcome>[] => {
  const { database } = tables;
  if (requests.length > 1) {
    try {
      return inTransaction(database, () => requests.map((request) => succeeded(perform(tables, request))));
    } catch {
      // Told one by one below.
    }
  }
  return requests.map((request) => attempt(() => inTransaction(database, () => perform(tables, request))));
};

const read = (tables: Tables, requests: readonly WithBlobs<SqliteRequest>[]): readonly WithBlobs<SqliteOutcome>[] =>
  requests.map((request) => attempt(() => perform(tables, request)));

const serve = (port: NonNullable<typeof parentPort>, options: SqliteThreadOptions): void => {
  const opened = (message: SqliteOpened) => port.postMessage(message);
  let tables: Tables;
  try {
    tables = open(options);
  } catch (error) {
    opened({ opened: false, failure: toSqliteFailure(error) });
    return;
  }
  port.on('message', (message: SqliteRequests | 'close') => {
    if (message === 'close') {
      tables.database.close();
      port.close();
      return;
    }
    const requests = unpackBatch(message);
    const outcomes = packBatch(options.role === 'writer' ? write(tables, requests) : read(tables, requests));
    port.postMessage(outcomes, [outcomes.buffer]);
  });
  opened({ opened: true });
};

if (parentPort) serve(parentPort, workerData);
