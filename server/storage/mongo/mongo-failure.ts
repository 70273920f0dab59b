import { MongoError, MongoNetworkError, MongoServerError, MongoServerSelectionError } from 'mongodb';
import { StorageError, type StorageReason } from '../storage-error.ts';

const duplicateKey = 11_000;

/** Server error codes that say more than that something failed (MongoDB's `error_codes.yml`). */
const reasons: Readonly<Record<number, StorageReason>> = {
  13: 'read-only',
  64: 'unreachable',
  91: 'unreachable',
  112: 'busy',
  189: 'unreachable',
  10107: 'unreachable',
  10334: 'too-large',
  11600: 'unreachable',
  14031: 'full',
};

export const isDuplicateKey = (error: unknown): boolean =>
  error instanceof MongoServerError && error.code === duplicateKey;

const reasonOf = (error: unknown): StorageReason => {
  if (error instanceof MongoServerError) return reasons[Number(error.code)] ?? 'unknown';
  if (error instanceof MongoNetworkError || error instanceof MongoServerSelectionError) return 'unreachable';
  if (
    error instanceof MongoError &&
    /closed|not connected|must be connected|session that has ended/i.test(error.message)
  )
    return 'closed';
  return 'unknown';
};

export const toStorageError = (error: unknown): StorageError => {
  if (error instanceof StorageError) return error;
  const detail = error instanceof Error ? error.message : String(error);
  return new StorageError(reasonOf(error), detail, { cause: error });
};

/** Runs `task`; what it rejects with becomes a `StorageError`. */
export const guarded = async <T>(task: () => Promise<T>): Promise<T> => {
  try {
    return await task();
  } catch (error) {
    throw toStorageError(error);
  }
};
