import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Storage } from '../ports.ts';
import { openSqliteStorage } from '../sqlite/sqlite-storage.ts';
import { createFaultyStorage, writes } from './faulty-storage.ts';
import { film, films } from './film-collection.ts';
import { numberEntry } from './log-entries.ts';

describe('faulty storage', () => {
  let folder = '';
  let inner: Storage;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'oner-faulty-'));
    inner = await openSqliteStorage({ file: path.join(folder, 'oner.db') });
  });
  afterEach(async () => {
    await inner.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('STO-30 fails before the deed, or after it, as often as it was told', async () => {
    const { storage, breakDown, heal, calls } = createFaultyStorage(inner);
    const append = () => storage.log.append('p/story', [numberEntry(1)]);
    breakDown({ operations: ['append'], times: 1 });
    await expect(append()).rejects.toMatchObject({ kind: 'storage-failed', reason: 'full' });
    expect(await storage.log.head('p/story')).toBe(0);
    expect(await append()).toBe(1);
    breakDown({ operations: ['append'], when: 'after', reason: 'io' });
    await expect(append()).rejects.toMatchObject({ reason: 'io' });
    heal();
    expect(await storage.log.head('p/story')).toBe(2);
    expect(calls('append')).toBe(3);
    breakDown({ operations: writes });
    await expect(storage.records(films).insert(film('a'))).rejects.toMatchObject({ kind: 'storage-failed' });
    expect(await storage.records(films).get('a')).toBeNull();
  });

  it('STO-30 holds calls until they are let go', async () => {
    const { storage, hold } = createFaultyStorage(inner);
    const release = hold(['append']);
    const appended = storage.log.append('p/story', [numberEntry(1)]);
    expect(await storage.log.head('p/story')).toBe(0);
    release();
    expect(await appended).toBe(1);
  });
});
