import { sceneNumbers } from '@oner/shared/document/numbering.ts';
import type { Paper } from '@oner/shared/document/pagination.ts';
import { blocksKey } from '@oner/shared/fdx/pieces.ts';
import { readFdx } from '@oner/shared/fdx/read-fdx.ts';
import { rewriteFdx } from '@oner/shared/fdx/rewrite-fdx.ts';
import { writeFdx } from '@oner/shared/fdx/write-fdx.ts';
import { readFountain } from '@oner/shared/fountain/read-fountain.ts';
import type { Block, Screenplay } from '@oner/shared/fountain/screenplay.ts';
import { writeFountain } from '@oner/shared/fountain/write-fountain.ts';
import { decodeFile } from '../import/decode-file.ts';
import { docxOf } from './docx.ts';
import { htmlOf } from './html.ts';
import { pdfOf } from './pdf.ts';
import { marksToPrint, type RevisedPrint } from './pdf-revisions.ts';

export type ScriptFormat = 'fountain' | 'fdx' | 'html' | 'docx' | 'pdf';
/** Which scene numbers a printed script shows. */
export type SceneNumbering = 'written' | 'all' | 'none';
export type WriteRequest = {
  readonly format: ScriptFormat;
  readonly title: string;
  readonly language: string;
  readonly screenplay: Screenplay;
  /** The file that the script was imported from, when it was of this format. */
  readonly source: Uint8Array | null;
  /** Pale across each page of a PDF: whom the copy is for. */
  readonly watermark: string | null;
  /** PDF: absent for the paper of the language. */
  readonly paper?: Paper | undefined;
  /** Files to print: scene numbers as written, counted where none is written, or none; and whether there is a title page. */
  readonly numbers?: SceneNumbering;
  readonly titlePage?: boolean;
  /** Files to print: which revised lines are marked, and of a PDF which pages there are. */
  readonly revised?: RevisedPrint | undefined;
};

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const hasMark = (bytes: Uint8Array): boolean => bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;

/** Files leave as UTF-8, whatever they came in. */
const declaredUtf8 = (text: string): string =>
  text.replace(/^(\s*<\?xml[^>]*?encoding\s*=\s*)(["'])[^"']*\2/, '$1"UTF-8"');

const fdxOf = ({ screenplay, source }: WriteRequest): Uint8Array => {
  const decoded = source === null ? null : decodeFile(source);
  const read = decoded?.ok ? readFdx(decoded.value.text) : null;
  if (source === null || !decoded?.ok || !read?.ok) return utf8(writeFdx(screenplay));
  const text = rewriteFdx(decoded.value.text, read.value, screenplay);
  if (decoded.value.encoding !== 'utf-8') return utf8(declaredUtf8(text));
  return utf8(hasMark(source) ? `\uFEFF${text}` : text);
};

const fountainOf = ({ screenplay, source }: WriteRequest): Uint8Array => {
  const decoded = source === null ? null : decodeFile(source);
  if (source === null || !decoded?.ok) return utf8(writeFountain(screenplay));
  // another encoding, or one with letters that were dropped, is not given out again
  if (decoded.value.encoding !== 'utf-8' || decoded.value.warnings.length > 0) return utf8(writeFountain(screenplay));
  const before = readFountain(decoded.value.text);
  const same =
    blocksKey(before.blocks) === blocksKey(screenplay.blocks) &&
    JSON.stringify(before.titlePage) === JSON.stringify(screenplay.titlePage);
  return same ? source : utf8(writeFountain(screenplay));
};

/** What is printed of the script. */
const printed = (request: WriteRequest): WriteRequest => {
  const { screenplay, numbers = 'written', titlePage = true } = request;
  const headings = screenplay.blocks.filter(({ type }) => type === 'sceneHeading');
  const counted = sceneNumbers(
    headings.map(({ number }) => number ?? null),
    null,
  );
  const numberOf = new Map(headings.map((heading, index) => [heading, counted[index]]));
  const blocks = screenplay.blocks.map((block): Block => {
    if (block.type !== 'sceneHeading' || numbers === 'written') return block;
    const { number: _written, ...plain } = block;
    const number = numbers === 'all' ? numberOf.get(block) : undefined;
    return number === undefined ? plain : { ...plain, number };
  });
  const { current = null } = screenplay.production ?? {};
  const marked = blocks.map((block) => ({ ...block, runs: marksToPrint(block.runs, request.revised?.marks, current) }));
  return {
    ...request,
    screenplay: { ...screenplay, blocks: marked, titlePage: titlePage ? screenplay.titlePage : [] },
  };
};

/** The script as a file. A file that it was imported from is the same again where nothing changed. */
export const writeScript = async (request: WriteRequest): Promise<Uint8Array> => {
  switch (request.format) {
    case 'fountain':
      return fountainOf(request);
    case 'fdx':
      return fdxOf(request);
    case 'html':
      return utf8(htmlOf(printed(request)));
    case 'docx':
      return docxOf(printed(request));
    case 'pdf':
      return pdfOf(printed(request));
  }
};
