import { arrowsOf, figureArrows } from '@oner/shared/camera/move-arrows.ts';
import { useMemo } from 'react';
import { useMeta } from '../../../model/project.tsx';
import { MoveSigns } from '../../../ui/move-signs.tsx';
import { useSession, useStage } from '../stage.tsx';

/** The signs of the shot's move over its still; while another moment is shown there are none. */
export const FrameSigns = () => {
  const { staged, session } = useStage();
  const { aspect } = useMeta();
  const still = useSession(session, (now) => now.moment === null && now.draft?.kind !== 'camera');
  const marks = useMemo(() => {
    if (staged === null) return [];
    const { move, figuresEnd } = staged.play;
    const going = figuresEnd === null ? [] : figureArrows(move, staged.spec.staged.scene.figures, figuresEnd);
    return [...arrowsOf(move), ...going];
  }, [staged]);
  return still && marks.length > 0 ? <MoveSigns marks={marks} aspect={aspect} /> : null;
};
