import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block } from '../fountain/screenplay.ts';
import { isSpeech, linesPerPage, type Paper } from './pagination.ts';
import { createPaginator, paginate } from './pagination-layout.ts';
import { type PrintedLine, printPages, speechWords } from './pagination-print.ts';
import { linesOfText, wrapText } from './pagination-wrap.ts';
import type { ScriptBlock } from './story.ts';
import { readStory } from './story-reader.ts';
import { block, storyDoc } from './testing/story-fixture.ts';

const blocksOf = (blocks: readonly Block[]): readonly ScriptBlock[] =>
  readStory(storyDoc({ titlePage: [], blocks })).blocks;
const pagesOf = (blocks: readonly Block[], paper: Paper = 'letter') => {
  const script = blocksOf(blocks);
  return printPages(script, paginate(script, { paper }), speechWords('en'));
};
/** The first and the last line of each page, as they are printed. */
const endsOf = (blocks: readonly Block[], paper: Paper = 'letter'): readonly string[][] =>
  pagesOf(blocks, paper).map(({ lines }) => [shown(lines[0]), shown(lines.at(-1))]);
const shown = (line: PrintedLine | undefined): string => (line ? ' '.repeat(line.indent) + line.text : '');

const rain = (count: number): Block[] => Array.from({ length: count }, (_, at) => block('action', `Rain ${at + 1}.`));
const heading = block('sceneHeading', 'INT. HALL - DAY');
/** So many lines of a speech, each a word that fills its line. */
const said = (lines: number): Block =>
  block('dialogue', Array.from({ length: lines }, (_, at) => `${'w'.repeat(28)}-${at + 1}`).join(' '));
const told = (lines: number): Block =>
  block('action', Array.from({ length: lines }, (_, at) => `${'x'.repeat(52)}-${at + 1}`).join(' '));
const cue = (name: string): Block => block('character', name);

