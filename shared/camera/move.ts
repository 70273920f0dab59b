/** How a camera moves in a shot: keys over its duration, and the camera at any moment between them. Pure. */
import type { Camera, Vec3 } from '../stage/scene.ts';
import { add, clamp, distance, dot, headingOf, mix, scale, subtract, unit, wrapAngle } from '../stage/vec3.ts';
import { type Shake, shaken } from './handheld.ts';
import { axesOf } from './view.ts';

export const eases = ['smooth', 'linear', 'in', 'out', 'snap'] as const;
/** How time goes from a key to the next: slow at both ends, even, slow at first, slow at last, or all at once late. */
export type Ease = (typeof eases)[number];

export const movePaths = ['line', 'orbit', 'curve'] as const;
/**
 * The way to the next key: straight; round the upright pole that turns one view into the other, so that what stands there
 * keeps its place in the frame; or smoothly through the keys before and after.
 */
export type MovePath = (typeof movePaths)[number];

export type CameraKey = {
  /** Share of the shot's duration, 0..1. */
  readonly at: number;
  readonly camera: Camera;
  /** To the next key; `smooth` when absent. */
  readonly ease?: Ease;
  /** To the next key; `line` when absent. */
  readonly path?: MovePath;
  /** Metres at which the picture is sharp; absent when all of it is. */
  readonly focus?: number;
};

export type CameraMove = {
  /** In the order of their times, at least one. */
  readonly keys: readonly CameraKey[];
  /** The moment that the shot's still shows; 0 when absent. */
  readonly stillAt?: number;
  /** A dolly zoom: the lens follows the way so that what is at this point keeps its size. */
  readonly hold?: Vec3;
  readonly shake?: Shake;
};

/** More keys than this are no move of a camera. */
export const mostKeys = 60;

const shareAt = (ease: Ease, t: number): number => {
  switch (ease) {
    case 'linear':
      return t;
    case 'smooth':
      return t * t * (3 - 2 * t);
    case 'in':
      return t * t;
    case 'out':
      return t * (2 - t);
    case 'snap':
      return t < 0.35 ? 0 : 1 - (1 - (t - 0.35) / 0.65) ** 4;
  }
};

type Aim = { readonly heading: number; readonly pitch: number; readonly depth: number };

const aimOf = ({ position, target }: Camera): Aim => {
  const ahead = subtract(target, position);
  const forward = unit(ahead);
  return { heading: headingOf(forward), pitch: Math.asin(clamp(forward[1], -1, 1)), depth: distance(position, target) };
};

const along = ({ heading, pitch }: Omit<Aim, 'depth'>): Vec3 => [
  Math.sin(heading) * Math.cos(pitch),
  Math.sin(pitch),
  Math.cos(heading) * Math.cos(pitch),
];

const lerp = (a: number, b: number, share: number): number => a + (b - a) * share;
/** From one angle to another the shorter way round. */
const turn = (a: number, b: number, share: number): number => a + wrapAngle(b - a) * share;
const geometric = (a: number, b: number, share: number): number => a * (b / a) ** share;

/** As a fluid head turns: pan and tilt each the shorter way, so that the horizon stays level. */
const aimBetween = (a: Aim, b: Aim, share: number): Aim => ({
  heading: turn(a.heading, b.heading, share),
  pitch: lerp(a.pitch, b.pitch, share),
  depth: lerp(a.depth, b.depth, share),
});

/** Nearer than this two keys look at the same point, metres. */
const samePoint = 0.01;

/** Turns under which two views have no pole, radians. */
const leastTurn = 1e-3;

/** Round the pole seen from above: R(turn) · (a − pole) = b − pole. */
const orbitBetween = (a: Camera, b: Camera, share: number): Pick<Camera, 'position' | 'target'> => {
  const [from, to] = [aimOf(a), aimOf(b)];
  const whole = wrapAngle(to.heading - from.heading);
  if (Math.abs(whole) < leastTurn) return lineBetween(a, b, share);
  const [dx, dz] = [(b.position[0] - a.position[0]) / 2, (b.position[2] - a.position[2]) / 2];
  const reach = 1 / Math.tan(whole / 2);
  const pole = [a.position[0] + dx + reach * dz, a.position[2] + dz - reach * dx] as const;
  const [c, s] = [Math.cos(whole * share), Math.sin(whole * share)];
  const [x, z] = [a.position[0] - pole[0], a.position[2] - pole[1]];
  const height = lerp(a.position[1], b.position[1], share);
  const position: Vec3 = [pole[0] + c * x + s * z, height, pole[1] - s * x + c * z];
  const aim = aimBetween(from, to, share);
  return { position, target: add(position, scale(along(aim), aim.depth)) };
};

/** Catmull–Rom through four points. */
const curved = (before: Vec3, a: Vec3, b: Vec3, after: Vec3, t: number): Vec3 =>
  mapAxes((axis) => {
    const [p, q, r, s] = [before[axis], a[axis], b[axis], after[axis]];
    return q + 0.5 * t * (r - p + t * (2 * p - 5 * q + 4 * r - s + t * (3 * (q - r) + s - p)));
  });
