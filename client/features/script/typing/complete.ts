/** Words that the line may go on with. */
import type { BlockType } from '@oner/shared/fountain/screenplay.ts';
import type { Vocabulary } from './vocabulary.ts';

export type Completion = {
  /** Where in the block's text begins what an option takes the place of. */
  readonly from: number;
  readonly options: readonly string[];
  /** Whether the first is chosen already, so that Enter and Tab take it: something of it is typed, and that is no word by itself. */
  readonly eager: boolean;
  /** What ends with the word: the line, so that Enter goes on to the next; or a part of it, with what divides it from the next by Tab. */
  readonly ends: { readonly kind: 'line' } | { readonly kind: 'part'; readonly divider: string };
};

const most = 8;
const line = { kind: 'line' } as const;

type Choice = {
  readonly typed: string;
  readonly from: number;
  readonly words: readonly string[];
  readonly ends: Completion['ends'];
};

const choose = ({ typed, from, words, ends }: Choice): Completion | null => {
  const start = typed.toUpperCase();
  const fitting = words.filter((word) => word.toUpperCase().startsWith(start));
  const options = fitting.filter((word) => word.toUpperCase() !== start).slice(0, most);
  if (options.length === 0) return null;
  return { from, options, eager: typed !== '' && options.length === fitting.length, ends };
};

const openExtension = /[(（]([^()（）]*)$/;

const inCue = (before: string, { names, nextSpeakers, extensions }: Vocabulary): Completion | null => {
  const open = openExtension.exec(before);
  if (open && open.index > 0) {
    const close = open[0].startsWith('（') ? '）' : ')';
    const words = extensions.map((extension) => extension + close);
    return choose({ typed: open[1] ?? '', from: open.index + 1, words, ends: line });
  }
  return choose({ typed: before, from: 0, words: before === '' ? nextSpeakers : names, ends: line });
};

const englishSetting = /^(?:INT\.?\s?\/\s?EXT|EXT\.?\s?\/\s?INT|I\.?\/E|INT|EXT|EST)[.．。]?\s+/i;
const chineseSetting = /^(?:内外景|内景|外景|内[/／]外|内外|内|外)[.．。、\s　]+/;
const settings = { en: ['INT. ', 'EXT. ', 'INT./EXT. '], zh: ['内景 ', '外景 ', '内外景 '] };

const inHeading = (before: string, { places, times }: Vocabulary): Completion | null => {
  const setting = chineseSetting.exec(before) ?? englishSetting.exec(before);
  if (setting === null) {
    if (before.length > 8) return null;
    const words = /^[\u4e00-\u9fff]/.test(before) ? settings.zh : settings.en;
    return choose({ typed: before, from: 0, words, ends: { kind: 'part', divider: '' } });
  }
  const isChinese = chineseSetting.test(before);
  const rest = before.slice(setting[0].length);
  const divider = isChinese ? /[\s　]+(?=[^\s　]*$)/.exec(rest) : /\s[-–—]\s(?!.*\s[-–—]\s)/.exec(rest);
  if (divider && divider.index > 0) {
    const start = divider.index + divider[0].length;
    return choose({ typed: rest.slice(start), from: setting[0].length + start, words: times, ends: line });
  }
  const ends = { kind: 'part', divider: isChinese ? ' ' : ' - ' } as const;
  return choose({ typed: rest, from: setting[0].length, words: places, ends });
};

/** What the words before the caret may become; null where there is nothing to offer. */
export const complete = (type: BlockType, before: string, vocabulary: Vocabulary): Completion | null => {
  switch (type) {
    case 'character':
      return inCue(before, vocabulary);
    case 'sceneHeading':
      return inHeading(before, vocabulary);
    case 'transition':
      return choose({ typed: before, from: 0, words: vocabulary.transitions, ends: line });
    default:
      return null;
  }
};
