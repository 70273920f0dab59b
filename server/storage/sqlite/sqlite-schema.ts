import type { DatabaseSync } from 'node:sqlite';
import { StorageError } from '../storage-error.ts';
import { integerOf } from './sqlite-row.ts';

/** One step per schema version, oldest first; `user_version` says how many a file has had. Never edit a step: add one. */
const steps: readonly string[] = [
  `
  CREATE TABLE log (
    room TEXT NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    content BLOB NOT NULL,
    UNIQUE (room, seq)
  ) STRICT;
  CREATE TABLE records (
    collection TEXT NOT NULL,
    key TEXT NOT NULL,
    ord TEXT NOT NULL,
    revision INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (collection, key)
  ) STRICT;
  CREATE INDEX records_by_order ON records (collection, ord, key);
  CREATE TABLE record_index (
    collection TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    ord TEXT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (collection, name, value, ord, key)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX record_index_by_key ON record_index (collection, key);
  CREATE TABLE liveness (id INTEGER PRIMARY KEY, beats INTEGER NOT NULL) STRICT;
  INSERT INTO liveness VALUES (1, 0);
  `,
];

const versionOf = (database: DatabaseSync): number =>
  integerOf(database.prepare('PRAGMA user_version').get(), 'user_version');

/** Brings a file to the newest schema, all or nothing; throws `corrupt` for one that a newer version of the program made. */
export const migrate = (database: DatabaseSync): void => {
  if (versionOf(database) === steps.length) return;
  database.exec('BEGIN IMMEDIATE');
  try {
    // Another process may have been first while this one waited for its turn.
    const version = versionOf(database);
    if (version > steps.length)
      throw new StorageError('corrupt', `its schema is version ${version}, this program knows ${steps.length}`);
    for (const step of steps.slice(version)) database.exec(step);
    database.exec(`PRAGMA user_version = ${steps.length}`);
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
};
