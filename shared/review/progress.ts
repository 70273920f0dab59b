import type { Desk, Frame } from '../document/desk.ts';
import type { Scene, Shot, Story } from '../document/story.ts';
import type { SceneId, ShotId } from '../ids/ids.ts';
import { approvalFrom, latestDecisions } from './approval.ts';
import { currentFrame } from './freshness.ts';

/** How far a scene's shots are: `approved + changes + undecided = shots`; a void approval counts as undecided. */
export type SceneProgress = {
  readonly shots: number;
  readonly framed: number;
  readonly approved: number;
  readonly changes: number;
  readonly undecided: number;
  /** Open threads on the scene, its shots or their frames. */
  readonly openThreads: number;
};

const openThreadsByTarget = (desk: Desk): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  const frames: ReadonlyMap<string, Frame> = desk.frames;
  for (const { anchor, status } of desk.threads.values()) {
    if (status !== 'open' || anchor.id === undefined) continue;
    const frame = anchor.kind === 'frame' ? frames.get(anchor.id) : undefined;
    const target = frame?.shot ?? anchor.id;
    counts.set(target, (counts.get(target) ?? 0) + 1);
  }
  return counts;
};

/** The progress of every scene. */
export const sceneProgress = (story: Story, desk: Desk): ReadonlyMap<SceneId, SceneProgress> => {
  const latest = latestDecisions(desk.decisions);
  const open = openThreadsByTarget(desk);
  const stateOf = (shot: Shot) => approvalFrom(shot, desk, latest.get(shot.id)).state;
  const shotsOf = (scene: Scene) => scene.shots.flatMap((id: ShotId) => story.shots.get(id) ?? []);
  return new Map(
    story.scenes.map((scene) => {
      const shots = shotsOf(scene);
      const states = shots.map(stateOf);
      const approved = states.filter((state) => state === 'approved').length;
      const changes = states.filter((state) => state === 'changes').length;
      const openThreads = [scene.id, ...scene.shots].reduce((sum, id) => sum + (open.get(id) ?? 0), 0);
      const framed = shots.filter((shot) => currentFrame(shot, desk) !== null).length;
      const undecided = shots.length - approved - changes;
      return [scene.id, { shots: shots.length, framed, approved, changes, undecided, openThreads }];
    }),
  );
};
