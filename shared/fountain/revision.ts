/** What a production says of a script that is being revised: its revisions, and what of it is locked. */
import { type RevisionId, revisionIdSchema } from '../ids/ids.ts';

/** The colours of revision pages in the order of the Writers Guild, after the white of the first draft. */
export const pageColors = ['blue', 'pink', 'yellow', 'green', 'goldenrod', 'buff', 'salmon', 'cherry', 'tan'] as const;
export type PageColor = (typeof pageColors)[number];

/** Words under the mark `revision` may say which one they belong to. */
export type RevisedRun = { readonly revision?: RevisionId };

/** The revision that a file's text names; null when it is no id. */
export const revisionIdOf = (text: unknown): RevisionId | null => {
  const id = revisionIdSchema.safeParse(text);
  return id.success ? id.data : null;
};

/** One round of changes, printed on pages of one colour. */
export type Revision = {
  readonly id: RevisionId;
  /** Its own name; empty: that of its colour and round. */
  readonly name: string;
  readonly color: PageColor;
  /** 1: the first time that the colour is used. */
  readonly round: number;
  /** `YYYY-MM-DD`, or empty. */
  readonly date: string;
};

/** Where an inserted scene's letters stand: 72A or A73. */
export const numberSchemes = ['after', 'before'] as const;
export type NumberScheme = (typeof numberSchemes)[number];

/** Where a locked page begins: the index of its block and the letters of that block's printed text before it. */
export type PageStart = { readonly label: string; readonly block: number; readonly offset: number };

export type Production = {
  /** Oldest first. */
  readonly revisions: readonly Revision[];
  /** The revision that changes belong to now; null: changes are not marked. */
  readonly current: RevisionId | null;
  /** Null: scene numbers are not locked. */
  readonly sceneNumbers: NumberScheme | null;
  /** Null: pages are not locked. */
  readonly pages: readonly PageStart[] | null;
};
