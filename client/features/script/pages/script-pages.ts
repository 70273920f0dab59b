/** The printed pages of the script as it is now, kept up to date from one change to the next. */
import {
  createLineCounter,
  measures,
  type PageBreak,
  type Pagination,
  paperOf,
} from '@oner/shared/document/pagination.ts';
import { createPaginator, type PageLock } from '@oner/shared/document/pagination-layout.ts';
import { wrapText } from '@oner/shared/document/pagination-wrap.ts';
import type { ScriptBlock } from '@oner/shared/document/story.ts';

export type ScriptPages = {
  /** Lays out anew what changed since the last call. */
  readonly of: (blocks: readonly ScriptBlock[]) => Pagination;
};

/** `lock` tells the pages that are locked now; null: none. */
export const createScriptPages = (language: string, lock: () => PageLock | null = () => null): ScriptPages => {
  const [paper, count] = [paperOf(language), createLineCounter()];
  let locked = lock();
  let paginate = createPaginator({ paper, count, lock: locked });
  return {
    of: (blocks) => {
      const now = lock();
      if (now !== locked) {
        locked = now;
        paginate = createPaginator({ paper, count, lock: locked });
      }
      return paginate(blocks);
    },
  };
};

const isUnprinted = (marks: readonly string[]): boolean => marks.includes('note') || marks.includes('boneyard');

/** Where in the block's text a page begins within it: an offset into all of it, what is not printed included. */
export const offsetOfBreak = (
  block: ScriptBlock,
  { line }: Pick<PageBreak, 'line'>,
  cuts?: readonly number[],
): number => {
  const printed = block.runs.filter(({ marks }) => !isUnprinted(marks));
  const text = printed.map((run) => run.text).join('');
  let rest = wrapText(text, measures[block.type]?.columns ?? 61, cuts)[line]?.from ?? text.length;
  let offset = 0;
  for (const { text: part, marks } of block.runs) {
    if (!isUnprinted(marks)) {
      if (rest < part.length) return offset + rest;
      rest -= part.length;
    }
    offset += part.length;
  }
  return offset;
};
