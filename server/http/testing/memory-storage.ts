import type { Collection, Records, Storage } from '../../storage/ports.ts';

const createRecords = <T>(collection: Collection<T>, stored: Map<string, string>): Records<T> => {
  const read = (text: string | undefined): T | null =>
    text === undefined ? null : collection.schema.parse(JSON.parse(text));
  const all = (): readonly T[] =>
    [...stored.values()]
      .flatMap((text) => read(text) ?? [])
      .sort((a, b) => {
        const [x, y] = [a, b].map((record) => `${collection.order(record)}\0${collection.key(record)}`);
        return (x ?? '') < (y ?? '') ? -1 : 1;
      });
  return {
    get: async (key) => read(stored.get(key)),
    insert: async (record) => {
      const key = collection.key(record);
      if (stored.has(key)) return false;
      stored.set(key, JSON.stringify(record));
      return true;
    },
    update: async (key, change) => {
      const record = read(stored.get(key));
      const changed = record && change(record);
      if (changed) stored.set(key, JSON.stringify(changed));
      return changed ?? record;
    },
    delete: async (key) => stored.delete(key),
    find: async ({ where, limit = 1000, cursor }) => {
      const matching = all().filter((record) => !where || collection.indexes[where.index]?.(record) === where.equals);
      const start = cursor === undefined ? 0 : Number(cursor);
      const end = start + limit;
      return { records: matching.slice(start, end), next: end < matching.length ? String(end) : null };
    },
  };
};

/** Records in memory, for tests of what stands above storage; there is no log. */
export const createMemoryStorage = (): Storage => {
  const collections = new Map<string, Map<string, string>>();
  const none = () => Promise.reject(new Error('this storage keeps no log'));
  return {
    log: { append: none, read: none, head: none, compact: none, size: none, remove: none },
    records: (collection) => {
      const stored = collections.get(collection.name) ?? new Map<string, string>();
      collections.set(collection.name, stored);
      return createRecords(collection, stored);
    },
    ping: async () => undefined,
    close: async () => undefined,
  };
};
