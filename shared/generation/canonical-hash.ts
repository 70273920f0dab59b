/** A hash of plain data that does not depend on key order, on −0, or on the last digits of a number. */
import { digest } from 'lib0/hash/sha256';
import { encodeUtf8 } from 'lib0/string';

export type PlainData =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly PlainData[]
  | { readonly [key: string]: PlainData };

/** Numbers count to this many parts of one. */
const precision = 10_000;

const canonicalNumber = (value: number): string => {
  if (!Number.isFinite(value)) return 'null';
  const rounded = Math.round(value * precision) / precision;
  return rounded === 0 ? '0' : String(rounded);
};

const isList = (value: PlainData): value is readonly PlainData[] => Array.isArray(value);

/** JSON with sorted keys, numbers rounded to 1e-4, and absent fields left out. */
export const canonicalJson = (value: PlainData): string => {
  if (typeof value === 'number') return canonicalNumber(value);
  if (value === null || value === undefined) return 'null';
  if (typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const fields = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`);
  return `{${fields.join(',')}}`;
};

/** Lower-case hexadecimal SHA-256 of the canonical JSON. */
export const canonicalHash = (value: PlainData): string =>
  Array.from(digest(encodeUtf8(canonicalJson(value))), (byte) => byte.toString(16).padStart(2, '0')).join('');
