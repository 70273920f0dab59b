import { readFountain } from '@oner/shared/fountain/read-fountain.ts';
import { childElements, readXml, textOf, type XmlElement } from '@oner/shared/xml/read-xml.ts';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { type ScriptFormat, writeScript } from './write-script.ts';

const fountain = `Title: Rain & <Sun>
Author: Bo
Draft date: 1/2/2026

# Act one

INT. 咖啡馆 - NIGHT #12A#

= They meet.

Rain [[loud]] *falls* **hard** & <fast>.
Twice.

ANNA
(low)
Now.

BO ^
Never.

===

> THE END <

> CUT TO:
`;
const write = (format: ScriptFormat, text = fountain, watermark: string | null = null): Promise<Uint8Array> =>
  writeScript({ format, title: 'Rain', language: 'en', screenplay: readFountain(text), source: null, watermark });
const htmlText = async (text = fountain): Promise<string> => new TextDecoder().decode(await write('html', text));
const parts = async (): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries(
    Object.entries(unzipSync(await write('docx'))).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]),
  );
const element = (text: string): XmlElement => {
  const read = readXml(text);
  if (!read.ok) throw new Error(read.error.detail);
  return read.value;
};

describe('a script as a page of HTML', () => {
  it('EXP-1 prints what a page prints, scene numbers and emphasis too, and neither notes, sections nor synopses', async () => {
    const html = await htmlText();
    expect(html).toContain('<h2 data-number="12A">INT. 咖啡馆 - NIGHT</h2>');
    expect(html).toContain('<p class="action">Rain  <i>falls</i> <b>hard</b> &amp; &lt;fast&gt;.<br>Twice.</p>');
    expect(html).toContain('<h1 class="title">Rain &amp; &lt;Sun&gt;</h1>');
    expect(html).toMatch(/<div class="dual"><div>.*ANNA.*Now\..*<\/div><div>.*BO.*Never\..*<\/div><\/div>/);
    for (const hidden of ['loud', 'Act one', 'They meet']) expect(html).not.toContain(hidden);
  });

  it('EXP-2 shows markup of the script as text, and runs nothing', async () => {
    const html = await htmlText(
      'Title: <script>alert(1)</script>\n\nINT. "><img src=x onerror=alert(1)> - DAY #1#\n\n<b>Hm.</b>\n',
    );
    expect(html).not.toMatch(/<script|<img|<b>/);
  });
});

describe('a script as a Word document', () => {
  it('EXP-3 is well-formed in all its parts, with a style for each element and both columns of dual dialogue', async () => {
    const files = await parts();
    for (const text of Object.values(files)) element(text);
    const [body] = childElements(element(files['word/document.xml'] ?? ''), 'w:body');
    const styles = (body === undefined ? [] : childElements(body, 'w:p')).map((paragraph) => [
      /w:pStyle w:val="(\w+)"/.exec(files['word/document.xml']?.slice(paragraph.start, paragraph.end) ?? '')?.[1],
      textOf(paragraph),
    ]);
    expect(styles).toEqual([
      ['titlePage', 'Rain & <Sun>'],
      ['titlePage', 'Bo'],
      ['Normal', '1/2/2026'],
      [undefined, ''],
      ['sceneHeading', '12AINT. 咖啡馆 - NIGHT12A'],
      ['action', 'Rain  falls hard & <fast>.Twice.'],
      [undefined, ''],
      ['centered', 'THE END'],
      ['transition', 'CUT TO:'],
    ]);
    expect(files['word/document.xml']).toMatch(/<w:tbl>.*ANNA.*<w:tc>.*BO.*<\/w:tbl>/);
  });

  it('EXP-4 is the same file for the same script, as a PDF too', async () => {
    for (const format of ['docx', 'pdf'] as const) {
      expect(Buffer.from(await write(format)).equals(Buffer.from(await write(format)))).toBe(true);
    }
  });
});