const mapAxes = (value: (axis: 0 | 1 | 2) => number): Vec3 => [value(0), value(1), value(2)];

const curveBetween = ({ before, from, to, after, share }: Stretch): Pick<Camera, 'position' | 'target'> => {
  const position = curved(before.position, from.camera.position, to.camera.position, after.position, share);
  const ends = [aimOf(before), aimOf(from.camera), aimOf(to.camera), aimOf(after)].map(along);
  const [p, q, r, s] = ends;
  const ahead = p && q && r && s ? unit(curved(p, q, r, s, share), q) : along(aimOf(from.camera));
  const depth = lerp(aimOf(from.camera).depth, aimOf(to.camera).depth, share);
  return { position, target: add(position, scale(ahead, depth)) };
};

const lineBetween = (a: Camera, b: Camera, share: number): Pick<Camera, 'position' | 'target'> => {
  const position = mix(a.position, b.position, share);
  if (distance(a.target, b.target) < samePoint) return { position, target: mix(a.target, b.target, share) };
  const aim = aimBetween(aimOf(a), aimOf(b), share);
  return { position, target: add(position, scale(along(aim), aim.depth)) };
};

type Stretch = {
  readonly from: CameraKey;
  readonly to: CameraKey;
  /** The eased share of the way. */
  readonly share: number;
  /** What the keys before and after these have; their own where there are none. */
  readonly before: Camera;
  readonly after: Camera;
};

const pathOf = (stretch: Stretch): Pick<Camera, 'position' | 'target'> => {
  const { from, to, share } = stretch;
  switch (from.path ?? 'line') {
    case 'line':
      return lineBetween(from.camera, to.camera, share);
    case 'orbit':
      return orbitBetween(from.camera, to.camera, share);
    case 'curve':
      return curveBetween(stretch);
  }
};

const between = (stretch: Stretch): Camera => {
  const { from, to, share } = stretch;
  if (share === 0) return from.camera;
  return {
    ...pathOf(stretch),
    roll: lerp(from.camera.roll, to.camera.roll, share),
    lens: geometric(from.camera.lens, to.camera.lens, share),
    aspect: from.camera.aspect,
  };
};

const resting = (key: CameraKey): Stretch => ({ from: key, to: key, share: 0, before: key.camera, after: key.camera });

const stretchAt = ({ keys }: CameraMove, t: number): Stretch | null => {
  const [first] = keys;
  const last = keys.at(-1);
  if (!first || !last) return null;
  const next = keys.findIndex(({ at }) => at > t);
  if (next === 0) return resting(first);
  const [from, to] = [keys[next - 1], keys[next]];
  if (next < 0 || !from || !to) return resting(last);
  return {
    ...{ from, to, share: shareAt(from.ease ?? 'smooth', (t - from.at) / (to.at - from.at)) },
    before: (keys[next - 2] ?? from).camera,
    after: (keys[next + 1] ?? to).camera,
  };
};

/** Depth of a point before the camera, metres. */
const depthOf = (camera: Camera, point: Vec3): number =>
  dot(subtract(point, camera.position), axesOf(unit(subtract(camera.target, camera.position)), 0).forward);

/** The lens that gives the held point the size that the first key gives it. */
const heldLens = (first: Camera, camera: Camera, point: Vec3): number =>
  clamp((first.lens * depthOf(camera, point)) / Math.max(0.05, depthOf(first, point)), 8, 1200);

/** The camera at a share of the shot's duration, 0..1; `durationMs` is what its sway needs. */
export const cameraAt = (move: CameraMove, t: number, durationMs = 3000): Camera => {
  const stretch = stretchAt(move, clamp(t, 0, 1));
  const [first] = move.keys;
  if (!stretch || !first) throw new Error('a move has at least one key');
  const still = between(stretch);
  const held = move.hold ? { ...still, lens: heldLens(first.camera, still, move.hold) } : still;
  return move.shake ? shaken(held, move.shake, (clamp(t, 0, 1) * durationMs) / 1000) : held;
};

/** The camera of the shot's still, before anything sways. */
export const stillCamera = ({ shake: _, ...steady }: CameraMove): Camera => cameraAt(steady, steady.stillAt ?? 0);

/** Metres at which the picture is sharp at a moment; null when all of it is. */
export const focusAt = (move: CameraMove, t: number): number | null => {
  const stretch = stretchAt(move, clamp(t, 0, 1));
  const { from, to, share = 0 } = stretch ?? {};
  if (from?.focus === undefined) return null;
  return lerp(from.focus, to?.focus ?? from.focus, share);
};

/** The move in a project's aspect: keys keep the aspect of the day they were set. */
export const inAspect = (move: CameraMove, aspect: number): CameraMove =>
  move.keys.every(({ camera }) => camera.aspect === aspect)
    ? move
    : { ...move, keys: move.keys.map((key) => ({ ...key, camera: { ...key.camera, aspect } })) };
