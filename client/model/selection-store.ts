import type { ShotId } from '@oner/shared/ids/ids.ts';
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { useLocationProperty } from 'wouter/use-browser-location';
import { useBoardOrder } from './board-outline.ts';
import { useProject } from './project.tsx';
import { noSelection, type ShotSelection, targetsOf } from './shot-selection.ts';
import { shotInAddress, useCurrentShot } from './view.ts';

/** What a page that is about to open shall give the focus to. */
export type Wish = 'versions' | 'description' | 'dialogue' | 'notes' | 'providers';

/** The shots that are chosen together on this screen; of all places where shots are shown there is one choice. */
export type SelectionStore = {
  readonly get: () => ShotSelection;
  readonly set: (selection: ShotSelection) => void;
  readonly subscribe: (listener: () => void) => () => void;
  /** Asks whoever shows it to focus a part; false: nobody does now, and the wish stays for who comes next. */
  readonly wish: (wish: Wish) => boolean;
  /** Hears of the wishes that it names, also of one that still stands; returns how to stop. */
  readonly onWish: (wishes: readonly Wish[], grant: (wish: Wish) => void) => () => void;
};

export const createSelectionStore = (): SelectionStore => {
  let selection = noSelection;
  let wished: Wish | null = null;
  const listeners = new Set<() => void>();
  const granters = new Set<() => void>();
  return {
    get: () => selection,
    set: (next) => {
      selection = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    wish: (wish) => {
      wished = wish;
      for (const grant of [...granters]) grant();
      return wished === null;
    },
    onWish: (wishes, grant) => {
      const look = (): void => {
        const wish = wished;
        if (wish === null || !wishes.includes(wish)) return;
        wished = null;
        grant(wish);
      };
      granters.add(look);
      look();
      return () => granters.delete(look);
    },
  };
};

const isShotPage = (): boolean => /^\/p\/[^/]+\/shot\//.test(window.location.pathname);
/** Whether one looks at a shot's own page. */
export const useIsShotPage = (): boolean => useLocationProperty(isShotPage);

/** The shots that a command acts on now, in board order; on a shot's page that shot alone. */
export const useTargets = (): readonly ShotId[] => {
  const { selection } = useProject();
  const order = useBoardOrder();
  const current = useCurrentShot();
  const onShotPage = useIsShotPage();
  const chosen = useSyncExternalStore(selection.subscribe, selection.get);
  return useMemo(
    () => targetsOf(onShotPage ? noSelection : chosen, current, order),
    [onShotPage, chosen, current, order],
  );
};

/** The same for commands, which ask when they run and are not woken before. */
export const useReadTargets = (): (() => readonly ShotId[]) => {
  const { selection, outline } = useProject();
  return useCallback(
    () => targetsOf(isShotPage() ? noSelection : selection.get(), shotInAddress(), outline.order()),
    [selection, outline],
  );
};

/** Whether there is a shot that commands could act on. */
export const useHasTargets = (): boolean => {
  const { selection } = useProject();
  const named = useLocationProperty(() => shotInAddress() !== null);
  const chosen = useSyncExternalStore(selection.subscribe, () => selection.get().shots.size > 0);
  return named || chosen;
};
