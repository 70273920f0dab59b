/**
 * Pages that are locked begin where they began when they were locked. What is added to one flows over to A pages behind it, what is taken
 * from one leaves it short, and a page of which nothing is left is named with the one before it: 12-15.
 */

import type { BlockId } from '../ids/ids.ts';
import { type ResolvedStart, resolvePageStarts } from './locked-starts.ts';
import { insertedNumber } from './numbering.ts';
import {
  isSpeech,
  measures,
  type PageBreak,
  type Pagination,
  pageLabel,
  printedText,
  rightCueOf,
} from './pagination.ts';
import type { PageLock } from './pagination-layout.ts';
import { wrapText } from './pagination-wrap.ts';
import type { LockedPage, ScriptBlock } from './story.ts';
import { sliceRuns } from './write-runs.ts';

/** Lays out the blocks from one locked page up to the next; `reserved`: lines at each page's foot that are not for them. */
export type LayOutBlocks = (blocks: readonly ScriptBlock[], reserved: number) => Pagination;

type Place = { readonly block: number; readonly offset: number };

/** From where one locked page begins up to where the next one does. */
type Stretch = {
  readonly from: Place;
  readonly to: Place;
  /** The cue whose speech goes on from the page before, by index. */
  readonly cue: number | null;
  /** Whether a speech goes on behind it. */
  readonly goesOn: boolean;
};

type Laid = {
  readonly blocks: readonly ScriptBlock[];
  readonly stretch: Stretch;
  readonly cueBlock: ScriptBlock | null;
  readonly pagination: Pagination;
};

/** The cue that is speaking at a block; null when none is. */
const cueOf = (blocks: readonly ScriptBlock[], at: number): number | null => {
  if (!isSpeech(blocks[at]?.type ?? 'action')) return null;
  let index = at;
  while (index > 0 && isSpeech(blocks[index]?.type ?? 'action')) index -= 1;
  return blocks[index]?.type === 'character' ? index : null;
};

/** A part of a block, from one letter of its printed text up to another, as a block by itself. */
const partOf = (block: ScriptBlock, from: number, to: number): ScriptBlock => {
  const printed = block.runs.filter(({ marks }) => !marks.includes('note') && !marks.includes('boneyard'));
  const runs = sliceRuns(printed, from, to);
  return { ...block, runs, text: runs.map((run) => run.text).join('') };
};

/** The blocks of a stretch, the first and the last cut where it begins and ends; a cue that goes on stands first. */
const blocksIn = (blocks: readonly ScriptBlock[], { from, to, cue }: Stretch): readonly ScriptBlock[] => {
  const found: ScriptBlock[] = cue === null ? [] : blocks.slice(cue, cue + 1);
  const last = to.offset > 0 ? to.block + 1 : to.block;
  for (let index = from.block; index < last; index += 1) {
    const block = blocks[index] as ScriptBlock; // below the length
    const start = index === from.block ? from.offset : 0;
    const end = index === to.block ? to.offset : Number.POSITIVE_INFINITY;
    found.push(start === 0 && end === Number.POSITIVE_INFINITY ? block : partOf(block, start, end));
  }
  return found;
};

const samePlace = (a: Place, b: Place, shift: number): boolean => a.block + shift === b.block && a.offset === b.offset;

/** Whether what was laid out is what stands in the stretch now; `shift`: how far its blocks have moved. */
const isSame = (laid: Laid, blocks: readonly ScriptBlock[], stretch: Stretch): boolean => {
  const shift = stretch.from.block - laid.stretch.from.block;
  if (!samePlace(laid.stretch.from, stretch.from, shift) || !samePlace(laid.stretch.to, stretch.to, shift))
    return false;
  if (laid.stretch.goesOn !== stretch.goesOn || laid.cueBlock !== cueBlockOf(blocks, stretch)) return false;
  return laid.blocks.every((block, index) => block === blocks[stretch.from.block + index]);
};

const cueBlockOf = (blocks: readonly ScriptBlock[], { cue }: Stretch): ScriptBlock | null =>
  cue === null ? null : (blocks[cue] ?? null);

const layOut = (blocks: readonly ScriptBlock[], stretch: Stretch, layOutBlocks: LayOutBlocks): Laid => ({
  blocks: blocks.slice(stretch.from.block, stretch.to.offset > 0 ? stretch.to.block + 1 : stretch.to.block),
  stretch,
  cueBlock: cueBlockOf(blocks, stretch),
  pagination: layOutBlocks(blocksIn(blocks, stretch), stretch.goesOn ? 1 : 0),
});

type Whole = {
  readonly pages: Uint32Array;
  readonly lines: Uint32Array;
  readonly breaks: PageBreak[];
  readonly labels: string[];
  readonly cuts: Map<number, number[]>;
  page: number;
};

