/** A printed script as a screenplay again: elements are told by where their lines stand. */
import { guessTitlePage } from '@oner/shared/fdx/title-page.ts';
import { isHeading } from '@oner/shared/fountain/heading.ts';
import type { Block, BlockType, Screenplay } from '@oner/shared/fountain/screenplay.ts';
import { counted, places } from '@oner/shared/result/report-words.ts';
import type { PdfLine, PdfPage, PdfWord } from './pdf-lines.ts';

export type PdfReading = { readonly screenplay: Screenplay; readonly unsure: readonly string[] };

/** A line of the script proper: what stands in the margins is taken off. */
type ScriptLine = {
  readonly text: string;
  /** Inches from where headings begin. */
  readonly indent: number;
  readonly number: string | null;
  /** A blank line stands above, or the page's edge. */
  readonly gap: boolean;
  readonly newPage: boolean;
  readonly columns: boolean;
  /** Of the file, from 1. */
  readonly page: number;
};

const joined = (words: readonly PdfWord[]): string =>
  words
    .map(({ text }) => text)
    .join(' ')
    .trim();
const pageNumber = /^(?:page\s*)?\d{1,4}[A-Z]?\.?$/i;
const sceneNumber = /^[\w-]{1,6}\.?$/;
const more = /^[(（](?:MORE|转下页|続く)[)）]$/i;
const continued = /\s*[(（](?:CONT['’]?D?\.?|CONTINUED|续|続き)[)）]$/i;

/** Where headings begin, points: most lines of action begin there too. */
const leftEdge = (pages: readonly PdfPage[]): number => {
  const counts = new Map<number, number>();
  for (const word of pages.flatMap(({ lines }) => lines.flatMap(({ words }) => words))) {
    const x = Math.round(word.x / 3) * 3;
    counts.set(x, (counts.get(x) ?? 0) + (isHeading(word.text) ? 5 : 1));
  }
  const most = Math.max(0, ...counts.values());
  const often = [...counts].filter(([, count]) => count * 4 >= most).map(([x]) => x);
  const headings = pages.flatMap(({ lines }) =>
    lines.flatMap(({ words }) => words.filter(({ text }) => isHeading(text))),
  );
  const [first] = headings.map(({ x }) => x).sort((a, b) => a - b);
  return first ?? Math.min(...often, Number.POSITIVE_INFINITY);
};

/** Page numbers and continuation marks in the head and foot of a page. */
const isFurniture = (line: PdfLine, page: PdfPage): boolean => {
  const edge = line.y < 62 || line.y > page.height - 50;
  const text = joined(line.words);
  return (
    (edge && line.words.some((word) => pageNumber.test(word.text.trim()))) ||
    /^[(（]?CONTINUED:?[)）]?\s*\d*$/i.test(text)
  );
};

const pitchOf = (pages: readonly PdfPage[]): number => {
  const steps = pages.flatMap(({ lines }) =>
    lines.slice(1).map((line, index) => Math.round(line.y - (lines[index]?.y ?? 0))),
  );
  const counts = new Map<number, number>();
  for (const step of steps) if (step > 6 && step < 18) counts.set(step, (counts.get(step) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 12;
};

const scriptLine = (line: PdfLine, edge: number): Omit<ScriptLine, 'gap' | 'newPage' | 'page'> | null => {
  const inner = line.words.filter(
    ({ x, text }) =>
      !(x < edge - 12 && sceneNumber.test(text.trim())) &&
      !(x > edge + 400 && /^(?:\*|[\w-]{1,6}\.?)$/.test(text.trim())),
  );
  const margin = line.words.find(({ x, text }) => x < edge - 12 && sceneNumber.test(text.trim()));
  const [first] = inner;
  if (first === undefined) return null;
  const columns =
    inner.length > 1 && inner.some((word, index) => index > 0 && word.x - (inner[index - 1]?.end ?? 0) > 50);
  return { text: joined(inner), indent: (first.x - edge) / 72, number: margin?.text.trim() ?? null, columns };
};

/** `first`: the number of the first of them in the file. */
const scriptLines = (pages: readonly PdfPage[], first: number): readonly ScriptLine[] => {
  const edge = leftEdge(pages);
  const pitch = pitchOf(pages);
  return pages.flatMap((page, at) => {
    const lines = page.lines.filter((line) => !isFurniture(line, page));
    return lines.flatMap((line, index) => {
      const found = scriptLine(line, edge);
      const above = lines[index - 1];
      return found === null
        ? []
        : [
            {
              ...found,
              gap: above === undefined || line.y - above.y > pitch * 1.5,
              newPage: index === 0,
              page: first + at,
            },
          ];
    });
  });
};

const isCapitals = (text: string): boolean => text === text.toUpperCase();

const typeOf = ({ text, indent, gap }: ScriptLine, before: BlockType | undefined): BlockType => {
  const speaks = before === 'character' || before === 'parenthetical' || before === 'dialogue';
  if (gap && isHeading(text) && indent < 0.5) return 'sceneHeading';
  if (speaks && !gap && indent > 0.4) return /^[(（]/.test(text) ? 'parenthetical' : 'dialogue';
  if (gap && indent > 1.4 && indent < 3.2 && isCapitals(text.replace(continued, '')) && !/[.!?。]$/.test(text))
    return 'character';
  if (indent > 3.2 && isCapitals(text)) return 'transition';
  if (gap && indent > 1 && !speaks) return 'centered';
  return 'action';
};

type Open = { type: BlockType; text: string; number: string | null };
type Building = { readonly done: Open[] };

/** Lines of one paragraph were cut by the printer: a space joins them, but none between wide characters. */
const join = (above: string, below: string): string => {
  const wide = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/;
  return above + (wide.test(above.slice(-1)) || wide.test(below.slice(0, 1)) || above.endsWith('-') ? '' : ' ') + below;
};

const goesOn = (last: Open | undefined, line: ScriptLine, type: BlockType): boolean => {
  if (last === undefined || line.gap) return false;
  // a parenthetical goes on until it is closed
  if (last.type === 'parenthetical') return !/[)）]$/.test(last.text);
  return last.type === type && type !== 'character';
};

const addLine = ({ done }: Building, line: ScriptLine): void => {
  const last = done.at(-1);
  const type =
    last?.type === 'parenthetical' && goesOn(last, line, 'parenthetical') ? 'parenthetical' : typeOf(line, last?.type);
  if (last !== undefined && goesOn(last, line, type)) last.text = join(last.text, line.text);
  else done.push({ type, text: line.text, number: type === 'sceneHeading' ? line.number : null });
};

const build = (lines: readonly ScriptLine[]): readonly Block[] => {
  const building: Building = { done: [] };
  let cut = false;
  lines.forEach((line, index) => {
    if (more.test(line.text)) {
      cut = true;
      return;
    }
    const last = building.done.at(-1);
    if (cut && continued.test(line.text)) return;
    if (cut && last?.type === 'dialogue' && typeOf({ ...line, gap: false }, 'dialogue') === 'dialogue')
      last.text = join(last.text, line.text);
    else {
      // a paragraph that a page's end cut goes on where no sentence ended
      const before = lines[index - 1];
      const flows =
        line.newPage &&
        last?.type === 'action' &&
        before !== undefined &&
        /[\p{Ll},，、]$/u.test(before.text) &&
        line.indent < 0.3;
      addLine(building, flows ? { ...line, gap: false } : line);
    }
    cut = false;
  });
  return building.done.map(({ type, text, number }) => ({
    ...{ type, runs: [{ text, marks: [] }] },
    ...(number === null ? {} : { number: number.replace(/\.$/, '') }),
  }));
};

/** The first page when no scene begins on it and more follow. */
const hasTitlePage = ([first, ...rest]: readonly PdfPage[]): boolean =>
  first !== undefined &&
  rest.length > 0 &&
  first.lines.length < 40 &&
  !first.lines.some(({ words }) => words.some(({ text }) => isHeading(text)));

const titleOf = (page: PdfPage) =>
  guessTitlePage(
    page.lines.map(({ words }) => {
      const middle = ((words[0]?.x ?? 0) + (words.at(-1)?.end ?? 0)) / 2;
      return { text: joined(words), alignment: Math.abs(middle - page.width / 2) < 40 ? 'Center' : 'Left' };
    }),
  ).entries;

const onPages = (lines: readonly ScriptLine[], [one, many]: readonly [string, string]): readonly string[] =>
  lines.length === 0
    ? []
    : [`${counted(lines.length, one, many)} (${places('page', [...new Set(lines.map(({ page }) => page))])}).`];

export const readPdf = (pages: readonly PdfPage[]): PdfReading => {
  const [first] = pages;
  const titled = hasTitlePage(pages) && first !== undefined;
  const lines = scriptLines(titled ? pages.slice(1) : pages, titled ? 2 : 1);
  const blocks = build(lines);
  const unsure = [
    'A PDF tells no elements: they were read by where lines stand, and emphasis is lost.',
    ...onPages(
      lines.filter(({ columns }) => columns),
      ['line stands in two columns', 'lines stand in two columns'],
    ),
    ...onPages(
      lines.filter(({ indent, gap, text }) => gap && indent > 0.5 && indent < 1.4 && !/^[(（]/.test(text)),
      ['line stands between where action and names begin', 'lines stand between where action and names begin'],
    ),
    ...(blocks.some(({ type }) => type === 'sceneHeading') ? [] : ['No scene heading was found.']),
  ];
  return { screenplay: { titlePage: titled ? titleOf(first) : [], blocks }, unsure };
};
