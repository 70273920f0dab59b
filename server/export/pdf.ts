/** The script as a PDF in production layout, every font embedded. */
import { type Paper, paperOf } from '@oner/shared/document/pagination.ts';
import { wide, widthOf } from '@oner/shared/document/pagination-wrap.ts';
import { titleLines } from '@oner/shared/export/printed-script.ts';
import { type PlacedLine, paperSize, type ScriptPage, scriptPages } from '@oner/shared/export/script-pages.ts';
import { type Line, plainLine, setLines } from '@oner/shared/export/set-lines.ts';
import { pageTints, revisionHeader } from '@oner/shared/fountain/revision-names.ts';
import type { MarkType, Screenplay } from '@oner/shared/fountain/screenplay.ts';
import PDFDocument from 'pdfkit';
import { type PdfFonts, readPdfFonts } from './pdf-fonts.ts';
import { continuedWords, type RevisedPrint, revisedLine, revisionOfPage } from './pdf-revisions.ts';

export type PdfScript = {
  readonly title: string;
  readonly language: string;
  readonly screenplay: Screenplay;
  /** Whom the copy is for, pale across each page. */
  readonly watermark: string | null;
  /** Absent: that of the language. */
  readonly paper?: Paper | undefined;
  readonly revised?: RevisedPrint | undefined;
};

/** Points. Twelve-point Courier has ten letters an inch and six lines. */
const inch = 72;
const size = 12;
const pitch = 7.2;
const top = inch + 9;

type Pen = { readonly document: PDFKit.PDFDocument; readonly fonts: PdfFonts };

/** A character that no font has is shown as a question mark rather than as nothing. */
const missing = '?';

const styleOf = (marks: readonly MarkType[]) => ({ bold: marks.includes('bold'), italic: marks.includes('italic') });

/** Draws letters from one font file after another; each stands on its column. */
const drawText = (
  { document, fonts }: Pen,
  text: string,
  at: { readonly x: number; readonly y: number; readonly marks: readonly MarkType[] },
): void => {
  const style = styleOf(at.marks);
  let [x, from, file] = [at.x, '', ''];
  const flush = (): void => {
    if (from.trim() !== '') {
      const spacing = wide.test(from) ? 2 * pitch - size : 0;
      document.font(file).text(from, x, at.y, { lineBreak: false, baseline: 'alphabetic', characterSpacing: spacing });
    }
    x += widthOf(from) * pitch;
    from = '';
  };
  for (const char of text) {
    const own = fonts.fileOf(char, style);
    const next = own ?? fonts.fileOf(missing, style) ?? file;
    if (next !== file || (from !== '' && wide.test(from) !== wide.test(char))) flush();
    file = next;
    from += own === null ? missing : char;
  }
  flush();
};

const rule = ({ document }: Pen, x: number, y: number, columns: number): void => {
  document
    .moveTo(x, y)
    .lineTo(x + columns * pitch, y)
    .lineWidth(0.6)
    .stroke('#000000');
};

const drawLine = (pen: Pen, line: Line, x: number, y: number): void => {
  for (const { text, marks, column } of line.segments) {
    const left = x + column * pitch;
    drawText(pen, text, { x: left, y, marks });
    if (marks.includes('underline')) rule(pen, left, y + 1.8, widthOf(text));
    if (marks.includes('strike')) rule(pen, left, y - 3.4, widthOf(text));
  }
};

/** Points from the paper's left edge. */
const margin = 1.5 * inch;

type Placement = Pick<PlacedLine, 'align' | 'line'> & { readonly at: number };

/** Where a line begins whose beginning, middle or end stands at `at`. */
const startOf = ({ align, at, line }: Placement): number =>
  at - (align === 'left' ? 0 : align === 'right' ? line.columns : line.columns / 2) * pitch;

const drawPlaced = (pen: Pen, placed: PlacedLine): void => {
  const y = top + placed.row * size;
  drawLine(pen, placed.line, startOf({ ...placed, at: margin + placed.column * pitch }), y);
  if (placed.number !== null) {
    const number = plainLine(placed.number);
    drawLine(pen, number, startOf({ line: number, at: 1.3 * inch, align: 'right' }), y);
    drawLine(pen, number, 7.4 * inch, y);
  }
  if (revisedLine(placed.line) !== undefined) drawLine(pen, plainLine('*'), 7.95 * inch, y);
};

