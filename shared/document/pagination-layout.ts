/** Lays the script out on pages, block by block: where each page begins, what must stand together, and where a block may be cut. */

import type { createLockedPaginator } from './locked-pages.ts';
import {
  createLineCounter,
  isSpeech,
  type LineCounter,
  linesPerPage,
  measures,
  type PageBreak,
  type Pagination,
  type Paper,
  rightCueOf,
  speechEnd,
} from './pagination.ts';
import type { LockedPage, ScriptBlock } from './story.ts';

/** A block is cut only where so many of its lines stand on either side. */
const leastLines = 2;

type Layout = {
  readonly blocks: readonly ScriptBlock[];
  readonly count: LineCounter;
  /** Lines of a page. */
  readonly max: number;
  readonly pages: Uint32Array;
  readonly lines: Uint32Array;
  readonly breaks: PageBreak[];
  page: number;
  /** Lines of the page that are taken. */
  used: number;
};

const linesAt = (layout: Layout, index: number): number => {
  const block = layout.blocks[index];
  return block === undefined ? 0 : layout.count(block);
};

const blankBefore = (layout: Layout, index: number): number => {
  const block = layout.blocks[index];
  return block === undefined ? 0 : (measures[block.type]?.before ?? 0);
};

/** The next block that prints anything; null at the end and where a page is ended by hand. */
const nextPrinted = (layout: Layout, index: number): number | null => {
  for (let next = index + 1; next < layout.blocks.length; next += 1) {
    if (layout.blocks[next]?.type === 'pageBreak') return null;
    if (linesAt(layout, next) > 0) return next;
  }
  return null;
};

/** Lines of the blocks from `from` up to but not including `to`. */
const linesBetween = (layout: Layout, from: number, to: number, inColumn = false): number => {
  let sum = 0;
  for (let index = from; index < to; index += 1) {
    const block = layout.blocks[index];
    if (block !== undefined) sum += layout.count(block, inColumn);
  }
  return sum;
};

const pairLines = (layout: Layout, left: number, right: number): number =>
  Math.max(linesBetween(layout, left, right, true), linesBetween(layout, right, speechEnd(layout.blocks, right), true));

/** Lines that a block which can be cut must have at its beginning. */
const leastStart = (lines: number): number => (lines < 2 * leastLines ? lines : leastLines);

/** Lines of a transition that follows the block, which should not begin a page. */
const transitionAfter = (layout: Layout, index: number): number => {
  const next = nextPrinted(layout, index);
  return next !== null && layout.blocks[next]?.type === 'transition'
    ? blankBefore(layout, next) + linesAt(layout, next)
    : 0;
};

/** The least lines of a speech from `index` on that stand together: up to the first words that may be cut, and room for (MORE). */
const leastSpeech = (layout: Layout, index: number): number => {
  const { blocks } = layout;
  let end = index;
  let rest = 0;
  let least: number | null = null;
  while (end < blocks.length && isSpeech(blocks[end]?.type ?? 'action')) {
    const lines = linesAt(layout, end);
    if (least === null && lines > 0 && blocks[end]?.type !== 'parenthetical') least = rest + leastStart(lines);
    rest += lines;
    end += 1;
  }
  return Math.min(rest, (least ?? rest) + 1);
};

/** The least lines that must fit for the block to begin on a page, without blank ones before it. */
const leastOf = (layout: Layout, index: number, depth = 0): number => {
  const type = layout.blocks[index]?.type;
  const lines = linesAt(layout, index);
  if (type === 'sceneHeading') {
    const next = nextPrinted(layout, index);
    // headings in a row stay together as far as a page holds them
    // what is not written yet will need its room
    const follows =
      next === null || depth > 3 ? leastLines : blankBefore(layout, next) + leastOf(layout, next, depth + 1);
    return lines + follows;
  }
  if (type === 'character') {
    const right = rightCueOf(layout.blocks, index);
    return right === null ? lines + leastSpeech(layout, index + 1) : pairLines(layout, index, right);
  }
  if (type === 'action' || type === 'centered' || type === 'lyric') {
    const least = leastStart(lines);
    return least === lines ? lines + transitionAfter(layout, index) : least;
  }
  return lines;
};

