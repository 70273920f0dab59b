/** Finds words in the script: in all of it, shown or not. */
import type { ScriptBlock } from '@oner/shared/document/story.ts';
import type { BlockId } from '@oner/shared/ids/ids.ts';

/** Where words stand: in one block, from one offset into its text to another. */
export type FoundWords = {
  readonly block: BlockId;
  readonly index: number;
  readonly from: number;
  readonly to: number;
};

/** More are not counted. */
export const mostFound = 5000;

/** What finds the words in a text, whatever their case; null when there are none to look for. */
export const wordsPattern = (words: string): RegExp | null =>
  words === '' ? null : new RegExp(words.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/\s+/g, '\\s+'), 'giu');

export const findWords = (blocks: readonly ScriptBlock[], words: string): readonly FoundWords[] => {
  const pattern = wordsPattern(words);
  const found: FoundWords[] = [];
  if (pattern === null) return found;
  for (const [index, { id, text }] of blocks.entries()) {
    for (const match of text.matchAll(pattern)) {
      found.push({ block: id, index, from: match.index, to: match.index + match[0].length });
      if (found.length === mostFound) return found;
    }
  }
  return found;
};

/** The index of the first that stands at or after a place in the script, else of the first. */
export const firstFrom = (found: readonly FoundWords[], index: number, offset: number): number => {
  const at = found.findIndex((words) => words.index > index || (words.index === index && words.from >= offset));
  return Math.max(at, 0);
};
