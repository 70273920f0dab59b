/** What a line turns out to be once it is ended with Enter. */
import { cueName } from '@oner/shared/fountain/cue.ts';
import { isHeading } from '@oner/shared/fountain/heading.ts';
import type { BlockType } from '@oner/shared/fountain/screenplay.ts';

export type EndedLine = {
  readonly type: BlockType;
  readonly text: string;
  /** Whether someone of this name speaks in the script. */
  readonly isKnownName: (name: string) => boolean;
};

export type LineElement = {
  readonly type: BlockType;
  /** Letters at its beginning that only said what it is. */
  readonly drop: number;
  /** Whether it is only likely: a second Enter says that it is not. */
  readonly guessed: boolean;
};

const isCapitals = (text: string): boolean => text === text.toUpperCase() && text !== text.toLowerCase();

const englishTransition =
  /(?:\bTO:|^FADE (?:OUT|TO (?:BLACK|WHITE))[.:]?|^(?:CUT|SMASH CUT|MATCH CUT) TO (?:BLACK|WHITE)[.:]?|^(?:IRIS OUT|WIPE OUT)[.:]?)$/;
const chineseTransition = /^(?:切至|切到|切入|跳切至?|叠化至?|化至|化入|化出|淡出|淡入|渐隐|渐显)[：:。.]?$/;

const isTransition = (line: string): boolean =>
  (isCapitals(line) && englishTransition.test(line)) || chineseTransition.test(line);

/** Longest name that is taken for one by its capitals alone. */
const longestName = 30;
const mostWords = 4;

const looksLikeCue = (line: string): boolean => {
  const name = cueName(line);
  return (
    isCapitals(name) &&
    name.length <= longestName &&
    name.split(/\s+/).length <= mostWords &&
    /^[\p{L}\p{N}][\p{L}\p{N}\s.'’#&/-]*$/u.test(name) &&
    !/[.-]$/.test(name.replace(/\b(?:JR|SR|DR|MR|MRS|MS|ST)\.$/, ''))
  );
};

const certain = (type: BlockType, drop = 0): LineElement => ({ type, drop, guessed: false });

const endedAction = (text: string, isKnownName: EndedLine['isKnownName']): LineElement => {
  const line = text.trim();
  if (line.startsWith('!')) return certain('action', text.indexOf('!') + 1);
  if (isHeading(line)) return certain('sceneHeading');
  if (/^[=＝]{3,}$/.test(line)) return certain('pageBreak', text.length);
  if (isTransition(line)) return certain('transition');
  if (isKnownName(cueName(line)) && (isCapitals(cueName(line)) || !/\p{Ll}|\p{Lu}/u.test(line)))
    return { type: 'character', drop: 0, guessed: true };
  return looksLikeCue(line) ? { type: 'character', drop: 0, guessed: true } : certain('action');
};

export const recogniseLine = ({ type, text, isKnownName }: EndedLine): LineElement => {
  if (text.includes('\n')) return certain(type);
  if (type === 'action') return endedAction(text, isKnownName);
  if (type === 'dialogue' && /^\s*[(（][^()（）]+[)）]\s*$/.test(text)) return certain('parenthetical');
  return certain(type);
};
