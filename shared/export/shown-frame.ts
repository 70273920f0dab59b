import type { Desk, Frame } from '../document/desk.ts';
import type { Shot } from '../document/story.ts';

/** The frame that stands for a shot: the picked one, else the latest. */
export const shownFrame = (desk: Desk, shot: Shot): Frame | null =>
  (shot.pick ? desk.frames.get(shot.pick) : undefined) ?? desk.framesByShot.get(shot.id)?.at(-1) ?? null;
