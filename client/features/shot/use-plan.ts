import type { LineOfAction } from '@oner/shared/camera/line-of-action.ts';
import type { CameraWarning } from '@oner/shared/camera/solution.ts';
import type { Scene, Shot, Story } from '@oner/shared/document/story.ts';
import type { ShotId } from '@oner/shared/ids/ids.ts';
import type { Camera, StagedScene } from '@oner/shared/stage/scene.ts';
import { useEffect, useState } from 'react';
import { useProject } from '../../model/project.tsx';

export type PlannedCamera = { readonly shot: ShotId; readonly number: string; readonly camera: Camera };
export type Plan = {
  readonly shot: ShotId;
  readonly scene: StagedScene;
  readonly camera: Camera;
  readonly line: LineOfAction;
  readonly main: string | undefined;
  /** What had to give way. */
  readonly warnings: readonly CameraWarning[];
  /** The scene's other cameras, as far as they are solved. */
  readonly others: readonly PlannedCamera[];
};

/** The pause after an edit before the stage is solved again, ms. */
const settleMs = 200;

const sceneOf = (story: Story, shot: Shot): Scene | null => story.scenes.find(({ id }) => id === shot.scene) ?? null;

const load = async () => {
  const [{ shotSpec }, { lineOfAction }] = await Promise.all([
    import('@oner/shared/generation/spec.ts'),
    import('@oner/shared/camera/line-of-action.ts'),
  ]);
  return { shotSpec, lineOfAction };
};
type Solver = Awaited<ReturnType<typeof load>>;

const planOf = ({ shotSpec, lineOfAction }: Solver, story: Story, id: ShotId): Plan | null => {
  const spec = shotSpec(story, id);
  if (spec === null) return null;
  const { scene, camera } = spec.staged;
  return {
    shot: id,
    scene,
    camera,
    line: lineOfAction(spec.set),
    main: spec.subjects[0],
    warnings: spec.cameraWarnings,
    others: [],
  };
};

type Known = { readonly shot: Shot; readonly scene: Scene; readonly camera: Camera | null };

/** The other cameras one by one, each in a turn of its own: solving a scene of many shots must not hold up the keys. */
const solveOthers = async (
  {
    solver,
    known,
    signal,
  }: { readonly solver: Solver; readonly known: Map<ShotId, Known>; readonly signal: AbortSignal },
  story: Story,
  id: ShotId,
): Promise<readonly PlannedCamera[]> => {
  const shot = story.shots.get(id);
  const scene = shot ? sceneOf(story, shot) : null;
  if (scene === null) return [];
  const cameras: PlannedCamera[] = [];
  for (const otherId of scene.shots) {
    const other = story.shots.get(otherId);
    if (otherId === id || other === undefined) continue;
    const before = known.get(otherId);
    if (before?.shot !== other || before.scene !== scene) {
      await new Promise((resolve) => setTimeout(resolve));
      if (signal.aborted) return [];
      known.set(otherId, { shot: other, scene, camera: solver.shotSpec(story, otherId)?.staged.camera ?? null });
    }
    const camera = known.get(otherId)?.camera;
    if (camera) cameras.push({ shot: otherId, number: other.number ?? '', camera });
  }
  return cameras;
};

/** The stage of a shot from above, kept current; null until it is solved, and for a shot without a scene. */
export const usePlan = (id: ShotId): Plan | null => {
  const { story } = useProject();
  const [plan, setPlan] = useState<Plan | null>(null);
  useEffect(() => {
    const known = new Map<ShotId, Known>();
    let running = new AbortController();
    let timer: ReturnType<typeof setTimeout> | null = null;
    const solve = async (): Promise<void> => {
      timer = null;
      running.abort();
      running = new AbortController();
      const { signal } = running;
      const solver = await load();
      if (signal.aborted) return;
      const snapshot = story.snapshot();
      const own = planOf(solver, snapshot, id);
      setPlan((before) => (own === null ? null : { ...own, others: before?.shot === id ? before.others : [] }));
      const others = await solveOthers({ solver, known, signal }, snapshot, id);
      if (!signal.aborted) setPlan((before) => (before === null ? null : { ...before, others }));
    };
    const schedule = (): void => {
      timer ??= setTimeout(() => void solve(), settleMs);
    };
    const stop = story.subscribe(schedule);
    void solve();
    return () => {
      stop();
      running.abort();
      if (timer !== null) clearTimeout(timer);
    };
  }, [story, id]);
  return plan?.shot === id ? plan : null;
};
