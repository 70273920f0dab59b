import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseRuns, splitLines, trimRuns } from './normalise-runs.ts';
import { readFountain } from './read-fountain.ts';
import { type Block, blockText, type Run } from './screenplay.ts';
import { writeFountain } from './write-fountain.ts';

/** `ONER_FUZZ_SCALE` multiplies the cases that are tried. */
const scale = Number(process.env.ONER_FUZZ_SCALE ?? 1);

const lineBreak: Run = { text: '\n', marks: [] };

/** What counts of a block: its words and marks, without spaces at the ends of lines. */
const essence = (block: Block): Block => {
  if (block.type === 'note' || block.type === 'boneyard') return block;
  const lines = splitLines(normaliseRuns(block.runs)).map(trimRuns);
  return { ...block, runs: normaliseRuns(lines.flatMap((runs, index) => (index === 0 ? runs : [lineBreak, ...runs]))) };
};

const essenceOf = (blocks: readonly Block[]): readonly Block[] =>
  blocks.map(essence).filter((block) => block.type === 'pageBreak' || blockText(block).trim() !== '');

const staysTheSame = (text: string): void => {
  const first = readFountain(text);
  const written = writeFountain(first);
  const again = readFountain(written);
  expect(again.titlePage).toEqual(first.titlePage);
  expect(essenceOf(again.blocks)).toEqual(essenceOf(first.blocks));
  expect(writeFountain(again)).toBe(written);
};

const lines = fc.constantFrom(
  ...[
    'INT. BAR - DAY',
    'MIKE',
    'ANNA ^',
    '@Bo',
    'words here',
    '*i*',
    '**b**',
    '_u_',
    '***',
    '\\',
    '[[n]]',
    '[[',
    '/*b*/',
  ],
  ...['/*', '*/', ']]', '> t', '> c <', '~l', '# s', '= y', '===', '!x', '(p)', 'CUT TO:', '.F', '#1#', 'Title: x'],
  ...[
    '   ind',
    '\t',
    '  ',
    'Key:',
    '内景 咖啡馆 日',
    '小明',
    '（轻声）',
    'a',
    '...',
    '^',
    '<',
    'FADE IN:',
    '"q"',
    'MIKE (V.O.)',
  ],
);
const joints = fc.constantFrom('\n', '\n\n', ' ', '', '\n\n\n', '  \n');
const script = fc
  .array(fc.tuple(lines, joints), { maxLength: 14 })
  .map((parts) => parts.map(([line, joint]) => line + joint).join(''));

describe('rewriting what was read', () => {
  it('FTN-35 changes neither words, marks nor kinds, and settles at once', () => {
    // Rows of more than three stars can mean emphasis that no markup says again (FTN-30).
    const plain = script.filter((text) => !text.includes('****'));
    fc.assert(fc.property(plain, staysTheSame), { numRuns: 4000 * scale });
  });

  it('FTN-35 keeps the words where the emphasis cannot be said again', () => {
    const first = readFountain('**b*****INT. BAR - DAY**b**\n');
    const again = readFountain(writeFountain(first));
    expect(again.blocks.map(blockText)).toEqual(first.blocks.map(blockText));
  });

  it.each([
    ['a note before the heading', '[[n]] INT. BAR - DAY\n'],
    ['a note before a forced heading', '[[n]] .ROOF\n'],
    ['a note alone under a cue', 'MIKE\n[[n]]\n> c <\n'],
    ['a note under a cue that looks like a transition', 'CUT TO:\n[[n]]\n> t\n'],
    ['a note after a parenthetical', '小明\n(p) [[n]]\n'],
    ['an escaped line after a boneyard', '@Bo\n/*b*/\\===\n'],
    ['an escaped heading after a note', '[[n]] .\\*x\n'],
    ['an empty note below a line', '**b**\n[[]]\n'],
    ['stars at the end of a boneyard', '/*\n****/\n'],
    ['underlined words with a plain gap', '_a_ _b_ **c** ***d***\n'],
  ])('FTN-35 keeps %s', (_name, text) => staysTheSame(text));
});
