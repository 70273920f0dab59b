/** The script on its pages, line by line, where the pagination puts them. */

import { pageLock } from '../document/locked-pages.ts';
import {
  dualColumn,
  linesPerPage,
  measures,
  type PageBreak,
  type Pagination,
  pageLabel,
  paperOf,
  printedText,
  rightCueOf,
  speechEnd,
} from '../document/pagination.ts';
import { paginate } from '../document/pagination-layout.ts';
import { blocksOfScreenplay, locksOfScreenplay } from '../document/screenplay-production.ts';
import type { ScriptBlock } from '../document/story.ts';
import type { Screenplay } from '../fountain/screenplay.ts';
import { type Line, plainLine, setLines } from './set-lines.ts';

/** A line on its page. */
export type PlacedLine = {
  readonly line: Line;
  /** From 0. */
  readonly row: number;
  /** Columns from the left margin of the line's beginning; of its end when `align` is `right`, of its middle when `center`. */
  readonly column: number;
  readonly align: 'left' | 'right' | 'center';
  /** The scene's number, to stand in both margins. */
  readonly number: string | null;
  readonly isHeading: boolean;
};
export type ScriptPage = {
  /** What stands at its top, such as `12` or `12A`. */
  readonly label: string;
  readonly lines: readonly PlacedLine[];
  /** Whether a scene goes on from the page before, and onto the page behind. */
  readonly isContinued: boolean;
  readonly goesOn: boolean;
};

export type PageWords = { readonly more: string; readonly continued: string };
/** What stands where a speech goes on over the page, by the script's language. */
export const pageWords = (language: string): PageWords =>
  /^zh/i.test(language) ? { more: '（转下页）', continued: '（续）' } : { more: '(MORE)', continued: "(CONT'D)" };

type Loose = Omit<PlacedLine, 'row'>;

/** `edge`: where its column of dual dialogue begins. */
const looseLines = (block: ScriptBlock, edge: number | null = null, cuts: readonly number[] = []): readonly Loose[] => {
  const measure = measures[block.type];
  if (measure === null || (printedText(block).trim() === '' && block.text !== '')) return [];
  const { columns, indent } = edge === null ? measure : measure.column;
  const runs = block.runs.filter(({ marks }) => !marks.includes('note') && !marks.includes('boneyard'));
  const align = block.type === 'transition' ? 'right' : block.type === 'centered' ? 'center' : 'left';
  const shift = align === 'right' ? columns : align === 'center' ? columns / 2 : 0;
  return setLines(runs, columns, cuts).map((line, index) => ({
    ...{ line, column: (edge ?? 0) + indent + shift, align },
    number: index === 0 ? block.number : null,
    isHeading: block.type === 'sceneHeading',
  }));
};

type Setting = {
  readonly blocks: readonly ScriptBlock[];
  readonly words: PageWords;
  readonly breaks: ReadonlyMap<string, PageBreak>;
  readonly cuts: Pagination['cuts'];
  readonly pages: PlacedLine[][];
  row: number;
};

const put = (setting: Setting, line: Loose, row = setting.row): void => {
  setting.pages.at(-1)?.push({ ...line, row });
};

const cueIndent = measures.character?.indent ?? 0;
const atCue = (text: string): Loose => ({
  ...{ line: plainLine(text), column: cueIndent, align: 'left', number: null, isHeading: false },
});

/** Turns the page if one begins at this line of the block. */
const turn = (setting: Setting, block: number, line: number): boolean => {
  const found = setting.breaks.get(`${block}:${line}`);
  if (found === undefined) return false;
  const cue = found.cue === null ? undefined : setting.blocks[found.cue];
  if (cue !== undefined) put(setting, atCue(setting.words.more));
  setting.pages.push([]);
  setting.row = 0;
  if (cue !== undefined) {
    const name = printedText(cue).trim();
    put(setting, atCue(name.includes(setting.words.continued) ? name : `${name} ${setting.words.continued}`));
    setting.row = 1;
  }
  return true;
};

const begin = (setting: Setting, index: number, lines: number): void => {
  const block = setting.blocks[index];
  const turned = turn(setting, index, 0);
  if (!turned && setting.row > 0 && lines > 0 && block !== undefined) setting.row += measures[block.type]?.before ?? 0;
};

const placeBlock = (setting: Setting, index: number): number => {
  const block = setting.blocks[index];
  const lines = block === undefined ? [] : looseLines(block, null, setting.cuts.get(index));
  begin(setting, index, lines.length);
  lines.forEach((line, at) => {
    if (at > 0) turn(setting, index, at);
    put(setting, line);
    setting.row += 1;
  });
  return index + 1;
};

/** Both columns of dual dialogue, from the same row. */
const placePair = (setting: Setting, left: number, right: number): number => {
  const end = speechEnd(setting.blocks, right);
  const column = (from: number, to: number, edge: number): readonly Loose[] =>
    setting.blocks.slice(from, to).flatMap((block) => looseLines(block, edge));
  const sides = [column(left, right, 0), column(right, end, dualColumn.right)];
  const height = Math.max(...sides.map((side) => side.length));
  begin(setting, left, height);
  for (let at = 0; at < height; at += 1) {
    if (at > 0) turn(setting, left, at);
    for (const line of sides.flatMap((side) => side[at] ?? [])) put(setting, line);
    setting.row += 1;
  }
  return end;
};

/** Lays the script out on pages, those that are locked where they are; there is one at least. */
export const scriptPages = (
  screenplay: Screenplay,
  language: string,
  paper = paperOf(language),
): readonly ScriptPage[] => {
  const blocks = blocksOfScreenplay(screenplay);
  const locks = locksOfScreenplay(screenplay);
  const pagination = paginate(blocks, { paper, lock: locks && pageLock(locks) });
  const { breaks, cuts } = pagination;
  const setting: Setting = {
    ...{ blocks, cuts, words: pageWords(language), pages: [[]], row: 0 },
    breaks: new Map(breaks.map((found) => [`${found.block}:${found.line}`, found])),
  };
  for (let index = 0; index < blocks.length; ) {
    const right = rightCueOf(blocks, index);
    index = right === null ? placeBlock(setting, index) : placePair(setting, index, right);
  }
  return namedPages(setting.pages, pagination);
};

/** A scene goes on over a page when one began before and none begins the page. */
const namedPages = (pages: readonly (readonly PlacedLine[])[], pagination: Pagination): readonly ScriptPage[] => {
  const first = pages.findIndex((lines) => lines.some(({ isHeading }) => isHeading));
  const begins = (index: number): boolean => first < 0 || index <= first || pages[index]?.[0]?.isHeading !== false;
  return pages.map((lines, index) => ({
    label: pageLabel(pagination, index + 1),
    lines,
    isContinued: !begins(index) && index > 0,
    goesOn: index < pages.length - 1 && !begins(index + 1),
  }));
};

/** Inches and lines of a paper; of the one that a script in this language is printed on, unless another is named. */
export const paperSize = (language: string, name = paperOf(language)) => {
  const [width, height] = name === 'letter' ? [8.5, 11] : [8.27, 11.69];
  return { name, width, height, lines: linesPerPage[name] } as const;
};
