import type { SQLOutputValue } from 'node:sqlite';
import { StorageError } from '../storage-error.ts';

type Row = Record<string, SQLOutputValue> | undefined;

const wrong = (column: string, expected: string): never => {
  throw new StorageError('corrupt', `column ${column} does not hold ${expected}`);
};

export const integerOf = (row: Row, column: string): number => {
  const value = row?.[column];
  return typeof value === 'number' ? value : wrong(column, 'a number');
};

export const textOf = (row: Row, column: string): string => {
  const value = row?.[column];
  return typeof value === 'string' ? value : wrong(column, 'text');
};

export const bytesOf = (row: Row, column: string): Uint8Array => {
  const value = row?.[column];
  return value instanceof Uint8Array ? value : wrong(column, 'bytes');
};