/** Adds a stretch's pages to the whole. */
const join = (whole: Whole, laid: Laid, blocks: readonly ScriptBlock[]): void => {
  const { stretch, pagination } = laid;
  const { from, cue } = stretch;
  const ahead = cue === null ? 0 : 1;
  const head = from.offset > 0 ? (whole.lines[from.block] ?? 0) : 0;
  const headLines = head > 0 ? head - (measures[blocks[from.block]?.type ?? 'action']?.before ?? 0) : 0;
  if (whole.page > 0) whole.breaks.push({ block: from.block, line: headLines, page: whole.page + 1, cue });
  for (const next of pagination.breaks) {
    const block = next.block - ahead + from.block;
    whole.breaks.push({
      block: next.block < ahead ? from.block : block,
      line: next.line + (block === from.block ? headLines : 0),
      page: whole.page + next.page,
      cue: next.cue === null ? null : next.cue < ahead ? cue : next.cue - ahead + from.block,
    });
  }
  laid.blocks.forEach((block, index) => {
    const at = from.block + index;
    const lines = pagination.lines[index + ahead] ?? 0;
    const goesOn = index === 0 && from.offset > 0;
    if (!goesOn) whole.pages[at] = whole.page + (pagination.pages[index + ahead] ?? 1);
    const before = goesOn ? Math.min(lines, measures[block.type]?.before ?? 0) : 0;
    whole.lines[at] = (whole.lines[at] ?? 0) + lines - before;
  });
  if (from.offset > 0) whole.cuts.set(from.block, [...(whole.cuts.get(from.block) ?? []), from.offset]);
  whole.page += pagination.count;
};

/** Names the pages of a stretch: its own, A pages, and with the last one those that are gone. */
const nameFrom = (
  whole: Whole,
  count: number,
  names: { readonly start: ResolvedStart; readonly next: string | null; readonly taken: Set<string> },
): void => {
  const { start, next, taken } = names;
  let label = start.label;
  for (let page = 0; page < count; page += 1) {
    if (page > 0) label = insertedNumber({ before: label, after: start.until ?? next, scheme: 'after', taken });
    taken.add(label);
    whole.labels.push(page === count - 1 && start.until !== null ? `${label}-${start.until}` : label);
  }
};

const stretchesOf = (blocks: readonly ScriptBlock[], starts: readonly ResolvedStart[]): readonly Stretch[] =>
  starts.map((start, index) => {
    const next = starts[index + 1];
    const to = next ?? { block: blocks.length, offset: 0 };
    return {
      from: { block: start.block, offset: start.offset },
      to: { block: to.block, offset: to.offset },
      cue: cueOf(blocks, start.block),
      goesOn: next !== undefined && cueOf(blocks, next.block) !== null,
    };
  });

/** Lays out again and again; only locked pages on which something changed are laid out anew. */
export const createLockedPaginator = (lock: readonly LockedPage[], layOutBlocks: LayOutBlocks) => {
  const known = new Map<string, Laid>();
  let before: { readonly blocks: readonly ScriptBlock[]; readonly pagination: Pagination } | null = null;
  const laidOut = (label: string, blocks: readonly ScriptBlock[], stretch: Stretch): Laid => {
    const old = known.get(label);
    const laid = old && isSame(old, blocks, stretch) ? { ...old, stretch } : layOut(blocks, stretch, layOutBlocks);
    known.set(label, laid);
    return laid;
  };
  return (blocks: readonly ScriptBlock[]): Pagination => {
    if (before !== null && before.blocks === blocks) return before.pagination;
    const starts = resolvePageStarts(lock, blocks, printedText);
    const whole: Whole = {
      ...{ pages: new Uint32Array(blocks.length), lines: new Uint32Array(blocks.length) },
      ...{ breaks: [], labels: [], cuts: new Map(), page: 0 },
    };
    const taken = new Set(lock.map(({ label }) => label));
    stretchesOf(blocks, starts).forEach((stretch, index) => {
      const start = starts[index] as ResolvedStart; // one stretch for each
      const laid = laidOut(start.label, blocks, stretch);
      join(whole, laid, blocks);
      nameFrom(whole, laid.pagination.count, { start, next: starts[index + 1]?.label ?? null, taken });
    });
    const { page, ...pagination } = whole;
    before = { blocks, pagination: { ...pagination, count: Math.max(page, 1) } };
    return before.pagination;
  };
};

const pageLocks = new WeakMap<readonly LockedPage[], PageLock>();

/** The lock that keeps these pages; the same for the same pages. */
export const pageLock = (pages: readonly LockedPage[]): PageLock => {
  const lock = pageLocks.get(pages) ?? { pages, paginator: createLockedPaginator };
  pageLocks.set(pages, lock);
  return lock;
};

/** Words that tell again where in a block a page begins, letters. */
const quoteLength = 40;

/** The pages as they are now, to be kept so; a page that begins within both columns of dual dialogue stays with the one before. */
export const lockOf = (blocks: readonly ScriptBlock[], pagination: Pagination): readonly LockedPage[] => {
  const begins = new Map<number, BlockId[]>();
  blocks.forEach(({ id }, index) => {
    const page = pagination.pages[index] ?? 1;
    begins.set(page, [...(begins.get(page) ?? []), id]);
  });
  const first = blocks[0];
  const places: readonly Pick<PageBreak, 'block' | 'line' | 'page'>[] = [
    ...(first === undefined ? [] : [{ block: 0, line: 0, page: 1 }]),
    ...pagination.breaks.filter(({ block, line }) => line === 0 || rightCueOf(blocks, block) === null),
  ];
  return places.flatMap(({ block: index, line, page }) => {
    const block = blocks[index];
    if (block === undefined) return [];
    const text = printedText(block);
    const lines = wrapText(text, measures[block.type]?.columns ?? 1, pagination.cuts.get(index));
    const offset = line === 0 ? 0 : (lines[line]?.from ?? text.length);
    return {
      label: pageLabel(pagination, page),
      block: block.id,
      offset,
      before: text.slice(Math.max(offset - quoteLength, 0), offset),
      after: offset === 0 ? '' : text.slice(offset, offset + quoteLength),
      blocks: begins.get(page) ?? [],
    };
  });
};
