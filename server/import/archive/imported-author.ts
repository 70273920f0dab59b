/**
 * Who did something, as an archive says: nothing proves it, so that no record of an archive stands here as a member's own.
 * The id says who imported it, the name whom the archive names.
 */
import { isRecord } from '@oner/shared/document/stored.ts';
import * as Y from 'yjs';

export type Importer = { readonly id: string; readonly name: string };
type Named = { readonly id: string; readonly name: string };

const mark = ' (imported)';
const maxLength = 200;

export const importedAuthor = ({ name }: Named, importer: Importer): Named => ({
  id: `imported:${importer.id}`.slice(0, maxLength),
  name: `${name.endsWith(mark) ? name.slice(0, -mark.length) : name}`.slice(0, maxLength - mark.length) + mark,
});

const isNamed = (value: unknown): value is Named =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  'name' in value &&
  typeof value.id === 'string' &&
  typeof value.name === 'string';

/** Keys under which records say who. */
const authorKeys: ReadonlySet<string> = new Set(['by', 'assignee']);

/** The value with every author in it as an imported one, at any depth; shared types are copied. */
export const importedValue = (value: unknown, importer: Importer): unknown => {
  const field = ([key, inner]: readonly [string, unknown]): [string, unknown] => [
    key,
    authorKeys.has(key) && isNamed(inner) ? importedAuthor(inner, importer) : importedValue(inner, importer),
  ];
  if (value instanceof Y.Map) return new Y.Map<unknown>(Array.from(value.entries(), field));
  if (value instanceof Y.Array) {
    const copied = new Y.Array<unknown>();
    copied.push(value.toArray().map((inner) => importedValue(inner, importer)));
    return copied;
  }
  if (value instanceof Y.Text) return value.clone();
  if (Array.isArray(value)) return value.map((inner) => importedValue(inner, importer));
  if (value instanceof Uint8Array || !isRecord(value) || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(field));
};
