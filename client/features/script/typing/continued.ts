/** (CONT'D): who speaks on after something else happened in the same scene. */

import { isSpeech } from '@oner/shared/document/pagination.ts';
import { cueName } from '@oner/shared/fountain/cue.ts';
import type { BlockType } from '@oner/shared/fountain/screenplay.ts';

/** A block as far as it matters here. */
export type Spoken = { readonly type: BlockType; readonly text: string };

const unseen: ReadonlySet<BlockType> = new Set(['note', 'boneyard', 'synopsis', 'pageBreak']);

/** Whether the cue at `index` goes on with a speech of the same person that something else interrupted. */
export const isContinued = (blocks: readonly Spoken[], index: number): boolean => {
  const name = cueName(blocks[index]?.text ?? '');
  let interrupted = false;
  for (let at = index - 1; at >= 0 && name !== ''; at -= 1) {
    const block = blocks[at];
    if (!block || block.type === 'sceneHeading' || block.type === 'section') return false;
    if (block.type === 'character') return interrupted && cueName(block.text) === name;
    if (!isSpeech(block.type) && !unseen.has(block.type) && block.text.trim() !== '') interrupted = true;
  }
  return false;
};

const mark = /\s*[(（]\s*CONT(?:['’]?D|INUED|\.)?\s*[)）]/i;

/** The cue with the mark, or without it. Names in a script without capitals have none. */
export const withContinued = (cue: string, continued: boolean): string => {
  if (!continued) return cue.replace(mark, '');
  if (mark.test(cue) || cue.toUpperCase() === cue.toLowerCase()) return cue;
  return `${cue.trimEnd()} (CONT'D)`;
};
