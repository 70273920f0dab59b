/**
 * The arithmetic of screenplay pages: 55 lines of 12 pt Courier, so that a page is about a minute and an eighth of it
 * about an inch. Widths and spaces are those of Final Draft's standard layout.
 */
import type { BlockType } from '../fountain/screenplay.ts';
import type { ScriptBlock } from './story.ts';

export const linesPerPage = 55;
export const eighthsPerPage = 8;

/** Columns that a line has, blank lines before, and lines that must follow on the same page; null is not printed. */
type Measure = { readonly columns: number; readonly before: number; readonly keep: number } | null;

const measures: Readonly<Record<BlockType, Measure>> = {
  sceneHeading: { columns: 61, before: 2, keep: 2 },
  action: { columns: 61, before: 1, keep: 0 },
  character: { columns: 38, before: 1, keep: 2 },
  parenthetical: { columns: 25, before: 0, keep: 1 },
  dialogue: { columns: 35, before: 0, keep: 0 },
  lyric: { columns: 35, before: 0, keep: 0 },
  transition: { columns: 16, before: 1, keep: 0 },
  centered: { columns: 61, before: 1, keep: 0 },
  pageBreak: null,
  section: null,
  synopsis: null,
  note: null,
  boneyard: null,
};

/** East Asian wide and full-width characters take two columns. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\ud840-\ud87f][\udc00-\udfff]/;
/** What a line may be cut between: a wide character, a run of others, a run of spaces. */
const pieces = new RegExp(`${wide.source}|\\s+|(?:(?!${wide.source})\\S)+`, 'g');

const linesOfParagraph = (text: string, columns: number): number => {
  if (text.length <= columns && !wide.test(text)) return 1;
  let lines = 1;
  let used = 0;
  for (const [piece] of text.matchAll(pieces)) {
    const width = wide.test(piece) ? 2 : piece.length;
    if (used + width <= columns) used += width;
    else if (piece.trim() === '') used = columns;
    else {
      if (used > 0) lines += 1;
      lines += Math.ceil(width / columns) - 1;
      used = width % columns === 0 ? columns : width % columns;
    }
  }
  return lines;
};

/** Lines that `text` takes when set in `columns` monospaced columns, at least 1. */
export const linesOfText = (text: string, columns: number): number =>
  text.split('\n').reduce((sum, paragraph) => sum + linesOfParagraph(paragraph, columns), 0);

const printedText = (block: ScriptBlock): string =>
  block.runs
    .filter((run) => !run.marks.includes('note') && !run.marks.includes('boneyard'))
    .map((run) => run.text)
    .join('');

/** Lines that the block prints, without the blank ones before it; 0 when it is not printed. */
export const blockLines = (block: ScriptBlock): number => {
  const measure = measures[block.type];
  if (measure === null) return 0;
  const text = printedText(block);
  return text.trim() === '' && block.text !== '' ? 0 : linesOfText(text, measure.columns);
};

/** `blockLines`, remembered for each block object: blocks are immutable. */
export const createLineCounter = (): ((block: ScriptBlock) => number) => {
  const known = new WeakMap<ScriptBlock, number>();
  return (block) => {
    const lines = known.get(block) ?? blockLines(block);
    known.set(block, lines);
    return lines;
  };
};

/** For each block, the page that it starts on (from 1) and the lines that it adds, blank ones before it included. */
export type Pagination = { readonly pages: Uint32Array; readonly lines: Uint32Array };

const isDialogue = (type: BlockType): boolean => type === 'dialogue' || type === 'parenthetical' || type === 'lyric';

/** Lines of the speech whose cue is at `cue`. */
const speechLines = (blocks: readonly ScriptBlock[], cue: number, count: (block: ScriptBlock) => number): number => {
  let total = 0;
  for (let index = cue; index < blocks.length; index += 1) {
    const block = blocks[index];
    if (block === undefined || (index > cue && !isDialogue(block.type))) break;
    total += count(block);
  }
  return total;
};

/** Lays the script out on pages. Speeches of dual dialogue share their lines: the longer column counts. */
export const paginate = (blocks: readonly ScriptBlock[], count: (block: ScriptBlock) => number): Pagination => {
  const pages = new Uint32Array(blocks.length);
  const lines = new Uint32Array(blocks.length);
  let page = 1;
  let used = 0;
  let leftColumn = 0;
  let shared = 0;
  blocks.forEach((block, index) => {
    const measure = measures[block.type];
    if (block.type === 'pageBreak' && used > 0) {
      page += 1;
      used = 0;
    }
    if (block.type === 'character') {
      const speech = speechLines(blocks, index, count);
      shared = block.dual === 'right' ? leftColumn : 0;
      leftColumn = speech;
    } else if (!isDialogue(block.type)) {
      shared = 0;
      leftColumn = 0;
    }
    const own = count(block);
    const beside = Math.min(own, shared);
    shared -= beside;
    const printed = own - beside;
    const before = used === 0 || printed === 0 || measure === null ? 0 : measure.before;
    if (printed > 0 && used + before + Math.min(printed, 2) + (measure?.keep ?? 0) > linesPerPage && used > 0) {
      page += 1;
      used = 0;
    }
    pages[index] = page;
    const blank = used === 0 ? 0 : before;
    lines[index] = printed === 0 ? 0 : printed + (measure?.before ?? 0);
    used += blank + printed;
    while (used > linesPerPage) {
      used -= linesPerPage;
      page += 1;
    }
  });
  return { pages, lines };
};

/** Length in eighths of a page, to the nearest, at least 1. */
export const eighthsOf = (lines: number): number => Math.max(1, Math.round((lines * eighthsPerPage) / linesPerPage));
