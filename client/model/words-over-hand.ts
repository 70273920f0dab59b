/**
 * What becomes of a camera set by hand when someone says the shot anew: a lens or a roll is given to it; a size, an angle, a
 * framing or other subjects take its place; a movement takes the place of its keys alone.
 */
import { type CameraMove, stillCamera } from '@oner/shared/camera/move.ts';
import type { ShotFields, StageFields } from '@oner/shared/document/schema.ts';
import type { Shot, StageEntry } from '@oner/shared/document/story.ts';
import type { Camera } from '@oner/shared/stage/scene.ts';
import { radians } from '@oner/shared/stage/vec3.ts';

/** What is written to the shot's stage; `replaced`: the hand's camera or keys are gone, which whoever speaks is told. */
export type OverHand = { readonly fields: StageFields; readonly replaced: boolean };

const solvedAnew = ['size', 'angle', 'framing', 'subjects'] as const satisfies readonly (keyof ShotFields)[];

const differs = (shot: Shot, fields: ShotFields, field: keyof ShotFields & keyof Shot): boolean =>
  fields[field] !== undefined && JSON.stringify(fields[field]) !== JSON.stringify(shot[field]);

const withOptics = (camera: Camera, { lens, roll }: ShotFields): Camera => ({
  ...camera,
  ...(lens === undefined ? {} : { lens }),
  ...(roll === undefined ? {} : { roll: radians(roll) }),
});

/** Null: no hand is on the shot's camera, or the words do not touch it. */
export const overHand = (shot: Shot, entry: StageEntry | undefined, fields: ShotFields): OverHand | null => {
  const camera = entry?.camera ?? null;
  const move: CameraMove | null = entry?.move ?? null;
  if (camera === null && move === null) return null;
  if (solvedAnew.some((field) => differs(shot, fields, field)))
    return { fields: { camera: null, move: null }, replaced: true };
  if (move !== null && differs(shot, fields, 'movement'))
    return { fields: { move: null, camera: withOptics(camera ?? stillCamera(move), fields) }, replaced: true };
  if (!differs(shot, fields, 'lens') && !differs(shot, fields, 'roll')) return null;
  if (move === null) return camera && { fields: { camera: withOptics(camera, fields) }, replaced: false };
  const keys = move.keys.map((key) => ({ ...key, camera: withOptics(key.camera, fields) }));
  return { fields: { move: { ...move, keys } }, replaced: false };
};
