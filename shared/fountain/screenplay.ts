/**
 * The screenplay as plain data: what a file format reads into and writes from, and what the
 * shared document's script converts to. It knows nothing of Yjs.
 */

import type { Production, RevisedRun } from './revision.ts';

export const blockTypes = [
  'sceneHeading',
  'action',
  'character',
  'parenthetical',
  'dialogue',
  'lyric',
  'transition',
  'centered',
  'section',
  'synopsis',
  'note',
  'boneyard',
  'pageBreak',
] as const;
export type BlockType = (typeof blockTypes)[number];

export const markTypes = ['bold', 'italic', 'underline', 'strike', 'note', 'boneyard', 'revision'] as const;
export type MarkType = (typeof markTypes)[number];

/** A stretch of text under one set of marks. A line break inside a block is `\n`. */
export type Run = { readonly text: string; readonly marks: readonly MarkType[] } & RevisedRun;

export type Block = {
  readonly type: BlockType;
  readonly runs: readonly Run[];
  /** Scene headings: the printed scene number as written, when the script gives one. */
  readonly number?: string;
  /** Sections: 1 to 6. */
  readonly depth?: number;
  /** Cues of dual dialogue: which column. A `right` cue stands beside the cue before it. */
  readonly dual?: 'left' | 'right';
  /** Headings of omitted scenes: what the scene held, its own heading first; the heading itself says that it is omitted. */
  readonly omitted?: readonly Block[];
};

export type TitlePageEntry = { readonly key: string; readonly values: readonly string[] };

export type Screenplay = {
  readonly titlePage: readonly TitlePageEntry[];
  readonly blocks: readonly Block[];
  /** Revisions and locks, when the script has any. */
  readonly production?: Production;
};

/** The block's text without marks. */
export const blockText = (block: Pick<Block, 'runs'>): string => block.runs.map((run) => run.text).join('');
