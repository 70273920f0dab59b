import { appendRun } from './emphasis.ts';
import type { MarkType, Run } from './screenplay.ts';

/** One character's marks, or a note or boneyard as a whole. */
type Cell = { readonly text: string; readonly inset: boolean; marks: readonly MarkType[] };

const emphases = ['bold', 'italic', 'underline'] as const;

const isInset = (run: Run): boolean => run.marks.includes('note') || run.marks.includes('boneyard');

/** Most text has no marks that Fountain can say: it needs no work. */
const isPlain = (run: Run): boolean => !isInset(run) && !emphases.some((mark) => run.marks.includes(mark));

const cellsOf = (runs: readonly Run[]): Cell[] =>
  runs.flatMap((run): Cell[] => {
    if (isInset(run)) {
      const type: MarkType = run.marks.includes('boneyard') ? 'boneyard' : 'note';
      return [{ text: run.text, inset: true, marks: [type] }];
    }
    const marks = emphases.filter((mark) => run.marks.includes(mark));
    return Array.from(run.text, (text) => ({ text, inset: false, marks }));
  });

/** Spaces carry a mark only between two characters of one line that carry it. */
const settleSpaces = (cells: Cell[]): void => {
  let left: readonly MarkType[] = [];
  let spaces: Cell[] = [];
  for (const cell of cells) {
    if (cell.inset) continue;
    if (cell.text === '\n') {
      for (const space of spaces) space.marks = [];
      cell.marks = [];
      left = [];
      spaces = [];
    } else if (cell.text.trim() === '') {
      spaces.push(cell);
    } else {
      const between = left.filter((mark) => cell.marks.includes(mark));
      for (const space of spaces) space.marks = space.marks.filter((mark) => between.includes(mark));
      left = cell.marks;
      spaces = [];
    }
  }
  for (const space of spaces) space.marks = [];
};

/**
 * The form of runs that Fountain can say: bold, italic, underline, note and boneyard; no emphasis at the edge of a
 * word gap or across a line break; neighbours with the same marks joined.
 */
export const normaliseRuns = (runs: readonly Run[]): readonly Run[] => {
  if (runs.every(isPlain)) {
    const text = runs.length === 1 ? (runs[0]?.text ?? '') : runs.map((run) => run.text).join('');
    return text === '' ? [] : [{ text, marks: [] }];
  }
  const cells = cellsOf(runs);
  settleSpaces(cells);
  const result: Run[] = [];
  for (const cell of cells) appendRun(result, cell.text, cell.marks);
  return result;
};

const isSpace = (run: Run): boolean => !isInset(run) && run.text.trim() === '';

const trimStart = (runs: readonly Run[]): readonly Run[] => {
  const at = runs.findIndex((run) => !isSpace(run));
  const first = runs[at];
  if (first === undefined) return [];
  const text = isInset(first) ? first.text : first.text.trimStart();
  return at === 0 && text === first.text ? runs : [{ ...first, text }, ...runs.slice(at + 1)];
};

const trimEnd = (runs: readonly Run[]): readonly Run[] => {
  const at = runs.findLastIndex((run) => !isSpace(run));
  const last = runs[at];
  if (last === undefined) return [];
  const text = isInset(last) ? last.text : last.text.trimEnd();
  return at === runs.length - 1 && text === last.text ? runs : [...runs.slice(0, at), { ...last, text }];
};

/** Runs without white space at their ends. */
export const trimRuns = (runs: readonly Run[]): readonly Run[] => trimEnd(trimStart(runs));

/** Runs without white space at their end only. */
export const trimRunsEnd = trimEnd;

/** Divides runs at line breaks; those inside a note or boneyard stay. */
export const splitLines = (runs: readonly Run[]): readonly (readonly Run[])[] => {
  const lines: Run[][] = [[]];
  for (const run of runs) {
    if (isInset(run)) {
      lines.at(-1)?.push(run);
      continue;
    }
    run.text.split('\n').forEach((text, index) => {
      if (index > 0) lines.push([]);
      if (text !== '') lines.at(-1)?.push({ text, marks: run.marks });
    });
  }
  return lines;
};
