import type { Desk, Frame } from '../document/desk.ts';
import type { Shot } from '../document/story.ts';

/** What a shot is now: the hash of its still, and that of all that plays in its clip; null while that is not known. */
export type ShotHashes = { readonly still: string; readonly clip: string | null };

/**
 * Whether the frame was made from another spec than the shot has now. An upload is made from none and never stale. A clip has
 * the hash of what plays; one that was kept before there were such hashes has its still's, and is as fresh as that.
 */
export const isStale = ({ kind, specHash }: Pick<Frame, 'kind' | 'specHash'>, { still, clip }: ShotHashes): boolean => {
  if (specHash === null || specHash === still) return false;
  return kind === 'image' || (clip !== null && specHash !== clip);
};

/** The frame that stands for the shot: the picked one if it is there, else the latest; null when there is none. */
export const currentFrame = (shot: Pick<Shot, 'id' | 'pick'>, desk: Desk): Frame | null => {
  const picked = shot.pick === null ? undefined : desk.frames.get(shot.pick);
  if (picked !== undefined && picked.shot === shot.id) return picked;
  return desk.framesByShot.get(shot.id)?.at(-1) ?? null;
};
