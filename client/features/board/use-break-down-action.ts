import type { SceneId } from '@oner/shared/ids/ids.ts';
import { useCallback } from 'react';
import { useBreakDown } from '../../model/break-down.ts';
import { useText } from '../../ui/language.tsx';
import { useAnnouncer } from '../../ui/live-region.tsx';
import { boardMessages } from './messages.ts';

/** Proposes shots for a scene, or for all (null), and says how many came. */
export const useBreakDownAction = (): ((scene: SceneId | null) => Promise<void>) => {
  const t = useText(boardMessages);
  const breakDown = useBreakDown();
  const { say, notify, refuse } = useAnnouncer();
  return useCallback(
    async (scene) => {
      say(t.breakingDown);
      const done = await breakDown(scene);
      if (!done.ok) refuse(t.brokenDownRefused);
      else if (done.value.added === 0) notify(t.brokenDownNothing);
      else if (done.value.covered > 0) notify(t.brokenDownCovered(done.value.added, done.value.covered));
      else notify(t.brokenDown(done.value.added));
    },
    [breakDown, say, notify, refuse, t],
  );
};