const beginPage = (layout: Layout, at: Omit<PageBreak, 'page'>): void => {
  layout.page += 1;
  layout.breaks.push({ ...at, page: layout.page });
  layout.used = at.cue === null ? 0 : 1;
};

type Placing = { readonly index: number; readonly lines: number; readonly cue: number | null };

/** Puts down `lines` of a block that begins here, cut as often as pages end. `room` says how many of the rest may stand on this page. */
const placeLines = (layout: Layout, { index, lines, cue }: Placing, room: (rest: number) => number): void => {
  let placed = 0;
  while (placed < lines) {
    const rest = lines - placed;
    const fits = Math.max(room(rest), 0);
    layout.used += fits;
    placed += fits;
    if (placed < lines) beginPage(layout, { block: index, line: placed, cue });
    if (placed === 0) layout.pages[index] = layout.page;
  }
};

/** How many of `rest` lines may stand in `free` ones, so that neither side has too few; 0: none. */
const cutAt = (rest: number, free: number): number => {
  if (rest <= free) return rest;
  const part = Math.min(free, rest - leastLines);
  return part >= leastLines ? part : 0;
};

/** On an empty page something is always put down. */
const atLeastOne = (layout: Layout, lines: number, part: number, top: number): number =>
  part > 0 || layout.used > top ? part : Math.min(lines, layout.max - layout.used);

const placeSpeechBlock = (layout: Layout, index: number, cue: number): void => {
  const block = layout.blocks[index];
  const lines = linesAt(layout, index);
  layout.pages[index] = layout.page;
  layout.lines[index] = lines;
  if (lines === 0 || block === undefined) return;
  const end = speechEnd(layout.blocks, cue);
  const after = linesBetween(layout, index + 1, end);
  const isLast = after === 0;
  const least = block.type === 'parenthetical' ? leastSpeech(layout, index) - 1 : leastStart(lines);
  const fitsWhole = layout.used + lines + after <= layout.max;
  const tail = isLast ? transitionAfter(layout, index) : 0;
  const free = (): number => layout.max - layout.used - (fitsWhole ? 0 : 1);
  if (!fitsWhole && least > free() && layout.used > 1 && index > cue + 1) {
    beginPage(layout, { block: index, line: 0, cue });
    layout.pages[index] = layout.page;
  }
  if (block.type === 'parenthetical') {
    layout.used += lines;
    return;
  }
  placeLines(layout, { index, lines, cue }, (rest) => {
    const roomLeft = layout.max - layout.used;
    if (rest + after <= roomLeft) {
      const strands = tail > 0 && rest + tail > roomLeft && rest >= 2 * leastLines;
      return strands ? rest - leastLines : rest;
    }
    return atLeastOne(layout, rest, cutAt(rest, Math.max(roomLeft - 1, 0)), 1);
  });
};

/** A speech: its cue, and what is said; or both columns of a pair. Returns the index behind it. */
const placeSpeech = (layout: Layout, cue: number): number => {
  const right = rightCueOf(layout.blocks, cue);
  if (right !== null) return placePair(layout, cue, right);
  startBlock(layout, cue);
  layout.used += linesAt(layout, cue);
  const end = speechEnd(layout.blocks, cue);
  for (let index = cue + 1; index < end; index += 1) placeSpeechBlock(layout, index, cue);
  return end;
};

