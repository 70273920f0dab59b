/** What a printed script shows of its revisions. */
import { clearRuns } from '@oner/shared/document/revision-runs.ts';
import type { ScriptPage } from '@oner/shared/export/script-pages.ts';
import type { Line } from '@oner/shared/export/set-lines.ts';
import type { Revision } from '@oner/shared/fountain/revision.ts';
import { isChinese } from '@oner/shared/fountain/revision-names.ts';
import type { Run, Screenplay } from '@oner/shared/fountain/screenplay.ts';
import type { RevisionId } from '@oner/shared/ids/ids.ts';

export type RevisedPrint = {
  /** Which lines have an asterisk: of all revisions, of the current one, or none. */
  readonly marks: 'all' | 'current' | 'none';
  /** `changed`: only pages with such lines. */
  readonly pages: 'all' | 'changed';
  /** Whether revised pages have the colour of their revision. */
  readonly tint: boolean;
  /** Whether pages say that a scene goes on. */
  readonly continued: boolean;
};

/** The runs with the marks that are printed, and no others. */
export const marksToPrint = (
  runs: readonly Run[],
  marks: RevisedPrint['marks'] = 'all',
  current: RevisionId | null = null,
): readonly Run[] => {
  if (marks === 'all') return runs;
  if (marks === 'none' || current === null) return clearRuns(runs, null);
  return runs.flatMap((run) => (run.revision === current ? [run] : clearRuns([run], null)));
};

/** The revision of a line: null when it is revised and nobody knows in which, undefined when it is not. */
export type RevisedLine = (line: Line) => RevisionId | null | undefined;

export const revisedLine: RevisedLine = ({ segments }) =>
  segments.findLast(({ marks }) => marks.includes('revision'))?.revision;

/** The revision that a page was changed in last; null: in one that is not known; undefined: in none. */
export const revisionOfPage = ({ lines }: ScriptPage, { production }: Screenplay): Revision | null | undefined => {
  const found = lines.map(({ line }) => revisedLine(line)).filter((id) => id !== undefined);
  if (found.length === 0) return undefined;
  return production?.revisions.findLast(({ id }) => found.includes(id)) ?? null;
};

/** What stands at the foot of a page whose scene goes on, and at the head of the next one. */
export const continuedWords = (language: string): readonly [string, string] =>
  isChinese(language) ? ['（转下页）', '（接上页）'] : ['(CONTINUED)', 'CONTINUED:'];
