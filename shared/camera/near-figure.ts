/** How well the near figure of an over-the-shoulder stands: the back of a head, the nape and a shoulder at one edge of the frame. */
import type { PosedFigure } from '../stage/pose-figure.ts';
import type { Vec3 } from '../stage/scene.ts';
import { clamp } from '../stage/vec3.ts';
import { isCutSize } from './cut-lines.ts';
import { type Bounds, boundsInView, coveredByFigure, facingInView } from './project.ts';
import { projectPoint, type View } from './view.ts';
import type { ShotSize } from './vocabulary.ts';

type HeadShare = { readonly wanted: number; readonly least: number };

/** The near head's share of the frame's width, from its edge: wanted, and at the least; frames of whole bodies show small heads. */
const headShare = (size: ShotSize): HeadShare =>
  size === 'FS' ? { wanted: 0.2, least: 0.045 } : size === 'MLS' ? { wanted: 0.2, least: 0.08 } : usualHead;
const usualHead: HeadShare = { wanted: 0.24, least: 0.12 };
/** At the most; and the most of the frame that head and shoulder fill. */
const mostHead = 0.33;
const mostArea = 0.34;
/** The most of the frame that the near figure covers. */
const mostCovered = 0.38;
/** The shoulder joint stands over the frame's foot by this, half frame heights: what is lower is hardly seen. */
const shoulderAt = -0.85;
const shoulderSeen = -0.97;
/** The crown may be cut by the frame's top so far, half frame heights. */
const crownAt = 1.12;
/** The head's middle stands no higher than this, or the frame shows a chin. */
const middleAt = 0.6;
/** Turned less far from the lens than this, degrees, it shows a cheek, not the back of a head. */
const backTurned = 118;
/** And turned less far than this it has turned its own back on the other: that is no over-the-shoulder. */
const mostTurned = 95;

/** Closer than chest-up a frame has no room for the shoulder of somebody as tall. */
const hasShoulder = (size: ShotSize): boolean =>
  !isCutSize(size) || !(size === 'ECU' || size === 'VCU' || size === 'CU');

export type NearPlace = {
  readonly near: PosedFigure;
  readonly size: ShotSize;
  readonly aspect: number;
  /** Whether it stands at the frame's left edge. */
  readonly onLeft: boolean;
};

const within = (low: number, high: number): number =>
  (clamp(high, -1, 1) - clamp(low, -1, 1)) / Math.max(1e-6, high - low);

/** The shoulder that comes into the frame: the one towards its middle. */
const innerShoulder = (view: View, { near, onLeft }: NearPlace): Vec3 => {
  const { leftShoulder, rightShoulder } = near.points;
  const [a, b] = [projectPoint(view, leftShoulder), projectPoint(view, rightShoulder)];
  return a[0] > b[0] === onLeft ? a : b;
};

/** The share of a head that a frame of this shape has room for beside the other: narrow ones cut it. */
const headRoom = (aspect: number): number => clamp(0.4 + 0.36 * (aspect - 0.5625), 0.4, 0.85);

const coverFrom = (onLeft: boolean, { left, right }: Pick<Bounds, 'left' | 'right'>): number =>
  onLeft ? (clamp(right, -1, 1) + 1) / 2 : (1 - clamp(left, -1, 1)) / 2;

/** The upper body: what of the near figure is in question at the frame's edge. */
export const upperBody = (posed: PosedFigure): Vec3[] => {
  const floor = posed.points.chest[1];
  return posed.hull.filter((point) => point[1] > floor);
};

const sharesCost = (covers: number, size: ShotSize, slack: number): number => {
  const { wanted, least } = headShare(size);
  return (
    (size === 'FS' ? 0.8 : 3) * Math.max(0, Math.abs(covers - wanted) - 0.04) +
    (size === 'FS' ? 3 : 15) * (Math.max(0, covers - mostHead - slack) + Math.max(0, least - slack - covers))
  );
};

/** How high the shoulder comes: 0 where it is well in the frame. */
const shoulderCost = (view: View, place: NearPlace): number => {
  const [, y] = innerShoulder(view, place);
  const low = Math.max(0, shoulderAt - y);
  return hasShoulder(place.size) ? 3 * Math.min(low, 0.9) : 0.8 * Math.min(low, 0.9);
};

const heightCost = (middle: number, top: number): number =>
  1.1 * Math.max(0, top - crownAt) + 2 * Math.max(0, middle - middleAt) + 1.5 * Math.max(0, -0.3 - middle);

/** How far the near figure is from a head and shoulder at the frame's edge. */
export const nearCost = (view: View, place: NearPlace, upper: readonly Vec3[]): number => {
  const { near, onLeft, aspect, size } = place;
  if (projectPoint(view, near.points.headCentre)[2] < 0.3) return 50;
  const [body, head] = [boundsInView(view, upper), boundsInView(view, near.headHull)];
  const area = coverFrom(onLeft, body) * ((clamp(body.top, -1, 1) + 1) / 2);
  const gap = onLeft ? Math.max(0, body.left + 1) : Math.max(0, 1 - body.right);
  const y = (head.top + head.bottom) / 2;
  return (
    sharesCost(coverFrom(onLeft, head), size, 0) +
    shoulderCost(view, place) +
    12 * Math.max(0, headShare(size).least - (clamp(head.right, -1, 1) - clamp(head.left, -1, 1)) / 2) +
    8 * Math.max(0, area - mostArea) +
    4.5 * Math.max(0, headRoom(aspect) - within(head.left, head.right)) +
    heightCost(y, head.top) +
    0.03 * Math.max(0, backTurned - Math.abs(facingInView(view, near))) +
    (size === 'FS' ? 0.4 : 1.5) * gap
  );
};

/** Quick, and hardly more than the whole cost: a head of this middle and size. */
export const headCost = (view: View, place: NearPlace): number => {
  const { near, onLeft } = place;
  const [x, y, depth] = projectPoint(view, near.points.headCentre);
  if (depth < 0.3) return 50;
  const radius = near.skeleton.skullRadius * near.scale;
  const [wide, high] = [(radius * view.fx) / depth, (radius * view.fy) / depth];
  return (
    sharesCost(coverFrom(onLeft, { left: x - wide, right: x + wide }), place.size, 0.03) +
    shoulderCost(view, place) +
    heightCost(y, y + high)
  );
};

/** Whether the near figure is what it should be: at an edge, head and shoulder in the frame, most of the frame left to the other. */
export const isOver = (view: View, place: NearPlace): boolean => {
  const { left, right, bottom, top } = boundsInView(view, place.near.headHull);
  const placed = within(left, right) > 0.12 && within(bottom, top) > 0.25 && Math.abs(left + right) / 2 > 0.3;
  const fromBehind = Math.abs(facingInView(view, place.near)) > mostTurned;
  if (!placed || !fromBehind || coveredByFigure(view, place.near) > mostCovered) return false;
  return !hasShoulder(place.size) || innerShoulder(view, place)[1] > shoulderSeen;
};
