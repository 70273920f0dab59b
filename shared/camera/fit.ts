/** Where the camera must stand, its direction and lens given, so that points fall where they are wanted. All closed forms. */
import type { Camera, Vec3 } from '../stage/scene.ts';
import { add, clamp, dot, length, mix, radians, scale, subtract } from '../stage/vec3.ts';
import { axesOf, focalFactor, nearPlane } from './view.ts';

/** A direction to look in: from which side of the subject (heading, radians), how far up (degrees), roll (degrees). */
export type Direction = { readonly from: number; readonly pitch: number; readonly roll: number };
export type Optics = { readonly lens: number; readonly aspect: number };

export type Axes = {
  readonly right: Vec3;
  readonly up: Vec3;
  readonly forward: Vec3;
  readonly fx: number;
  readonly fy: number;
};

/** Steepest pitch that still has a heading: a camera that looks straight down keeps its frame's top away from it. */
const steepest = 89.9;

export const axesFor = ({ from, pitch, roll }: Direction, { lens, aspect }: Optics): Axes => {
  const tilt = radians(clamp(pitch, -steepest, steepest));
  const forward: Vec3 = [-Math.sin(from) * Math.cos(tilt), Math.sin(tilt), -Math.cos(from) * Math.cos(tilt)];
  const fy = focalFactor(lens, aspect);
  return { ...axesOf(forward, radians(roll)), fx: fy / aspect, fy };
};

/** A camera at `position` that looks along the axes, its target at the depth of `subject`. */
export const cameraAt = (axes: Axes, position: Vec3, subject: Vec3, optics: Optics & { roll: number }): Camera => {
  const depth = Math.max(0.3, dot(subtract(subject, position), axes.forward));
  return {
    position,
    target: add(position, scale(axes.forward, depth)),
    roll: radians(optics.roll),
    lens: optics.lens,
    aspect: optics.aspect,
  };
};

const inAxes = (axes: Axes, point: Vec3): Vec3 => [
  dot(point, axes.right),
  dot(point, axes.up),
  dot(point, axes.forward),
];
const fromAxes = (axes: Axes, [x, y, z]: Vec3): Vec3 =>
  add(add(scale(axes.right, x), scale(axes.up, y)), scale(axes.forward, z));

/** What the frame's edges should cut: `top` at height `topAt` and `cut` at `cutAt` (device co-ordinates, y up). */
export type CutLine = {
  readonly top: Vec3;
  readonly topAt: number;
  readonly cut: Vec3;
  readonly cutAt: number;
};

/** Under this share of its length that stands upright in the frame, a cut line only gives the scale. */
export const uprightShare = 0.5;

/** Whether a line stands upright enough in the frame to be fitted exactly. */
export const isUpright = ({ up }: Pick<Axes, 'up'>, { top, cut }: CutLine): boolean =>
  dot(subtract(top, cut), up) >= uprightShare * length(subtract(top, cut));

/**
 * The camera that shows the cut line exactly, and `aim` at `aimX`. With a = top, b = cut in camera axes:
 * c_z = (ka·a_z − kb·b_z − F(a_y − b_y)) / (ka − kb), c_y = b_y − kb(b_z − c_z)/F. A body that lies along the view, or
 * across the frame, keeps the scale that it would have upright and is centred.
 */
export const fitCut = (axes: Axes, line: CutLine, aim: Vec3, aimX: number): Vec3 | null => {
  const [a, b, h] = [inAxes(axes, line.top), inAxes(axes, line.cut), inAxes(axes, aim)];
  const { topAt: ka, cutAt: kb } = line;
  const rise = a[1] - b[1];
  if (!isUpright(axes, line)) return fitScale(axes, line, h, aimX);
  const z = (ka * a[2] - kb * b[2] - axes.fy * rise) / (ka - kb);
  if (Math.min(a[2], b[2], h[2]) - z < nearPlane) return null;
  const y = b[1] - (kb * (b[2] - z)) / axes.fy;
  const x = h[0] - (aimX * (h[2] - z)) / axes.fx;
  return fromAxes(axes, [x, y, z]);
};

const fitScale = (axes: Axes, line: CutLine, aim: Vec3, aimX: number): Vec3 => {
  const middle = inAxes(axes, mix(line.top, line.cut, 0.5));
  const depth = (axes.fy * length(subtract(line.top, line.cut))) / (line.topAt - line.cutAt);
  const nearest = Math.min(middle[2], inAxes(axes, line.top)[2]);
  const z = nearest - depth;
  const high = ((line.topAt + line.cutAt) / 2) * ((middle[2] - z) / axes.fy);
  const x = aim[0] - (aimX * (aim[2] - z)) / axes.fx;
  return fromAxes(axes, [x, middle[1] - high * 0.5, z]);
};

/** The part of the frame that points should stay in, device co-ordinates; left and bottom below 0, right and top above. */
export type Window = { readonly left: number; readonly right: number; readonly bottom: number; readonly top: number };

type Span = { readonly near: number; readonly at: (z: number) => readonly [low: number, high: number] };

/** Along one axis: the nearest z at which all fit, and for a further z the range of camera co-ordinates that fit. */
const spanOf = (points: readonly Vec3[], axis: 0 | 1, factor: number, low: number, high: number): Span => {
  const [toHigh, toLow] = [factor / high, factor / -low];
  let [first, last] = [Infinity, Infinity];
  for (const point of points) {
    first = Math.min(first, point[2] - toHigh * point[axis]);
    last = Math.min(last, point[2] + toLow * point[axis]);
  }
  const meet = (last - first) / (toHigh + toLow);
  return { near: first + toHigh * meet, at: (z) => [(z - first) / toHigh, (last - z) / toLow] };
};

/** The nearest camera that has all points inside the window; what room is left goes to `aim` at `aimX`, `aimY`. */
export const fitPoints = (
  axes: Axes,
  points: readonly Vec3[],
  window: Window,
  place: {
    readonly aim: Vec3;
    readonly aimX: number;
    readonly aimY: number | 'top';
    /** The camera comes no nearer than this position does. */
    readonly behind?: Vec3;
  },
): Vec3 => {
  const own = points.map((point) => inAxes(axes, point));
  const wide = spanOf(own, 0, axes.fx, window.left, window.right);
  const tall = spanOf(own, 1, axes.fy, window.bottom, window.top);
  const nearest = own.reduce((z, point) => Math.min(z, point[2]), Infinity);
  const behind = place.behind ? dot(place.behind, axes.forward) : Infinity;
  const z = Math.min(wide.near, tall.near, nearest - nearPlane, behind);
  const h = inAxes(axes, place.aim);
  const [left, right] = wide.at(z);
  const [low, high] = tall.at(z);
  const x = clamp(h[0] - (place.aimX * (h[2] - z)) / axes.fx, Math.min(left, right), Math.max(left, right));
  const wanted = place.aimY === 'top' ? low : h[1] - (place.aimY * (h[2] - z)) / axes.fy;
  return fromAxes(axes, [x, clamp(wanted, Math.min(low, high), Math.max(low, high)), z]);
};
