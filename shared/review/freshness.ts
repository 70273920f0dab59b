import type { Desk, Frame } from '../document/desk.ts';
import type { Shot } from '../document/story.ts';

/** Whether the frame was made from another spec than the shot has now. An upload is made from none and never stale. */
export const isStale = (frame: Frame, specHash: string): boolean =>
  frame.specHash !== null && frame.specHash !== specHash;

/** The frame that stands for the shot: the picked one if it is there, else the latest; null when there is none. */
export const currentFrame = (shot: Pick<Shot, 'id' | 'pick'>, desk: Desk): Frame | null => {
  const picked = shot.pick === null ? undefined : desk.frames.get(shot.pick);
  if (picked !== undefined && picked.shot === shot.id) return picked;
  return desk.framesByShot.get(shot.id)?.at(-1) ?? null;
};
