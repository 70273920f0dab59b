/** Files of printed pages say neither notes nor, mostly, emphasis and line breaks: merging one must not take them away. */
import type { Block, BlockType, MarkType, Run } from '../fountain/screenplay.ts';
import { planMerge } from './merge-script-plan.ts';
import { normalizeRuns, toScreenplayBlock } from './script-xml.ts';
import type { ScriptBlock } from './story.ts';
import { sliceRuns, type TextChange } from './write-runs.ts';

/** Which words were revised is told by what is here when it is merged. */
const unrevised = (block: Block): Block => ({
  ...block,
  runs: normalizeRuns(
    block.runs.map(({ text, marks }) => ({ text, marks: marks.filter((mark) => mark !== 'revision') })),
  ),
});

/** What a kind of file says of a script: all, words and emphasis, or words alone. */
export type MergeSays = 'all' | 'emphasis' | 'words';

const unprinted: ReadonlySet<BlockType> = new Set(['section', 'synopsis', 'note', 'boneyard']);
const hiddenMarks: readonly MarkType[] = ['note', 'boneyard'];

const isHidden = ({ marks }: Run): boolean => hiddenMarks.some((mark) => marks.includes(mark));

/** Where a place in the text is once what is hidden is left out. */
const printedRuns = (runs: readonly Run[]): readonly Run[] => runs.filter((run) => !isHidden(run));

/** The block as it is printed. */
const printedBlock = (block: ScriptBlock): ScriptBlock => {
  const runs = printedRuns(block.runs);
  return { ...block, runs, text: runs.map(({ text }) => text).join('') };
};

/** The offset into the whole text of an offset into what is printed of it; what is hidden at that place comes before it. */
const wholeOffset = (runs: readonly Run[], printed: number): number => {
  let [rest, at] = [printed, 0];
  for (const run of runs) {
    if (!isHidden(run)) {
      if (rest < run.text.length) return at + rest;
      rest -= run.text.length;
    }
    at += run.text.length;
  }
  return at;
};

/** What is hidden in a stretch stays; what is printed of it goes, and the new words stand at its beginning. */
const cutRuns = (runs: readonly Run[], { from, to, text }: TextChange, marks: readonly MarkType[]): readonly Run[] => [
  ...sliceRuns(runs, 0, from),
  { text, marks },
  ...sliceRuns(runs, from, to).filter(isHidden),
  ...sliceRuns(runs, to, Number.POSITIVE_INFINITY),
];

/** Where lines broke and how wide the spaces were, the words of a page do not tell. */
const isSpacing = (before: string, { from, to, text }: TextChange): boolean => {
  const gone = before.slice(from, to);
  // lines of Chinese are joined without a space
  return /^\s+$/.test(gone) && (/^\s+$/.test(text) || (text === '' && gone.includes('\n')));
};

const emphasis: readonly MarkType[] = ['bold', 'italic', 'underline', 'strike'];
const onlyEmphasis = (marks: readonly MarkType[]): readonly MarkType[] =>
  marks.filter((mark) => emphasis.includes(mark));

/** The runs that `before` has after the cuts, which count in what is printed of it; what it hides stays. */
const keptRuns = (before: ScriptBlock, cuts: readonly TextChange[]): readonly Run[] => {
  let runs = before.runs;
  for (const { from, to, text } of [...cuts].reverse()) {
    const start = wholeOffset(before.runs, from);
    const end = to === from ? start : wholeOffset(before.runs, to - 1) + 1;
    const beside = sliceRuns(before.runs, to > from ? start : start - 1, to > from ? start + 1 : start)[0];
    runs = cutRuns(
      runs,
      { from: start, to: end, text },
      onlyEmphasis(beside !== undefined && !isHidden(beside) ? beside.marks : []),
    );
  }
  return normalizeRuns(runs);
};

/** The emphasis of the file over runs whose printed words are the file's. */
const withEmphasisOf = (file: readonly Run[], kept: readonly Run[]): readonly Run[] => {
  let at = 0;
  return normalizeRuns(
    kept.flatMap((run) => {
      if (isHidden(run)) return [run];
      const from = at;
      at += run.text.length;
      return sliceRuns(file, from, at).map(({ text, marks }) => ({
        ...run,
        text,
        marks: [...run.marks.filter((mark) => !emphasis.includes(mark)), ...onlyEmphasis(marks)],
      }));
    }),
  );
};

/**
 * What the script is to read as after such a file is merged: the file's words, with the notes, boneyards, sections and synopses that are
 * here, each behind what it stands behind now, and for a file of mere words the emphasis too.
 */
export const withUnprinted = (
  before: readonly ScriptBlock[],
  file: readonly Block[],
  says: MergeSays,
): readonly Block[] => {
  if (says === 'all') return file;
  const has = new Set(file.map(({ type }) => type));
  const stays = ({ type }: ScriptBlock): boolean => unprinted.has(type) && !has.has(type);
  const printed = before.filter((block) => !stays(block));
  const plan = planMerge(printed.map(printedBlock), file);
  const blocks = file.map((block, index): Block => {
    const from = plan.from[index] ?? null;
    const own = from === null ? undefined : printed[from];
    if (from === null || own === undefined) return block;
    const cuts = plan.cuts.get(from) ?? [];
    const kept = keptRuns(own, says === 'words' ? cuts.filter((cut) => !isSpacing(printedBlock(own).text, cut)) : cuts);
    return unrevised({ ...block, runs: says === 'words' ? kept : withEmphasisOf(block.runs, kept) });
  });
  const around = placesAround(before, stays, plan.to);
  const at = (index: number): readonly Block[] => around.get(index) ?? [];
  return [...at(-1), ...blocks.flatMap((block, index) => [...at(index - 0.5), block, ...at(index)])];
};

/** What stays by where it comes: at an index behind that block of the file, half an index lower before it, at -1 at the beginning. */
const placesAround = (
  before: readonly ScriptBlock[],
  stays: (block: ScriptBlock) => boolean,
  to: readonly (number | null)[],
): ReadonlyMap<number, readonly Block[]> => {
  const places = new Map<number, Block[]>();
  let [last, at] = [-1, 0];
  for (const block of before) {
    if (!stays(block)) {
      last = to[at] ?? last;
      at += 1;
      continue;
    }
    // a section heads what follows it; all else is about what it follows
    const next = block.type === 'section' ? to.slice(at).find((place) => place !== null) : undefined;
    const place = next === undefined || next === null ? last : next - 0.5;
    places.set(place, [...(places.get(place) ?? []), unrevised(toScreenplayBlock(block))]);
  }
  return places;
};
