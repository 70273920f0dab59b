/** The paragraphs of a page of a book (XHTML), in the order that they are read. */
import type { MarkType, Run } from '@oner/shared/fountain/screenplay.ts';
import type { XmlElement } from '@oner/shared/xml/read-xml.ts';

export type BookParagraph = {
  readonly runs: readonly Run[];
  readonly text: string;
  /** Of a heading, 1 to 6. */
  readonly level: number | null;
};

const skipped: ReadonlySet<string> = new Set(['head', 'script', 'style', 'nav', 'svg', 'math', 'rt', 'rp', 'template']);
const inline: ReadonlySet<string> = new Set(
  'a abbr b bdi bdo big cite code del dfn em font i ins kbd label mark q rb ruby s samp small span strike strong sub sup time tt u var'.split(
    ' ',
  ),
);
const markOf: Readonly<Record<string, MarkType>> = {
  ...{ b: 'bold', strong: 'bold', i: 'italic', em: 'italic', cite: 'italic', u: 'underline', ins: 'underline' },
  ...{ s: 'strike', strike: 'strike', del: 'strike' },
};

/** Names may have a prefix, and be in capitals in old books. */
const nameOf = ({ name }: XmlElement): string => name.slice(name.indexOf(':') + 1).toLowerCase();

type Open = { readonly found: BookParagraph[]; runs: Run[]; level: number | null };

/** Spaces and line ends of the source are one space each, except around line breaks that are meant. */
const settled = (runs: readonly Run[]): readonly Run[] => {
  const cleaned: Run[] = [];
  let last = '\n';
  for (const run of runs) {
    let text = '';
    for (const char of run.text.replace(/[ \t\r]+/g, ' ')) {
      if (char === ' ' && (last === ' ' || last === '\n')) continue;
      text += char;
      last = char;
    }
    if (text !== '') cleaned.push({ ...run, text });
  }
  const end = cleaned.at(-1);
  if (end !== undefined) cleaned[cleaned.length - 1] = { ...end, text: end.text.trimEnd() };
  return cleaned.filter(({ text }) => text !== '');
};

const close = (open: Open): void => {
  const runs = settled(open.runs);
  const text = runs.map((run) => run.text).join('');
  if (text.trim() !== '') open.found.push({ runs, text, level: open.level });
  open.runs = [];
};

const walk = (open: Open, element: XmlElement, marks: readonly MarkType[]): void => {
  for (const child of element.children) {
    if (typeof child === 'string') {
      open.runs.push({ text: child.replace(/\n/g, ' '), marks });
      continue;
    }
    const name = nameOf(child);
    if (skipped.has(name)) continue;
    if (name === 'br') open.runs.push({ text: '\n', marks: [] });
    else if (inline.has(name)) {
      const mark = markOf[name];
      walk(open, child, mark === undefined || marks.includes(mark) ? marks : [...marks, mark]);
    } else {
      // anything else stands on lines of its own
      const level = /^h([1-6])$/.exec(name)?.[1];
      const around = open.level;
      close(open);
      open.level = level === undefined ? around : Number(level);
      walk(open, child, marks);
      close(open);
      open.level = around;
    }
  }
};

export const bookParagraphs = (page: XmlElement): readonly BookParagraph[] => {
  const open: Open = { found: [], runs: [], level: null };
  walk(open, page, []);
  close(open);
  return open.found;
};
