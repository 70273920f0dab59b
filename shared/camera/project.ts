/** Where figures fall in the frame of a staged shot. */
import { crossesCapsule } from '../stage/capsule.ts';
import { type Box, crossesBox, solidsOf } from '../stage/pieces.ts';
import { type PosedFigure, poseFigure } from '../stage/pose-figure.ts';
import type { StagedShot, Vec3 } from '../stage/scene.ts';
import { add, clamp, cross, degrees, dot, scale, subtract, unit } from '../stage/vec3.ts';
import { nearPlane, projectPoint, toFrame, type View, viewOf } from './view.ts';

/** Frame co-ordinates: 0..1, origin top left; a box may reach outside the frame. */
export type SubjectInFrame = {
  readonly name: string;
  readonly box: readonly [x0: number, y0: number, x1: number, y1: number];
  /** The head's centre. */
  readonly head: readonly [x: number, y: number];
  /** The point between the eyes. */
  readonly eyes: readonly [x: number, y: number];
  /** Degrees: 0 looks into the lens, ±90 is profile (+ looks to frame right), 180 is away. */
  readonly facing: number;
  /** The share of the head that is in the frame and not covered, 0..1. */
  readonly visible: number;
};

export type Bounds = { readonly left: number; readonly right: number; readonly bottom: number; readonly top: number };

/** The bounds of points in device co-ordinates (−1..1, y up). As `projectPoint` has them, in plain numbers: cameras are sought by it. */
export const boundsInView = ({ position, right, up, forward, fx, fy }: View, points: readonly Vec3[]): Bounds => {
  const bounds = { left: Infinity, right: -Infinity, bottom: Infinity, top: -Infinity };
  for (const point of points) {
    const dx = point[0] - position[0];
    const dy = point[1] - position[1];
    const dz = point[2] - position[2];
    const by = Math.max(dx * forward[0] + dy * forward[1] + dz * forward[2], nearPlane);
    const x = (fx * (dx * right[0] + dy * right[1] + dz * right[2])) / by;
    const y = (fy * (dx * up[0] + dy * up[1] + dz * up[2])) / by;
    if (x < bounds.left) bounds.left = x;
    if (x > bounds.right) bounds.right = x;
    if (y < bounds.bottom) bounds.bottom = y;
    if (y > bounds.top) bounds.top = y;
  }
  return bounds;
};

/** Degrees from the lens that the face looks; + to frame right. */
export const facingInView = (view: View, posed: PosedFigure): number => {
  const toLens = unit(subtract(view.position, posed.points.headCentre));
  const aside = unit(cross(view.up, toLens));
  return degrees(Math.atan2(dot(posed.facing, aside), dot(posed.facing, toLens)));
};

const rings = [
  { share: 0, points: 1 },
  { share: 0.5, points: 6 },
  { share: 0.9, points: 12 },
] as const;

/** Points over the head's disc as the camera sees it. */
export const headSamples = (view: View, posed: PosedFigure): Vec3[] => {
  const { headCentre, crown, chin } = posed.points;
  const wide = posed.skeleton.skullRadius * posed.scale;
  const high = Math.abs(dot(subtract(crown, chin), posed.headUp)) / 2;
  const toLens = unit(subtract(view.position, headCentre));
  const up = unit(subtract(posed.headUp, scale(toLens, dot(posed.headUp, toLens))), view.up);
  const side = cross(up, toLens);
  const reach = Math.max(wide, high * Math.sqrt(Math.max(0, 1 - dot(posed.headUp, toLens) ** 2)));
  return rings.flatMap(({ share, points }) =>
    Array.from({ length: points }, (_, index) => {
      const angle = (2 * Math.PI * index) / points;
      const aside = scale(side, wide * share * Math.cos(angle));
      return add(headCentre, add(aside, scale(up, reach * share * Math.sin(angle))));
    }),
  );
};

