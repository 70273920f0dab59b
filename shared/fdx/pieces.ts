/** How blocks gather into the paragraphs of Final Draft: a page break, the words, a heading's synopsis and notes are one. */
import { type Block, blockText, type MarkType, markTypes, type Run } from '../fountain/screenplay.ts';

/** One paragraph of a Final Draft file. */
export type Piece = {
  /** Notes and boneyards that stand alone before the first words. */
  readonly above: readonly Block[];
  readonly startsPage: boolean;
  /** Null: nothing but a page break, or but notes. */
  readonly main: Block | null;
  /** Synopses right under a heading. */
  readonly synopses: readonly Block[];
  /** Notes and boneyards that stand alone after it. */
  readonly below: readonly Block[];
  /** Paragraphs of one dual dialogue share a number. */
  readonly dual: number | null;
};

export const isAside = (block: Block): boolean => block.type === 'note' || block.type === 'boneyard';
export const isInset = (run: Run): boolean => run.marks.includes('note') || run.marks.includes('boneyard');
const isSpeech = (block: Block | undefined): boolean =>
  block?.type === 'dialogue' || block?.type === 'parenthetical' || block?.type === 'lyric';

export const pageBreak: Block = { type: 'pageBreak', runs: [] };

/** The blocks of a paragraph, in script order. */
export const blocksOf = ({ above, startsPage, main, synopses, below }: Piece): readonly Block[] => [
  ...above,
  ...(startsPage ? [pageBreak] : []),
  ...(main === null ? [] : [main]),
  ...synopses,
  ...below,
];

/** For each block of dual dialogue the number of its group: a left cue and speech, a right cue and speech. */
const dualGroups = (blocks: readonly Block[]): ReadonlyMap<number, number> => {
  const groups = new Map<number, number>();
  for (let left = 0; left < blocks.length; left += 1) {
    if (blocks[left]?.type !== 'character' || blocks[left]?.dual !== 'left') continue;
    let right = left + 1;
    while (isSpeech(blocks[right])) right += 1;
    const cue = blocks[right];
    if (cue?.type !== 'character' || cue.dual !== 'right') continue;
    let end = right + 1;
    while (isSpeech(blocks[end])) end += 1;
    for (let index = left; index < end; index += 1) groups.set(index, left);
    left = end - 1;
  }
  return groups;
};

type Draft = {
  above: Block[];
  startsPage: boolean;
  main: Block | null;
  synopses: Block[];
  below: Block[];
  dual: number | null;
};
const draft = (main: Block | null, dual: number | null = null): Draft => ({
  ...{ above: [], startsPage: false, main, synopses: [], below: [], dual },
});

/** A page break joins the paragraph after it when that has words; else it is a paragraph of its own. */
const breaksBefore = (next: Block | undefined): boolean =>
  next !== undefined && !isAside(next) && next.type !== 'pageBreak' && blockText(next).trim() !== '';

const addAside = (pieces: Draft[], waiting: Block[], block: Block): void => {
  const last = pieces.at(-1);
  if (last === undefined) waiting.push(block);
  else last.below.push(block);
};

/** The paragraphs that hold these blocks. */
export const piecesOf = (blocks: readonly Block[]): readonly Piece[] => {
  const groups = dualGroups(blocks);
  const pieces: Draft[] = [];
  const waiting: Block[] = [];
  let startsPage = false;
  blocks.forEach((block, index) => {
    const last = pieces.at(-1);
    if (isAside(block)) {
      addAside(pieces, waiting, block);
      return;
    }
    if (block.type === 'pageBreak' && breaksBefore(blocks[index + 1])) {
      startsPage = true;
      return;
    }
    if (block.type === 'synopsis' && !startsPage && last?.main?.type === 'sceneHeading' && last.below.length === 0) {
      last.synopses.push(block);
      return;
    }
    const piece = block.type === 'pageBreak' ? draft(null) : draft(block, groups.get(index) ?? null);
    piece.startsPage = startsPage || block.type === 'pageBreak';
    piece.above.push(...waiting.splice(0));
    startsPage = false;
    pieces.push(piece);
  });
  if (waiting.length > 0) pieces.push({ ...draft(null), above: waiting });
  return pieces;
};

const sameMarks = (a: readonly MarkType[], b: readonly MarkType[]): boolean =>
  a.length === b.length && a.every((mark, index) => mark === b[index]);

/** Runs as the shared document gives them back: joined, a line break with the marks that both its sides share. */
export const settledRuns = (runs: readonly Run[]): readonly Run[] => {
  const parts = runs.flatMap(({ text, marks }) =>
    text
      .split(/(\n)/)
      .flatMap((part) =>
        part === '' ? [] : [{ text: part, marks: markTypes.filter((mark) => marks.includes(mark)) }],
      ),
  );
  const sides = (index: number, step: number): readonly MarkType[] => {
    let at = index;
    while (parts[at]?.text === '\n') at += step;
    return parts[at]?.marks ?? [];
  };
  const settled: { text: string; marks: readonly MarkType[] }[] = [];
  parts.forEach((part, index) => {
    const after = part.text === '\n' ? sides(index, 1) : part.marks;
    const marks = part.text === '\n' ? sides(index, -1).filter((mark) => after.includes(mark)) : part.marks;
    const last = settled.at(-1);
    if (last !== undefined && sameMarks(last.marks, marks)) last.text += part.text;
    else settled.push({ text: part.text, marks });
  });
  return settled;
};

const blockKey = ({ type, runs, number, depth, dual }: Block): readonly unknown[] => [
  ...[type, settledRuns(runs), number ?? null, type === 'section' ? (depth ?? 1) : null, dual ?? null],
];

/** Equal for blocks that say the same. */
export const blocksKey = (blocks: readonly Block[]): string => JSON.stringify(blocks.map(blockKey));
export const pieceKey = (piece: Piece): string => blocksKey(blocksOf(piece));
