import type { ShotId } from '@oner/shared/ids/ids.ts';
import { useSyncExternalStore } from 'react';
import { useProject } from '../../model/project.tsx';

/** How long shots last together, seconds as text. */
export const useSceneSeconds = (shots: readonly ShotId[]): string => {
  const { story } = useProject();
  const total = useSyncExternalStore(story.subscribe, () =>
    shots.reduce((sum, shot) => sum + (story.shot(shot)?.durationMs ?? 0), 0),
  );
  return (total / 1000).toFixed(total % 1000 === 0 ? 0 : 1);
};
