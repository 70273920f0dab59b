/** Words with their marks in lines, cut exactly where the counting of pages cuts them. */
import { widthOf, wrapText } from '../document/pagination-wrap.ts';
import type { MarkType, Run } from '../fountain/screenplay.ts';

export type Segment = {
  readonly text: string;
  readonly marks: readonly MarkType[];
  /** Where it begins, in columns from the line's own beginning. */
  readonly column: number;
};
export type Line = { readonly segments: readonly Segment[]; readonly columns: number };

const lineOf = (runs: readonly Run[], from: number, to: number): Line => {
  const segments: Segment[] = [];
  let [passed, column] = [0, 0];
  for (const { text, marks } of runs) {
    const part = text.slice(Math.max(from - passed, 0), Math.max(to - passed, 0));
    passed += text.length;
    if (part === '') continue;
    segments.push({ text: part, marks, column });
    column += widthOf(part);
  }
  const words = segments.map((segment) => segment.text).join('');
  return { segments, columns: widthOf(words.trimEnd()) };
};

/** The runs in lines of at most `columns`; at least one line. */
export const setLines = (runs: readonly Run[], columns: number): readonly Line[] =>
  wrapText(runs.map((run) => run.text).join(''), columns).map(({ from, to }) => lineOf(runs, from, to));

/** A text on one line, however long. */
export const plainLine = (text: string): Line => lineOf([{ text, marks: [] }], 0, text.length);
