import { blockText } from '@oner/shared/fountain/screenplay.ts';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readScriptFile } from './read-script-file.ts';

const container = `<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`;
const opf = (
  spine: string,
): string => `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Rain</dc:title><dc:creator>Anna Lee</dc:creator></metadata>
<manifest><item id="nav" href="nav.xhtml" properties="nav"/><item id="a" href="text/one%20a.xhtml"/>
<item id="b" href="text/../two.xhtml"/><item id="c" href="extra.xhtml"/></manifest><spine>${spine}</spine></package>`;
const page = (body: string): string =>
  `<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>no</title><style>p{}</style></head><body>${body}</body></html>`;

const one = page(`<h1>Chapter&nbsp;One</h1><p>It rained &mdash; <em>hard</em>,
   all  night.</p><p>INT. CAF&Eacute; - DAY</p><div><p>ANNA</p><p>(quietly)</p><p>Go<br/>on.</p></div>
<p>Drop <ruby>雨<rt>あめ</rt></ruby>.</p><script>no()</script>`);
const two = page('<h2>Two</h2><p>STOP!</p><p>He went out.</p>');

const book = (changes: Readonly<Record<string, string | Uint8Array>> = {}): Uint8Array => {
  const files = {
    mimetype: 'application/epub+zip',
    'META-INF/container.xml': container,
    'OEBPS/book.opf': opf(
      '<itemref idref="b"/><itemref idref="nav"/><itemref idref="a"/><itemref idref="c" linear="no"/>',
    ),
    'OEBPS/nav.xhtml': page('<p>Contents</p>'),
    'OEBPS/text/one a.xhtml': one,
    'OEBPS/two.xhtml': two,
    'OEBPS/extra.xhtml': page('<p>Extra</p>'),
    ...changes,
  };
  return zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, text]) => [name, typeof text === 'string' ? strToU8(text) : text]),
    ),
  );
};
const read = (bytes: Uint8Array) => readScriptFile(bytes, 'epub');
const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'));

describe('a book', () => {
  it('IMP-6 is read in the order of its spine, contents and asides left out: chapters are sections, paragraphs action', async () => {
    const found = await read(book());
    expect(found).toMatchObject({ ok: true, value: { format: 'epub' } });
    if (!found.ok) return;
    const { titlePage, blocks } = found.value.screenplay;
    expect(titlePage).toEqual([
      { key: 'Title', values: ['Rain'] },
      { key: 'Author', values: ['Anna Lee'] },
    ]);
    expect(blocks.map((block) => [block.type, blockText(block)])).toEqual([
      ['section', 'Two'],
      ['action', 'STOP!'],
      ['action', 'He went out.'],
      ['section', 'Chapter\u00a0One'],
      ['action', 'It rained — hard, all night.'],
      ['sceneHeading', 'INT. CAFÉ - DAY'],
      ['character', 'ANNA'],
      ['parenthetical', '(quietly)'],
      ['dialogue', 'Go\non.'],
      ['action', 'Drop 雨.'],
    ]);
    expect(blocks.map(({ depth }) => depth).filter((depth) => depth !== undefined)).toEqual([2, 1]);
    expect(blocks[4]?.runs).toContainEqual({ text: 'hard', marks: ['italic'] });
  });

  it('IMP-7 says what was told by its words, and in which chapter', async () => {
    const found = await read(book());
    expect(found.ok && found.value.unsure).toContain('1 paragraph was read as a scene heading (chapter 2).');
  });

  it('IMP-7 without scenes has no cues: capitals in a novel shout', async () => {
    const found = await read(book({ 'OEBPS/text/one a.xhtml': page('<p>ANNA</p><p>She came.</p>') }));
    expect(found.ok && found.value.screenplay.blocks.map(({ type }) => type)).toEqual([
      ...['section', 'action', 'action', 'action', 'action'],
    ]);
  });

  it('IMP-8 is read in UTF-16 and without a document type too', async () => {
    const found = await read(book({ 'OEBPS/two.xhtml': utf16('<html><body><p>Übergang 雨</p></body></html>') }));
    expect(found.ok && blockText(found.value.screenplay.blocks[0] ?? { runs: [] })).toBe('Übergang 雨');
  });

  const entities = `<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><html><p>&b;</p></html>`;
  it.each([
    ['with entities of its own', { 'OEBPS/two.xhtml': entities }, /document type/],
    [
      'that lacks a page',
      { 'OEBPS/book.opf': opf('<itemref idref="b"/>').replace('two.xhtml', 'gone.xhtml') },
      /gone\.xhtml/,
    ],
    [
      'that leads outside',
      { 'OEBPS/book.opf': opf('<itemref idref="b"/>').replace('text/../two', '../../../../etc/passwd') },
      /passwd/,
    ],
    ['that is cut off', { 'OEBPS/two.xhtml': two.slice(0, 200) }, /well formed/],
    ['of which nothing is said', { 'META-INF/container.xml': '<container/>' }, /contents/],
    ['without words', { 'OEBPS/book.opf': opf('<itemref idref="b"/>'), 'OEBPS/two.xhtml': page('<img/>') }, /no words/],
    [
      'that is locked',
      {
        'META-INF/encryption.xml':
          '<encryption><enc:EncryptedData xmlns:enc="e"><enc:CipherData><enc:CipherReference URI="OEBPS/two.xhtml"/></enc:CipherData></enc:EncryptedData></encryption>',
      },
      /locked/,
    ],
    ['nested without end', { 'OEBPS/two.xhtml': page('<div>'.repeat(100_000)) }, /deep/],
  ])('IMP-8 %s is refused', async (_name, changes, said) => {
    const found = await read(book(changes));
    expect(found.ok).toBe(false);
    if (!found.ok) expect(found.error.detail).toMatch(said);
  });

  it('IMP-8 that unpacks to more than any book is refused before it is unpacked', async () => {
    const bomb = zipSync({
      'META-INF/container.xml': strToU8(container),
      'OEBPS/two.xhtml': new Uint8Array(80_000_000),
    });
    expect(await read(bomb)).toMatchObject({ ok: false, error: { kind: 'too-large' } });
    expect(await read(book().slice(0, 900))).toMatchObject({ ok: false, error: { kind: 'unreadable' } });
  });
});
