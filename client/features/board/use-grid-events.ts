import type { ShotId } from '@oner/shared/ids/ids.ts';
import { type KeyboardEvent, type MouseEvent, useCallback, useSyncExternalStore } from 'react';
import { type BoardOutline, shotsOf } from '../../model/board-outline.ts';
import { useProject } from '../../model/project.tsx';
import { extendTo, selectOnly, toggleShot } from '../../model/shot-selection.ts';
import { useViewActions } from '../../model/view.ts';
import { isNarrow } from '../../ui/theme.ts';
import { type GridRow, gridKeys, stepInGrid } from './grid-layout.ts';
import { useShotActions } from './use-shot-actions.ts';

/** Whether several shots are chosen. */
export const useMany = (): boolean => {
  const { selection } = useProject();
  return useSyncExternalStore(
    selection.subscribe,
    useCallback(() => selection.get().shots.size > 1, [selection]),
  );
};

const shotOf = (event: MouseEvent): ShotId | null => {
  const card = (event.target as Element).closest<HTMLElement>('[data-shot]'); // an event's target in the page is an element
  return (card?.dataset.shot as ShotId | undefined) ?? null;
};

/** Clicks and arrows on the cards: choosing one, several, a range; opening one; the words on a frame that act. */
export const useGridEvents = ({
  outline,
  rows,
  current,
}: {
  readonly outline: BoardOutline;
  readonly rows: readonly GridRow[];
  readonly current: ShotId | null;
}) => {
  const { selection } = useProject();
  const { selectShot, openShot } = useViewActions();
  const { generate, cancel } = useShotActions();

  const choose = (shot: ShotId, event: MouseEvent): void => {
    const chosen = selection.get();
    const from = chosen.shots.size === 0 && current !== null ? selectOnly(current) : chosen;
    const order = shotsOf(outline);
    const next = event.shiftKey
      ? extendTo(from, shot, order)
      : event.ctrlKey || event.metaKey
        ? toggleShot(from, shot)
        : selectOnly(shot);
    selection.set(next);
    selectShot(next.shots.has(shot) ? shot : ([...next.shots].at(-1) ?? shot));
  };
  const onClick = (event: MouseEvent): void => {
    const shot = shotOf(event);
    if (shot === null) return;
    const act = (event.target as Element).closest<HTMLElement>('[data-act]')?.dataset.act;
    if (act === 'retry') void generate([shot]);
    else if (act === 'cancel') void cancel([shot]);
    else if (isNarrow() && shot === current) openShot(shot);
    else choose(shot, event);
  };
  const onDoubleClick = (event: MouseEvent): void => {
    const shot = shotOf(event);
    if (shot !== null) openShot(shot);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const key = gridKeys.find((each) => each === event.key);
    if (key === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = stepInGrid(rows, current, key);
    if (next === null) return;
    const before = selection.get();
    const from = before.anchor === null && current !== null ? selectOnly(current) : before;
    selection.set(event.shiftKey ? extendTo(from, next, shotsOf(outline)) : selectOnly(next));
    selectShot(next);
  };
  return { onClick, onDoubleClick, onKeyDown };
};