const drawTitle = (pen: Pen, script: PdfScript, paper: { readonly width: number; readonly height: number }): void => {
  const { centred, foot } = titleLines(script.screenplay, script.title);
  let y = 3.5 * inch;
  for (const text of centred) {
    for (const line of setLines([{ text, marks: [] }], 60)) {
      drawLine(pen, line, startOf({ line, at: (paper.width / 2) * inch, align: 'center' }), y);
      y += size;
    }
    y += size;
  }
  const lines = foot.flatMap((text) => setLines([{ text, marks: [] }], 60));
  lines.forEach((line, index) => {
    drawLine(pen, line, margin, (paper.height - 1) * inch - (lines.length - 1 - index) * size);
  });
};

/** Pale, large and slanted, below the words. */
const drawWatermark = ({ document, fonts }: Pen, text: string): void => {
  const { width, height } = document.page;
  const columns = Math.max(8, widthOf(text));
  const scale = Math.min(6, (0.85 * width) / (columns * pitch));
  document.save();
  document.rotate(-45, { origin: [width / 2, height / 2] });
  document.translate(width / 2, height / 2).scale(scale);
  document.fillColor('#dddddd');
  drawText({ document, fonts }, text, { x: -(widthOf(text) * pitch) / 2, y: size / 3, marks: [] });
  document.restore();
  document.fillColor('#000000');
};

type PageEdges = {
  readonly isFirst: boolean;
  readonly header: string | null;
  /** What is said of a scene that goes on, at a page's foot and head; null: nothing. */
  readonly continued: readonly [string, string] | null;
  /** Lines of a page. */
  readonly lines: number;
};

/** What stands above and below a page: its number, its revision, and that a scene goes on. */
const drawEdges = (pen: Pen, page: ScriptPage, edges: PageEdges): void => {
  const { header, continued } = edges;
  if (!edges.isFirst) {
    const number = plainLine(`${page.label}.`);
    drawLine(pen, number, startOf({ line: number, at: 7.5 * inch, align: 'right' }), inch / 2 + 9);
  }
  if (header !== null) drawLine(pen, plainLine(header), margin, inch / 2 + 9);
  if (continued !== null && page.isContinued) drawLine(pen, plainLine(continued[1]), margin, top - 1.5 * size);
  if (continued !== null && page.goesOn) {
    const words = plainLine(continued[0]);
    drawLine(pen, words, startOf({ line: words, at: 7.3 * inch, align: 'right' }), top + (edges.lines + 0.5) * size);
  }
};

const drawPages = (pen: Pen, script: PdfScript): void => {
  const paper = script.paper ?? paperOf(script.language);
  const { width, height, lines } = paperSize(script.language, paper);
  const { document } = pen;
  const print = script.revised ?? { marks: 'all', pages: 'all', tint: false, continued: false };
  const addPage = (tint: string | null): void => {
    document.addPage({ size: [width * inch, height * inch], margin: 0 });
    if (tint !== null) document.rect(0, 0, width * inch, height * inch).fill(tint);
    if (script.watermark !== null) drawWatermark(pen, script.watermark);
    document.fontSize(size).fillColor('#000000');
  };
  if (script.screenplay.titlePage.length > 0 && print.pages === 'all') {
    addPage(null);
    drawTitle(pen, script, { width, height });
  }
  const continued = print.continued ? continuedWords(script.language) : null;
  scriptPages(script.screenplay, script.language, paper).forEach((page, index) => {
    const revision = revisionOfPage(page, script.screenplay);
    if (print.pages === 'changed' && revision === undefined) return;
    addPage(print.tint && revision != null ? pageTints[revision.color] : null);
    const header = revision == null ? null : revisionHeader(revision, script.language);
    drawEdges(pen, page, { isFirst: index === 0 && page.label === '1', header, continued, lines });
    for (const placed of page.lines) drawPlaced(pen, placed);
  });
  // a file without a page is no PDF: nothing was revised
  if (document.bufferedPageRange().count === 0) addPage(null);
};

/** The same script is the same file: nothing in it tells the time or the machine. */
export const pdfOf = async (script: PdfScript): Promise<Uint8Array> => {
  const document = new PDFDocument({
    ...{ autoFirstPage: false, margin: 0, pdfVersion: '1.7', lang: script.language, displayTitle: true },
    info: { Title: script.title, Producer: 'Oner', Creator: 'Oner', CreationDate: new Date(0) },
  });
  const chunks: Uint8Array[] = [];
  const done = new Promise<void>((resolve, reject) => {
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    document.on('end', resolve);
    document.on('error', reject);
  });
  document.fontSize(size);
  drawPages({ document, fonts: readPdfFonts() }, script);
  document.end();
  await done;
  return new Uint8Array(Buffer.concat(chunks));
};
