/** Words with their marks in lines, cut exactly where the counting of pages cuts them. */
import { widthOf, wrapText } from '../document/pagination-wrap.ts';
import type { MarkType, Run } from '../fountain/screenplay.ts';
import type { RevisionId } from '../ids/ids.ts';

export type Segment = {
  readonly text: string;
  readonly marks: readonly MarkType[];
  /** The revision that it belongs to, when it says which. */
  readonly revision: RevisionId | null;
  /** Where it begins, in columns from the line's own beginning. */
  readonly column: number;
};
export type Line = { readonly segments: readonly Segment[]; readonly columns: number };

const lineOf = (runs: readonly Run[], from: number, to: number): Line => {
  const segments: Segment[] = [];
  let [passed, column] = [0, 0];
  for (const { text, marks, revision = null } of runs) {
    const part = text.slice(Math.max(from - passed, 0), Math.max(to - passed, 0));
    passed += text.length;
    if (part === '') continue;
    segments.push({ text: part, marks, revision, column });
    column += widthOf(part);
  }
  const words = segments.map((segment) => segment.text).join('');
  return { segments, columns: widthOf(words.trimEnd()) };
};

/** The runs in lines of at most `columns`, a new one at each offset of `cuts`; at least one line. */
export const setLines = (runs: readonly Run[], columns: number, cuts?: readonly number[]): readonly Line[] =>
  wrapText(runs.map((run) => run.text).join(''), columns, cuts).map(({ from, to }) => lineOf(runs, from, to));

/** A text on one line, however long. */
export const plainLine = (text: string): Line => lineOf([{ text, marks: [] }], 0, text.length);
