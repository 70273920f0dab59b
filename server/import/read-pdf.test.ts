import { deflateSync } from 'node:zlib';
import { readFountain } from '@oner/shared/fountain/read-fountain.ts';
import { writeFountain } from '@oner/shared/fountain/write-fountain.ts';
import { describe, expect, it } from 'vitest';
import { pdfOf } from '../export/pdf.ts';
import { pdfStreamLimits } from './pdf-streams.ts';
import { readScriptFile } from './read-script-file.ts';

const make = (text: string, language = 'en') =>
  pdfOf({ title: 'Rain', language, screenplay: readFountain(text), watermark: 'Copy' });
const back = async (text: string, language = 'en'): Promise<string> => {
  const read = await readScriptFile(await make(text, language), 'txt');
  if (!read.ok) throw new Error(read.error.detail);
  expect(read.value.format).toBe('pdf');
  expect(read.value.unsure).not.toEqual([]);
  return writeFountain(read.value.screenplay);
};

describe('a PDF of a script', () => {
  it('IMP-4 is read by where its lines stand: paragraphs are whole again, numbers and page numbers in their place', async () => {
    const text = `Title: Rain\nCredit: written by\nAuthor: Bo\n\nINT. ROOM - DAY #12A#\n\n${'Anna walks to the window, looks at the rain and waits. '.repeat(3).trim()}\n\nShe turns.\n\nANNA\n(low)\n${'I never said that, and you know it. '.repeat(3).trim()}\n\nBO (O.S.)\nNo.\n\nCUT TO:\n\nEXT. STREET - NIGHT #13#\n\nRain.\n`;
    expect(await back(text)).toBe(text);
  });

  it("IMP-4 puts together what pages cut, without (MORE) and (CONT'D)", async () => {
    const words = 'I never said that, and you know it as well as I do. '.repeat(70).trim();
    const text = `INT. ROOM - DAY\n\nRain.\n\nANNA\n${words}\n\n${'Wind blows on and on over the wide and empty fields. '.repeat(60).trim()}\n`;
    expect(await back(text)).toBe(text);
  });

  it('IMP-4 reads Chinese', async () => {
    const text = `.内景 咖啡馆 - 夜\n\n${'雨还没有停，林晚坐在窗边。'.repeat(6)}\n\n@林晚\n你来得太晚了。\n`;
    expect(await back(text, 'zh-CN')).toBe(text.replace('.内景', '内景'));
  });

  it('IMP-5 that is damaged, no PDF, or without words is refused', async () => {
    const kindOf = async (bytes: Uint8Array): Promise<string> => {
      const read = await readScriptFile(bytes, 'pdf');
      return read.ok ? 'ok' : read.error.kind;
    };
    const whole = await make('INT. ROOM - DAY\n\nRain.\n');
    expect(await kindOf(whole.slice(0, 400))).toBe('unreadable');
    expect(await kindOf(new TextEncoder().encode('%PDF-1.7\nnothing'))).toBe('unreadable');
    expect(await kindOf(new TextEncoder().encode('Rain.'))).toBe('unreadable');
    const bomb = deflateSync(Buffer.alloc(pdfStreamLimits.maxStreamBytes + 1));
    for (const packed of [bomb, deflateSync(deflateSync(deflateSync(deflateSync(Buffer.from('Rain.')))))]) {
      const file = Buffer.concat([
        Buffer.from('%PDF-1.7\n4 0 obj<</Length 9>>stream\n'),
        packed,
        Buffer.from('\nendstream'),
      ]);
      expect(await kindOf(new Uint8Array(file))).toBe('too-large');
    }
    expect(
      await kindOf(
        await pdfOf({ title: '', language: 'en', screenplay: { titlePage: [], blocks: [] }, watermark: null }),
      ),
    ).toBe('empty');
  });
});
