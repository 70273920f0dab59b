import type { ShotId } from '@oner/shared/ids/ids.ts';
import type { VirtualItem } from '@tanstack/react-virtual';
import {
  type ComponentProps,
  type CSSProperties,
  memo,
  type ReactNode,
  type RefObject,
  useCallback,
  useMemo,
  useSyncExternalStore,
} from 'react';
import type { BoardOutline, Section } from '../../model/board-outline.ts';
import { useSharedScroll } from '../../model/following.ts';
import { useCan, useMeta, useProject } from '../../model/project.tsx';
import { useCurrentShot } from '../../model/view.ts';
import { cardGap, type GridRow, rowOfShot } from './grid-layout.ts';
import { type CardManner, ShotCard } from './shot-card.tsx';
import styles from './shot-grid.module.css';
import type { LandingBar } from './use-board-drag.ts';
import { useFollowCurrent, useRevealOnResize } from './use-follow-current.ts';
import { useGridEvents } from './use-grid-events.ts';
import { type GridRows, useNearRows } from './use-rows.ts';

export type GridWindowProps = {
  readonly outline: BoardOutline;
  /** Null as long as the width is not known: nothing stands anywhere yet. */
  readonly grid: GridRows | null;
  /** Space at the sides, px. */
  readonly side: number;
  /** Cards as wide as a strip say more in their first line. */
  readonly wide: boolean;
  readonly labelOf: (section: Section) => string;
  /** The heading of a section, and its height. Absent: sections have none. */
  readonly head?: { readonly height: number; readonly render: (section: Section) => ReactNode };
  /** What stands for a section without shots. */
  readonly empty: { readonly height: number; readonly render: (section: Section) => ReactNode };
  /** Where dragged shots would land. */
  readonly bar: LandingBar | null;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly inner: RefObject<HTMLDivElement | null>;
  /** Whether a card has the focus. */
  readonly hadFocus: RefObject<boolean>;
};

const nowhere: Pick<GridRows, 'rows' | 'heights' | 'cardWidth'> = {
  rows: [],
  heights: { cards: 0, head: 0, empty: 0 },
  cardWidth: 0,
};

const bySection = (
  items: readonly VirtualItem[],
  rows: readonly GridRow[],
): ReadonlyMap<number, readonly VirtualItem[]> => Map.groupBy(items, (item) => rows[item.index]?.section ?? -1);

/** Heading, or what stands for no cards. */
const TextRows = ({
  section,
  items,
  rows,
  head,
  empty,
}: Pick<GridWindowProps, 'head' | 'empty'> & Pick<SectionProps, 'section' | 'items' | 'rows'>) =>
  items.map((item) => {
    const kind = rows[item.index]?.kind;
    if (kind === undefined || kind === 'cards') return null;
    return (
      <div
        key={kind}
        className={styles.text}
        data-empty-scene={kind === 'empty' ? section.scene : undefined}
        style={{ top: item.start }}
      >
        {kind === 'head' ? head?.render(section) : empty.render(section)}
      </div>
    );
  });

/** A card at its place, px: one that only moves is moved, and not made anew. */
const PlacedCard = memo(
  ({ left, top, ...card }: { readonly left: number; readonly top: number } & ComponentProps<typeof ShotCard>) => (
    <div role="presentation" className={styles.place} style={{ left, top }}>
      <ShotCard {...card} />
    </div>
  ),
);
PlacedCard.displayName = 'PlacedCard';

type SectionProps = Pick<GridWindowProps, 'labelOf' | 'head' | 'empty'> & {
  readonly section: Section;
  readonly items: readonly VirtualItem[];
  readonly rows: readonly GridRow[];
  readonly cardWidth: number;
  readonly manner: CardManner;
  readonly current: ShotId | null;
  /** The shots that are chosen, where several are. */
  readonly chosen: ReadonlySet<ShotId> | null;
  /** The card that Tab comes to. */
  readonly tabbable: ShotId | null;
  readonly events: Pick<ComponentProps<'div'>, 'onClick' | 'onDoubleClick' | 'onKeyDown'>;
};

