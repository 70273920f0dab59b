import { fail, ok, type Result } from '../result/result.ts';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'shift_jis' | 'windows-1252';

/** Decodes bytes under an encoding; null when they are not valid in it. `TextDecoder` with `fatal: true` serves. */
export type DecodeBytes = (encoding: TextEncoding, bytes: Uint8Array) => string | null;

export type DecodedText = {
  readonly text: string;
  readonly encoding: TextEncoding;
  readonly warnings: readonly string[];
};

export type DecodeFailure = { readonly kind: 'empty' | 'binary'; readonly detail: string };

type Candidate = { readonly text: string; readonly encoding: TextEncoding };

/** How much of a file is looked at to tell UTF-16 without a mark and binary data. */
const sampleBytes = 4096;

/** More control characters than this share make a file binary. */
const mostControls = 0.02;

const byMark = (bytes: Uint8Array): TextEncoding | null => {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
};

/** Text in UTF-16 has line ends and spaces, whose high byte is zero, on one side only. */
const byZeros = (bytes: Uint8Array): TextEncoding | null => {
  const sample = bytes.subarray(0, sampleBytes);
  let even = 0;
  let odd = 0;
  for (let index = 0; index < sample.length; index += 1) {
    if (sample[index] !== 0) continue;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  }
  const enough = Math.max(2, sample.length / 50);
  if (bytes.length % 2 !== 0) return null;
  if (odd > enough && even * 10 < odd) return 'utf-16le';
  return even > enough && odd * 10 < even ? 'utf-16be' : null;
};

const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

const everydayHan =
  /[的一是不了在有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运馆夜景]/g;
const kana = /[\u3041-\u309f\u30a1-\u30fa\u30fc]/g;
const han = /[\u3400-\u9fff]/g;
const halfKana = /[\uff61-\uff9f]/g;

/** How much a decoded text looks like Chinese or Japanese that someone wrote: kana, everyday characters. */
const likeness = (text: string): number => {
  const characters = countOf(text, han) + countOf(text, kana) + countOf(text, halfKana);
  const everyday = countOf(text, everydayHan) + countOf(text, kana) * 0.9 - countOf(text, halfKana);
  return characters === 0 ? 0 : everyday / characters;
};

/** Western text has its accents one by one between ASCII letters; double-byte text has them in rows. */
const isWestern = (bytes: Uint8Array): boolean => {
  let high = 0;
  let paired = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    if ((bytes[index] ?? 0) < 0x80) continue;
    high += 1;
    if ((bytes[index - 1] ?? 0) >= 0x80 || (bytes[index + 1] ?? 0) >= 0x80) paired += 1;
  }
  return paired * 2 < high;
};

const guess = (bytes: Uint8Array, decode: DecodeBytes): Candidate => {
  const western: Candidate = { text: decode('windows-1252', bytes) ?? '', encoding: 'windows-1252' };
  if (isWestern(bytes)) return western;
  const candidates: Candidate[] = [];
  for (const encoding of ['gb18030', 'shift_jis'] as const) {
    const text = decode(encoding, bytes);
    if (text !== null && !/[\ue000-\uf8ff]/.test(text)) candidates.push({ text, encoding });
  }
  const best = candidates.toSorted((a, b) => likeness(b.text) - likeness(a.text))[0];
  return best ?? western;
};

const recognise = (bytes: Uint8Array, decode: DecodeBytes): Candidate => {
  const marked = byMark(bytes) ?? byZeros(bytes);
  for (const encoding of [marked, 'utf-8'] as const) {
    if (encoding === null) continue;
    const text = decode(encoding, bytes);
    if (text !== null) return { text, encoding };
  }
  return guess(bytes, decode);
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells binary data from text
const controls = /[\u0001-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/g;

const signatures: readonly (readonly number[])[] = [
  [0x25, 0x50, 0x44, 0x46, 0x2d],
  [0x50, 0x4b, 0x03, 0x04],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x1f, 0x8b],
  [0x7f, 0x45, 0x4c, 0x46],
  [0xd0, 0xcf, 0x11, 0xe0],
];

const looksBinary = (bytes: Uint8Array, { text, encoding }: Candidate): boolean => {
  if (signatures.some((signature) => signature.every((byte, index) => bytes[index] === byte))) return true;
  const zeros = encoding.startsWith('utf-16') ? 0 : countOf(text.slice(0, sampleBytes), /\0/g);
  const sample = text.slice(0, sampleBytes);
  return zeros > sample.length * 0.1 || countOf(sample, controls) > sample.length * mostControls;
};

/**
 * Recognises the encoding of a text file by its content and decodes it. NUL characters are dropped with a warning;
 * an empty file and one that is not text are refused.
 */
export const decodeText = (bytes: Uint8Array, decode: DecodeBytes): Result<DecodedText, DecodeFailure> => {
  if (bytes.length === 0) return fail({ kind: 'empty', detail: 'The file is empty.' });
  const candidate = recognise(bytes, decode);
  if (looksBinary(bytes, candidate)) return fail({ kind: 'binary', detail: 'The file is not text.' });
  const zeros = countOf(candidate.text, /\0/g);
  const text = candidate.text.replace(/^\uFEFF/, '').replaceAll('\0', '');
  if (text.trim() === '') return fail({ kind: 'empty', detail: 'The file has no text.' });
  const warnings = zeros === 0 ? [] : [`${zeros} NUL character${zeros === 1 ? '' : 's'} dropped.`];
  return ok({ text, encoding: candidate.encoding, warnings });
};
