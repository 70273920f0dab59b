import type { Scene, Shot, Story } from '../document/story.ts';

export type PlacedShot = { readonly scene: Scene; readonly shot: Shot };

/** Shots in the order of the board; unplaced ones are not in the film. */
export const shotsInBoardOrder = (story: Story): readonly PlacedShot[] =>
  story.scenes.flatMap((scene) =>
    scene.shots.flatMap((id) => {
      const shot = story.shots.get(id);
      return shot ? [{ scene, shot }] : [];
    }),
  );

/** Length in whole frames, at least one. */
export const shotFrames = (shot: Shot, fps: number): number => Math.max(1, Math.round((shot.durationMs * fps) / 1000));
