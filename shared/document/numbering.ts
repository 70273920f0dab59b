/** Printed numbers: computed from the order of things, never stored, so that no edit renumbers an identity. */
import type { NumberScheme } from '../fountain/revision.ts';

/** US practice: no I and no O, which read as 1 and 0. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

/** The letters of the shot at `index` (from 0) of its scene: A … Z, AA, AB … */
export const shotLetters = (index: number): string => {
  let rest = index + 1;
  let text = '';
  while (rest > 0) {
    rest -= 1;
    text = (letters[rest % letters.length] ?? '') + text;
    rest = Math.floor(rest / letters.length);
  }
  return text;
};

export const shotNumber = (scene: string, index: number): string => `${scene}${shotLetters(index)}`;

const isLetters = (text: string): boolean => /^[A-Za-z]+$/.test(text);

/** Whether `long` is `short` with letters behind it, as 72A is of 72. */
const goesOn = (long: string, short: string): boolean => long.startsWith(short) && isLetters(long.slice(short.length));

/** Whether `long` is `short` with letters before it, as A72 is of 72. */
const leadsTo = (long: string, short: string): boolean =>
  long.endsWith(short) && isLetters(long.slice(0, long.length - short.length));

const firstFree = (make: (index: number) => string, taken: ReadonlySet<string>): string => {
  let index = 0;
  while (taken.has(make(index))) index += 1;
  return make(index);
};

/** 72B after 72A, when that comes before what follows and nothing has it. */
const nextLetter = (before: string, after: string, taken: ReadonlySet<string>): string | null => {
  const [, stem, last = ''] = /^(.*\d[A-Za-z]*)([A-Za-z])$/.exec(before) ?? [];
  const letter = letters[letters.indexOf(last.toUpperCase()) + 1];
  if (stem === undefined || letter === undefined || !letters.includes(last.toUpperCase())) return null;
  const next = stem + letter;
  const isBefore = !goesOn(after, stem) || next < after.toUpperCase();
  return isBefore && !taken.has(next) ? next : null;
};

/** The next whole number behind every one that is taken. */
const countOn = (before: string | null, taken: ReadonlySet<string>): string => {
  let number = Number(/\d{1,9}/.exec(before ?? '')?.[0] ?? 0) + 1;
  while (taken.has(String(number))) number += 1;
  return String(number);
};

/** Where a number is inserted that must not change those around it. */
export type NumberGap = {
  /** The number before, and the one after; null at an end. */
  readonly before: string | null;
  readonly after: string | null;
  readonly scheme: NumberScheme;
  /** Numbers that something has already. */
  readonly taken: ReadonlySet<string>;
};

/**
 * The number of what is inserted where numbers are locked. `after`: 72A behind 72, 72B behind that, 72AA between them, A72A between 72 and
 * 72A. `before`: A73 ahead of 73. Ahead of the first it is A1; behind the last counting goes on.
 */
export const insertedNumber = ({ before, after, scheme, taken }: NumberGap): string => {
  if (after === null) return countOn(before, taken);
  const ahead = (): string => firstFree((index) => shotLetters(index) + after, taken);
  if (before === null || scheme === 'before' || goesOn(after, before) || leadsTo(before, after)) return ahead();
  return nextLetter(before, after, taken) ?? firstFree((index) => before + shotLetters(index), taken);
};

/** Numbers that are not locked are counted on from the last one, passing over those that something claims. */
const counted = (own: readonly (string | null)[], claimed: ReadonlySet<string | null>): readonly string[] => {
  let counter = 0;
  return own.map((number) => {
    if (number !== null) {
      const digits = /^\d{1,9}/.exec(number)?.[0];
      if (digits !== undefined) counter = Math.max(counter, Number(digits));
      return number;
    }
    do counter += 1;
    while (claimed.has(String(counter)));
    return String(counter);
  });
};

const inserted = (own: readonly (string | null)[], scheme: NumberScheme): readonly string[] => {
  const taken = new Set(own.filter((number) => number !== null));
  const following: (string | null)[] = [];
  let after: string | null = null;
  for (let index = own.length - 1; index >= 0; index -= 1) {
    following[index] = after;
    after = own[index] ?? after;
  }
  let before: string | null = null;
  return own.map((number, index) => {
    before = number ?? insertedNumber({ before, after: following[index] ?? null, scheme, taken });
    taken.add(before);
    return before;
  });
};

/**
 * Printed scene numbers. A heading's own number stands as written; the others are counted on from the last one, passing
 * over numbers that some heading claims. Where numbers are locked, by `scheme`, they are inserted between those that stand.
 */
export const sceneNumbers = (own: readonly (string | null)[], scheme: NumberScheme | null = null): readonly string[] =>
  scheme === null ? counted(own, new Set(own.filter((number) => number !== null))) : inserted(own, scheme);
