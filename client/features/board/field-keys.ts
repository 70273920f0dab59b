import {
  type Angle,
  angles,
  type Framing,
  framings,
  type Movement,
  movements,
  rollLimit,
  type ShotSize,
  shotSizes,
  usualLenses,
} from '@oner/shared/camera/vocabulary.ts';
import { maxDurationMs, type ShotFields } from '@oner/shared/document/schema.ts';
import type { Shot } from '@oner/shared/document/story.ts';

/** Each size has its digit, from the tightest to the widest. */
export const sizeKeys: Readonly<Record<ShotSize, string>> = {
  ECU: '1',
  VCU: '2',
  CU: '3',
  MCU: '4',
  MS: '5',
  CS: '6',
  MLS: '7',
  FS: '8',
  WS: '9',
  EWS: '0',
  EST: 'Shift+0',
};

/** A field that a letter steps through, and Shift with the letter back. */
export type SteppedField = 'angle' | 'framing' | 'movement' | 'lens' | 'roll' | 'duration' | 'subject';

export const stepKeys: Readonly<Record<SteppedField, { readonly next: string; readonly previous: string }>> = {
  angle: { next: 'A', previous: 'Shift+A' },
  framing: { next: 'R', previous: 'Shift+R' },
  movement: { next: 'M', previous: 'Shift+M' },
  lens: { next: 'L', previous: 'Shift+L' },
  roll: { next: ']', previous: '[' },
  duration: { next: 'T', previous: 'Shift+T' },
  subject: { next: 'U', previous: 'Shift+U' },
};

/** Letters that go to a field of text. */
export const textKeys = { description: 'E', dialogue: 'Q', notes: 'O' } as const;

/** What else acts on the chosen shots, wherever they are shown. */
export const actionKeys = {
  next: ['J'],
  previous: ['K'],
  open: ['Enter'],
  add: ['N'],
  duplicate: ['Mod+D'],
  delete: ['Delete', 'Backspace'],
  generate: ['G'],
  generateWith: ['Shift+G'],
  cancel: ['Shift+X'],
  versions: ['V'],
  words: ['W'],
  inspector: ['I'],
  breakDown: ['Shift+B'],
} as const;

/** What acts on a board that is shown. */
export const boardKeys = {
  all: ['Mod+A'],
  toggle: [' '],
  back: ['Alt+ArrowLeft', 'Alt+ArrowUp'],
  forth: ['Alt+ArrowRight', 'Alt+ArrowDown'],
} as const;

/** Steps of a key, degrees and ms. */
export const rollStep = 5;
export const durationStep = 500;

const cycle = <T>(values: readonly T[], value: T, step: 1 | -1): T =>
  values[(values.indexOf(value) + step + values.length) % values.length] ?? value;

const stopFrom = (lens: number, step: 1 | -1): number =>
  (step > 0 ? usualLenses.find((stop) => stop > lens) : usualLenses.findLast((stop) => stop < lens)) ?? lens;

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** The cast with another one first; the shot's other subjects stay after. */
const nextSubject = (subjects: readonly string[], cast: readonly string[], step: 1 | -1): readonly string[] => {
  if (cast.length === 0) return subjects;
  const main = subjects[0];
  const next = main === undefined ? (cast[0] ?? '') : cycle(cast, main, step);
  const rest = subjects.slice(1).filter((name) => name !== next);
  return [next, ...rest];
};

/** What a step of a field writes for a shot; `cast` are the names of its scene. */
export const steppedFields = (
  field: SteppedField,
  step: 1 | -1,
  { shot, cast }: { readonly shot: Shot; readonly cast: readonly string[] },
): ShotFields => {
  switch (field) {
    case 'angle':
      return { angle: cycle<Angle>(angles, shot.angle, step) };
    case 'framing':
      return { framing: cycle<Framing>(framings, shot.framing, step) };
    case 'movement':
      return { movement: cycle<Movement>(movements, shot.movement, step) };
    case 'lens':
      return { lens: stopFrom(shot.lens, step) };
    case 'roll':
      return { roll: clamp(shot.roll + step * rollStep, -rollLimit, rollLimit) };
    case 'duration':
      return { durationMs: clamp(shot.durationMs + step * durationStep, 500, maxDurationMs) };
    case 'subject':
      return { subjects: [...nextSubject(shot.subjects, cast, step)] };
  }
};

/** The sizes in the order of their keys. */
export const sizesInKeyOrder: readonly ShotSize[] = shotSizes;
