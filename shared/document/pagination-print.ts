/** The pages as they are printed, line by line: for the printed script, and for whoever asks what stands on a page. */

import { cueName } from '../fountain/cue.ts';
import type { BlockType } from '../fountain/screenplay.ts';
import { dualColumn, measures, type Pagination, printedText, rightCueOf, speechEnd } from './pagination.ts';
import { widthOf, wrapText } from './pagination-wrap.ts';
import type { ScriptBlock } from './story.ts';

export type PrintedLine = {
  readonly kind: BlockType | 'more' | 'continued' | 'blank';
  /** The index of the block that it is of; null of a blank line between blocks. */
  readonly block: number | null;
  readonly text: string;
  /** Where it stands in the block's printed text. */
  readonly from: number;
  /** Columns from the left margin. */
  readonly indent: number;
  /** What stands in the right column of dual dialogue beside it. */
  readonly beside?: PrintedLine;
};

export type PrintedPage = { readonly number: number; readonly lines: readonly PrintedLine[] };

/** What is said of a speech that goes over a page. */
export type SpeechWords = { readonly more: string; readonly continued: string };
export const speechWords = (language: string): SpeechWords =>
  language.toLowerCase().startsWith('zh')
    ? { more: '（转下页）', continued: '（续）' }
    : { more: '(MORE)', continued: "(CONT'D)" };

const blank: PrintedLine = { kind: 'blank', block: null, text: '', from: 0, indent: 0 };
/** A transition ends here, columns from the left margin. */
const rightEdge = 56;
const fullColumns = 61;

const indentOf = (type: BlockType, text: string): number => {
  if (type === 'transition') return Math.max(rightEdge - widthOf(text), 0);
  if (type === 'centered') return Math.max(Math.floor((fullColumns - widthOf(text)) / 2), 0);
  return measures[type]?.indent ?? 0;
};

const linesOf = (
  block: ScriptBlock,
  index: number,
  { inColumn = false, cuts = [] }: { readonly inColumn?: boolean; readonly cuts?: readonly number[] },
): readonly PrintedLine[] => {
  const measure = measures[block.type];
  if (measure === null) return [];
  const text = printedText(block);
  if (text.trim() === '' && block.text !== '') return [];
  return wrapText(text, inColumn ? measure.column.columns : measure.columns, cuts).map(({ from, to }) => {
    const line = text.slice(from, to).trimEnd();
    const indent = inColumn ? measure.column.indent : indentOf(block.type, line);
    return { kind: block.type, block: index, text: line, from, indent };
  });
};

const columnOf = (blocks: readonly ScriptBlock[], from: number, to: number): readonly PrintedLine[] =>
  blocks.slice(from, to).flatMap((block, at) => linesOf(block, from + at, { inColumn: true }));

const pairOf = (blocks: readonly ScriptBlock[], left: number, right: number): readonly PrintedLine[] => {
  const [first, second] = [columnOf(blocks, left, right), columnOf(blocks, right, speechEnd(blocks, right))];
  return Array.from({ length: Math.max(first.length, second.length) }, (_, at) => {
    const beside = second[at];
    const line = first[at] ?? blank;
    return beside ? { ...line, beside: { ...beside, indent: beside.indent + dualColumn.right } } : line;
  });
};

type Printing = {
  readonly blocks: readonly ScriptBlock[];
  readonly words: SpeechWords;
  readonly pages: { readonly number: number; readonly lines: PrintedLine[] }[];
};

const beginPage = ({ blocks, words, pages }: Printing, { page, cue }: Pagination['breaks'][number]): void => {
  const lines: PrintedLine[] = [];
  const speaker = cue === null ? undefined : blocks[cue];
  if (cue !== null && speaker) {
    const indent = measures.character?.indent ?? 0;
    const place = { block: cue, from: 0, indent };
    pages.at(-1)?.lines.push({ ...place, kind: 'more', text: words.more });
    lines.push({ ...place, kind: 'continued', text: `${cueName(speaker.text)} ${words.continued}` });
  }
  pages.push({ number: page, lines });
};

/** The lines of every page. */
export const printPages = (
  blocks: readonly ScriptBlock[],
  pagination: Pagination,
  words: SpeechWords,
): readonly PrintedPage[] => {
  const printing: Printing = { blocks, words, pages: [{ number: 1, lines: [] }] };
  let breakAt = 0;
  let index = 0;
  while (index < blocks.length) {
    const block = blocks[index] as ScriptBlock; // below the length
    const right = rightCueOf(blocks, index);
    const lines =
      right === null ? linesOf(block, index, { cuts: pagination.cuts.get(index) ?? [] }) : pairOf(blocks, index, right);
    let placed = 0;
    while (pagination.breaks[breakAt]?.block === index) {
      const next = pagination.breaks[breakAt];
      if (next === undefined) break;
      if (next.line > 0 && placed === 0) spaceBefore(printing, block.type, lines.length);
      printing.pages.at(-1)?.lines.push(...lines.slice(placed, next.line));
      placed = next.line;
      beginPage(printing, next);
      breakAt += 1;
    }
    if (placed === 0) spaceBefore(printing, block.type, lines.length);
    printing.pages.at(-1)?.lines.push(...lines.slice(placed));
    index = right === null ? index + 1 : speechEnd(blocks, right);
  }
  return printing.pages;
};

const spaceBefore = ({ pages }: Printing, type: BlockType, lines: number): void => {
  const page = pages.at(-1);
  if (lines === 0 || !page || page.lines.length === 0) return;
  const before = measures[type]?.before ?? 0;
  for (let line = 0; line < before; line += 1) page.lines.push(blank);
};
