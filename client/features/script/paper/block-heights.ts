/** How high blocks stand on the page: as measured when they were shown, else as their words and the width of the page let expect. */
import { linesOfText } from '@oner/shared/document/pagination-wrap.ts';
import type { ScriptBlock } from '@oner/shared/document/story.ts';
import type { BlockType } from '@oner/shared/fountain/screenplay.ts';

/** Of the page, px. */
export type PageMetrics = { readonly width: number; readonly fontSize: number; readonly lineHeight: number };

/** The share of the page's width that a line has, and the space that follows, in letters' heights; as in the page's style sheet. */
const measures: Readonly<Record<BlockType, { readonly share: number; readonly space: number }>> = {
  sceneHeading: { share: 1, space: 2 },
  action: { share: 1, space: 1 },
  character: { share: 0.64, space: 0 },
  parenthetical: { share: 0.56, space: 0 },
  // most speeches are of one block, and stand apart from what follows
  dialogue: { share: 0.69, space: 1 },
  lyric: { share: 0.69, space: 1 },
  transition: { share: 1, space: 1 },
  centered: { share: 1, space: 1 },
  section: { share: 1, space: 1 },
  synopsis: { share: 1, space: 1 },
  note: { share: 1, space: 1 },
  boneyard: { share: 1, space: 1 },
  pageBreak: { share: 1, space: 1 },
};

/** The width of a letter of the script's face, in its size. */
const letterWidth = 0.6;

const expectHeight = (block: ScriptBlock, { width, fontSize, lineHeight }: PageMetrics): number => {
  const { share, space } = measures[block.type];
  const columns = Math.max(8, Math.floor((width * share) / (fontSize * letterWidth)));
  const lines = block.type === 'pageBreak' ? 0 : linesOfText(block.text, columns);
  return lines * lineHeight + space * fontSize;
};

export type BlockHeights = {
  /** px, the space to the next block included. */
  readonly of: (block: ScriptBlock) => number;
  /** Of the blocks from `from` up to but not including `to`. */
  readonly sum: (blocks: readonly ScriptBlock[], from: number, to: number) => number;
  readonly measured: (block: ScriptBlock, height: number) => void;
};

/** Blocks are immutable: one that changed is measured again. */
export const createBlockHeights = (metrics: PageMetrics): BlockHeights => {
  const known = new WeakMap<ScriptBlock, number>();
  const of = (block: ScriptBlock): number => {
    const found = known.get(block) ?? expectHeight(block, metrics);
    known.set(block, found);
    return found;
  };
  return {
    of,
    sum: (blocks, from, to) => {
      let sum = 0;
      for (let index = from; index < to; index += 1) {
        const block = blocks[index];
        if (block) sum += of(block);
      }
      return sum;
    },
    measured: (block, height) => known.set(block, height),
  };
};
