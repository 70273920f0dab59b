/** Where revised lines and pages stand on the screen. Only what is near the screen is measured. */
import { type Pagination, pageLabel } from '@oner/shared/document/pagination.ts';
import type { Revision } from '@oner/shared/fountain/revision.ts';
import { pageTints } from '@oner/shared/fountain/revision-names.ts';
import type { RevisionId } from '@oner/shared/ids/ids.ts';
import type { Visible, visibleBlocks } from './measure-lines.ts';

/** A stretch of the paper that is one printed page, px from its top. */
export type TintedPage = {
  readonly label: string;
  readonly top: number;
  readonly bottom: number;
  readonly revision: Revision;
  readonly tint: string;
};
export type RevisionsOnScreen = { readonly lines: readonly number[]; readonly pages: readonly TintedPage[] };

/** `visible`: finds the blocks near the screen; the page has it already. */
export type MeasuredPlaces = {
  readonly visible: typeof visibleBlocks;
  readonly page: HTMLElement;
  readonly desk: HTMLElement;
  readonly paper: HTMLElement;
};

/** Lines nearer to each other than this are one, px. */
const sameLine = 5;

const linesOf = (visible: Visible, paperTop: number, wanted: RevisionId | null): readonly number[] => {
  const middles: number[] = [];
  for (const block of visible.ids.values())
    for (const words of block.querySelectorAll<HTMLElement>('[data-mark="revision"]')) {
      if (wanted !== null && words.dataset.set !== wanted) continue;
      for (const { top, bottom } of words.getClientRects()) middles.push((top + bottom) / 2 - paperTop);
    }
  middles.sort((a, b) => a - b);
  return middles
    .filter((middle, index) => index === 0 || middle - (middles[index - 1] ?? 0) > sameLine)
    .map(Math.round);
};

const beginningsOf = (visible: Visible): readonly { readonly label: string; readonly top: number }[] => {
  const found: { label: string; top: number }[] = [];
  for (const block of visible.ids.values())
    for (const mark of [block, ...block.querySelectorAll<HTMLElement>('[data-page]')])
      if (mark.dataset.page !== undefined)
        found.push({ label: mark.dataset.page, top: mark.getBoundingClientRect().top });
  return found.sort((a, b) => a.top - b.top);
};

export type RevisedLayout = {
  readonly pagination: Pagination;
  /** The page of the first block that is near the screen. */
  readonly firstPage: (block: string) => number;
  readonly revised: ReadonlyMap<number, RevisionId | null>;
  readonly revisions: readonly Revision[];
};

const pagesOf = (visible: Visible, { paper }: MeasuredPlaces, layout: RevisedLayout): readonly TintedPage[] => {
  const { pagination, revised, revisions } = layout;
  const box = paper.getBoundingClientRect();
  const [first] = visible.ids.keys();
  if (first === undefined) return [];
  const beginnings = beginningsOf(visible);
  const start =
    layout.firstPage(first) - (beginnings[0]?.label === pageLabel(pagination, layout.firstPage(first)) ? 1 : 0);
  const edges = [
    Math.max(visible.top, box.top),
    ...beginnings.map(({ top }) => top),
    Math.min(visible.bottom, box.bottom),
  ];
  return edges.slice(0, -1).flatMap((top, index) => {
    const page = start + index;
    const id = revised.get(page);
    const revision = id === undefined ? undefined : revisions.find((known) => known.id === id);
    const bottom = edges[index + 1] ?? top;
    if (revision === undefined || bottom <= top) return [];
    const place = { top: Math.round(top - box.top), bottom: Math.round(bottom - box.top) };
    return [{ label: pageLabel(pagination, page), ...place, revision, tint: pageTints[revision.color] }];
  });
};

/** `wanted`: the revision whose lines are marked; null: all. */
export const measureRevisions = (
  places: MeasuredPlaces,
  layout: RevisedLayout,
  wanted: RevisionId | null,
): RevisionsOnScreen => {
  const visible = places.visible(places.page, places.desk);
  return {
    lines: linesOf(visible, places.paper.getBoundingClientRect().top, wanted),
    pages: pagesOf(visible, places, layout),
  };
};
