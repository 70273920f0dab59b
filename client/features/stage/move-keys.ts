/** Keys of a camera's move, set by hand. Times are shares of the shot's duration, 0..1. */
import type { CameraKey, CameraMove } from '@oner/shared/camera/move.ts';
import type { Camera } from '@oner/shared/stage/scene.ts';

/** Two keys nearer than this in time are one. */
const apart = 0.02;

export const keyIndexAt = ({ keys }: CameraMove, at: number): number =>
  keys.findIndex((key) => Math.abs(key.at - at) < apart);

/** The move with a key at a moment: another camera for the one that is there, or a new one. */
export const withKey = (move: CameraMove, at: number, camera: Camera): CameraMove => {
  const index = keyIndexAt(move, at);
  const { hold: _, ...rest } = move;
  const keys: readonly CameraKey[] =
    index >= 0
      ? move.keys.map((key, each) => (each === index ? { ...key, camera } : key))
      : [...move.keys, { at, camera }].sort((a, b) => a.at - b.at);
  return { ...rest, keys };
};

/** The move that begins, or ends, with this camera; what stood still now goes from its other end. */
export const withEnd = (move: CameraMove, end: 'start' | 'end', camera: Camera): CameraMove => {
  const [first] = move.keys;
  const last = move.keys.at(-1);
  if (!first || !last) return { keys: [{ at: 0, camera }] };
  const spread: CameraMove = {
    ...move,
    keys:
      move.keys.length > 1
        ? move.keys.map((key) => (key === first ? { ...key, at: 0 } : key === last ? { ...key, at: 1 } : key))
        : [
            { at: 0, camera: first.camera },
            { at: 1, camera: first.camera },
          ],
  };
  return withKey(spread, end === 'start' ? 0 : 1, camera);
};

/** The move without a key; the last one stays. */
export const withoutKey = (move: CameraMove, index: number): CameraMove =>
  move.keys.length < 2 ? move : { ...move, keys: move.keys.filter((_, each) => each !== index) };
