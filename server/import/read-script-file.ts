import { readFdx } from '@oner/shared/fdx/read-fdx.ts';
import { readFountain } from '@oner/shared/fountain/read-fountain.ts';
import type { Screenplay } from '@oner/shared/fountain/screenplay.ts';
import type { ImportFormat, ScriptFileFormat } from '@oner/shared/protocol/http/import-export.ts';
import { fail, ok, type Result } from '@oner/shared/result/result.ts';
import { decodeFile } from './decode-file.ts';
import { fountainOfMarkdown } from './markdown.ts';
import { pdfPages } from './pdf-lines.ts';
import { docxParts, readDocx } from './read-docx.ts';
import { epubContainer, isEpubText, readEpub } from './read-epub.ts';
import { readPdf } from './read-pdf.ts';
import { beginsAsZip, readZip, zipLimits, zipNames } from './read-zip.ts';
import { scriptLimits } from './script-limits.ts';
import { textDoubts } from './text-doubts.ts';

export type ImportError = {
  readonly kind: 'empty' | 'binary' | 'too-large' | 'unreadable';
  readonly detail: string;
};

const tooLarge = (what: string): ImportError => ({ kind: 'too-large', detail: `The script has more than ${what}.` });

export type ReadScript = {
  readonly screenplay: Screenplay;
  /** What it was read as, which its content tells. */
  readonly format: ScriptFileFormat;
  readonly warnings: readonly string[];
  /** What was read by guess. */
  readonly unsure: readonly string[];
};
type Reading = Result<ReadScript, ImportError>;

const bounded = (read: ReadScript): Reading =>
  read.screenplay.blocks.length > scriptLimits.maxBlocks
    ? fail(tooLarge(`${scriptLimits.maxBlocks} paragraphs`))
    : ok(read);

/** A file that begins as XML does, whatever its name. */
const beginsAsXml = (text: string): boolean => /^\s*<(?:\?xml|!DOCTYPE|!--|FinalDraft)/i.test(text.slice(0, 2000));

const readFinalDraft = (text: string, warnings: readonly string[]): Reading => {
  const read = readFdx(text);
  if (read.ok) {
    const { screenplay, unsure } = read.value;
    return bounded({ screenplay, format: 'fdx', warnings, unsure });
  }
  const { kind, detail } = read.error;
  return fail({ kind: kind === 'too-large' ? 'too-large' : 'unreadable', detail });
};

/** Of zips only Word's documents and books are scripts. */
const readPackage = (bytes: Uint8Array): Reading => {
  if (zipNames(bytes, zipLimits.maxEntries)?.includes(epubContainer)) return readBook(bytes);
  const names: readonly string[] = Object.values(docxParts);
  const unpacked = readZip(bytes, (name) => names.includes(name));
  if (!unpacked.ok) return unpacked;
  const read = readDocx(unpacked.value);
  if (!read.ok) return read;
  return bounded({ ...read.value, format: 'docx', warnings: [] });
};

const readBook = (bytes: Uint8Array): Reading => {
  const unpacked = readZip(bytes, isEpubText);
  if (!unpacked.ok) return unpacked;
  const read = readEpub(unpacked.value);
  return read.ok ? bounded({ ...read.value, format: 'epub' }) : read;
};

const beginsAsPdf = (bytes: Uint8Array): boolean => new TextDecoder('latin1').decode(bytes.subarray(0, 5)) === '%PDF-';

const printedProblems = {
  unreadable: 'The PDF is damaged, or locked by a password.',
  'too-large': 'The PDF has more pages, words or packed bytes than any script.',
} as const;

const readPrinted = async (bytes: Uint8Array): Promise<Reading> => {
  const text = await pdfPages(bytes);
  if (text.kind !== 'pages') return fail({ kind: text.kind, detail: printedProblems[text.kind] });
  if (text.pages.every(({ lines }) => lines.length === 0))
    return fail({ kind: 'empty', detail: 'The PDF has no text: its pages are pictures, or blank.' });
  return bounded({ ...readPdf(text.pages), format: 'pdf', warnings: [] });
};

const readText = (text: string, format: 'fountain' | 'txt' | 'md', warnings: readonly string[]): Reading => {
  if (text.length > scriptLimits.maxCharacters) return fail(tooLarge(`${scriptLimits.maxCharacters} characters`));
  const screenplay = readFountain(format === 'md' ? fountainOfMarkdown(text) : text);
  return bounded({ screenplay, format, warnings, unsure: textDoubts(text, screenplay) });
};

/**
 * Reads a file into a screenplay. What it is its content tells; `format` decides only between kinds of plain text,
 * which is read as Fountain, as plain text mostly is.
 */
export const readScriptFile = async (bytes: Uint8Array, format: ImportFormat): Promise<Reading> => {
  if (beginsAsZip(bytes)) return readPackage(bytes);
  if (beginsAsPdf(bytes)) return readPrinted(bytes);
  if (format === 'docx') return fail({ kind: 'unreadable', detail: 'The file is not a Word document.' });
  if (format === 'epub') return fail({ kind: 'unreadable', detail: 'The file is not an EPUB book.' });
  if (format === 'pdf') return fail({ kind: 'unreadable', detail: 'The file is not a PDF.' });
  if (format === 'storyboarder' || format === 'archive') {
    const detail = `The file is no ${format === 'archive' ? 'archive of a project' : 'Storyboarder project'}.`;
    return fail({ kind: 'unreadable', detail });
  }
  const decoded = decodeFile(bytes);
  if (!decoded.ok) return decoded;
  const { text, warnings } = decoded.value;
  if (beginsAsXml(text)) return readFinalDraft(text, warnings);
  if (format === 'fdx') return fail({ kind: 'unreadable', detail: 'The file is not XML, as Final Draft files are.' });
  return readText(text, format, warnings);
};
