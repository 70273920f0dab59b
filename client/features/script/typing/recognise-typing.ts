/** What a letter that is typed makes of its line: the marks of Fountain, and the words that begin a scene heading. */
import type { BlockType } from '@oner/shared/fountain/screenplay.ts';

export type TypedLine = {
  readonly type: BlockType;
  /** The block's text with what was typed, and the caret behind it. */
  readonly text: string;
  readonly caret: number;
  /** Sections: 1 to 6. */
  readonly depth: number;
};

export type Recognition =
  /** The block becomes another element, without the letters from `from` up to `to`; `behind` comes behind the caret. */
  | {
      readonly kind: 'element';
      readonly type: BlockType;
      readonly from: number;
      readonly to: number;
      readonly depth?: number;
      readonly behind?: string;
    }
  /** The cue stands beside the speech before, or no longer; the mark at its end goes. */
  | { readonly kind: 'dual'; readonly from: number; readonly to: number }
  /** What stands between double brackets is a note; `from` is the first bracket, `to` behind the last. */
  | { readonly kind: 'note'; readonly from: number; readonly to: number };

const becomes = (type: BlockType, to: number, more: { depth?: number; behind?: string } = {}): Recognition => ({
  kind: 'element',
  type,
  from: 0,
  to,
  ...more,
});

const withDot = /^(?:int|ext|est|int\.?\/ext|ext\.?\/int|i\.?\/e|e\.?\/i)[.．。]$/i;
/** In small letters a space says nothing yet: `ext` may be a word. */
const withSpace = /^(?:INT|EXT|EST|INT\.?\/EXT|EXT\.?\/INT|I\/E|E\/I) $/;
const chinese = /^(?:内外景|内景|外景|内[/／]外景?|外[/／]内景?|内外|内|外)[\s　.．。]$/;

const inAction = (before: string, rest: string): Recognition | null =>
  withDot.test(before) || withSpace.test(before) || chinese.test(before)
    ? becomes('sceneHeading', 0)
    : marked(before, rest);

/** Marks of Fountain at the beginning of a line. */
const marked = (before: string, rest: string): Recognition | null => {
  if (/^\.[\p{L}\p{N}]$/u.test(before)) return becomes('sceneHeading', 1);
  if (before === '[[' || before === '【【') return becomes('note', 2);
  switch (before) {
    case '@':
    case '＠':
      return becomes('character', 1);
    case '>':
    case '＞':
      return becomes('transition', 1);
    case '#':
    case '＃':
      return becomes('section', 1, { depth: 1 });
    case '=':
    case '＝':
      return rest === '' ? becomes('synopsis', 1) : null;
    case '~':
      return becomes('lyric', 1);
    default:
      return null;
  }
};

const closing: Readonly<Record<string, string>> = { '(': ')', '（': '）' };

const inSpeech = (before: string, rest: string): Recognition | null => {
  const close = closing[before];
  if (close !== undefined && rest === '') return becomes('parenthetical', 0, { behind: close });
  return before === '~' ? becomes('lyric', 1) : null;
};

/** A note within a line: from its double bracket to the one that was typed now. */
const noteEndedAt = (before: string): Recognition | null => {
  if (!before.endsWith(']]')) return null;
  const from = before.lastIndexOf('[[');
  return from >= 0 && before.slice(from + 2, -2).trim() !== '' ? { kind: 'note', from, to: before.length } : null;
};

/** What the line turns out to be now that its last letter is typed; null: what it was. */
export const recogniseTyping = ({ type, text, caret, depth }: TypedLine): Recognition | null => {
  const before = text.slice(0, caret);
  const rest = text.slice(caret);
  switch (type) {
    case 'action':
      return inAction(before, rest) ?? noteEndedAt(before);
    case 'sceneHeading':
      return marked(before, rest);
    case 'dialogue':
      return inSpeech(before, rest) ?? noteEndedAt(before);
    case 'section':
      return /^[#＃]$/.test(before) ? becomes('section', 1, { depth: Math.min(depth + 1, 6) }) : null;
    case 'synopsis':
      return /^[=＝]{2}$/.test(before) && rest === '' ? becomes('pageBreak', 2) : null;
    case 'transition':
      return /[<＜]$/.test(before) && rest === ''
        ? { kind: 'element', type: 'centered', from: before.trimEnd().length - 1, to: before.length }
        : null;
    case 'character':
      return /\S\s*[\^＾]$/.test(before) && rest === ''
        ? { kind: 'dual', from: before.replace(/\s*[\^＾]$/, '').length, to: before.length }
        : null;
    default:
      return noteEndedAt(before);
  }
};
