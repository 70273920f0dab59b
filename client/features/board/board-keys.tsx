import type { RefObject } from 'react';
import { type BoardOutline, shotsOf } from '../../model/board-outline.ts';
import { useCan, useProject } from '../../model/project.tsx';
import { useHasTargets, useReadTargets } from '../../model/selection-store.ts';
import { noSelection, toggleShot } from '../../model/shot-selection.ts';
import { useCurrentShot } from '../../model/view.ts';
import { useCommand } from '../../ui/commands.tsx';
import { useText } from '../../ui/language.tsx';
import { useAnnouncer } from '../../ui/live-region.tsx';
import { boardKeys } from './field-keys.ts';
import { boardMessages } from './messages.ts';
import { stepMove } from './reorder.ts';
import { useMany } from './use-grid-events.ts';
import { useMoveShots } from './use-move-shots.ts';

/** The keys of a board that is shown: choosing several, and moving them without a pointer. */
export const BoardKeys = ({
  outline,
  columns,
  hadFocus,
}: {
  readonly outline: BoardOutline;
  readonly columns: number;
  readonly hadFocus: RefObject<boolean>;
}) => {
  const t = useText(boardMessages);
  const { selection } = useProject();
  const { say } = useAnnouncer();
  const targets = useReadTargets();
  const current = useCurrentShot();
  const many = useMany();
  const mayEdit = useCan('edit');
  const moveShots = useMoveShots();
  const group = t.groupShots;
  const step = (by: number) => () => {
    const move = stepMove(outline, targets(), by);
    if (move === null) {
      say(t.cannotMove);
      return;
    }
    hadFocus.current ||= document.activeElement === document.body;
    moveShots(move);
  };
  const chosen = useHasTargets();
  useCommand({
    id: 'board.all',
    title: t.allShots,
    group,
    keys: boardKeys.all,
    outsideText: true,
    run: () => selection.set({ shots: new Set(shotsOf(outline)), anchor: current }),
  });
  useCommand({
    id: 'board.toggle',
    title: t.toggleShot,
    group,
    keys: boardKeys.toggle,
    enabled: current !== null,
    palette: false,
    run: () => current !== null && selection.set(toggleShot(selection.get(), current)),
  });
  useCommand({
    id: 'board.clear',
    title: t.clearChoice,
    group,
    keys: ['Escape'],
    enabled: many,
    palette: false,
    run: () => selection.set(noSelection),
  });
  useCommand({
    id: 'board.move-back',
    title: t.moveBack,
    group,
    keys: [boardKeys.back[0]],
    enabled: mayEdit && chosen,
    outsideText: true,
    run: step(-1),
  });
  useCommand({
    id: 'board.move-forth',
    title: t.moveForth,
    group,
    keys: [boardKeys.forth[0]],
    enabled: mayEdit && chosen,
    outsideText: true,
    run: step(1),
  });
  useCommand({
    id: 'board.move-up',
    title: t.moveUp,
    group,
    keys: [boardKeys.back[1]],
    enabled: mayEdit && chosen,
    palette: false,
    outsideText: true,
    run: step(-columns),
  });
  useCommand({
    id: 'board.move-down',
    title: t.moveDown,
    group,
    keys: [boardKeys.forth[1]],
    enabled: mayEdit && chosen,
    palette: false,
    outsideText: true,
    run: step(columns),
  });
  return null;
};
