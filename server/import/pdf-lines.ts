/** The lines of a PDF's pages, where they stand. */
import { wide } from '@oner/shared/document/pagination-wrap.ts';
import { getDocumentProxy } from 'unpdf';
import { unpacksWithinLimits } from './pdf-streams.ts';

export type PdfWord = {
  readonly text: string /** Points from the left edge. */;
  readonly x: number;
  readonly end: number;
};
export type PdfLine = {
  readonly words: readonly PdfWord[];
  /** Points from the top. */
  readonly y: number;
};
export type PdfPage = { readonly lines: readonly PdfLine[]; readonly width: number; readonly height: number };

/** A feature has some 150 pages. */
export const pdfLimits = { maxPages: 1500, maxWords: 1_000_000 } as const;

type Item = PdfWord & { readonly y: number };

/** Parts of a word that an application drew one by one are put together; others keep a space between them. */
const joinWords = (items: readonly Item[]): readonly PdfWord[] => {
  const words: { text: string; x: number; end: number }[] = [];
  for (const item of [...items].sort((a, b) => a.x - b.x)) {
    const last = words.at(-1);
    const gap = last === undefined ? Number.POSITIVE_INFINITY : item.x - last.end;
    if (last === undefined || gap > 12) words.push({ text: item.text, x: item.x, end: item.end });
    else {
      // wide characters are set apart in a grid
      const least = wide.test(last.text.slice(-1)) && wide.test(item.text.slice(0, 1)) ? 8 : 4;
      const space = gap > least && !last.text.endsWith(' ') && !item.text.startsWith(' ') ? ' ' : '';
      last.text += space + item.text;
      last.end = item.end;
    }
  }
  return words;
};

const linesOf = (items: readonly Item[]): readonly PdfLine[] => {
  const rows: { y: number; items: Item[] }[] = [];
  for (const item of [...items].sort((a, b) => a.y - b.y)) {
    const row = rows.at(-1);
    if (row !== undefined && Math.abs(row.y - item.y) < 3) row.items.push(item);
    else rows.push({ y: item.y, items: [item] });
  }
  return rows.map(({ y, items: row }) => ({ y, words: joinWords(row) }));
};

type Content = Awaited<
  ReturnType<Awaited<ReturnType<Awaited<ReturnType<typeof getDocumentProxy>>['getPage']>>['getTextContent']>
>;

/** Wide characters that are set apart come with spaces between them that nobody wrote: then they take no more room than so. */
const ungridded = (text: string, width: number, size: number): string => {
  const letters = [...text].filter((char) => char !== ' ');
  const all = letters.every((char) => wide.test(char));
  return all && width <= letters.length * size * 1.21 ? letters.join('') : text;
};

/** Slanted text is a watermark, not the script's. */
const itemsOf = (content: Content, height: number): readonly Item[] =>
  content.items.flatMap((item) => {
    if (!('str' in item) || item.str.trim() === '') return [];
    const [, slant = 0, , size = 12, x = 0, y = 0] = item.transform.map(Number);
    return Math.abs(slant) > 0.01
      ? []
      : [{ text: ungridded(item.str, item.width, size), x, end: x + item.width, y: height - y }];
  });

export type PdfText =
  | { readonly kind: 'pages'; readonly pages: readonly PdfPage[] }
  | { readonly kind: 'unreadable' | 'too-large' };

/** Reads the text of every page; pictures of pages have none. */
export const pdfPages = async (bytes: Uint8Array): Promise<PdfText> => {
  if (!unpacksWithinLimits(bytes)) return { kind: 'too-large' };
  try {
    const document = await getDocumentProxy(bytes.slice());
    if (document.numPages > pdfLimits.maxPages) return { kind: 'too-large' };
    const pages: PdfPage[] = [];
    let words = 0;
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const { width, height } = page.getViewport({ scale: 1 });
      const items = itemsOf(await page.getTextContent(), height);
      words += items.length;
      if (words > pdfLimits.maxWords) return { kind: 'too-large' };
      pages.push({ lines: linesOf(items), width, height });
    }
    return { kind: 'pages', pages };
  } catch {
    // the reader's way of saying that the file is damaged, or locked by a password
    return { kind: 'unreadable' };
  }
};
