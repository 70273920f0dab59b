/** Which blocks of the script the editor should have, for what is on the screen. */
import type { ScriptBlock } from '@oner/shared/document/story.ts';
import type { BlockRange } from '../editor/script-window.ts';

/** Blocks are shown so far beyond the screen, and moved when less than `near` of that is left, px. */
export const reach = 2600;
export const near = 900;

export type Screen = {
  readonly blocks: readonly ScriptBlock[];
  readonly heightOf: (block: ScriptBlock) => number;
  /** A block, and where it begins below the screen's upper edge, px. */
  readonly at: { readonly index: number; readonly top: number };
  /** Of the screen, px. */
  readonly height: number;
};

/** The blocks that stand within `beyond` of the screen. */
export const blocksAround = ({ blocks, heightOf, at, height }: Screen, beyond: number): BlockRange => {
  let from = Math.min(at.index, blocks.length);
  let { top } = at;
  const heightAt = (index: number): number => {
    const block = blocks[index];
    return block ? heightOf(block) : 0;
  };
  while (from > 0 && top > -beyond) {
    from -= 1;
    top -= heightAt(from);
  }
  while (from < blocks.length - 1 && top + heightAt(from) < -beyond) {
    top += heightAt(from);
    from += 1;
  }
  let to = from;
  while (to < blocks.length && top < height + beyond) {
    top += heightAt(to);
    to += 1;
  }
  return { from, to };
};

/** The range with the blocks of a selection that must not be taken out of it. */
export const withBlocks = ({ from, to }: BlockRange, kept: readonly number[]): BlockRange => ({
  from: Math.min(from, ...kept),
  to: Math.max(to, ...kept.map((index) => index + 1)),
});
