import { useEffect } from 'react';
import { useSession, useStage } from '../stage.tsx';

/** Plays the shot in its own time while the session says so; at its end it goes back to where it began from. */
export const usePlayer = (): void => {
  const { session, shot } = useStage();
  const playing = useSession(session, (now) => now.playing);
  useEffect(() => {
    if (!playing) return;
    const at = session.get().moment ?? 0;
    const from = performance.now() - (at >= 1 ? 0 : at) * shot.durationMs;
    let request = requestAnimationFrame(function step(now: number) {
      const moment = Math.min(1, Math.max(0, (now - from) / shot.durationMs));
      session.change(moment >= 1 ? { moment: 1, playing: false } : { moment });
      if (moment < 1) request = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(request);
  }, [playing, session, shot.durationMs]);
};
