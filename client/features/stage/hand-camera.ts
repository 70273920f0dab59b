/**
 * A camera in the hand: each function moves it as a crew would, and gives the camera that results. Metres and radians.
 * The camera stays above the floor, never looks over its own head, and keeps the roll that a frame may have.
 */
import { axesOf } from '@oner/shared/camera/view.ts';
import { rollLimit } from '@oner/shared/camera/vocabulary.ts';
import type { Camera, Vec3 } from '@oner/shared/stage/scene.ts';
import { add, clamp, length, radians, scale, subtract, unit } from '@oner/shared/stage/vec3.ts';
import { nextStop } from '../../model/lens-stops.ts';

/** The lowest that a camera is held over the floor of the set, metres. */
const lowest = 0.08;
/** The steepest that a hand tilts a camera, radians: straight up or down has no horizon to keep. */
const steepest = radians(89);
/** The nearest that a camera is brought to what it turns about, metres. */
const nearest = 0.15;

type Turn = { readonly yaw: number; readonly pitch: number };

const pitchAndYaw = (forward: Vec3): Turn => ({
  yaw: Math.atan2(forward[0], forward[2]),
  pitch: Math.asin(clamp(forward[1], -1, 1)),
});
const direction = ({ yaw, pitch }: Turn): Vec3 => [
  Math.sin(yaw) * Math.cos(pitch),
  Math.sin(pitch),
  Math.cos(yaw) * Math.cos(pitch),
];
const tilted = ({ yaw, pitch }: Turn, by: Turn): Turn => ({
  yaw: yaw + by.yaw,
  pitch: clamp(pitch + by.pitch, -steepest, steepest),
});

const forwardOf = ({ position, target }: Camera): Vec3 => unit(subtract(target, position));
const levelAxes = (camera: Camera) => axesOf(forwardOf(camera), 0);

/** Moved as a whole, its view with it, and not into the floor. */
const shifted = (camera: Camera, by: Vec3): Camera => {
  const up = Math.max(by[1], Math.min(0, lowest - camera.position[1]));
  const move: Vec3 = [by[0], up, by[2]];
  return { ...camera, position: add(camera.position, move), target: add(camera.target, move) };
};

/** Turns the head of the tripod: left is positive, up is positive. */
export const pan = (camera: Camera, left: number, up: number): Camera => {
  const reach = length(subtract(camera.target, camera.position));
  const turned = tilted(pitchAndYaw(forwardOf(camera)), { yaw: left, pitch: up });
  return { ...camera, target: add(camera.position, scale(direction(turned), reach)) };
};

/** Goes round `pivot` at the same distance, to the camera's right and up; what was seen of the pivot stays where it is in the frame. */
export const orbit = (
  camera: Camera,
  pivot: Vec3,
  { right, up }: { readonly right: number; readonly up: number },
): Camera => {
  const looking = pitchAndYaw(forwardOf(camera));
  const turned = tilted(looking, { yaw: right, pitch: -up });
  const [before, after] = [axesOf(direction(looking), 0), axesOf(direction(turned), 0)];
  const carried = (point: Vec3): Vec3 => {
    const from = subtract(point, pivot);
    const along = (axis: Vec3): number => from[0] * axis[0] + from[1] * axis[1] + from[2] * axis[2];
    const sideways = add(scale(after.right, along(before.right)), scale(after.up, along(before.up)));
    return add(pivot, add(sideways, scale(after.forward, along(before.forward))));
  };
  const next = { ...camera, position: carried(camera.position), target: carried(camera.target) };
  return next.position[1] < lowest ? camera : next;
};

/** Rolls on its track towards what it sees: metres forward; it stops before the target. */
export const dolly = (camera: Camera, forward: number): Camera => {
  const way = subtract(camera.target, camera.position);
  const reach = length(way);
  const by = Math.min(forward, reach - nearest);
  const position = add(camera.position, scale(unit(way), by));
  return position[1] < lowest ? camera : { ...camera, position };
};

/** To the camera's right, metres. */
export const truck = (camera: Camera, right: number): Camera => shifted(camera, scale(levelAxes(camera).right, right));

/** Up, metres. */
export const crane = (camera: Camera, up: number): Camera => shifted(camera, [0, up, 0]);

/** Over the floor, metres of the plan. */
export const carry = (camera: Camera, x: number, z: number): Camera => shifted(camera, [x, 0, z]);

/** Leans the horizon down to frame right by radians more. */
export const rollBy = (camera: Camera, right: number): Camera => ({
  ...camera,
  roll: clamp(camera.roll + right, -radians(rollLimit), radians(rollLimit)),
});

/** The next usual lens. */
export const zoom = (camera: Camera, step: 1 | -1): Camera => ({ ...camera, lens: nextStop(camera.lens, step) });
