import { readFountain } from '@oner/shared/fountain/read-fountain.ts';
import { getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { type WriteRequest, writeScript } from './write-script.ts';

const script = `Title: Rain
Author: Bo

INT. CAFE - NIGHT #12A#

Rain.

EXT. STREET - DAY

Ben runs.
`;

const write = (options: Partial<WriteRequest>) =>
  writeScript({
    ...{
      format: 'pdf',
      title: 'Rain',
      language: 'en',
      screenplay: readFountain(script),
      source: null,
      watermark: null,
    },
    ...options,
  });

/** Words and size of each page, by an independent reader. */
const pagesOf = async (bytes: Uint8Array) => {
  const document = await getDocumentProxy(bytes.slice());
  return Promise.all(
    Array.from({ length: document.numPages }, async (_, index) => {
      const page = await document.getPage(index + 1);
      const { items } = await page.getTextContent();
      const words = items.map((item) => ('str' in item ? item.str : '')).join(' ');
      return { words, width: Math.round(page.view[2] ?? 0) };
    }),
  );
};

describe('a script that is printed as somebody asks', () => {
  it('HTTP-54 is on the paper that was asked for, whatever its language', async () => {
    expect((await pagesOf(await write({})))[0]?.width).toBe(612);
    expect((await pagesOf(await write({ paper: 'a4' })))[0]?.width).toBe(595);
  });

  it('HTTP-54 has scene numbers as written, counted where none is written, or none', async () => {
    const numbers = async (options: Partial<WriteRequest>) => {
      const words = (await pagesOf(await write(options))).at(-1)?.words ?? '';
      return ['12A', '13', '2'].filter((number) => new RegExp(`(^|\\s)${number}(\\s|$)`).test(words));
    };
    expect(await numbers({})).toEqual(['12A']);
    expect(await numbers({ numbers: 'all' })).toHaveLength(2);
    expect(await numbers({ numbers: 'none' })).toEqual([]);
  });

  it('HTTP-54 has a title page or none', async () => {
    expect(await pagesOf(await write({}))).toHaveLength(2);
    expect(await pagesOf(await write({ titlePage: false }))).toHaveLength(1);
    const html = new TextDecoder().decode(await write({ format: 'html', titlePage: false }));
    expect(html).not.toContain('>Bo<');
  });
});
