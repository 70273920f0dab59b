/** Words that are marked as changed in a revision. */
import type { Block, MarkType, Run } from '../fountain/screenplay.ts';
import type { RevisionId } from '../ids/ids.ts';
import { normalizeRuns } from './script-xml.ts';
import { sliceRuns, type TextChange } from './write-runs.ts';

const withMark = (marks: readonly MarkType[]): readonly MarkType[] =>
  marks.includes('revision') ? marks : [...marks, 'revision'];

/** The runs with a stretch of their text marked. */
const markStretch = (runs: readonly Run[], from: number, to: number, revision: RevisionId): readonly Run[] =>
  normalizeRuns([
    ...sliceRuns(runs, 0, from),
    ...sliceRuns(runs, from, to).map((run) => ({ ...run, marks: withMark(run.marks), revision })),
    ...sliceRuns(runs, to, Number.POSITIVE_INFINITY),
  ]);

/** The letter beside the place where words were taken out: the one before it, else the one behind; null: none is left. */
const besideGap = (text: string, at: number): number | null => {
  if (at > 0 && text[at - 1] !== '\n') return at - 1;
  if (at < text.length && text[at] !== '\n') return at;
  return null;
};

/**
 * The runs after a change, what came in marked as the revision's; where words only went, the letter beside the gap is, so that its line has
 * its asterisk. Null: nothing is marked.
 */
export const markChange = (
  after: readonly Run[],
  { from, text }: TextChange,
  revision: RevisionId | null,
): readonly Run[] => {
  if (revision === null) return after;
  if (text !== '') return markStretch(after, from, from + text.length, revision);
  const letter = besideGap(after.map((run) => run.text).join(''), from);
  return letter === null ? after : markStretch(after, letter, letter + 1, revision);
};

/** A block all of whose words are the revision's. */
export const markBlock = (block: Block, revision: RevisionId | null): Block =>
  revision === null ? block : { ...block, runs: markStretch(block.runs, 0, Number.POSITIVE_INFINITY, revision) };

/** Whether a run is revised: in this revision, or in any when none is named. */
export const isRevised = (run: Run, revision: RevisionId | null): boolean =>
  run.marks.includes('revision') && (revision === null || run.revision === revision);

/** The runs without the marks of a revision; null: of all. The same array when they have none. */
export const clearRuns = (runs: readonly Run[], revision: RevisionId | null): readonly Run[] =>
  runs.some((run) => isRevised(run, revision))
    ? normalizeRuns(
        runs.map((run) => {
          if (!isRevised(run, revision)) return run;
          const { revision: _cleared, ...kept } = run;
          return { ...kept, marks: run.marks.filter((mark) => mark !== 'revision') };
        }),
      )
    : runs;
