import { type CutShot, type CutWarning, cutWarnings } from '@oner/shared/camera/continuity.ts';
import { type LineOfAction, lineOfAction } from '@oner/shared/camera/line-of-action.ts';
import type { Scene, Shot, Story } from '@oner/shared/document/story.ts';
import { type ShotSpec, type StagedSpec, shotSpec } from '@oner/shared/generation/spec.ts';
import { type Play, playOf } from '@oner/shared/generation/spec-play.ts';
import type { ShotId } from '@oner/shared/ids/ids.ts';
import { poseFigure } from '@oner/shared/stage/pose-figure.ts';
import type { Camera } from '@oner/shared/stage/scene.ts';
import { useEffect, useState } from 'react';
import { useProject } from '../../model/project.tsx';

/** A shot of the scene, as solved. */
export type PlannedShot = {
  readonly shot: ShotId;
  readonly number: string;
  readonly camera: Camera;
  readonly cut: CutShot;
};

/** A warning on the cut between this shot and the one before or after it. */
export type CutFinding = { readonly other: string; readonly after: boolean; readonly warning: CutWarning };

export type Staged = {
  readonly shot: ShotId;
  /** What it was made from. */
  readonly story: Story;
  /** What the shot asks for, with the whole set, and the camera that shows it with what it sees of the set. */
  readonly spec: ShotSpec;
  readonly play: Play;
  readonly line: LineOfAction;
  /** The scene's other shots, as far as they are solved, in board order. */
  readonly others: readonly PlannedShot[];
  readonly cuts: readonly CutFinding[];
};

/** Whether the shot shows anything move: its camera, or someone in it. */
export const isMoving = ({ play }: Staged): boolean =>
  play.move.keys.length > 1 || play.move.shake !== undefined || play.figuresEnd !== null;

/** The pause after an edit before the stage is solved again, ms. */
const settleMs = 60;

const sceneOf = (story: Story, shot: Shot): Scene | null => story.scenes.find(({ id }) => id === shot.scene) ?? null;

const cutShot = ({ framing, staged, set, subjects }: StagedSpec): CutShot => ({
  size: framing.size,
  angle: framing.angle,
  framing: framing.framing,
  movement: framing.movement,
  camera: staged.camera,
  subjects: subjects.filter((name) => set.figures.some((figure) => figure.name === name)),
  heads: new Map(set.figures.map((figure) => [figure.name, poseFigure(figure).points.headCentre])),
});

type Own = Omit<Staged, 'others' | 'cuts'> & { readonly cut: CutShot };

const ownOf = (story: Story, id: ShotId): Own | null => {
  const spec = shotSpec(story, id);
  if (spec === null) return null;
  return { shot: id, story, spec, play: playOf(spec), line: lineOfAction(spec.set), cut: cutShot(spec) };
};

/** The shot as solved, and all that it was solved from: as long as that is the same, so is it. */
type Known = { readonly inputs: readonly unknown[]; readonly planned: PlannedShot | null };

const inputsOf = (story: Story, scene: Scene, shot: Shot): readonly unknown[] => [
  shot,
  scene,
  story.cast,
  story.meta.aspect,
  story.stage.get(scene.id),
  story.stage.get(shot.id),
];
const same = (a: readonly unknown[], b: readonly unknown[]): boolean => a.every((input, index) => input === b[index]);

type Others = { readonly known: Map<ShotId, Known>; readonly signal: AbortSignal };

/** The other shots one by one, each in a turn of its own: solving a scene of many shots must not hold up the keys. */
const solveOthers = async ({ known, signal }: Others, story: Story, id: ShotId): Promise<readonly PlannedShot[]> => {
  const shot = story.shots.get(id);
  const scene = shot ? sceneOf(story, shot) : null;
  if (scene === null) return [];
  const planned: PlannedShot[] = [];
  for (const otherId of scene.shots) {
    const other = story.shots.get(otherId);
    if (otherId === id || other === undefined) continue;
    const inputs = inputsOf(story, scene, other);
    if (!same(known.get(otherId)?.inputs ?? [null], inputs)) {
      await new Promise((resolve) => setTimeout(resolve));
      if (signal.aborted) return [];
      const spec = shotSpec(story, otherId);
      const made = spec && {
        shot: otherId,
        number: other.number ?? '',
        camera: spec.staged.camera,
        cut: cutShot(spec),
      };
      known.set(otherId, { inputs, planned: made });
    }
    const found = known.get(otherId)?.planned;
    if (found) planned.push(found);
  }
  return planned;
};

/** The cuts into this shot and out of it. */
const cutsOf = ({ story, shot, cut }: Own, others: readonly PlannedShot[]): readonly CutFinding[] => {
  const scene = story.scenes.find(({ shots }) => shots.includes(shot));
  const at = scene?.shots.indexOf(shot) ?? -1;
  const beside = (step: number): PlannedShot | undefined =>
    others.find((each) => each.shot === scene?.shots[at + step]);
  const [before, after] = [beside(-1), beside(1)];
  return [
    ...(before ? cutWarnings(before.cut, cut).map((warning) => ({ other: before.number, after: false, warning })) : []),
    ...(after ? cutWarnings(cut, after.cut).map((warning) => ({ other: after.number, after: true, warning })) : []),
  ];
};

/** The stage of a shot, kept current; null until it is solved, and for a shot without a scene. */
export const useStaged = (id: ShotId): Staged | null => {
  const { story } = useProject();
  const [staged, setStaged] = useState<Staged | null>(null);
  useEffect(() => {
    const known = new Map<ShotId, Known>();
    let running = new AbortController();
    let timer: ReturnType<typeof setTimeout> | null = null;
    const solve = async (): Promise<void> => {
      timer = null;
      running.abort();
      running = new AbortController();
      const { signal } = running;
      const own = ownOf(story.snapshot(), id);
      setStaged((before) => {
        if (own === null) return null;
        return before?.shot === id ? { ...before, ...own } : { ...own, others: [], cuts: [] };
      });
      if (own === null) return;
      const others = await solveOthers({ known, signal }, own.story, id);
      if (!signal.aborted) setStaged({ ...own, others, cuts: cutsOf(own, others) });
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
  return staged?.shot === id ? staged : null;
};
