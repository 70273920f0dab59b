import { DndContext, DragOverlay } from '@dnd-kit/core';
import type { ShotId } from '@oner/shared/ids/ids.ts';
import type { VirtualItem } from '@tanstack/react-virtual';
import { type ComponentProps, type CSSProperties, type ReactNode, useCallback, useRef } from 'react';
import type { BoardOutline, Section } from '../../model/board-outline.ts';
import { useSharedScroll } from '../../model/following.ts';
import { useCurrentShot } from '../../model/view.ts';
import { BoardKeys } from './board-keys.tsx';
import { CardRow } from './card-row.tsx';
import { DraggedShots } from './dragged-shots.tsx';
import { cardGap, type GridRow, rowOfShot } from './grid-layout.ts';
import styles from './shot-grid.module.css';
import { useBoardDrag } from './use-board-drag.ts';
import { useFollowCurrent, useRevealOnResize } from './use-follow-current.ts';
import { useGridEvents, useMany } from './use-grid-events.ts';
import { useRows } from './use-rows.ts';

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

const bySection = (
  items: readonly VirtualItem[],
  rows: readonly GridRow[],
): ReadonlyMap<number, readonly VirtualItem[]> => Map.groupBy(items, (item) => rows[item.index]?.section ?? -1);

type SectionProps = Pick<ShotGridProps, 'wide' | 'labelOf' | 'head' | 'empty'> & {
  readonly section: Section;
  readonly items: readonly VirtualItem[];
  readonly rows: readonly GridRow[];
  readonly columns: number;
  readonly many: boolean;
  /** The card that Tab comes to. */
  readonly tabbable: ShotId | null;
  readonly events: Pick<ComponentProps<'div'>, 'onClick' | 'onDoubleClick' | 'onKeyDown'>;
};

/** Heading, or what stands for no cards. */
const TextRows = ({ section, items, rows, head, empty }: Omit<SectionProps, 'events'>) =>
  items.map((item) => {
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
  });

const SectionRows = (props: SectionProps) => {
  const { section, items, rows, columns, wide, many, tabbable, labelOf, events } = props;
  const cards = items.flatMap((item) => {
    const row = rows[item.index];
    return row?.kind === 'cards' ? [{ shots: row.shots, start: item.start }] : [];
  });
  return (
    <section>
      <TextRows {...props} />
      {cards.length > 0 && (
        <div role="listbox" tabIndex={-1} aria-label={labelOf(section)} aria-multiselectable {...events}>
          {cards.map(({ shots, start }) => (
            <CardRow
              key={shots[0]}
              shots={shots}
              start={start}
              columns={columns}
              wide={wide}
              many={many}
              tabbable={tabbable !== null && shots.includes(tabbable) ? tabbable : null}
            />
          ))}
        </div>
      )}
    </section>
  );
};

/** The page's own live region tells of drags, in the reader's language. */
const nothing = (): undefined => undefined;
const silent = {
  announcements: { onDragStart: nothing, onDragOver: nothing, onDragEnd: nothing, onDragCancel: nothing },
  screenReaderInstructions: { draggable: '' },
};

/** What a grid knows of itself: its rows, which of them are near, how to bring a shot there, and what one does on it. */
const useGrid = ({ outline, least, side, head, empty }: ShotGridProps) => {
  const scroller = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const current = useCurrentShot();
  const sizes = { least, side, head: head?.height ?? null, empty: empty.height };
  const { rows, virtualizer, columns } = useRows(outline, sizes, { scroller, current });
  const reveal = useCallback(
    (shot: string) => {
      const index = rowOfShot(rows, shot as ShotId); // another person's text: an unknown one is in no row
      if (index >= 0) virtualizer.scrollToIndex(index, { align: 'auto' });
    },
    [rows, virtualizer],
  );
  useSharedScroll({ container: scroller, attribute: 'data-shot', reveal });
  const follow = useFollowCurrent({ current, inner, reveal });
  useRevealOnResize(scroller, current, reveal);
  const events = useGridEvents({ outline, rows, current });
  const first = rows.find((row) => row.kind === 'cards');
  const tabbable = rowOfShot(rows, current) >= 0 ? current : first?.kind === 'cards' ? (first.shots[0] ?? null) : null;
  return { scroller, inner, rows, virtualizer, columns, follow, events, tabbable };
};

/** Cards of shots, scene by scene: what is near the screen is rendered, the rest has its place. */
export const ShotGrid = (props: ShotGridProps) => {
  const { outline, side, wide, labelOf, head, empty } = props;
  const many = useMany();
  const { scroller, inner, rows, virtualizer, columns, follow, events, tabbable } = useGrid(props);
  const { sensors, dragged, bar, ...dragHandlers } = useBoardDrag(outline, { inner, down: columns === 1 });
  const size = { height: virtualizer.getTotalSize(), '--side': `${side}px`, '--across': `${cardGap.across}px` };
  return (
    <DndContext sensors={sensors} accessibility={silent} {...dragHandlers}>
      <BoardKeys outline={outline} columns={columns} hadFocus={follow.hadFocus} />
      <div ref={scroller} className={styles.scroller} {...follow.focusHandlers}>
        <div ref={inner} className={styles.inner} style={size as CSSProperties}>
          {[...bySection(virtualizer.getVirtualItems(), rows)].map(([index, items]) => {
            const section = outline[index];
            if (section === undefined) return null;
            const shown = { section, items, rows, columns, wide, many, tabbable, labelOf, empty, events };
            return (
              <SectionRows key={section.scene ?? 'unplaced'} {...shown} {...(head === undefined ? {} : { head })} />
            );
          })}
          {bar !== null && <i className={styles.landing} style={{ ...bar }} />}
        </div>
      </div>
      <DragOverlay dropAnimation={null}>{dragged.length > 0 && <DraggedShots shots={dragged} />}</DragOverlay>
    </DndContext>
  );
};
