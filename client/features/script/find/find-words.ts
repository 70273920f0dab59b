/** Finds words in the script: in all of it, shown or not. */

import { isSpeech } from '@oner/shared/document/pagination.ts';
import type { ScriptBlock } from '@oner/shared/document/story.ts';
import { cueName } from '@oner/shared/fountain/cue.ts';
import type { BlockType } from '@oner/shared/fountain/screenplay.ts';
import type { BlockId } from '@oner/shared/ids/ids.ts';

/** What is looked for, and where. */
export type FindQuery = {
  readonly words: string;
  readonly wholeWords: boolean;
  readonly matchCase: boolean;
  /** Null: in elements of every kind. */
  readonly element: BlockType | null;
  /** Null: whoever speaks; else in the cues and speeches of this one. */
  readonly character: string | null;
};

export const findNothing: FindQuery = {
  words: '',
  wholeWords: false,
  matchCase: false,
  element: null,
  character: null,
};

/** Where words stand: in one block, from one offset into its text to another. */
export type FoundWords = {
  readonly block: BlockId;
  readonly index: number;
  readonly from: number;
  readonly to: number;
};

/** More are not counted. */
export const mostFound = 5000;

/** Han and kana are written without spaces: there a word has no edges to look at. */
const edge = (side: '<' | '', letter: string | undefined): string =>
  letter !== undefined &&
  /[\p{L}\p{N}_]/u.test(letter) &&
  !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(letter)
    ? `(?${side}![\\p{L}\\p{N}_])`
    : '';

/** What finds the words in a text; null when there are none to look for. */
export const wordsPattern = ({ words, wholeWords, matchCase }: FindQuery): RegExp | null => {
  if (words === '') return null;
  const escaped = words.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/\s+/g, '\\s+');
  const pattern = wholeWords ? edge('<', words[0]) + escaped + edge('', words.at(-1)) : escaped;
  return new RegExp(pattern, matchCase ? 'gu' : 'giu');
};

/** Tells of each block, in the order of the script, whether the query looks in it. */
export const createFilter = ({
  element,
  character,
}: FindQuery): ((block: Pick<ScriptBlock, 'type' | 'text'>) => boolean) => {
  let speaker: string | null = null;
  return ({ type, text }) => {
    if (type === 'character') speaker = cueName(text);
    else if (!isSpeech(type)) speaker = null;
    return (element === null || type === element) && (character === null || speaker === character);
  };
};

export const findWords = (blocks: readonly ScriptBlock[], query: FindQuery): readonly FoundWords[] => {
  const pattern = wordsPattern(query);
  const found: FoundWords[] = [];
  if (pattern === null) return found;
  const looksIn = createFilter(query);
  for (const [index, block] of blocks.entries()) {
    if (!looksIn(block)) continue;
    for (const match of block.text.matchAll(pattern)) {
      found.push({ block: block.id, index, from: match.index, to: match.index + match[0].length });
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
