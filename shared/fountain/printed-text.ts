import type { Block } from './screenplay.ts';

/** A block's text without its inline notes and boneyards. */
export const printedText = (block: Pick<Block, 'runs'>): string =>
  block.runs
    .filter((run) => !run.marks.includes('note') && !run.marks.includes('boneyard'))
    .map((run) => run.text)
    .join('');
