import type { ShotMove } from '@oner/shared/document/commands/shots.ts';
import { useCallback } from 'react';
import { useProject } from '../../model/project.tsx';
import { useText } from '../../ui/language.tsx';
import { useAnnouncer } from '../../ui/live-region.tsx';
import { boardMessages } from './messages.ts';

/** Moves shots and says where they stand now. */
export const useMoveShots = (): ((move: ShotMove) => void) => {
  const t = useText(boardMessages);
  const { commands, story } = useProject();
  const { say, refuse } = useAnnouncer();
  return useCallback(
    (move) => {
      const moved = commands.moveShots(move);
      if (!moved.ok) {
        refuse(t.refused);
        return;
      }
      const [only, another] = move.shots;
      const number = only !== undefined && another === undefined ? story.shot(only)?.number : null;
      say(number ? t.movedTo(number) : t.moved(move.shots.length, story.scene(move.scene)?.number ?? ''));
    },
    [commands, story, say, refuse, t],
  );
};
