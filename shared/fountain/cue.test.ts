import { expect, it } from 'vitest';
import { cueName } from './cue.ts';

it.each([
  ['MIKE', 'MIKE'],
  ["MIKE (CONT'D)", 'MIKE'],
  ['STEEL (V.O.) (CONT’D)', 'STEEL'],
  ['BRICK ^', 'BRICK'],
  ['BUT (Dual) ^', 'BUT'],
  ['@小明（画外音）', '小明'],
  ['(Jack)', '(Jack)'],
])('FTN-3 names the speaker of %s', (text, name) => {
  expect(cueName(text)).toBe(name);
});
