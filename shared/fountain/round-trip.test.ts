import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseRuns, splitLines } from './normalise-runs.ts';
import { readFountain } from './read-fountain.ts';
import type { Block, BlockType, MarkType, Run, Screenplay } from './screenplay.ts';
import { writeFountain } from './write-fountain.ts';

/** `ONER_FUZZ_SCALE` multiplies the cases that are tried. */
const scale = Number(process.env.ONER_FUZZ_SCALE ?? 1);

const word = fc.oneof(
  { weight: 6, arbitrary: fc.string({ minLength: 1, maxLength: 6, unit: fc.constantFrom(...'abcXYZ019') }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'INT.',
      'EXT',
      'CUT TO:',
      'MIKE',
      '(beat)',
      '内景',
      '约翰',
      '（轻声）',
      'Title:',
      '…',
      '“x”',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.string({ minLength: 1, maxLength: 3, unit: fc.constantFrom(...'*_\\[]/~>#=@!.^<(){}-:') }),
  },
);
const phrase = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '));
const marks = fc.subarray<MarkType>(['bold', 'italic', 'underline']);
const emphasised: fc.Arbitrary<Run> = fc.record({ text: fc.oneof(phrase, word), marks });
const inset: fc.Arbitrary<Run> = fc.record({
  text: fc.stringMatching(/^[a-z*_ ]{0,5}[a-z]$/),
  marks: fc.constantFrom<readonly MarkType[]>(['note'], ['boneyard']),
});
const line = fc
  .array(fc.oneof({ weight: 5, arbitrary: emphasised }, { weight: 1, arbitrary: inset }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((runs): readonly Run[] => [{ text: 'w', marks: [] }, ...runs.flatMap((run) => [{ text: ' ', marks: [] }, run])]);
const plainLine = fc.oneof({ weight: 3, arbitrary: phrase.map((text): readonly Run[] => [{ text, marks: [] }]) }, line);
const lineBreak: Run = { text: '\n', marks: [] };
const lines = fc
  .array(plainLine, { minLength: 1, maxLength: 3 })
  .map((all) => all.flatMap((runs, index) => (index === 0 ? runs : [lineBreak, ...runs])));

const single = (type: BlockType) => plainLine.map((runs): Block[] => [{ type, runs }]);
const many = (type: BlockType) => lines.map((runs): Block[] => [{ type, runs }]);
const heading = fc
  .tuple(plainLine, fc.option(fc.constantFrom('1', '12A', 'I-1-A', '1.'), { nil: undefined }))
  .map(([runs, number]): Block[] => [{ type: 'sceneHeading', runs, ...(number === undefined ? {} : { number }) }]);
const parenthetical = phrase.map(
  (text): Block => ({ type: 'parenthetical', runs: [{ text: `(${text})`, marks: [] }] }),
);
const speech = fc
  .tuple(plainLine, fc.option(parenthetical, { nil: undefined }), fc.option(lines, { nil: undefined }))
  .map(([cue, beat, words]): Block[] => [
    { type: 'character', runs: cue },
    ...(beat === undefined ? [] : [beat]),
    ...(words === undefined ? [] : [{ type: 'dialogue' as const, runs: words }]),
  ]);
const section = fc
  .tuple(plainLine, fc.integer({ min: 1, max: 6 }))
  .map(([runs, depth]): Block[] => [{ type: 'section', runs, depth }]);
const aside = fc
  .tuple(fc.constantFrom<BlockType>('note', 'boneyard'), fc.stringMatching(/^[a-z][a-z *_\n]{0,9}[a-z]$/))
  .map(([type, text]): Block[] => [{ type, runs: [{ text: text.replace(/\n +(?=\n)/g, '\n'), marks: [] }] }]);
const group = fc.oneof(
  many('action'),
  heading,
  speech,
  single('transition'),
  single('synopsis'),
  many('centered'),
  many('lyric'),
  section,
  aside,
  fc.constant<Block[]>([{ type: 'pageBreak', runs: [] }]),
  fc.constant<Block[]>([{ type: 'action', runs: [] }]),
);

const trimLine = (runs: readonly Run[]): readonly Run[] => {
  const text = runs.map((run) => run.text).join('');
  const lead = text.length - text.trimStart().length;
  let from = lead;
  let left = text.trim().length;
  return runs.flatMap((run) => {
    const skipped = Math.min(from, run.text.length);
    from -= skipped;
    const kept = run.text.slice(skipped, skipped + left);
    left -= kept.length;
    return kept === '' ? [] : [{ ...run, text: kept }];
  });
};

/** What Fountain can say of a block, so that two screenplays can be compared. */
const normalise = (block: Block): Block => {
  if (block.type === 'note' || block.type === 'boneyard') return block;
  const kept = splitLines(normaliseRuns(block.runs))
    .map(trimLine)
    .flatMap((runs, index) => (index === 0 ? runs : [lineBreak, ...runs]));
  return { ...block, runs: normaliseRuns(kept) };
};

const isEmptyAction = (block: Block | undefined): boolean => block?.type === 'action' && block.runs.length === 0;

const trimBlank = (blocks: readonly Block[]): readonly Block[] => {
  let from = 0;
  let to = blocks.length;
  while (from < to && isEmptyAction(blocks[from])) from += 1;
  while (to > from && isEmptyAction(blocks[to - 1])) to -= 1;
  return blocks.slice(from, to);
};

const titlePage = fc.array(
  fc.record({
    key: fc.constantFrom('Title', 'Author', 'Draft date', 'My key'),
    values: fc.array(fc.stringMatching(/^[A-Za-z*_][A-Za-z :*_]{0,6}[a-z]$/), { minLength: 1, maxLength: 3 }),
  }),
  { maxLength: 3 },
);
const screenplay: fc.Arbitrary<Screenplay> = fc.record({
  titlePage,
  blocks: fc.array(group, { maxLength: 6 }).map((groups) => trimBlank(groups.flat()).map(normalise)),
});

const markup = /[\s\\*_[\]/~>#=@!.^<:：(){}]/g;
const letters = (text: string): string => text.replace(markup, '');

describe('round trips', () => {
  it('FTN-30 reads back every screenplay that it wrote', () => {
    fc.assert(
      fc.property(screenplay, (written) => {
        const text = writeFountain(written);
        const read = readFountain(text);
        expect({ titlePage: read.titlePage, blocks: read.blocks.map(normalise) }).toEqual(written);
      }),
      { numRuns: 1500 * scale },
    );
  });

  it('FTN-31 writes canonical text as it was', () => {
    fc.assert(
      fc.property(screenplay, (written) => {
        const text = writeFountain(written);
        expect(writeFountain(readFountain(text))).toBe(text);
      }),
      { numRuns: 700 * scale },
    );
  });

  it('FTN-32 never throws, never loses a letter, and settles after one writing', () => {
    const soup = fc
      .array(
        fc.oneof(
          word,
          fc.constantFrom(
            '\n',
            '\n\n',
            '  \n',
            '\t',
            '/*',
            '*/',
            '[[',
            ']]',
            '> ',
            ' <',
            '\r\n',
            ' ^',
            '#1#',
            '~',
            '===',
          ),
          fc.string({ unit: 'binary', maxLength: 4 }),
        ),
        { maxLength: 30 },
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(soup, (text) => {
        const once = writeFountain(readFountain(text));
        expect(letters(once)).toBe(letters(text));
        expect(letters(writeFountain(readFountain(once)))).toBe(letters(text));
      }),
      { numRuns: 2500 * scale },
    );
  });

  it.each([
    ['/*'.repeat(60_000)],
    ['[['.repeat(60_000)],
    ['*a '.repeat(40_000)],
    ['(('.repeat(60_000)],
    [`INT. ${' - x'.repeat(30_000)}`],
    ['_a*'.repeat(40_000)],
    ['\\'.repeat(100_000)],
    ['*a* b '.repeat(12_000)],
    ['_a_ '.repeat(20_000)],
    ['[[b]]'.repeat(60_000)],
    ['a /*b*/ '.repeat(20_000)],
    ['[[a\n'.repeat(30_000)],
    [`A${' '.repeat(100_000)}B`],
  ])('FTN-33 survives hostile repetition (case %#)', (text) => {
    expect(letters(writeFountain(readFountain(text)))).toBe(letters(text));
  });
});

const corpus = process.env.ONER_CORPUS;
describe.skipIf(corpus === undefined || !existsSync(corpus))('round trips of a corpus', () => {
  it('FTN-34 keeps every file equal in meaning', () => {
    const folder = corpus ?? '';
    const files = readdirSync(folder).filter((name) => name.endsWith('.fountain'));
    expect(files.length).toBeGreaterThan(0);
    process.stdout.write(`Fountain corpus: ${files.length} files\n`);
    for (const name of files) {
      const text = readFileSync(join(folder, name), 'utf8');
      const first = readFountain(text);
      const written = writeFountain(first);
      const again = readFountain(written);
      expect(again.titlePage, name).toEqual(first.titlePage);
      expect(again.blocks.map(normalise), name).toEqual(first.blocks.map(normalise));
      expect(letters(written), name).toBe(letters(text));
    }
  });
});