const SectionRows = (props: SectionProps) => {
  const { section, items, rows, cardWidth, manner, current, chosen, tabbable, labelOf, events } = props;
  const cards = items.flatMap(({ index, start }) => {
    const row = rows[index];
    return row?.kind === 'cards'
      ? row.shots.map((id, column) => ({ id, top: start, left: column * (cardWidth + cardGap.across) }))
      : [];
  });
  return (
    <section>
      <TextRows {...props} />
      {cards.length > 0 && (
        <div role="listbox" tabIndex={-1} aria-label={labelOf(section)} aria-multiselectable {...events}>
          {cards.map((card) => (
            <PlacedCard
              key={card.id}
              {...card}
              manner={manner}
              current={card.id === current}
              chosen={chosen === null ? null : chosen.has(card.id)}
              tabbable={card.id === tabbable}
            />
          ))}
        </div>
      )}
    </section>
  );
};

/** What is the same for all cards. */
const useManner = (wide: boolean): CardManner => {
  const mayEdit = useCan('edit');
  const acts = useCan('generate');
  const { aspect, language } = useMeta();
  return useMemo(() => ({ wide, mayEdit, acts, aspect, language }), [wide, mayEdit, acts, aspect, language]);
};

/** The shots that are chosen together; null unless there are several. */
const useChosen = (): ReadonlySet<ShotId> | null => {
  const { selection } = useProject();
  const { shots } = useSyncExternalStore(selection.subscribe, selection.get);
  return shots.size > 1 ? shots : null;
};

/** Which rows are near, how to bring a shot there, and what one does on it. */
const useWindow = ({ outline, grid, scroller, inner, hadFocus }: GridWindowProps) => {
  const { rows, heights, cardWidth } = grid ?? nowhere;
  const current = useCurrentShot();
  const virtualizer = useNearRows({ rows, heights }, { scroller, current });
  const reveal = useCallback(
    (shot: string) => {
      const index = rowOfShot(rows, shot as ShotId); // another person's text: an unknown one is in no row
      if (index >= 0) virtualizer.scrollToIndex(index, { align: 'auto' });
    },
    [rows, virtualizer],
  );
  useSharedScroll({ container: scroller, attribute: 'data-shot', reveal });
  const focusHandlers = useFollowCurrent({ current, inner, hadFocus, reveal });
  useRevealOnResize(scroller, current, reveal);
  const events = useGridEvents({ outline, rows, current });
  const tabbable = useMemo(() => {
    if (rowOfShot(rows, current) >= 0) return current;
    const first = rows.find((row) => row.kind === 'cards');
    return first?.kind === 'cards' ? (first.shots[0] ?? null) : null;
  }, [rows, current]);
  return { rows, cardWidth, virtualizer, current, focusHandlers, events, tabbable };
};

/** The part of the grid that is near the screen; scrolling renders this alone. */
export const GridWindow = (props: GridWindowProps) => {
  const { outline, side, wide, labelOf, head, empty, bar, scroller, inner } = props;
  const manner = useManner(wide);
  const chosen = useChosen();
  const { virtualizer, focusHandlers, ...window } = useWindow(props);
  const size = { height: virtualizer.getTotalSize(), '--side': `${side}px`, '--card': `${window.cardWidth}px` };
  return (
    <div ref={scroller} className={styles.scroller} {...focusHandlers}>
      <div ref={inner} className={styles.inner} style={size as CSSProperties}>
        {[...bySection(virtualizer.getVirtualItems(), window.rows)].map(([index, items]) => {
          const section = outline[index];
          if (section === undefined) return null;
          const shown = { ...window, section, items, manner, chosen, labelOf, empty };
          return <SectionRows key={section.scene ?? 'unplaced'} {...shown} {...(head === undefined ? {} : { head })} />;
        })}
        {bar !== null && <i className={styles.landing} style={{ ...bar }} />}
      </div>
    </div>
  );
};
