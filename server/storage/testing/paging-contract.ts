import { describe, expect, it } from 'vitest';
import type { Query, Records } from '../ports.ts';
import { type Film, film, films } from './film-collection.ts';
import type { StorageTestbed } from './storage-contract.ts';

/** The keys of all pages, page by page. */
const pagesOf = async (records: Records<Film>, query: Query): Promise<readonly (readonly string[])[]> => {
  const pages: (readonly string[])[] = [];
  let cursor: string | null = null;
  do {
    const page = await records.find(cursor === null ? query : { ...query, cursor });
    pages.push(page.records.map(({ id }) => id));
    cursor = page.next;
  } while (cursor !== null);
  return pages;
};

const idsOf = async (records: Records<Film>, index: string, equals: string): Promise<readonly string[]> =>
  (await records.find({ where: { index, equals } })).records.map(({ id }) => id);

export const describePaging = ({ open }: StorageTestbed): void => {
  describe('lists', () => {
    it('STO-19 lists by order, then key, each record once over all pages', async () => {
      const records = (await open()).records(films);
      for (const id of ['c', 'a', 'b']) await records.insert(film(id, { madeAt: 5 }));
      for (const id of ['z', 'y']) await records.insert(film(id, { madeAt: 2 }));
      await records.insert(film('m', { madeAt: 1000 }));
      const all = ['y', 'z', 'a', 'b', 'c', 'm'];
      expect(await pagesOf(records, {})).toEqual([all]);
      expect(await pagesOf(records, { limit: 4 })).toEqual([all.slice(0, 4), all.slice(4)]);
      expect(await pagesOf(records, { limit: 1 })).toEqual(all.map((id) => [id]));
      expect(await pagesOf(records, { limit: 6 })).toEqual([all]);
      expect(await pagesOf(records, { limit: 0 })).toEqual(all.map((id) => [id]));
    });

    it('STO-19 goes on after a record that was deleted, and shows what came after it', async () => {
      const records = (await open()).records(films);
      for (const id of ['a', 'b', 'c']) await records.insert(film(id));
      const { next } = await records.find({ limit: 2 });
      await records.delete('b');
      await records.insert(film('d'));
      const page = await records.find({ limit: 2, cursor: next ?? '' });
      expect(page.records.map(({ id }) => id)).toEqual(['c', 'd']);
    });

    it('STO-20 refuses a cursor that no list ended with', async () => {
      const records = (await open()).records(films);
      await records.insert(film('a'));
      for (const cursor of ['', 'x', 'eyJhIjoxfQ', Buffer.from('[1,2]').toString('base64url')])
        await expect(records.find({ cursor })).rejects.toMatchObject({ kind: 'storage-failed', reason: 'bad-cursor' });
    });

    it('STO-21 finds records by an index as they are now', async () => {
      const records = (await open()).records(films);
      await records.insert(film('a', { owner: 'ann', slug: 'one' }));
      await records.insert(film('b', { owner: 'ann', madeAt: 0 }));
      await records.insert(film('c', { owner: 'bob' }));
      expect(await idsOf(records, 'owner', 'ann')).toEqual(['b', 'a']);
      expect(await pagesOf(records, { where: { index: 'owner', equals: 'ann' }, limit: 1 })).toEqual([['b'], ['a']]);
      expect(await idsOf(records, 'slug', 'one')).toEqual(['a']);
      await records.update('a', (record) => ({ ...record, owner: 'bob', slug: null }));
      expect(await idsOf(records, 'owner', 'ann')).toEqual(['b']);
      expect(await idsOf(records, 'owner', 'bob')).toEqual(['a', 'c']);
      expect(await idsOf(records, 'slug', 'one')).toEqual([]);
      await records.delete('c');
      expect(await idsOf(records, 'owner', 'bob')).toEqual(['a']);
      expect(await idsOf(records, 'owner', '')).toEqual([]);
    });

    it('STO-21 keeps collections apart', async () => {
      const storage = await open();
      const others = storage.records({ ...films, name: 'others' });
      await storage.records(films).insert(film('a'));
      await others.insert(film('a', { owner: 'bob' }));
      expect(await idsOf(storage.records(films), 'owner', 'bob')).toEqual([]);
      await others.delete('a');
      expect(await storage.records(films).get('a')).toEqual(film('a'));
    });
  });
};