/** Columns side by side share their lines: the longer one counts, and they stand on one page. */
const placePair = (layout: Layout, left: number, right: number): number => {
  const end = speechEnd(layout.blocks, right);
  startBlock(layout, left);
  const height = pairLines(layout, left, right);
  let shared = 0;
  for (let index = left; index < end; index += 1) {
    const own = linesBetween(layout, index, index + 1, true);
    const beside = index < right ? 0 : Math.min(own, shared);
    shared = index < right ? shared + own : shared - beside;
    layout.pages[index] = layout.page;
    layout.lines[index] = own - beside + (index === left ? blankBefore(layout, left) : 0);
  }
  let rest = height;
  while (layout.used + rest > layout.max) {
    rest -= layout.max - layout.used;
    beginPage(layout, { block: left, line: height - rest, cue: null });
  }
  layout.used += rest;
  return end;
};

/** Begins a page if what must stand together with the block's beginning does not fit, and leaves the blank lines before it. */
const startBlock = (layout: Layout, index: number): void => {
  const lines = linesAt(layout, index);
  const before = layout.used === 0 ? 0 : blankBefore(layout, index);
  if (layout.used > 0 && layout.used + before + leastOf(layout, index) > layout.max)
    beginPage(layout, { block: index, line: 0, cue: null });
  else layout.used += before;
  layout.pages[index] = layout.page;
  layout.lines[index] = lines + blankBefore(layout, index);
};

/** Any block that no cue speaks; returns the index behind it. */
const placeBlock = (layout: Layout, index: number): number => {
  const lines = linesAt(layout, index);
  const type = layout.blocks[index]?.type;
  if (type === 'pageBreak' && layout.used > 0) beginPage(layout, { block: index, line: 0, cue: null });
  layout.pages[index] = layout.page;
  if (lines === 0) return index + 1;
  startBlock(layout, index);
  const tail = transitionAfter(layout, index);
  const canBeCut = type === 'action' || type === 'centered' || type === 'dialogue' || type === 'lyric';
  placeLines(layout, { index, lines, cue: null }, (rest) => {
    const free = layout.max - layout.used;
    if (!canBeCut) return atLeastOne(layout, rest, rest <= free ? rest : 0, 0);
    const strands = rest <= free && tail > 0 && rest + tail > free && rest >= 2 * leastLines;
    return atLeastOne(layout, rest, strands ? rest - leastLines : cutAt(rest, free), 0);
  });
  return index + 1;
};

/** A page that begins with a whole block: from there on nothing depends on what stands before. */
const isClean = ({ line, cue }: PageBreak): boolean => line === 0 && cue === null;

/** What was laid out before, and what of its blocks is the same now. */
type Before = {
  readonly blocks: readonly ScriptBlock[];
  readonly pagination: Pagination;
};

