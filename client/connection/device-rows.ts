import * as idb from 'lib0/indexeddb';
import { z } from 'zod';

/** Rows of bytes on this device, in the order in which they were added. Everything rejects where nothing can be kept. */
export type DeviceRows = {
  readonly all: () => Promise<readonly DeviceRow[]>;
  readonly add: (rows: readonly Uint8Array[]) => Promise<void>;
  /** Puts one row in the place of all up to a key, at once or not at all. */
  readonly replace: (upTo: number, row: Uint8Array) => Promise<void>;
  /** Throws all away. */
  readonly discard: () => Promise<void>;
  readonly close: () => void;
};
export type DeviceRow = { readonly key: number; readonly bytes: Uint8Array };

const storeName = 'updates';
const rowSchema = z.object({ k: z.number(), v: z.instanceof(Uint8Array) });

/** Rows in an IndexedDB database of that name, which is opened when it is first used. */
export const openDeviceRows = (name: string): DeviceRows => {
  let opening: Promise<IDBDatabase> | null = null;
  const open = (): Promise<IDBDatabase> => {
    opening ??= idb.openDB(name, (db) => idb.createStores(db, [[storeName, { autoIncrement: true }]]));
    return opening;
  };
  const store = async (mode: 'readonly' | 'readwrite'): Promise<IDBObjectStore> => {
    const [rows] = idb.transact(await open(), [storeName], mode);
    if (rows === undefined) throw new Error(`the database has no ${storeName}`);
    return rows;
  };
  return {
    all: async () =>
      z
        .array(rowSchema)
        .parse(await idb.getAllKeysValues(await store('readonly')))
        .map(({ k, v }) => ({ key: k, bytes: v })),
    add: async (bytes) => {
      const rows = await store('readwrite');
      await Promise.all(bytes.map((each) => idb.rtop(rows.add(each))));
    },
    replace: async (upTo, bytes) => {
      const rows = await store('readwrite');
      await Promise.all([idb.rtop(rows.add(bytes)), idb.del(rows, idb.createIDBKeyRangeUpperBound(upTo, false))]);
    },
    discard: async () => {
      (await open()).close();
      await idb.deleteDB(name);
    },
    close: () => {
      opening?.then((db) => db.close()).catch(() => {});
    },
  };
};
