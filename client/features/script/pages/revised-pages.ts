/** Which printed pages have words that were revised. */
import type { Pagination } from '@oner/shared/document/pagination.ts';
import { isRevised } from '@oner/shared/document/revision-runs.ts';
import type { ScriptBlock } from '@oner/shared/document/story.ts';
import type { RevisionId } from '@oner/shared/ids/ids.ts';
import type { offsetOfBreak } from './script-pages.ts';

/** Finds the letter at which a page begins within a block; the page has it already. */
export type BreakOffset = typeof offsetOfBreak;

/** Offsets into a block's text at which pages begin within it, in order. */
const breaksWithin = (
  blocks: readonly ScriptBlock[],
  { breaks, cuts }: Pagination,
  offsetOf: BreakOffset,
): ReadonlyMap<number, readonly number[]> => {
  const within = new Map<number, number[]>();
  for (const { block: index, line } of breaks) {
    const block = blocks[index];
    if (line === 0 || block === undefined) continue;
    within.set(index, [...(within.get(index) ?? []), offsetOf(block, { line }, cuts.get(index))]);
  }
  return within;
};

/** The pages, from 1, with words of the revision, or of any when none is named; each with the revision of its last revised words. */
export const revisedPages = (
  blocks: readonly ScriptBlock[],
  pagination: Pagination,
  { revision, offsetOf }: { readonly revision: RevisionId | null; readonly offsetOf: BreakOffset },
): ReadonlyMap<number, RevisionId | null> => {
  const within = breaksWithin(blocks, pagination, offsetOf);
  const revised = new Map<number, RevisionId | null>();
  blocks.forEach(({ runs }, index) => {
    let offset = 0;
    for (const run of runs) {
      const end = offset + run.text.length;
      if (isRevised(run, revision)) {
        const first = pagination.pages[index] ?? 1;
        const places = within.get(index) ?? [];
        const pageOf = (at: number): number => first + places.filter((place) => place <= at).length;
        for (let page = pageOf(offset); page <= pageOf(end - 1); page += 1) revised.set(page, run.revision ?? null);
      }
      offset = end;
    }
  });
  return revised;
};
