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

type Marking = Omit<Run, 'text'>;

const marking = (marks: readonly MarkType[], revision: Run['revision']): Marking =>
  revision !== undefined && marks.includes('revision') ? { marks, revision } : { marks };

const sameMarking = (a: Marking, b: Marking): boolean =>
  a.revision === b.revision &&
  a.marks.length === b.marks.length &&
  a.marks.every((mark, index) => mark === b.marks[index]);

/** The marks that two runs share. */
const shared = (a: Marking, b: Marking): Marking =>
  marking(
    a.marks.filter((mark) => b.marks.includes(mark) && (mark !== 'revision' || a.revision === b.revision)),
    a.revision,
  );

/** Runs as the shared document gives them back: joined, a line break with the marks that both its sides share. */
export const settledRuns = (runs: readonly Run[]): readonly Run[] => {
  const parts = runs.flatMap(({ text, marks, revision }) =>
    text.split(/(\n)/).flatMap((part) => {
      const known = markTypes.filter((mark) => marks.includes(mark));
      return part === '' ? [] : [{ text: part, ...marking(known, revision) }];
    }),
  );
  const side = (index: number, step: number): Marking => {
    let at = index;
    while (parts[at]?.text === '\n') at += step;
    return parts[at] ?? { marks: [] };
  };
  const settled: Run[] = [];
  parts.forEach((part, index) => {
    const { text, ...own } = part;
    const now = text === '\n' ? shared(side(index, -1), side(index, 1)) : own;
    const last = settled.at(-1);
    if (last !== undefined && sameMarking(last, now)) settled[settled.length - 1] = { ...last, text: last.text + text };
    else settled.push({ text, ...now });
  });
  return settled;
};

const blockKey = ({ type, runs, number, depth, dual, omitted }: Block): readonly unknown[] => [
  ...[type, settledRuns(runs), number ?? null, type === 'section' ? (depth ?? 1) : null, dual ?? null],
  ...(omitted === undefined ? [] : [omitted.map(blockKey)]),
];

/** Equal for blocks that say the same. */
export const blocksKey = (blocks: readonly Block[]): string => JSON.stringify(blocks.map(blockKey));
export const pieceKey = (piece: Piece): string => blocksKey(blocksOf(piece));
