import type { ShotId } from '@oner/shared/ids/ids.ts';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useLayoutEffect, useMemo, useState } from 'react';
import type { BoardOutline } from '../../model/board-outline.ts';
import { useMeta } from '../../model/project.tsx';
import { cardHeight } from './card-metrics.ts';
import { cardGap, columnsIn, type GridRow, rowOfShot, rowsOf } from './grid-layout.ts';

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

/** The rows of a board and their sizes, px. */
export type GridRows = {
  readonly rows: readonly GridRow[];
  readonly columns: number;
  readonly cardWidth: number;
  /** Height of a row of each kind, with the space below it. */
  readonly heights: Readonly<Record<GridRow['kind'], number>>;
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

/** The rows, in step with outline and width; null until the width is known. */
export const useRows = (
  outline: BoardOutline,
  { least, side, head, empty }: RowSizes,
  scroller: RefObject<HTMLElement | null>,
): GridRows | null => {
  const { aspect } = useMeta();
  const width = Math.max(0, useWidth(scroller) - 2 * side);
  return useMemo(() => {
    if (width === 0) return null;
    const columns = columnsIn(width, least);
    const cardWidth = (width - (columns - 1) * cardGap.across) / columns;
    const cards = cardHeight(cardWidth, aspect) + cardGap.down;
    return {
      rows: rowsOf(outline, columns, head !== null),
      columns,
      cardWidth,
      heights: { cards, head: head ?? 0, empty },
    };
  }, [outline, width, least, head, empty, aspect]);
};

/** Which of the rows are near the screen; the row of the current shot always is. */
export const useNearRows = (
  { rows, heights }: Pick<GridRows, 'rows' | 'heights'>,
  { scroller, current }: { readonly scroller: RefObject<HTMLElement | null>; readonly current: ShotId | null },
) => {
  const { cards, head, empty } = heights;
  const heightOf = useCallback(
    (index: number): number => ({ cards, head, empty })[rows[index]?.kind ?? 'empty'],
    [rows, cards, head, empty],
  );
  const kept = useMemo(() => rowOfShot(rows, current), [rows, current]);
  // Another function tells the virtualizer at once that the places are others.
  // biome-ignore lint/correctness/useExhaustiveDependencies: other heights are other places
  const getItemKey = useCallback((index: number): number => index, [heightOf]);
  return useVirtualizer({
    count: rows.length,
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
    getItemKey,
  });
};
