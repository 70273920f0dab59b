import { DndContext, DragOverlay } from '@dnd-kit/core';
import type { ShotId } from '@oner/shared/ids/ids.ts';
import { defaultRangeExtractor, useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import {
  type CSSProperties,
  memo,
  type ReactNode,
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { assetUrl } from '../../connection/api.ts';
import type { BoardOutline, Section } from '../../model/board-outline.ts';
import { useSharedScroll } from '../../model/following.ts';
import { shownFrame, useFrames, useMeta, useShot } from '../../model/project.tsx';
import { useCurrentShot } from '../../model/view.ts';
import { useText } from '../../ui/language.tsx';
import { ShotFrame } from '../../ui/shot-frame.tsx';
import { BoardKeys } from './board-keys.tsx';
import { cardHeight } from './card-metrics.ts';
import { cardGap, columnsIn, type GridRow, rowOfShot, rowsOf } from './grid-layout.ts';
import { boardMessages } from './messages.ts';
import { ShotCard } from './shot-card.tsx';
import styles from './shot-grid.module.css';
import { useBoardDrag } from './use-board-drag.ts';
import { useFollowCurrent } from './use-follow-current.ts';
import { useGridEvents, useMany } from './use-grid-events.ts';

/** Rows that are kept ready above and below the screen. */
const overscan = 3;

export type ShotGridProps = {
  readonly outline: BoardOutline;
  /** Least width of a card, px. */
  readonly least: number;
  /** Space at the sides, px. */
  readonly side: number;
  /** Cards as wide as a strip say more in their first line. */
  readonly wide: boolean;
  readonly labelOf: (section: Section) => string;
  /** The heading of a section, and its height. Absent: sections have none. */
  readonly head?: { readonly height: number; readonly render: (section: Section) => ReactNode };
  /** What stands for a section without shots. */
  readonly empty: { readonly height: number; readonly render: (section: Section) => ReactNode };
};

const useWidth = (scroller: React.RefObject<HTMLElement | null>): number => {
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

const CardRow = memo(
  ({
    shots,
    start,
    columns,
    wide,
    many,
    tabbable,
  }: {
    readonly shots: readonly ShotId[];
    readonly start: number;
    readonly columns: number;
    readonly wide: boolean;
    readonly many: boolean;
    /** The card of this row that Tab comes to, if it is here. */
    readonly tabbable: ShotId | null;
  }) => (
    <div
      role="presentation"
      className={styles.row}
      style={{ transform: `translateY(${start}px)`, gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
    >
      {shots.map((id) => (
        <ShotCard key={id} id={id} wide={wide} many={many} tabbable={id === tabbable} />
      ))}
    </div>
  ),
);
CardRow.displayName = 'CardRow';

const Dragged = ({ shots }: { readonly shots: readonly ShotId[] }) => {
  const t = useText(boardMessages);
  const id = shots[0] ?? ('' as ShotId); // shown only while something is dragged
  const shot = useShot(id);
  const frame = shownFrame(shot, useFrames(id));
  const { aspect } = useMeta();
  return (
    <span className={`${styles.overlay} darkroom`}>
      <span className={styles.thumb}>
        <ShotFrame aspect={aspect} src={frame === null ? null : assetUrl(frame.asset)} alt="" />
      </span>
      {shots.length > 1 ? t.dragged(shots.length) : shot?.number}
    </span>
  );
};

/** The places of the rows, kept in step with width and outline; the row of the current shot is always there. */
const useRows = (props: ShotGridProps, scroller: React.RefObject<HTMLDivElement | null>, current: ShotId | null) => {
  const { outline, least, side, head, empty } = props;
  const { aspect } = useMeta();
  const width = Math.max(0, useWidth(scroller) - 2 * side);
  const columns = columnsIn(width, least);
  const rows = useMemo(() => rowsOf(outline, columns, head !== undefined), [outline, columns, head]);
  const cards = cardHeight((width - (columns - 1) * cardGap.across) / columns, aspect) + cardGap.down;
  const headHeight = head?.height ?? 0;
  const heightOf = useCallback(
    (index: number): number => {
      const kind = rows[index]?.kind;
      return kind === 'cards' ? cards : kind === 'head' ? headHeight : empty.height;
    },
    [rows, cards, headHeight, empty.height],
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

const bySection = (
  items: readonly VirtualItem[],
  rows: readonly GridRow[],
): ReadonlyMap<number, readonly VirtualItem[]> => Map.groupBy(items, (item) => rows[item.index]?.section ?? -1);

/** Cards of shots, scene by scene: what is near the screen is rendered, the rest has its place. */
export const ShotGrid = (props: ShotGridProps) => {
  const { outline, side, wide, labelOf, head, empty } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const current = useCurrentShot();
  const many = useMany();
  const { rows, virtualizer, columns } = useRows(props, scroller, current);
  const reveal = useCallback(
    (shot: string) => {
      const index = rowOfShot(rows, shot as ShotId); // another person's text: an unknown one is in no row
      if (index >= 0) virtualizer.scrollToIndex(index, { align: 'auto' });
    },
    [rows, virtualizer],
  );
  useSharedScroll({ container: scroller, attribute: 'data-shot', reveal });
  const { hadFocus, focusHandlers } = useFollowCurrent({ current, inner, reveal });
  const events = useGridEvents({ outline, rows, current });
  const drag = useBoardDrag(outline, { inner, down: columns === 1 });
  const first = rows.find((row) => row.kind === 'cards');
  const tabbable = rowOfShot(rows, current) >= 0 ? current : first?.kind === 'cards' ? (first.shots[0] ?? null) : null;
  return (
    <DndContext
      sensors={drag.sensors}
      onDragStart={drag.onDragStart}
      onDragEnd={drag.onDragEnd}
      onDragCancel={drag.onDragCancel}
      accessibility={{ announcements: silent, screenReaderInstructions: { draggable: '' } }}
    >
      <BoardKeys outline={outline} columns={columns} hadFocus={hadFocus} />
      <div ref={scroller} className={styles.scroller} {...focusHandlers}>
        <div
          ref={inner}
          className={styles.inner}
          style={
            {
              height: virtualizer.getTotalSize(),
              '--side': `${side}px`,
              '--across': `${cardGap.across}px`,
            } as CSSProperties
          }
        >
          {[...bySection(virtualizer.getVirtualItems(), rows)].map(([index, items]) => {
            const section = outline[index];
            if (section === undefined) return null;
            const cardRows = items.filter((item) => rows[item.index]?.kind === 'cards');
            return (
              <section key={section.scene ?? 'unplaced'}>
                {items.map((item) => {
                  const kind = rows[item.index]?.kind;
                  if (kind === undefined || kind === 'cards') return null;
                  return (
                    <div
                      key={kind}
                      className={styles.row}
                      data-empty-scene={kind === 'empty' ? section.scene : undefined}
                      style={{ transform: `translateY(${item.start}px)` }}
                    >
                      {kind === 'head' ? head?.render(section) : empty.render(section)}
                    </div>
                  );
                })}
                {cardRows.length > 0 && (
                  <div role="listbox" tabIndex={-1} aria-label={labelOf(section)} aria-multiselectable {...events}>
                    {cardRows.map((item) => {
                      const row = rows[item.index];
                      if (row?.kind !== 'cards') return null;
                      return (
                        <CardRow
                          key={row.shots[0]}
                          shots={row.shots}
                          start={item.start}
                          columns={columns}
                          wide={wide}
                          many={many}
                          tabbable={tabbable !== null && row.shots.includes(tabbable) ? tabbable : null}
                        />
                      );
                    })}
                  </div>
                )}
              </section>
            );
          })}
          {drag.bar !== null && <i className={styles.landing} style={{ ...drag.bar }} />}
        </div>
      </div>
      <DragOverlay dropAnimation={null}>{drag.dragged.length > 0 && <Dragged shots={drag.dragged} />}</DragOverlay>
    </DndContext>
  );
};

/** The page's own live region tells of drags, in the reader's language. */
const nothing = (): undefined => undefined;
const silent = { onDragStart: nothing, onDragOver: nothing, onDragEnd: nothing, onDragCancel: nothing };
