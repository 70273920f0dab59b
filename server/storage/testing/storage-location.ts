import { z } from 'zod';
import { openMongoStorage } from '../mongo/mongo-storage.ts';
import type { Storage } from '../ports.ts';
import { openSqliteStorage } from '../sqlite/sqlite-storage.ts';

/** Where a test's data is, as text that a child process can be given. */
export const storageLocationSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sqlite'), file: z.string() }),
  z.object({ kind: z.literal('mongo'), url: z.string(), database: z.string() }),
]);

export type StorageLocation = z.infer<typeof storageLocationSchema>;

export const openStorageAt = (location: StorageLocation): Promise<Storage> =>
  location.kind === 'sqlite' ? openSqliteStorage(location) : openMongoStorage(location);
