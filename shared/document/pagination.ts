/**
 * Screenplay pages: lines of 12 pt Courier, so that a page is about a minute and an eighth of it about an inch. Widths and spaces are
 * those of Final Draft's standard layout. No page ends with a heading, or with a cue without its speech.
 */
import type { BlockType } from '../fountain/screenplay.ts';
import { linesOfText } from './pagination-wrap.ts';
import type { ScriptBlock } from './story.ts';

export type Paper = 'letter' | 'a4';

/** Lines between the margins: A4 is taller by 0.69 inch. */
export const linesPerPage: Readonly<Record<Paper, number>> = { letter: 55, a4: 59 };
export const eighthsPerPage = 8;

/** The paper that a script in this language (BCP 47) is printed on: Letter where English is written and in the Americas, else A4. */
export const paperOf = (language: string): Paper => {
  const [tongue = '', ...rest] = language.split('-');
  const region = rest.find((part) => /^[A-Za-z]{2}$/.test(part))?.toUpperCase();
  if (region !== undefined) return ['US', 'CA', 'MX', 'PH', 'CL', 'CO', 'VE'].includes(region) ? 'letter' : 'a4';
  return tongue.toLowerCase() === 'en' ? 'letter' : 'a4';
};

/** Columns that a line has, and its indent, from the left margin; the same within a column of dual dialogue; blank lines before. */
export type Measure = {
  readonly columns: number;
  readonly indent: number;
  readonly column: { readonly columns: number; readonly indent: number };
  readonly before: number;
};

/** The width of a column of dual dialogue, and where the right one begins. */
export const dualColumn = { width: 28, right: 32 } as const;

const full = { columns: 61, indent: 0, column: { columns: dualColumn.width, indent: 0 } };
const speech = { columns: 35, indent: 10, column: { columns: dualColumn.width, indent: 0 }, before: 0 };

/** Null is not printed. */
export const measures: Readonly<Record<BlockType, Measure | null>> = {
  sceneHeading: { ...full, before: 2 },
  action: { ...full, before: 1 },
  character: { columns: 38, indent: 20, column: { columns: 20, indent: 8 }, before: 1 },
  parenthetical: { columns: 25, indent: 15, column: { columns: 22, indent: 4 }, before: 0 },
  dialogue: speech,
  lyric: speech,
  transition: { columns: 16, indent: 40, column: { columns: 16, indent: 0 }, before: 1 },
  centered: { ...full, before: 1 },
  pageBreak: null,
  section: null,
  synopsis: null,
  note: null,
  boneyard: null,
};

/** The block's text as it is printed: without notes and what lies in the boneyard. */
export const printedText = (block: Pick<ScriptBlock, 'runs'>): string =>
  block.runs
    .filter((run) => !run.marks.includes('note') && !run.marks.includes('boneyard'))
    .map((run) => run.text)
    .join('');

/** Lines that the block prints, without the blank ones before it; 0 when it is not printed. `inColumn`: of dual dialogue. */
export const blockLines = (block: ScriptBlock, inColumn = false): number => {
  const measure = measures[block.type];
  if (measure === null) return 0;
  const text = printedText(block);
  if (text.trim() === '' && block.text !== '') return 0;
  return linesOfText(text, inColumn ? measure.column.columns : measure.columns);
};

export type LineCounter = (block: ScriptBlock, inColumn?: boolean) => number;

/** `blockLines`, remembered for each block object: blocks are immutable. */
export const createLineCounter = (): LineCounter => {
  const known = { full: new WeakMap<ScriptBlock, number>(), column: new WeakMap<ScriptBlock, number>() };
  return (block, inColumn = false) => {
    const counts = inColumn ? known.column : known.full;
    const lines = counts.get(block) ?? blockLines(block, inColumn);
    counts.set(block, lines);
    return lines;
  };
};

/** Where a page after the first begins. */
export type PageBreak = {
  /** The index of the block that is its first, or that goes on from the page before. */
  readonly block: number;
  /** How many of the block's lines stand on pages before. */
  readonly line: number;
  /** The page that begins here, from 2. */
  readonly page: number;
  /** The index of the cue whose speech goes on: (MORE) ends the page before, and the cue stands again with (CONT'D). */
  readonly cue: number | null;
};

export type Pagination = {
  /** For each block the page that it begins on, from 1. */
  readonly pages: Uint32Array;
  /** For each block the lines that it adds, blank ones before it included. */
  readonly lines: Uint32Array;
  readonly breaks: readonly PageBreak[];
  /** The number of pages, at least 1. */
  readonly count: number;
  /** What stands at the top of each page where pages are locked, such as `12A` or `12-15`; null: its number. */
  readonly labels: readonly string[] | null;
  /** Blocks within which a locked page begins: the letters of the printed text before each such place. */
  readonly cuts: ReadonlyMap<number, readonly number[]>;
};

/** What stands at the top of a page, from 1. */
export const pageLabel = ({ labels }: Pick<Pagination, 'labels'>, page: number): string =>
  labels?.[page - 1] ?? String(page);

export const isSpeech = (type: BlockType): boolean =>
  type === 'dialogue' || type === 'parenthetical' || type === 'lyric';

/** The index behind the speech of the cue at `cue`. */
export const speechEnd = (blocks: readonly ScriptBlock[], cue: number): number => {
  let end = cue + 1;
  for (let block = blocks[end]; block !== undefined && isSpeech(block.type); block = blocks[end]) end += 1;
  return end;
};

/** Where the right column begins when the cue at `cue` opens a pair of dual dialogue, else null. */
export const rightCueOf = (blocks: readonly ScriptBlock[], cue: number): number | null => {
  if (blocks[cue]?.type !== 'character') return null;
  const end = speechEnd(blocks, cue);
  const next = blocks[end];
  return next?.type === 'character' && next.dual === 'right' && blocks[cue]?.dual !== 'right' ? end : null;
};

/** Length in eighths of a page, to the nearest, at least 1. */
export const eighthsOf = (lines: number, paper: Paper = 'letter'): number =>
  Math.max(1, Math.round((lines * eighthsPerPage) / linesPerPage[paper]));

/** Running time of so many eighths of a page, s: a page is a minute. */
export const secondsOf = (eighths: number): number => Math.round((eighths * 60) / eighthsPerPage);