describe('printed pages', () => {
  it('DOC-35 a page holds 55 lines on Letter and 59 on A4', () => {
    expect(endsOf(rain(60))).toEqual([
      ['Rain 1.', 'Rain 28.'],
      ['Rain 29.', 'Rain 56.'],
      ['Rain 57.', 'Rain 60.'],
    ]);
    expect(endsOf(rain(60), 'a4').map(([first]) => first)).toEqual(['Rain 1.', 'Rain 31.']);
  });

  it('DOC-35 a heading goes with the beginning of what follows it, to the next page if that must be', () => {
    // 26 actions fill 51 lines
    expect(endsOf([...rain(26), heading, told(4)])).toEqual([
      ['Rain 1.', 'Rain 26.'],
      ['INT. HALL - DAY', `${'x'.repeat(52)}-4`],
    ]);
    // 24 fill 47: heading on 50, two lines of the action on 52 and 53
    expect(endsOf([...rain(24), heading, told(5)])).toEqual([
      ['Rain 1.', `${'x'.repeat(52)}-3`],
      [`${'x'.repeat(52)}-4`, `${'x'.repeat(52)}-5`],
    ]);
    expect(endsOf([...rain(25), heading, heading, cue('ANNA'), said(1)])[1]?.[0]).toBe('INT. HALL - DAY');
  });

  it('DOC-36 an action is cut with two lines on either side, or not at all', () => {
    // 26 actions fill 51 lines, a blank, three lines are left
    expect(endsOf([...rain(26), told(6)])).toEqual([
      ['Rain 1.', `${'x'.repeat(52)}-3`],
      [`${'x'.repeat(52)}-4`, `${'x'.repeat(52)}-6`],
    ]);
    expect(endsOf([...rain(26), told(4)])[1]).toEqual([`${'x'.repeat(52)}-3`, `${'x'.repeat(52)}-4`]);
    expect(endsOf([...rain(26), told(3)])).toHaveLength(1);
    expect(endsOf([...rain(27), told(3)])[1]?.[0]).toBe(`${'x'.repeat(52)}-1`);
  });

  it('DOC-37 a speech that goes over says (MORE), and its cue stands again with (CONT’D)', () => {
    // 25 actions fill 49, a blank, the cue on 51: three lines and (MORE)
    expect(endsOf([...rain(25), cue('ANNA (V.O.)'), said(8)])).toEqual([
      ['Rain 1.', `${' '.repeat(20)}(MORE)`],
      [`${' '.repeat(20)}ANNA (CONT'D)`, `${' '.repeat(10)}${'w'.repeat(28)}-8`],
    ]);
    const [first, second] = pagesOf([...rain(25), cue('ANNA'), said(8)]);
    expect(first?.lines.at(-2)?.text).toBe(`${'w'.repeat(28)}-3`);
    expect(second?.lines[1]?.text).toBe(`${'w'.repeat(28)}-4`);
  });

  it('DOC-37 no cue ends a page, nor a parenthetical without the words that it is for', () => {
    expect(endsOf([...rain(27), cue('ANNA'), said(4)])[1]?.[0]).toBe(`${' '.repeat(20)}ANNA`);
    const over = endsOf([...rain(25), cue('ANNA'), said(2), block('parenthetical', '(low)'), said(4)]);
    expect(over[0]?.[1]).toBe(`${' '.repeat(20)}(MORE)`);
    const [, second] = pagesOf([...rain(25), cue('ANNA'), said(2), block('parenthetical', '(low)'), said(4)]);
    expect(second?.lines.slice(0, 2).map(({ text }) => text)).toEqual(["ANNA (CONT'D)", '(low)']);
  });

  it('DOC-38 a transition does not begin a page', () => {
    const cut = block('transition', 'CUT TO:');
    // 28 actions fill the page
    expect(endsOf([...rain(28), cut])).toEqual([
      ['Rain 1.', 'Rain 27.'],
      ['Rain 28.', `${' '.repeat(49)}CUT TO:`],
    ]);
  });

  it('DOC-38 both columns of dual dialogue stand on one page', () => {
    const right: Block = { ...cue('BEN'), dual: 'right' };
    const pair = [cue('ANNA'), block('dialogue', 'Yes.'), right, said(5)];
    expect(endsOf([...rain(26), ...pair])[1]?.[0]).toBe(`${' '.repeat(8)}ANNA`);
    const line = pagesOf(pair)[0]?.lines[1];
    expect([line?.text, line?.beside?.text, line?.beside?.indent]).toEqual(['Yes.', `${'w'.repeat(28)}`, 32]);
  });

  it('DOC-39 every word is printed once, in order, on pages that hold it, and none ends with a heading or a cue', () => {
    fc.assert(
      fc.property(script, fc.constantFrom<Paper>('letter', 'a4'), (blocks, paper) => {
        const pages = printPages(blocks, paginate(blocks, { paper }), speechWords('en'));
        expect(pages.every(({ lines }) => lines.length <= linesPerPage[paper])).toBe(true);
        const words = (text: string): string => text.replace(/\s+/g, '');
        const printed = pages.flatMap(({ lines }) =>
          lines.filter(({ kind }) => kind !== 'more' && kind !== 'continued').map(({ text }) => text),
        );
        if (!blocks.some(({ dual }) => dual !== null))
          expect(words(printed.join(''))).toBe(
            words(
              blocks
                .filter(({ type }) => type !== 'section')
                .map(({ text }) => text)
                .join(''),
            ),
          );
        for (const { lines } of pages.slice(0, -1)) {
          const last = lines.at(-1);
          const next = blocks[(last?.block ?? 0) + 1]?.type;
          expect(last?.kind === 'character' && next !== undefined && isSpeech(next)).toBe(false);
          expect(last?.kind === 'sceneHeading' && next !== 'pageBreak').toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('DOC-39 after any edits the pages are those that a fresh layout gives', () => {
    fc.assert(
      fc.property(script, fc.array(edit, { maxLength: 12 }), (start, edits) => {
        const next = createPaginator({ paper: 'letter' });
        let blocks = start;
        next(blocks);
        for (const { at, kind, other } of edits) {
          const index = at % Math.max(blocks.length, 1);
          const replaced = kind === 'insert' ? 0 : 1;
          blocks = [
            ...blocks.slice(0, index),
            ...(kind === 'delete' ? [] : [other]),
            ...blocks.slice(index + replaced),
          ];
          const incremental = next(blocks);
          const fresh = paginate(blocks, { paper: 'letter' });
          expect(incremental.breaks).toEqual(fresh.breaks);
          expect([...incremental.pages]).toEqual([...fresh.pages]);
          expect([...incremental.lines]).toEqual([...fresh.lines]);
          expect(incremental.count).toBe(fresh.count);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('DOC-34 lines are cut without a gap, none wider than its columns, and as many as are counted', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'bc', ' ', '雨', '，', '（', 'long-word-', '\n'),
      maxLength: 60,
    });
    fc.assert(
      fc.property(text, fc.integer({ min: 8, max: 30 }), (words, columns) => {
        const lines = wrapText(words, columns);
        expect(lines.length).toBe(linesOfText(words, columns));
        const rest = lines.map(({ from, to }) => words.slice(from, to)).join('');
        expect(rest).toBe(words.replaceAll('\n', ''));
      }),
    );
  });

  it('DOC-35 pages are numbered from one, and a script of nothing has one', () => {
    const empty = paginate([], { paper: 'letter' });
    expect([empty.count, empty.breaks]).toEqual([1, []]);
    expect(pagesOf(rain(60)).map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(linesPerPage).toEqual({ letter: 55, a4: 59 });
  });
});

let made = 0;
const made1 = (type: ScriptBlock['type'], text: string, dual: ScriptBlock['dual'] = null): ScriptBlock => {
  made += 1;
  return { id: `b${made}` as ScriptBlock['id'], type, runs: [{ text, marks: [] }], text, number: null, depth: 0, dual };
};
const words = (most: number) => fc.integer({ min: 1, max: most }).map((count) => 'word '.repeat(count).trim());
const scriptBlock: fc.Arbitrary<ScriptBlock> = fc.oneof(
  { weight: 5, arbitrary: words(90).map((text) => made1('action', text)) },
  { weight: 1, arbitrary: fc.constant('INT. HALL - DAY').map((text) => made1('sceneHeading', text)) },
  { weight: 4, arbitrary: fc.constant('ANNA').map((text) => made1('character', text)) },
  { weight: 1, arbitrary: fc.constant('BEN').map((text) => made1('character', text, 'right')) },
  { weight: 5, arbitrary: words(70).map((text) => made1('dialogue', text)) },
  { weight: 2, arbitrary: words(6).map((text) => made1('parenthetical', `(${text})`)) },
  { weight: 1, arbitrary: fc.constant('CUT TO:').map((text) => made1('transition', text)) },
  { weight: 1, arbitrary: fc.constant('Act').map((text) => made1('section', text)) },
);
const script = fc.array(scriptBlock, { maxLength: 160, size: 'max' });
const edit = fc.record({
  at: fc.nat({ max: 500 }),
  kind: fc.constantFrom('insert', 'delete', 'change'),
  other: scriptBlock,
});
