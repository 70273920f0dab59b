/** The view of a camera: its axes and its projection. Whoever draws or measures a frame takes them from here. */
import type { Camera, Vec3 } from '../stage/scene.ts';
import { add, clamp, cross, dot, scale, subtract, unit } from '../stage/vec3.ts';

export type View = {
  readonly position: Vec3;
  /** Unit vectors, rolled: to frame right, to frame top, into the picture. Right × up points to the viewer. */
  readonly right: Vec3;
  readonly up: Vec3;
  readonly forward: Vec3;
  /** Normalised device co-ordinates are x = fx · right/forward, y = fy · up/forward, −1 to 1 inside the frame, y up. */
  readonly fx: number;
  readonly fy: number;
};

/** Height of the frame on the sensor, mm: the sensor is 35 mm wide, and never higher than that. */
export const sensorHeight = (aspect: number): number => 35 / Math.max(aspect, 1);

/** 1 / tan(half the vertical field of view): how many half frame heights one metre fills at one metre. */
export const focalFactor = (lens: number, aspect: number): number => lens / (0.5 * sensorHeight(aspect));

/** Vertical field of view, radians. */
export const verticalFieldOfView = (lens: number, aspect: number): number =>
  2 * Math.atan((0.5 * sensorHeight(aspect)) / lens);

const worldUp: Vec3 = [0, 1, 0];
/** Top of the frame for a camera that looks exactly straight down or up. */
const plumbUp: Vec3 = [0, 0, -1];

/** Axes that look along `forward` with the horizon leaning down to frame right by `roll`, radians. */
export const axesOf = (forward: Vec3, roll: number): { right: Vec3; up: Vec3; forward: Vec3 } => {
  const plumb = Math.abs(forward[1]) > 1 - 1e-9;
  const right = unit(cross(forward, plumb ? plumbUp : worldUp), [1, 0, 0]);
  const up = cross(right, forward);
  const [c, s] = [Math.cos(roll), Math.sin(roll)];
  return { right: add(scale(right, c), scale(up, s)), up: add(scale(right, -s), scale(up, c)), forward };
};

export const viewOf = (camera: Camera): View => {
  const fy = focalFactor(camera.lens, camera.aspect);
  const forward = unit(subtract(camera.target, camera.position));
  return { position: camera.position, ...axesOf(forward, camera.roll), fx: fy / camera.aspect, fy };
};

/** A point in camera axes: right, up, and depth along the view, metres. */
export const toCamera = (view: View, point: Vec3): Vec3 => {
  const offset = subtract(point, view.position);
  return [dot(offset, view.right), dot(offset, view.up), dot(offset, view.forward)];
};

/** What is nearer than this is taken to stand at it when it is projected, metres; previz clips here. */
export const nearPlane = 0.08;

/** Normalised device co-ordinates and depth (not clamped; negative behind the camera). */
export const projectPoint = (view: View, point: Vec3): Vec3 => {
  const [x, y, depth] = toCamera(view, point);
  const by = Math.max(depth, nearPlane);
  return [(view.fx * x) / by, (view.fy * y) / by, depth];
};

/** From device co-ordinates to frame co-ordinates: 0..1, origin top left. */
export const toFrame = (x: number, y: number): readonly [x: number, y: number] => [(x + 1) / 2, (1 - y) / 2];

/** Degrees that the camera looks up; negative looks down. */
export const pitchOf = (camera: Camera): number => {
  const forward = unit(subtract(camera.target, camera.position));
  return (Math.asin(clamp(forward[1], -1, 1)) * 180) / Math.PI;
};
