import { DndContext, DragOverlay } from '@dnd-kit/core';
import { useRef } from 'react';
import { BoardKeys } from './board-keys.tsx';
import { DraggedShots } from './dragged-shots.tsx';
import { GridWindow, type GridWindowProps } from './grid-window.tsx';
import { useBoardDrag } from './use-board-drag.ts';
import { useRows } from './use-rows.ts';

export type ShotGridProps = Pick<GridWindowProps, 'outline' | 'side' | 'wide' | 'labelOf' | 'head' | 'empty'> & {
  /** Least width of a card, px. */
  readonly least: number;
};

/** The page's own live region tells of drags, in the reader's language. */
const nothing = (): undefined => undefined;
const silent = {
  announcements: { onDragStart: nothing, onDragOver: nothing, onDragEnd: nothing, onDragCancel: nothing },
  screenReaderInstructions: { draggable: '' },
};

/** Cards of shots, scene by scene: what is near the screen is rendered, the rest has its place. */
export const ShotGrid = ({ least, ...props }: ShotGridProps) => {
  const { outline, side, head, empty } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const hadFocus = useRef(false);
  const grid = useRows(outline, { least, side, head: head?.height ?? null, empty: empty.height }, scroller);
  const columns = grid?.columns ?? 1;
  const { sensors, dragged, bar, ...dragHandlers } = useBoardDrag(outline, { inner, down: columns === 1 });
  return (
    <DndContext sensors={sensors} accessibility={silent} {...dragHandlers}>
      <BoardKeys outline={outline} columns={columns} hadFocus={hadFocus} />
      <GridWindow {...props} grid={grid} bar={bar} scroller={scroller} inner={inner} hadFocus={hadFocus} />
      <DragOverlay dropAnimation={null}>{dragged.length > 0 && <DraggedShots shots={dragged} />}</DragOverlay>
    </DndContext>
  );
};
