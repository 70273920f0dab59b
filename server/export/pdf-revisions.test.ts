import { insertBlocks } from '@oner/shared/document/commands/blocks.ts';
import { lockPages, lockSceneNumbers } from '@oner/shared/document/commands/locks.ts';
import { omitScene } from '@oner/shared/document/commands/omit-scene.ts';
import { startRevision } from '@oner/shared/document/commands/revisions.ts';
import { replaceWords } from '@oner/shared/document/commands/words.ts';
import { readScreenplay } from '@oner/shared/document/create-story.ts';
import { withProduction } from '@oner/shared/document/screenplay-production.ts';
import { readStory } from '@oner/shared/document/story-reader.ts';
import { at, block, expectOk, seededIds, storyDoc } from '@oner/shared/document/testing/story-fixture.ts';
import { getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { type WriteRequest, writeScript } from './write-script.ts';

type Item = { readonly str: string; readonly x: number; readonly y: number };
const pagesOf = async (bytes: Uint8Array): Promise<readonly (readonly Item[])[]> => {
  const document = await getDocumentProxy(bytes.slice());
  return Promise.all(
    Array.from({ length: document.numPages }, async (_, index) => {
      const { items } = await (await document.getPage(index + 1)).getTextContent();
      return items.flatMap((item) =>
        'str' in item && item.str.trim() !== '' ? [{ str: item.str, x: item.transform[4], y: item.transform[5] }] : [],
      );
    }),
  );
};

/** Three pages of rain in two scenes; blue, then pink, on pages two and three; numbers and pages locked; scene 2 gone, one come. */
const film = () => {
  const rain = (count: number, word: string) =>
    Array.from({ length: count }, (_, n) => block('action', `${word} ${n}.`));
  const heading = (text: string) => block('sceneHeading', text);
  const doc = storyDoc({
    titlePage: [{ key: 'Title', values: ['Rain'] }],
    blocks: [
      heading('INT. A - DAY'),
      ...rain(60, 'Rain'),
      heading('EXT. B - DAY'),
      ...rain(3, 'Snow'),
      heading('EXT. C - DAY'),
    ],
  });
  expectOk(lockSceneNumbers(doc, readStory(doc), 'after'));
  expectOk(lockPages(doc, readStory(doc)));
  expectOk(startRevision(doc, readStory(doc), { ids: seededIds(3), date: '2026-11-25' }));
  const { blocks, scenes } = readStory(doc);
  expectOk(replaceWords(doc, { places: [{ block: at(blocks, 2).id, from: 0, to: 4 }], text: 'Hail' }));
  expectOk(startRevision(doc, readStory(doc), { ids: seededIds(4), date: '2026-12-01' }));
  expectOk(replaceWords(doc, { places: [{ block: at(blocks, 40).id, from: 0, to: 4 }], text: 'Fog' }));
  const more = Array.from({ length: 20 }, (_, n) => block('action', `More ${n}.`));
  expectOk(
    insertBlocks(doc, { after: at(blocks, 40).id, blocks: [heading('INT. NEW - DAY'), ...more], ids: seededIds(5) }),
  );
  expectOk(omitScene(doc, readStory(doc), at(scenes, 1).id));
  return doc;
};

const write = (format: WriteRequest['format'], revised: Partial<WriteRequest['revised']> = {}) => {
  const doc = film();
  return writeScript({
    ...{ format, title: 'Rain', language: 'en', source: null, watermark: null },
    screenplay: withProduction(doc, readScreenplay(doc)),
    revised: { marks: 'all', pages: 'all', tint: false, continued: false, ...revised },
  });
};
const words = (page: readonly Item[] | undefined): string => page?.map(({ str }) => str).join(' ') ?? '';

describe('a script in production as a PDF', () => {
  it('EXP-10 has its locked pages, A pages, the numbers of inserted and omitted scenes, and revisions at its head', async () => {
    const pages = await pagesOf(await write('pdf'));
    const [, first, second, third, fourth] = pages;
    expect(pages).toHaveLength(5);
    expect(words(first)).toContain('Blue Revision 2026-11-25');
    expect(words(second)).toContain('2.');
    expect(words(second)).toContain('Pink Revision 2026-12-01');
    expect(words(third)).toContain('2A.');
    expect(words(fourth)).toContain('3.');
    const headings = pages.flat().filter(({ str }) => /NEW|OMITTED/.test(str));
    expect(headings.map(({ str }) => str)).toEqual(['INT. NEW - DAY', 'OMITTED']);
    const numbers = pages.flat().filter(({ y, str }) => headings.some((line) => line.y === y && line.str !== str));
    expect(numbers.map(({ str }) => str).filter((str) => /^\d/.test(str))).toEqual(expect.arrayContaining(['1A', '2']));
  });

  it('EXP-10 has an asterisk in the margin of each revised line, of all or the current revision', async () => {
    const lines = async (marks: 'all' | 'current' | 'none') => {
      const all = (await pagesOf(await write('pdf', { marks }))).flatMap((page) =>
        page
          .filter(({ str }) => str === '*')
          .map(({ x, y }) => [x, page.find((item) => item.y === y && item.x < x)?.str]),
      );
      expect(all.every(([x]) => Math.round(Number(x) / 0.72) === 795)).toBe(true);
      return all.map(([, str]) => String(str));
    };
    expect((await lines('all')).slice(0, 2)).toEqual(['Hail', 'Fog']);
    const pink = await lines('current');
    expect(pink).not.toContain('Hail');
    expect(pink).toHaveLength(1 + 21 + 1);
    expect(await lines('none')).toEqual([]);
  });

  it('EXP-11 of changed pages alone leaves the others and the title page out; a script without changes is a blank page', async () => {
    const pages = await pagesOf(await write('pdf', { marks: 'current', pages: 'changed' }));
    expect(pages.map((page) => /(\d+A?)\./.exec(words(page))?.[0])).toEqual(['2.', '2A.', '3.']);
    expect(await pagesOf(await write('pdf', { marks: 'none', pages: 'changed' }))).toEqual([[]]);
  });

  it('EXP-11 says that a scene goes on over a page where that is asked for, and has the colour of revised pages', async () => {
    const plain = await pagesOf(await write('pdf'));
    const asked = await pagesOf(await write('pdf', { continued: true }));
    expect(plain.flat().some(({ str }) => str.includes('CONTINUED'))).toBe(false);
    expect(words(asked[1])).toContain('(CONTINUED)');
    expect(words(asked[2])).toContain('CONTINUED:');
    const tinted = Buffer.from(await write('pdf', { tint: true }));
    expect(tinted.length).not.toBe((await write('pdf')).length);
  });

  it('EXP-10 marks revised words in HTML, so that their lines have asterisks', async () => {
    const html = new TextDecoder().decode(await write('html'));
    expect(html).toContain('<p class="action"><span class="revised">Hail</span> 1.</p>');
    expect(html).toContain('<h2 data-number="2"><span class="revised">OMITTED</span></h2>');
    expect(new TextDecoder().decode(await write('html', { marks: 'none' }))).not.toContain('class="revised"');
  });

  it('FTN-36 keeps the numbers of inserted and omitted scenes in Fountain', async () => {
    const text = new TextDecoder().decode(await write('fountain'));
    expect(text).toContain('INT. NEW - DAY #1A#');
    expect(text).toContain('.OMITTED #2#');
  });
});
