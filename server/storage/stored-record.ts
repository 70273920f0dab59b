import type { Collection } from './ports.ts';
import { StorageError } from './storage-error.ts';

/** A record may have at most this many bytes of JSON: well below what a MongoDB document holds; larger things are assets. */
export const maxRecordBytes = 8 * 1024 * 1024;

/** A record as both storages keep it: JSON, so that any key and any text is kept as it is, beside what it is found by. */
export type StoredRecord = {
  readonly key: string;
  readonly order: string;
  readonly body: string;
  /** Pairs of index name and value. */
  readonly indexes: readonly (readonly [string, string])[];
};

export const toStored = <T>(collection: Collection<T>, record: T): StoredRecord => {
  const body = JSON.stringify(record);
  const bytes = Buffer.byteLength(body);
  const key = collection.key(record);
  if (bytes > maxRecordBytes)
    throw new StorageError(
      'too-large',
      `${collection.name}/${key} has ${bytes} bytes, at most ${maxRecordBytes} are kept`,
    );
  const indexes = Object.entries(collection.indexes).flatMap(([name, find]): readonly [string, string][] => {
    const value = find(record);
    return value === null ? [] : [[name, value]];
  });
  return { key, order: collection.order(record), body, indexes };
};

/** The record that `body` holds; throws `corrupt` when it does not fit the collection's schema. */
export const fromStored = <T>(collection: Collection<T>, key: string, body: string): T => {
  try {
    return collection.schema.parse(JSON.parse(body));
  } catch (cause) {
    throw new StorageError('corrupt', `${collection.name}/${key} is not what its schema says`, { cause });
  }
};