const sharedEnds = (
  a: readonly ScriptBlock[],
  b: readonly ScriptBlock[],
): { readonly start: number; readonly tail: number } => {
  const shortest = Math.min(a.length, b.length);
  let start = 0;
  while (start < shortest && a[start] === b[start]) start += 1;
  let tail = 0;
  while (tail < shortest - start && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  return { start, tail };
};

const openLayout = (blocks: readonly ScriptBlock[], count: LineCounter, max: number): Layout => ({
  blocks,
  count,
  max,
  pages: new Uint32Array(blocks.length),
  lines: new Uint32Array(blocks.length),
  breaks: [],
  page: 1,
  used: 0,
});

const noCuts: Pagination['cuts'] = new Map();
const closeLayout = ({ pages, lines, breaks, page }: Layout): Pagination => ({
  ...{ pages, lines, breaks, count: page, labels: null, cuts: noCuts },
});

/** How many clean pages before a change are laid out again: what stands together reaches no further. */
const pagesBack = 2;

/** Takes over what was laid out before the change; returns the index to go on from. */
const takeOver = (layout: Layout, before: Before, start: number): number => {
  const kept = before.pagination.breaks.filter((pageBreak) => pageBreak.block < start);
  let clean = 0;
  while (kept.length > 0 && clean < pagesBack + 1) {
    const last = kept.at(-1);
    if (last !== undefined && isClean(last)) clean += 1;
    if (clean < pagesBack + 1) kept.pop();
  }
  const from = kept.at(-1);
  if (from === undefined) return 0;
  layout.breaks.push(...kept);
  layout.page = from.page;
  layout.pages.set(before.pagination.pages.subarray(0, from.block));
  layout.lines.set(before.pagination.lines.subarray(0, from.block));
  return from.block;
};

/** Whether the page that has just begun at `index` began there before too; then all that follows is as it was. */
const meets = (layout: Layout, before: Before, options: { index: number; tail: number }): boolean => {
  const last = layout.breaks.at(-1);
  const { index, tail } = options;
  if (last === undefined || last.block !== index || !isClean(last) || index < layout.blocks.length - tail) return false;
  const shift = layout.blocks.length - before.blocks.length;
  const at = before.pagination.breaks.findIndex((old) => old.block === index - shift && isClean(old));
  const old = before.pagination.breaks[at];
  if (old === undefined) return false;
  const pages = last.page - old.page;
  for (const later of before.pagination.breaks.slice(at + 1))
    layout.breaks.push({
      block: later.block + shift,
      line: later.line,
      page: later.page + pages,
      cue: later.cue === null ? null : later.cue + shift,
    });
  for (let block = index; block < layout.blocks.length; block += 1) {
    layout.pages[block] = (before.pagination.pages[block - shift] ?? 1) + pages;
    layout.lines[block] = before.pagination.lines[block - shift] ?? 0;
  }
  layout.page = before.pagination.count + pages;
  return true;
};

const run = (layout: Layout, from: number, isDone: (index: number) => boolean): void => {
  let index = from;
  while (index < layout.blocks.length) {
    const breaks = layout.breaks.length;
    const next = layout.blocks[index]?.type === 'character' ? placeSpeech(layout, index) : placeBlock(layout, index);
    if (layout.breaks.length > breaks && isDone(index)) return;
    index = next;
  }
};

/** Lays out blocks of a page and those that flow over it, `max` lines a page. */
export const layOutPages = (blocks: readonly ScriptBlock[], count: LineCounter, max: number): Pagination => {
  const layout = openLayout(blocks, count, max);
  run(layout, 0, () => false);
  return closeLayout(layout);
};

/** Pages that are locked, and what lays them out. */
export type PageLock = {
  readonly pages: readonly LockedPage[];
  readonly paginator: typeof createLockedPaginator;
};

export type PaginateOptions = {
  readonly paper: Paper;
  readonly count?: LineCounter;
  /** Pages that begin where they began when they were locked; null or absent: none. */
  readonly lock?: PageLock | null;
};

/** Lays the whole script out. */
export const paginate = (blocks: readonly ScriptBlock[], options: PaginateOptions): Pagination =>
  createPaginator(options)(blocks);

/** Lays a script out again and again: after a change only the pages from there on, up to the first that begins as it did before. */
export const createPaginator = ({ paper, count = createLineCounter(), lock = null }: PaginateOptions) =>
  lock === null
    ? createOpenPaginator(count, linesPerPage[paper])
    : lock.paginator(lock.pages, (pages, reserved) => layOutPages(pages, count, linesPerPage[paper] - reserved));

const createOpenPaginator = (count: LineCounter, max: number) => {
  let before: Before | null = null;
  return (blocks: readonly ScriptBlock[]): Pagination => {
    if (before !== null && before.blocks === blocks) return before.pagination;
    const known = before;
    const layout = openLayout(blocks, count, max);
    if (known === null) run(layout, 0, () => false);
    else {
      const { start, tail } = sharedEnds(known.blocks, blocks);
      const from = takeOver(layout, known, start);
      run(layout, from, (index) => meets(layout, known, { index, tail }));
    }
    before = { blocks, pagination: closeLayout(layout) };
    return before.pagination;
  };
};
