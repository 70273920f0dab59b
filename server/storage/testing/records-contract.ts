import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Film, film, films } from './film-collection.ts';
import type { StorageTestbed } from './storage-contract.ts';

const watched = (record: Film): Film => ({ ...record, views: record.views + 1 });

const describeWriting = ({ open }: StorageTestbed): void => {
  it('STO-13 inserts a record once, and gives it back to another opener', async () => {
    const [one, two] = [await open(), await open()];
    expect(await one.records(films).get('a')).toBeNull();
    expect(await one.records(films).insert(film('a', { title: 'first' }))).toBe(true);
    expect(await two.records(films).insert(film('a', { title: 'second' }))).toBe(false);
    expect(await two.records(films).get('a')).toEqual(film('a', { title: 'first' }));
  });

  it('STO-13 lets one of many that insert the same key win', async () => {
    const nodes = [await open(), await open()];
    const inserted = await Promise.all(
      Array.from({ length: 20 }, (_, views) => nodes[views % 2]?.records(films).insert(film('a', { views }))),
    );
    const winner = inserted.indexOf(true);
    expect(inserted.filter(Boolean)).toHaveLength(1);
    expect((await nodes[0]?.records(films).get('a'))?.views).toBe(winner);
  });

  it('STO-14 updates what is there and resolves with what is stored then', async () => {
    const records = (await open()).records(films);
    await records.insert(film('a'));
    expect(await records.update('a', watched)).toEqual(film('a', { views: 1 }));
    expect(await records.update('a', () => null)).toEqual(film('a', { views: 1 }));
    expect(await records.update('b', watched)).toBeNull();
    expect(await records.get('b')).toBeNull();
    await expect(records.update('a', (record) => ({ ...record, id: 'c' }))).rejects.toMatchObject({
      kind: 'storage-failed',
    });
    expect(await records.get('a')).toEqual(film('a', { views: 1 }));
  });

  it('STO-14 counts every one of the updates that two nodes make at once', async () => {
    const nodes = [await open(), await open()];
    await nodes[0]?.records(films).insert(film('a'));
    await Promise.all(Array.from({ length: 30 }, (_, index) => nodes[index % 2]?.records(films).update('a', watched)));
    expect((await nodes[1]?.records(films).get('a'))?.views).toBe(30);
  });

  it('STO-14 has no half of an update whose change throws', async () => {
    const records = (await open()).records(films);
    await records.insert(film('a'));
    const thrown = records.update('a', () => {
      throw new StorageProbe();
    });
    await expect(thrown).rejects.toThrow();
    expect(await records.get('a')).toEqual(film('a'));
  });

  it('STO-15 deletes a record, once', async () => {
    const records = (await open()).records(films);
    await records.insert(film('a'));
    expect(await records.delete('a')).toBe(true);
    expect(await records.delete('a')).toBe(false);
    expect(await records.get('a')).toBeNull();
    expect(await records.insert(film('a', { views: 9 }))).toBe(true);
  });
};

class StorageProbe extends Error {}

const awkwardKeys = ['a.b', '$where', 'ключ', '镜头/一', '👩🏽‍🎬', 'quote\'"', ' spaced ', '__proto__x', '%00', 'a\\b'];

const describeContents = ({ open }: StorageTestbed): void => {
  it('STO-16 keeps any text in keys, fields and indexes', async () => {
    const records = (await open()).records(films);
    for (const key of awkwardKeys)
      await records.insert(film(key, { title: key, owner: key, credits: { [key]: key, 'x.y': '$set' } }));
    for (const key of awkwardKeys) {
      const expected = film(key, { title: key, owner: key, credits: { [key]: key, 'x.y': '$set' } });
      expect(await records.get(key)).toEqual(expected);
      expect((await records.find({ where: { index: 'owner', equals: key } })).records).toEqual([expected]);
    }
  });

  it('STO-17 keeps a record of some megabytes and refuses one above the limit', async () => {
    const records = (await open()).records(films);
    const large = film('large', { title: '长'.repeat(1_500_000) });
    expect(await records.insert(large)).toBe(true);
    expect(await records.get('large')).toEqual(large);
    const tooLarge = { kind: 'storage-failed', reason: 'too-large' };
    const title = 'x'.repeat(9_000_000);
    await expect(records.insert(film('larger', { title }))).rejects.toMatchObject(tooLarge);
    await expect(records.update('large', (record) => ({ ...record, title }))).rejects.toMatchObject(tooLarge);
    expect(await records.get('larger')).toBeNull();
    expect((await records.get('large'))?.title).toBe(large.title);
  });

  it('STO-18 parses what it reads, and says which record is not what its schema says', async () => {
    const storage = await open();
    await storage.records(films).insert(film('a'));
    const stricter = storage.records({ ...films, schema: films.schema.and(z.object({ rating: z.number() })) });
    const failure = await stricter.get('a').catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind: 'storage-failed', reason: 'corrupt' });
    expect(String(failure)).toContain('films/a');
  });
};

export const describeRecords = (testbed: StorageTestbed): void => {
  describe('records', () => {
    describeWriting(testbed);
    describeContents(testbed);
  });
};
