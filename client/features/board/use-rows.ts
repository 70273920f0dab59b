import type { ShotId } from '@oner/shared/ids/ids.ts';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useLayoutEffect, useMemo, useState } from 'react';
import type { BoardOutline } from '../../model/board-outline.ts';
import { useMeta } from '../../model/project.tsx';
import { cardHeight } from './card-metrics.ts';
import { cardGap, columnsIn, rowOfShot, rowsOf } from './grid-layout.ts';

/** Rows that are kept ready above and below the screen. */
const overscan = 3;

export type RowSizes = {
  /** Least width of a card, px. */
  readonly least: number;
  /** Space at the sides, px. */
  readonly side: number;
  /** Height of a section's heading, px; null: sections have none. */
  readonly head: number | null;
  /** Height of what stands for a section without shots, px. */
  readonly empty: number;
};

const useWidth = (scroller: RefObject<HTMLElement | null>): number => {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = (): void => setWidth(element.clientWidth);
    measure();
    const sizes = new ResizeObserver(measure);
    sizes.observe(element);
    return () => sizes.disconnect();
  }, [scroller]);
  return width;
};

/** The places of the rows, kept in step with width and outline; the row of the current shot is always there. */
export const useRows = (
  outline: BoardOutline,
  { least, side, head, empty }: RowSizes,
  { scroller, current }: { readonly scroller: RefObject<HTMLElement | null>; readonly current: ShotId | null },
) => {
  const { aspect } = useMeta();
  const width = Math.max(0, useWidth(scroller) - 2 * side);
  const columns = columnsIn(width, least);
  const rows = useMemo(() => rowsOf(outline, columns, head !== null), [outline, columns, head]);
  const cards = cardHeight((width - (columns - 1) * cardGap.across) / columns, aspect) + cardGap.down;
  const headHeight = head ?? 0;
  const heightOf = useCallback(
    (index: number): number => {
      const kind = rows[index]?.kind;
      return kind === 'cards' ? cards : kind === 'head' ? headHeight : empty;
    },
    [rows, cards, headHeight, empty],
  );
  const kept = rowOfShot(rows, current);
  const virtualizer = useVirtualizer({
    count: width === 0 ? 0 : rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: heightOf,
    overscan,
    paddingStart: 10,
    paddingEnd: 88,
    scrollPaddingStart: 10,
    scrollPaddingEnd: 16,
    rangeExtractor: useCallback(
      (range: Parameters<typeof defaultRangeExtractor>[0]) => {
        const shown = defaultRangeExtractor(range);
        return kept < 0 || shown.includes(kept) ? shown : [...shown, kept].sort((a, b) => a - b);
      },
      [kept],
    ),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other heights are other places
  useLayoutEffect(() => virtualizer.measure(), [heightOf]);
  return { rows, virtualizer, columns };
};
