/** What the paragraphs of another program's text are: by what their styles are called, where they stand on the page, and what they say. */
import { isHeading } from '@oner/shared/fountain/heading.ts';
import type { BlockType, Run } from '@oner/shared/fountain/screenplay.ts';
import { recogniseLine } from '../typing/recognise-line.ts';

export type PastedParagraph = {
  readonly runs: readonly Run[];
  /** What its style is called where it comes from; empty when nothing is known. */
  readonly style: string;
  /** From the left margin, in letters of the script's face; null when it is not told. */
  readonly indent: number | null;
  readonly align: 'left' | 'center' | 'right';
};

export type GuessedBlock = { readonly type: BlockType; readonly runs: readonly Run[] };

const styleNames: readonly (readonly [RegExp, BlockType])[] = [
  [/scene.?head|slug|场景标题|场次/i, 'sceneHeading'],
  [/parenthe|wryly|提示/i, 'parenthetical'],
  [/character|speaker|cue\b|角色|人物/i, 'character'],
  [/dialog|对白|台词/i, 'dialogue'],
  [/transition|转场/i, 'transition'],
  [/action|scene.?desc|动作|场景描述/i, 'action'],
  [/lyric|歌词/i, 'lyric'],
];

const textOf = ({ runs }: Pick<PastedParagraph, 'runs'>): string => runs.map(({ text }) => text).join('');

const byStyle = ({ style }: PastedParagraph): BlockType | null =>
  styleNames.find(([name]) => name.test(style))?.[1] ?? null;

const isBracketed = (text: string): boolean => /^[(（][^()（）]*[)）]$/.test(text);

/** Whether a speech goes on: the one before said who speaks, or is a part of it at the same place. */
const isSpeaking = (type: BlockType | undefined): boolean => type === 'character' || type === 'parenthetical';

type Context = {
  readonly before: BlockType | undefined;
  readonly speechIndent: number | null;
  /** Whether there is anything below for a cue to speak. */
  readonly hasNext: boolean;
  readonly isKnownName: (name: string) => boolean;
};

const guess = (paragraph: PastedParagraph, context: Context): BlockType => {
  const text = textOf(paragraph).trim();
  const { before, speechIndent, hasNext, isKnownName } = context;
  const styled = byStyle(paragraph);
  if (styled !== null) return styled;
  if (isSpeaking(before)) return isBracketed(text) ? 'parenthetical' : 'dialogue';
  if (isHeading(text)) return 'sceneHeading';
  const inSpeech = before === 'dialogue' && paragraph.indent !== null && paragraph.indent > 2;
  if (inSpeech && isBracketed(text)) return 'parenthetical';
  if (inSpeech && paragraph.indent === speechIndent) return 'dialogue';
  const ended = recogniseLine({ type: 'action', text, isKnownName }).type;
  if (ended === 'transition' || (paragraph.align === 'right' && text === text.toUpperCase())) return 'transition';
  if (ended === 'character') return hasNext ? 'character' : 'action';
  return paragraph.align === 'center' ? 'centered' : 'action';
};

const trimmed = (runs: readonly Run[]): readonly Run[] =>
  runs
    .map(({ text, marks }, index) => ({
      text: index === 0 ? text.trimStart() : text,
      marks,
    }))
    .map(({ text, marks }, index) => ({ text: index === runs.length - 1 ? text.trimEnd() : text, marks }))
    .filter(({ text }) => text !== '');

/** `isKnownName`: whether someone of this name speaks in the script already. Empty paragraphs only divide. */
export const guessElements = (
  paragraphs: readonly PastedParagraph[],
  isKnownName: (name: string) => boolean,
): readonly GuessedBlock[] => {
  const blocks: GuessedBlock[] = [];
  let speechIndent: number | null = null;
  let blank = false;
  paragraphs.forEach((paragraph, index) => {
    if (textOf(paragraph).trim() === '') {
      blank = true;
      return;
    }
    const last = blocks.at(-1)?.type;
    const next = paragraphs[index + 1];
    const before = blank && isSpeaking(last) ? undefined : last;
    const hasNext = next !== undefined && textOf(next).trim() !== '';
    const type = guess(paragraph, { before, speechIndent, hasNext, isKnownName });
    if (type === 'dialogue') speechIndent = paragraph.indent;
    blocks.push({ type, runs: trimmed(paragraph.runs) });
    blank = false;
  });
  return blocks;
};
