import type { LogEntry, NewLogEntry } from '../ports.ts';

/** Bytes that say a number: logs do not look into updates, so that tests may store what they can recognise. */
export const numberUpdate = (value: number): Uint8Array => new TextEncoder().encode(`${value};`);

export const numberEntry = (value: number, by = 'tester'): NewLogEntry => ({
  update: numberUpdate(value),
  by,
  at: value,
});

export const numberEntries = (values: readonly number[]): readonly NewLogEntry[] =>
  values.map((value) => numberEntry(value));

/** The numbers in one update, which may be several merged ones. */
export const numbersIn = (update: Uint8Array): readonly number[] =>
  new TextDecoder().decode(update).split(';').slice(0, -1).map(Number);

/** What compaction does to Yjs updates, done to these: each number once. */
export const mergeNumbers = (updates: readonly Uint8Array[]): Uint8Array => {
  const numbers = [...new Set(updates.flatMap(numbersIn))];
  return new TextEncoder().encode(numbers.map((value) => `${value};`).join(''));
};

export const numbersOf = (entries: readonly LogEntry[]): readonly number[] =>
  entries.flatMap(({ update }) => numbersIn(update));
