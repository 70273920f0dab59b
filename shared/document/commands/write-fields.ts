import type * as Y from 'yjs';
import { equalJson } from '../equal-json.ts';
import { plainValue } from '../stored.ts';

/** Sets the fields that differ from what is stored, so that a repeated command writes nothing; returns how many did. */
export const writeFields = (record: Y.Map<unknown>, fields: Readonly<Record<string, unknown>>): number => {
  let written = 0;
  for (const [key, value] of Object.entries(fields)) {
    if (value === undefined || (record.has(key) && equalJson(plainValue(record.get(key)), value))) continue;
    record.set(key, value);
    written += 1;
  }
  return written;
};
