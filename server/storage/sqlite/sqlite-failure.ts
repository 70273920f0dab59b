import { StorageError, type StorageReason } from '../storage-error.ts';
import type { SqliteFailure } from './sqlite-protocol.ts';

/** SQLite's primary result codes (the low byte of an extended one), from its documentation. */
const reasons: Readonly<Record<number, StorageReason>> = {
  5: 'busy',
  6: 'busy',
  8: 'read-only',
  10: 'io',
  11: 'corrupt',
  13: 'full',
  14: 'io',
  18: 'too-large',
  26: 'corrupt',
};

/** What a caught error means, as data that can cross threads. */
export const toSqliteFailure = (error: unknown): SqliteFailure => {
  if (error instanceof StorageError) return { reason: error.reason, detail: error.message };
  if (!(error instanceof Error)) return { reason: 'unknown', detail: String(error) };
  const code = 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : -1;
  return { reason: reasons[code] ?? 'unknown', detail: error.message };
};
