import { readFountain } from '@oner/shared/fountain/read-fountain.ts';
import { getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { pdfOf } from './pdf.ts';

const make = (text: string, more: { readonly language?: string; readonly watermark?: string } = {}) =>
  pdfOf({
    title: 'Rain',
    language: more.language ?? 'en',
    screenplay: readFountain(text),
    watermark: more.watermark ?? null,
  });

type Item = { readonly str: string; readonly x: number; readonly y: number };
/** What an independent reader finds, page by page. */
const read = async (bytes: Uint8Array): Promise<readonly (readonly Item[])[]> => {
  const document = await getDocumentProxy(bytes.slice());
  const pages: Item[][] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(
      items.flatMap((item) => ('str' in item ? [{ str: item.str, x: item.transform[4], y: item.transform[5] }] : [])),
    );
  }
  return pages;
};
const words = (page: readonly Item[] | undefined): string =>
  (page ?? [])
    .map(({ str }) => str)
    .join('')
    .replace(/\s+/g, '');

describe('a script as a PDF', () => {
  it('EXP-7 has a title page, numbered pages from the second on, and scene numbers in both margins', async () => {
    const pages = await read(
      await make(`Title: Rain\nAuthor: Bo\n\nINT. ROOM - DAY #12A#\n\nRain.\n\n===\n\nMore rain.\n`),
    );
    expect(pages).toHaveLength(3);
    expect(words(pages[0])).toBe('RainBo');
    expect(pages[1]?.filter(({ str }) => str === '12A').map(({ x }) => Math.round(x))).toEqual([72, 533]);
    expect(words(pages[1])).not.toContain('1.');
    expect(words(pages[2])).toBe('2.Morerain.');
  });

  it('EXP-7 stands in the layout of productions, inches from the left', async () => {
    const [page] = await read(await make('INT. ROOM - DAY\n\nANNA\n(low)\nNow.\n\nCUT TO:\n'));
    const at = (text: string): number | undefined => page?.find(({ str }) => str === text)?.x;
    expect(
      [at('INT. ROOM - DAY'), at('ANNA'), at('(low)'), at('Now.'), at('CUT TO:')].map((x) =>
        Number(((x ?? 0) / 72).toFixed(2)),
      ),
    ).toEqual([1.5, 3.5, 3, 2.5, 6.4]);
  });

  it('EXP-8 embeds every font, and each character of Chinese, Japanese, Korean, Cyrillic and Greek is a letter, not a box', async () => {
    const line = '雨还没有停。 ひらがなカタカナ漢字 한글 Привет Ωmega “Déjà vu” **粗体** *slope*';
    const bytes = await make(`${line}\n`, { language: 'zh-CN' });
    const [page] = await read(bytes);
    expect(words(page)).toBe(line.replace(/[\s*]/g, ''));
    const raw = Buffer.from(bytes).toString('latin1');
    expect(raw.match(/\/FontFile2?3?\b/g)?.length).toBe(raw.match(/\/Type \/FontDescriptor/g)?.length);
  });

  it('EXP-9 carries a watermark across each page, the title page too', async () => {
    const pages = await read(await make('Title: Rain\n\nRain.\n\n===\n\nSun.\n', { watermark: 'Copy 王' }));
    expect(pages.map(words)).toEqual(['Copy王Rain', 'Copy王Rain.', 'Copy王2.Sun.']);
  });
});
