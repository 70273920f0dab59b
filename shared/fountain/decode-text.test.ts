import { describe, expect, it } from 'vitest';
import { type DecodeBytes, decodeText } from './decode-text.ts';

const decode: DecodeBytes = (encoding, bytes) => {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
};

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const utf16 = (text: string, little: boolean, mark: boolean): Uint8Array => {
  const units = [
    ...(mark ? [0xfeff] : []),
    ...Array.from({ length: text.length }, (_, index) => text.charCodeAt(index)),
  ];
  return bytes(...units.flatMap((unit) => (little ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255])));
};
const script = 'INT. KITCHEN - NIGHT\n\nAnna pours. It’s raining.\n';

describe('decoding a script', () => {
  it.each([
    ['utf-8', new TextEncoder().encode(script), script],
    ['utf-8', bytes(0xef, 0xbb, 0xbf, ...new TextEncoder().encode(script)), script],
    ['utf-16le', utf16(script, true, true), script],
    ['utf-16le', utf16(script, true, false), script],
    ['utf-16be', utf16(script, false, true), script],
    ['utf-16be', utf16(script, false, false), script],
    // 内景 咖啡馆 日\n他看着我说：你来了。
    [
      'gb18030',
      bytes(
        ...[0xc4, 0xda, 0xbe, 0xb0, 0x20, 0xbf, 0xa7, 0xb7, 0xc8, 0xb9, 0xdd, 0x20, 0xc8, 0xd5, 0x0a],
        ...[0xcb, 0xfb, 0xbf, 0xb4, 0xd7, 0xc5, 0xce, 0xd2, 0xcb, 0xb5, 0xa3, 0xba, 0xc4, 0xe3, 0xc0, 0xb4, 0xc1, 0xcb],
      ),
      '内景 咖啡馆 日\n他看着我说：你来了',
    ],
    // こんにちは、先生
    [
      'shift_jis',
      bytes(0x82, 0xb1, 0x82, 0xf1, 0x82, 0xc9, 0x82, 0xbf, 0x82, 0xcd, 0x81, 0x41, 0x90, 0xe6, 0x90, 0xb6),
      'こんにちは、先生',
    ],
    [
      'windows-1252',
      bytes(0x43, 0x61, 0x66, 0xe9, 0x2e, 0x20, 0x49, 0x74, 0x92, 0x73, 0x20, 0x6c, 0x61, 0x74, 0x65),
      'Café. It’s late',
    ],
  ] as const)('FTN-40 recognises %s', (encoding, input, text) => {
    expect(decodeText(input, decode)).toEqual({ ok: true, value: { text, encoding, warnings: [] } });
  });

  it('FTN-41 drops NUL with a warning', () => {
    expect(decodeText(new TextEncoder().encode('INT. A - DAY and more\0 words'), decode)).toEqual({
      ok: true,
      value: { text: 'INT. A - DAY and more words', encoding: 'utf-8', warnings: ['1 NUL character dropped.'] },
    });
  });

  it.each([
    ['empty', bytes()],
    ['empty', new TextEncoder().encode(' \n\n ')],
    ['binary', bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13)],
    ['binary', bytes(...Array.from({ length: 400 }, (_, index) => (index * 37) % 32))],
    ['binary', new TextEncoder().encode('%PDF-1.7 …')],
  ] as const)('FTN-41 refuses %s files', (kind, input) => {
    const result = decodeText(input, decode);
    expect(result.ok ? null : result.error.kind).toBe(kind);
  });
});
