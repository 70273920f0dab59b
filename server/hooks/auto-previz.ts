import type { Desk } from '@oner/shared/document/desk.ts';
import type { Shot, Story } from '@oner/shared/document/story.ts';
import { createSpecHashes } from '@oner/shared/generation/spec-hashes.ts';
import type { ProjectId, ShotId } from '@oner/shared/ids/ids.ts';
import type { WantedFrame } from '../generation/create-generation.ts';
import type { Hook } from './hook.ts';

/** Whether the built-in provider has drawn the shot as it is now. */
const isDrawn = (desk: Desk, shot: Shot, hash: string): boolean =>
  (desk.framesByShot.get(shot.id) ?? []).some((frame) => frame.specHash === hash);

/** Shots are drawn in the order in which the board shows them. */
const inBoardOrder = (story: Story): readonly ShotId[] => story.scenes.flatMap((scene) => scene.shots);

/** Draws every placed shot whose picture is not there yet, or is of an older spec. */
export const createAutoPreviz = (options: {
  readonly request: (project: ProjectId, wanted: readonly WantedFrame[]) => Promise<void>;
}): Hook => {
  const hashes = createSpecHashes();
  return {
    name: 'auto-previz',
    on: new Set(['script-changed', 'scene-added', 'shot-added', 'shot-changed']),
    run: async ({ project, story, desk }) => {
      const wanted = inBoardOrder(story).flatMap((id) => {
        const shot = story.shots.get(id);
        const specHash = shot ? hashes(story, shot.id) : null;
        return shot && specHash && !isDrawn(desk, shot, specHash) ? [{ shot: shot.id, specHash }] : [];
      });
      if (wanted.length > 0) await options.request(project, wanted);
    },
  };
};
