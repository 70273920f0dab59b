import { type LineOfAction, lineOfAction } from '@oner/shared/camera/line-of-action.ts';
import { cameraAt } from '@oner/shared/camera/move.ts';
import { type CameraSetup, type SetupShot, setupsOf } from '@oner/shared/camera/setups.ts';
import { type ShotSpec, shotSpec } from '@oner/shared/generation/spec.ts';
import { playOf } from '@oner/shared/generation/spec-play.ts';
import type { SceneId, ShotId } from '@oner/shared/ids/ids.ts';
import type { StagedScene } from '@oner/shared/stage/scene.ts';
import { useEffect, useState } from 'react';
import { useProject } from '../../../model/project.tsx';

export type ScenePlan = {
  readonly set: StagedScene | null;
  readonly line: LineOfAction | null;
  readonly setups: readonly CameraSetup<ShotId>[];
};

const setupShot = (spec: ShotSpec): SetupShot<ShotId> => {
  const { move, durationMs } = playOf(spec);
  const { shake: _, ...steady } = move;
  const camera = cameraAt(steady, 0, durationMs);
  return { id: spec.shot, camera, ...(move.keys.length > 1 ? { end: cameraAt(steady, 1, durationMs) } : {}) };
};

/** All set-ups of a scene, solved shot by shot in turns of their own, and kept current; null until they are there. */
export const useSetups = (id: SceneId): ScenePlan | null => {
  const { story } = useProject();
  const [plan, setPlan] = useState<ScenePlan | null>(null);
  useEffect(() => {
    let round = 0;
    const solve = async (): Promise<void> => {
      const own = ++round;
      const snapshot = story.snapshot();
      const scene = snapshot.scenes.find((each) => each.id === id);
      const shots: SetupShot<ShotId>[] = [];
      let set: StagedScene | null = null;
      for (const shot of scene?.shots ?? []) {
        await new Promise((resolve) => setTimeout(resolve));
        if (own !== round) return;
        const spec = shotSpec(snapshot, shot);
        if (spec === null) continue;
        set ??= spec.set;
        shots.push(setupShot(spec));
      }
      if (own === round) setPlan({ set, line: set && lineOfAction(set), setups: setupsOf(shots) });
    };
    const stop = story.subscribe(() => void solve());
    void solve();
    return () => {
      round += 1;
      stop();
    };
  }, [story, id]);
  return plan;
};