/** A point of the frame, device co-ordinates, so many metres deep. */
export const pointInView = (view: View, [x, y]: readonly [x: number, y: number], depth: number): Vec3 => {
  const aside = add(scale(view.right, (x * depth) / view.fx), scale(view.up, (y * depth) / view.fy));
  return add(view.position, add(scale(view.forward, depth), aside));
};

/** The frame is measured over so many columns and lines. */
const columns = 16;
const lines = 10;

/** A capsule as it lies in the frame: both ends and the radius, half frame heights. */
type Disc = {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  readonly radius: number;
};

const discOf = (view: View, { from, to, radius }: PosedFigure['capsules'][number]): Disc | null => {
  const [x0, y0, near] = projectPoint(view, from);
  const [x1, y1, far] = projectPoint(view, to);
  const depth = Math.min(near, far);
  if (depth < nearPlane) return null;
  const wide = view.fy / view.fx;
  return { x: x0 * wide, y: y0, dx: (x1 - x0) * wide, dy: y1 - y0, radius: (view.fy * radius) / depth };
};

const isOnDisc = ({ x, y, dx, dy, radius }: Disc, px: number, py: number): boolean => {
  const long = dx * dx + dy * dy;
  const t = long < 1e-12 ? 0 : clamp(((px - x) * dx + (py - y) * dy) / long, 0, 1);
  const [ox, oy] = [px - x - dx * t, py - y - dy * t];
  return ox * ox + oy * oy < radius * radius;
};

/** The share of the frame that a body covers, 0..1. */
export const coveredByFigure = (view: View, { capsules }: PosedFigure): number => {
  const discs = capsules.map((capsule) => discOf(view, capsule)).filter((disc) => disc !== null);
  const wide = view.fy / view.fx;
  let covered = 0;
  for (let column = 0; column < columns; column++) {
    const x = wide * ((2 * column + 1) / columns - 1);
    for (let line = 0; line < lines; line++) {
      const y = 1 - (2 * line + 1) / lines;
      if (discs.some((disc) => isOnDisc(disc, x, y))) covered++;
    }
  }
  return covered / (columns * lines);
};

export const isInFrame = (view: View, point: Vec3): boolean => {
  const [x, y, depth] = projectPoint(view, point);
  return depth > 0 && Math.abs(x) <= 1 && Math.abs(y) <= 1;
};

export type Blockers = { readonly figures: readonly PosedFigure[]; readonly solids: readonly Box[] };

/** Whether anything but `self` stands between the camera and the point. */
export const isCovered = (view: View, point: Vec3, self: PosedFigure, { figures, solids }: Blockers): boolean =>
  figures.some((other) => other !== self && other.capsules.some((c) => crossesCapsule(c, view.position, point))) ||
  solids.some((box) => crossesBox(box, view.position, point));

/** The share of the head that is in the frame and not covered by other figures or pieces. */
export const visibleShare = (view: View, posed: PosedFigure, blockers: Blockers): number => {
  const samples = headSamples(view, posed);
  const seen = samples.filter((point) => isInFrame(view, point) && !isCovered(view, point, posed, blockers));
  return seen.length / samples.length;
};

export const subjectInFrame = (view: View, posed: PosedFigure, blockers: Blockers): SubjectInFrame => {
  const { left, right, bottom, top } = boundsInView(view, posed.hull);
  const frame = (point: Vec3): readonly [number, number] => {
    const [x, y] = projectPoint(view, point);
    return toFrame(x, y);
  };
  return {
    name: posed.figure.name,
    box: [...toFrame(left, top), ...toFrame(right, bottom)],
    head: frame(posed.points.headCentre),
    eyes: frame(posed.points.eyes),
    facing: facingInView(view, posed),
    visible: visibleShare(view, posed, blockers),
  };
};

/** Every figure of the shot, in the scene's order, as the camera sees it. */
export const subjectsInFrame = (shot: StagedShot): SubjectInFrame[] => {
  const view = viewOf(shot.camera);
  const figures = shot.scene.figures.map(poseFigure);
  const solids = shot.scene.pieces.flatMap(solidsOf);
  return figures.map((posed) => subjectInFrame(view, posed, { figures, solids }));
};
