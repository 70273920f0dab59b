import { readFountain } from '@oner/shared/fountain/read-fountain.ts';
import { writeFountain } from '@oner/shared/fountain/write-fountain.ts';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { docxOf } from '../export/docx.ts';
import { readScriptFile } from './read-script-file.ts';

const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const paragraph = (text: string, properties = ''): string =>
  `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
const docx = (body: string, more: Readonly<Record<string, Uint8Array>> = {}): Uint8Array =>
  zipSync({ 'word/document.xml': bytes(`<w:document ${word}><w:body>${body}</w:body></w:document>`), ...more });
const kindOf = async (file: Uint8Array): Promise<string> => {
  const read = await readScriptFile(file, 'docx');
  return read.ok ? 'ok' : read.error.kind;
};

describe('a Word document', () => {
  it('IMP-1 that was made here reads back as the script, emphasis, numbers and both columns of dual dialogue too', async () => {
    const text = `Title: Rain\nCredit: written by\nAuthor: Bo\n\nINT. 咖啡馆 - NIGHT #12A#\n\nRain *falls* **hard**.\n\nANNA\n(low)\nNow.\n\nBO ^\nNever.\n\n===\n\n> THE END <\n\nCUT TO:\n`;
    const read = await readScriptFile(docxOf({ title: 'Rain', language: 'en', screenplay: readFountain(text) }), 'txt');
    if (!read.ok) throw new Error(read.error.detail);
    expect(writeFountain(read.value.screenplay)).toBe(text);
    expect(read.value).toMatchObject({ format: 'docx', unsure: [] });
  });

  it('IMP-2 without telling styles is read by how its paragraphs stand, and says so', async () => {
    const body = [
      paragraph('INT. BAR - DAY'),
      paragraph('Anna waits.'),
      paragraph('ANNA', '<w:ind w:left="2880"/>'),
      paragraph('(low)', '<w:ind w:left="2160"/>'),
      paragraph('Now.', '<w:ind w:left="1440"/>'),
      paragraph(''),
      paragraph('CUT TO:', '<w:jc w:val="right"/>'),
    ].join('');
    const read = await readScriptFile(docx(body), 'docx');
    if (!read.ok) throw new Error(read.error.detail);
    expect(writeFountain(read.value.screenplay)).toBe(
      'INT. BAR - DAY\n\nAnna waits.\n\nANNA\n(low)\nNow.\n\nCUT TO:\n',
    );
    expect(read.value.unsure).toEqual([expect.stringContaining('6 paragraphs of 6')]);
  });

  it('IMP-3 that is a bomb, damaged, no document or hides entities is refused', async () => {
    const zeros = new Uint8Array(65 * 1024 * 1024);
    expect(await kindOf(zipSync({ 'word/document.xml': zeros }))).toBe('too-large');
    const whole = docx(paragraph('Rain.'));
    expect(await kindOf(whole)).toBe('ok');
    expect(await kindOf(whole.slice(0, 120))).toBe('unreadable');
    expect(await kindOf(zipSync({ 'other.xml': bytes('<a/>') }))).toBe('unreadable');
    expect(await kindOf(bytes('Rain.'))).toBe('unreadable');
    expect(await kindOf(zipSync({ 'word/document.xml': bytes('<!DOCTYPE a [<!ENTITY a "b">]><a>&a;</a>') }))).toBe(
      'unreadable',
    );
    const many = Object.fromEntries(Array.from({ length: 5001 }, (_, at) => [`${at}`, new Uint8Array()]));
    expect(await kindOf(zipSync(many))).toBe('too-large');
  });

  it('IMP-3 that lies about its size is unpacked no further than it says', async () => {
    const file = zipSync({ 'word/document.xml': new Uint8Array(20 * 1024 * 1024) });
    const at = Buffer.from(file).lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    new DataView(file.buffer, file.byteOffset).setUint32(at + 24, 1000, true);
    expect(await kindOf(file)).toBe('unreadable');
  });
});
