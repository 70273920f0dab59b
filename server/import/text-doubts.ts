/** What in a script of plain text may be read otherwise than it was meant, and on which lines. */
import { isHeading } from '@oner/shared/fountain/heading.ts';
import { type Block, blockText, type Screenplay } from '@oner/shared/fountain/screenplay.ts';
import { counted, places } from '@oner/shared/result/report-words.ts';

type Doubt = { readonly of: (block: Block) => boolean; readonly said: readonly [string, string] };

const isCapitals = (text: string): boolean => text === text.toUpperCase() && text !== text.toLowerCase();
/** Longest name that nobody wonders at. */
const longName = 35;

const doubts: readonly Doubt[] = [
  {
    of: (block) => {
      const text = blockText(block)
        .replace(/\([^)]*\)/g, '')
        .trim();
      return block.type === 'character' && isCapitals(text) && (text.length > longName || /[.!?,;:]$/.test(text));
    },
    said: ['line in capitals was read as the name of who speaks', 'lines in capitals were read as names of who speaks'],
  },
  {
    of: (block) => block.type === 'action' && /^[(（][^()（）\n]*[)）]$/.test(blockText(block).trim()),
    said: ['line in brackets outside speech became action', 'lines in brackets outside speech became action'],
  },
  {
    of: (block) => {
      const text = blockText(block).trim();
      return block.type === 'action' && text.length <= longName && isCapitals(text) && !/[.!?]$/.test(text);
    },
    said: ['line in capitals with nothing below became action', 'lines in capitals with nothing below became action'],
  },
  {
    of: (block) => {
      const lines = blockText(block).split('\n');
      return block.type === 'action' && lines.length > 1 && lines.some((line) => isHeading(line.trim()));
    },
    said: [
      'paragraph has a scene heading without a blank line around it, and became action',
      'paragraphs have scene headings without blank lines around them, and became action',
    ],
  },
];

/** How far ahead a block's words are looked for: words that are written otherwise must not lose the place of what follows. */
const reach = 500;

/** The line that each block begins on, from 1; null where its words stand otherwise in the text. */
const linesOf = (text: string, blocks: readonly Block[]): readonly (number | null)[] => {
  const lines = text.split(/\r\n?|\n/);
  let from = 0;
  return blocks.map((block) => {
    const words = (block.runs[0]?.text ?? '').split('\n')[0]?.trim() ?? '';
    if (words === '') return null;
    const end = Math.min(lines.length, from + reach);
    let at = from;
    while (at < end && lines[at]?.includes(words) !== true) at += 1;
    if (at === end) return null;
    from = at + blockText(block).split('\n').length;
    return at + 1;
  });
};

export const textDoubts = (text: string, { blocks }: Screenplay): readonly string[] => {
  const found = doubts.map(({ of }) => blocks.map((block, index) => (of(block) ? index : -1)));
  const lines = found.some((at) => at.some((index) => index >= 0)) ? linesOf(text, blocks) : [];
  const said = doubts.flatMap(({ said: [one, many] }, which) => {
    const at = (found[which] ?? []).filter((index) => index >= 0);
    if (at.length === 0) return [];
    const known = at.flatMap((index) => lines[index] ?? []);
    return [`${counted(at.length, one, many)}${known.length === 0 ? '' : ` (${places('line', known)})`}.`];
  });
  const scenes = blocks.some(({ type }) => type === 'sceneHeading');
  return [...said, ...(scenes ? [] : ['No scene heading was found: all of it is one stretch of text.'])];
};
