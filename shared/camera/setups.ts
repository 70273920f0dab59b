/** Set-ups: shots of a scene that one camera takes without being moved, numbered in the order that they are first asked for. */
import type { Camera } from '../stage/scene.ts';
import { degrees, distance, dot, subtract, unit } from '../stage/vec3.ts';

export type SetupShot<Id extends string = string> = {
  readonly id: Id;
  /** Where the camera stands when the shot begins and, if it moves, when it ends. */
  readonly camera: Camera;
  readonly end?: Camera;
};

export type CameraSetup<Id extends string = string> = {
  /** From 1. */
  readonly number: number;
  readonly camera: Camera;
  readonly end?: Camera;
  /** In board order. */
  readonly shots: readonly Id[];
};

export type SetupTolerance = {
  /** Metres. */
  readonly position: number;
  /** Degrees. */
  readonly direction: number;
  /** Share of the focal length. */
  readonly lens: number;
  /** Degrees. */
  readonly roll: number;
};

/** Within these a camera is not set up anew: it is panned a little, or the zoom is nudged. */
export const setupTolerance: SetupTolerance = { position: 0.35, direction: 8, lens: 0.06, roll: 2 };

const isSame = (a: Camera, b: Camera, tolerance: SetupTolerance): boolean => {
  const [ahead, other] = [unit(subtract(a.target, a.position)), unit(subtract(b.target, b.position))];
  return (
    distance(a.position, b.position) <= tolerance.position &&
    dot(ahead, other) >= Math.cos((tolerance.direction * Math.PI) / 180) &&
    Math.abs(a.lens / b.lens - 1) <= tolerance.lens &&
    Math.abs(degrees(a.roll - b.roll)) <= tolerance.roll
  );
};

const isTakenBy = (setup: CameraSetup, shot: SetupShot, tolerance: SetupTolerance): boolean =>
  isSame(setup.camera, shot.camera, tolerance) &&
  (setup.end === undefined ? shot.end === undefined : shot.end !== undefined && isSame(setup.end, shot.end, tolerance));

/** The set-ups of shots in board order; each shot joins the first set-up whose own first shot has its camera. */
export const setupsOf = <Id extends string>(
  shots: readonly SetupShot<Id>[],
  tolerance: SetupTolerance = setupTolerance,
): readonly CameraSetup<Id>[] => {
  const setups: { setup: Omit<CameraSetup<Id>, 'shots'>; shots: Id[] }[] = [];
  for (const { id, ...cameras } of shots) {
    const found = setups.find(({ setup }) => isTakenBy({ ...setup, shots: [] }, { id, ...cameras }, tolerance));
    if (found) found.shots.push(id);
    else setups.push({ setup: { number: setups.length + 1, ...cameras }, shots: [id] });
  }
  return setups.map(({ setup, shots: taken }) => ({ ...setup, shots: taken }));
};
