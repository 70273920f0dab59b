import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { film, films } from '../testing/film-collection.ts';
import { numberEntry, numbersOf } from '../testing/log-entries.ts';
import { describeStorageContract } from '../testing/storage-contract.ts';
import { openSqliteStorage } from './sqlite-storage.ts';

const makeFolder = () => mkdtemp(path.join(tmpdir(), 'oner-sqlite-'));

describeStorageContract('SQLite', {
  create: async () => ({ kind: 'sqlite', file: path.join(await makeFolder(), 'deep', 'oner.db') }),
  destroy: async (location) => {
    if (location.kind === 'sqlite')
      await rm(path.dirname(path.dirname(location.file)), { recursive: true, force: true });
  },
});

describe('SQLite', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await makeFolder();
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('STO-22 rejects what a full disk has no room for, keeps all that was stored and goes on with what fits', async () => {
    const file = path.join(folder, 'full.db');
    const storage = await openSqliteStorage({ file, maxPages: 60 });
    const room = 'p/story';
    await storage.log.append(room, [numberEntry(1)]);
    const outcomes = await Promise.allSettled([
      storage.log.append(room, [numberEntry(2)]),
      storage.log.append(room, [numberEntry(3), { update: new Uint8Array(1_000_000), by: 'x', at: 1 }]),
      storage.records(films).insert(film('a', { title: 'x'.repeat(1_000_000) })),
      storage.log.append(room, [numberEntry(4)]),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    const full = { status: 'rejected', reason: { kind: 'storage-failed', reason: 'full' } };
    expect(outcomes[1]).toMatchObject(full);
    expect(outcomes[2]).toMatchObject(full);
    expect(numbersOf(await storage.log.read(room, 0))).toEqual([1, 2, 4]);
    expect(await storage.records(films).get('a')).toBeNull();
    await storage.close();
  });

  it('STO-23 refuses a file of a newer program and one that is no database, and leaves them as they are', async () => {
    const newer = path.join(folder, 'newer.db');
    const database = new DatabaseSync(newer);
    database.exec('PRAGMA user_version = 1000');
    database.close();
    await expect(openSqliteStorage({ file: newer })).rejects.toMatchObject({
      kind: 'storage-failed',
      reason: 'corrupt',
    });
    const again = new DatabaseSync(newer);
    expect(again.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1000 });
    again.close();
    await expect(openSqliteStorage({ file: folder })).rejects.toMatchObject({ kind: 'storage-failed' });
    await expect(openSqliteStorage({ file: path.join(newer, 'oner.db') })).rejects.toMatchObject({
      kind: 'storage-failed',
      reason: 'io',
    });
  });

  it('STO-24 commits with `synchronous=FULL` in a write-ahead log', async () => {
    const file = path.join(folder, 'wal.db');
    const storage = await openSqliteStorage({ file });
    await storage.log.append('p/story', [numberEntry(1)]);
    const other = new DatabaseSync(file);
    expect(other.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    other.close();
    await storage.close();
  });

  it('STO-25 finishes what was asked before it closes', async () => {
    const file = path.join(folder, 'closing.db');
    const storage = await openSqliteStorage({ file });
    const appends = Array.from({ length: 50 }, (_, value) => storage.log.append('p/story', [numberEntry(value)]));
    await storage.close();
    expect(await Promise.all(appends)).toHaveLength(50);
    const reopened = await openSqliteStorage({ file });
    expect(await reopened.log.head('p/story')).toBe(50);
    await reopened.close();
  });
});
