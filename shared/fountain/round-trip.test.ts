import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFountain } from './read-fountain.ts';
import { anyScreenplay, normalise, word } from './testing/any-screenplay.ts';
import { writeFountain } from './write-fountain.ts';

/** `ONER_FUZZ_SCALE` multiplies the cases that are tried. */
const scale = Number(process.env.ONER_FUZZ_SCALE ?? 1);

const markup = /[\s\\*_[\]/~>#=@!.^<:：(){}]/g;
const letters = (text: string): string => text.replace(markup, '');

describe('round trips', () => {
  it('FTN-30 reads back every screenplay that it wrote', () => {
    fc.assert(
      fc.property(anyScreenplay, (written) => {
        const text = writeFountain(written);
        const read = readFountain(text);
        expect({ titlePage: read.titlePage, blocks: read.blocks.map(normalise) }).toEqual(written);
      }),
      { numRuns: 1500 * scale },
    );
  });

  it('FTN-31 writes canonical text as it was', () => {
    fc.assert(
      fc.property(anyScreenplay, (written) => {
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
