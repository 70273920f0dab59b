import * as Y from 'yjs';

/**
 * The plain value of what a Yjs key holds: clients may store a field as JSON or as a shared type (an array of
 * subjects as `Y.Array`, a description as `Y.Text`), and both read the same.
 */
export const plainValue = (value: unknown): unknown => {
  if (value instanceof Y.Text) return value.toString();
  if (value instanceof Y.AbstractType) return value.toJSON();
  return value;
};

/** The fields of a stored record, whether it is a `Y.Map` or a plain object; null when it is neither. */
export const plainRecord = (value: unknown): Readonly<Record<string, unknown>> | null => {
  if (value instanceof Y.Map) {
    return Object.fromEntries(Array.from(value.entries(), ([key, field]) => [key, plainValue(field)]));
  }
  if (value instanceof Y.AbstractType) return null;
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)
    ? Object.fromEntries(Object.entries(value))
    : null;
};

/** Whether `plainRecord` reads a record, without reading it. */
export const isRecord = (value: unknown): boolean => value instanceof Y.Map || plainRecord(value) !== null;

/** One field of a stored record, without reading the others; undefined when it has none. */
export const plainField = (value: unknown, key: string): unknown => {
  if (value instanceof Y.Map) return plainValue(value.get(key));
  const record = value instanceof Y.AbstractType ? null : plainRecord(value);
  return record !== null && Object.hasOwn(record, key) ? record[key] : undefined;
};

/** The record at `id` as a `Y.Map` to write into; a plain object written by another client is turned into one. */
export const recordForWriting = (records: Y.Map<unknown>, id: string): Y.Map<unknown> | null => {
  const stored = records.get(id);
  if (stored instanceof Y.Map) return stored;
  const fields = plainRecord(stored);
  if (fields === null) return null;
  const record = new Y.Map<unknown>(Object.entries(fields));
  records.set(id, record);
  return record;
};
