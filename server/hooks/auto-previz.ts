import type { Desk } from '@oner/shared/document/desk.ts';
import type { Shot, Story } from '@oner/shared/document/story.ts';
import { createSpecHashes, type SpecHashes } from '@oner/shared/generation/spec-hashes.ts';
import type { ProjectId, ShotId } from '@oner/shared/ids/ids.ts';
import type { WantedFrame } from '../generation/create-generation.ts';
import { createBreather } from '../platform/breather.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { Hook } from './hook.ts';

/** Whether the built-in provider has drawn the shot as it is now. */
const isDrawn = (desk: Desk, shot: Shot, hash: string): boolean =>
  (desk.framesByShot.get(shot.id) ?? []).some((frame) => frame.kind === 'image' && frame.specHash === hash);

/** Projects whose hashes are remembered: those worked on last. */
const maxMemos = 32;

/** Shots are drawn in the order in which the board shows them. */
const inBoardOrder = (story: Story): readonly ShotId[] => story.scenes.flatMap((scene) => scene.shots);

/** Draws every placed shot whose picture is not there yet, or is of an older spec. A shot that cannot be specified holds up no other. */
export const createAutoPreviz = (options: {
  readonly request: (project: ProjectId, wanted: readonly WantedFrame[]) => Promise<void>;
  readonly clock: Clock;
  readonly logger: Logger;
}): Hook => {
  // One memo a project: it forgets what is not in the story that it was last asked about.
  const memos = new Map<ProjectId, SpecHashes>();
  const memoOf = (project: ProjectId): SpecHashes => {
    const memo = memos.get(project) ?? createSpecHashes();
    memos.delete(project);
    memos.set(project, memo);
    for (const oldest of [...memos.keys()].slice(0, -maxMemos)) memos.delete(oldest);
    return memo;
  };
  const hashOf = (project: ProjectId, story: Story, shot: ShotId): string | null => {
    try {
      return memoOf(project).still(story, shot);
    } catch (error) {
      options.logger.error('spec-failed', { project, shot, error: String(error) });
      return null;
    }
  };
  return {
    name: 'auto-previz',
    on: new Set(),
    onStory: true,
    run: async ({ project, story, desk }) => {
      const wanted: WantedFrame[] = [];
      const breathe = createBreather(options.clock);
      for (const id of inBoardOrder(story)) {
        const shot = story.shots.get(id);
        const specHash = shot ? hashOf(project, story, shot.id) : null;
        if (shot && specHash && !isDrawn(desk, shot, specHash)) wanted.push({ shot: shot.id, specHash });
        await breathe();
      }
      if (wanted.length > 0) await options.request(project, wanted);
    },
  };
};
