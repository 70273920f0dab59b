/** Turns a camera on its head, without moving it, so that a point falls where it is wanted in the frame. */
import type { Camera, Vec3 } from '../stage/scene.ts';
import { add, clamp, distance, headingOf, scale, subtract, unit } from '../stage/vec3.ts';
import { projectPoint, viewOf } from './view.ts';

export type FrameSpot = { readonly x: number; readonly y: number };

/** Where a point falls in the camera's frame, device co-ordinates. */
export const spotOf = (camera: Camera, point: Vec3): FrameSpot => {
  const [x, y] = projectPoint(viewOf(camera), point);
  return { x, y };
};

const steepest = 1.55;

/** The camera panned and tilted by angles, radians: to frame right and up as it stands level. */
export const panned = (camera: Camera, right: number, up: number): Camera => {
  const ahead = subtract(camera.target, camera.position);
  const forward = unit(ahead);
  const heading = headingOf(forward) - right;
  const pitch = clamp(Math.asin(clamp(forward[1], -1, 1)) + up, -steepest, steepest);
  const along: Vec3 = [Math.sin(heading) * Math.cos(pitch), Math.sin(pitch), Math.cos(heading) * Math.cos(pitch)];
  return { ...camera, target: add(camera.position, scale(along, distance(camera.position, camera.target))) };
};

/** The camera panned and tilted until the point is at the spot, as near as its head turns. */
export const turnedTo = (camera: Camera, point: Vec3, { x, y }: FrameSpot): Camera => {
  const straight = unit(subtract(point, camera.position));
  const depth = Math.max(0.3, distance(camera.position, point));
  let turned: Camera = { ...camera, target: add(camera.position, scale(straight, depth)) };
  for (let pass = 0; pass < 6; pass++) {
    const { fx, fy } = viewOf(turned);
    const at = spotOf(turned, point);
    const [aside, high] = [Math.atan(at.x / fx) - Math.atan(x / fx), Math.atan(at.y / fy) - Math.atan(y / fy)];
    const [c, s] = [Math.cos(camera.roll), Math.sin(camera.roll)];
    // The head is level and the frame rolled on it.
    turned = panned(turned, c * aside - s * high, s * aside + c * high);
  }
  return turned;
};
