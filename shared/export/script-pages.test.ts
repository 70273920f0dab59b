import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesPerPage } from '../document/pagination.ts';
import { readFountain } from '../fountain/read-fountain.ts';
import { anyScreenplay } from '../fountain/testing/any-screenplay.ts';
import { printedItems } from './printed-script.ts';
import { type ScriptPage, scriptPages } from './script-pages.ts';
import type { Line } from './set-lines.ts';

const textOf = (line: Line): string =>
  line.segments
    .map(({ text }) => text)
    .join('')
    .trimEnd();
const rows = (page: ScriptPage | undefined): readonly string[] =>
  page?.lines.map(({ line, row }) => `${row}: ${textOf(line)}`) ?? [];
const letters = (text: string): string => text.replace(/\s/g, '');

describe('a script on pages', () => {
  it("EXP-5 stands where the pagination puts it: a speech goes on over the page with (MORE) and (CONT'D)", () => {
    const words = Array.from({ length: 60 }, (_, at) => `line ${at} of words that I say`).join('\n');
    const pages = scriptPages(readFountain(`INT. ROOM - DAY\n\nRain.\n\nANNA\n${words}\n\nOut.\n`), 'en');
    expect(rows(pages[0]).slice(0, 4)).toEqual([
      '0: INT. ROOM - DAY',
      '2: Rain.',
      '4: ANNA',
      '5: line 0 of words that I say',
    ]);
    expect(rows(pages[0]).at(-1)).toBe('54: (MORE)');
    expect(rows(pages[1]).slice(0, 2)).toEqual(["0: ANNA (CONT'D)", '1: line 49 of words that I say']);
    expect(rows(pages[1]).at(-1)).toBe('13: Out.');
  });

  it('EXP-5 sets both columns of dual dialogue from the same row', () => {
    const [page] = scriptPages(readFountain('Rain.\n\nANNA\nNow.\n\nBO ^\nNever.\n'), 'en');
    expect(page?.lines.map(({ row, column, line }) => [row, column, textOf(line)])).toEqual([
      [0, 0, 'Rain.'],
      [2, 8, 'ANNA'],
      [2, 40, 'BO'],
      [3, 0, 'Now.'],
      [3, 32, 'Never.'],
    ]);
  });

  it('EXP-6 every printed letter stands on a page, none below its foot', () => {
    fc.assert(
      fc.property(fc.array(anyScreenplay, { minLength: 1, maxLength: 12 }), (all) => {
        const screenplay = { titlePage: [], blocks: all.flatMap(({ blocks }) => blocks) };
        const pages = scriptPages(screenplay, 'en');
        const shown = pages
          .flatMap(({ lines }) => lines)
          .map(({ line }) => textOf(line))
          .filter((text) => text !== '(MORE)' && !text.endsWith("(CONT'D)"));
        const printed = printedItems(screenplay).flatMap((item) =>
          item.kind === 'block' ? [item.block] : item.kind === 'dual' ? [...item.left, ...item.right] : [],
        );
        const sorted = (texts: readonly string[]): string => [...letters(texts.join(''))].sort().join('');
        expect(sorted(shown)).toBe(sorted(printed.map(({ runs }) => runs.map(({ text }) => text).join(''))));
        for (const { row } of pages.flatMap(({ lines }) => lines)) expect(row).toBeLessThan(linesPerPage.letter);
      }),
      { numRuns: 100 },
    );
  });
});
