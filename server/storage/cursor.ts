import { z } from 'zod';
import { StorageError } from './storage-error.ts';

/** Where a page ended: the order and the key of its last record. */
export type Position = { readonly order: string; readonly key: string };

const positionSchema = z.tuple([z.string(), z.string()]);

export const encodeCursor = ({ order, key }: Position): string =>
  Buffer.from(JSON.stringify([order, key])).toString('base64url');

/** The position that a cursor names; throws `bad-cursor` for anything that `encodeCursor` did not make. */
export const decodeCursor = (cursor: string): Position => {
  try {
    const [order, key] = positionSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return { order, key };
  } catch (cause) {
    throw new StorageError('bad-cursor', 'the cursor is not one that a list ended with', { cause });
  }
};

export const defaultPageSize = 100;
export const maxPageSize = 1000;

/** The page size that a query asks for, held between 1 and `maxPageSize`. */
export const pageSize = (limit: number | undefined): number =>
  Math.min(maxPageSize, Math.max(1, Math.trunc(limit ?? defaultPageSize)));
