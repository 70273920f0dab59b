/**
 * The area that a stroke covers, as one polygon to be filled by the non-zero rule. Canvas and server fill the same
 * polygon, so their pictures agree. Joins go by the pivot (as Skia's stroker does): every part of the outline winds the
 * same way, however narrow the turn, and nothing falls out of the fill.
 */
import { centrelineOf, type Sample } from './centreline.ts';
import type { Stroke } from './stroke.ts';

type Vector = readonly [x: number, y: number];

/** A growing list of corners: x, y, x, y … */
type Corners = number[];

const unit = (x: number, y: number): Vector => {
  const length = Math.sqrt(x * x + y * y);
  return length === 0 ? [0, 0] : [x / length, y / length];
};
const negative = ([x, y]: Vector): Vector => [-x, -y];

const add = (corners: Corners, { x, y, radius }: Sample, [nx, ny]: Vector): void => {
  corners.push(x + nx * radius, y + ny * radius);
};

/** Halvings of a quarter circle, by its radius: the chord stays within a tenth of a pixel at 1280. */
const halvings = (radius: number): number => (radius < 0.003 ? 1 : radius < 0.02 ? 2 : 3);

/** Corners strictly between the directions `from` and `to`, which are less than half a turn apart. */
const addArc = (
  corners: Corners,
  centre: Sample,
  arc: { readonly from: Vector; readonly to: Vector; readonly depth: number },
): void => {
  if (arc.depth === 0) return;
  const middle = unit(arc.from[0] + arc.to[0], arc.from[1] + arc.to[1]);
  addArc(corners, centre, { from: arc.from, to: middle, depth: arc.depth - 1 });
  add(corners, centre, middle);
  addArc(corners, centre, { from: middle, to: arc.to, depth: arc.depth - 1 });
};

/** Corners strictly between the direction `from` and its opposite, by way of `over`. */
const addHalfCircle = (
  corners: Corners,
  centre: Sample,
  arc: { readonly from: Vector; readonly over: Vector },
): void => {
  const depth = halvings(centre.radius);
  addArc(corners, centre, { from: arc.from, to: arc.over, depth });
  add(corners, centre, arc.over);
  addArc(corners, centre, { from: arc.over, to: negative(arc.from), depth });
};

const circle = (centre: Sample): Corners => {
  const corners: Corners = [];
  add(corners, centre, [1, 0]);
  addHalfCircle(corners, centre, { from: [1, 0], over: [0, 1] });
  add(corners, centre, [-1, 0]);
  addHalfCircle(corners, centre, { from: [-1, 0], over: [0, -1] });
  return corners;
};

type Piece = { readonly direction: Vector; readonly normal: Vector; readonly length: number };

const pieceBetween = (from: Sample, to: Sample): Piece => {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const direction = unit(dx, dy);
  return { direction, normal: [-direction[1], direction[0]], length: Math.sqrt(dx * dx + dy * dy) };
};

type Sides = { readonly left: Corners; readonly right: Corners };
type Turn = { readonly from: Vector; readonly to: Vector; readonly forward: Vector };

/** The outer side of a turn, rounded about the sample. */
const addOuter = (corners: Corners, at: Sample, { from, to, forward }: Turn): void => {
  add(corners, at, from);
  const cosine = from[0] * to[0] + from[1] * to[1];
  // right back: the round goes by the way that the line was going
  if (cosine < -0.999) addHalfCircle(corners, at, { from, over: forward });
  else if (cosine < 0.95) addArc(corners, at, { from, to, depth: halvings(at.radius) });
  add(corners, at, to);
};

const addInner = (corners: Corners, at: Sample, { from, to }: Turn): void => {
  add(corners, at, from);
  corners.push(at.x, at.y);
  add(corners, at, to);
};

type Join = { readonly at: Sample; readonly before: Piece; readonly after: Piece };

const addJoin = ({ left, right }: Sides, { at, before, after }: Join): void => {
  const [a, b] = [before.normal, after.normal];
  const cosine = a[0] * b[0] + a[1] * b[1];
  const turn = Math.sqrt(Math.max(0, 2 - 2 * cosine));
  const onLeft = { from: a, to: b, forward: before.direction };
  const onRight = { from: negative(a), to: negative(b), forward: before.direction };
  if (cosine > 0.9 && at.radius * turn < Math.min(before.length, after.length) / 2) {
    const normal = unit(a[0] + b[0], a[1] + b[1]);
    add(left, at, normal);
    add(right, at, negative(normal));
  } else if (a[0] * b[1] - a[1] * b[0] > 0) {
    addInner(left, at, onLeft);
    addOuter(right, at, onRight);
  } else {
    addOuter(left, at, onLeft);
    addInner(right, at, onRight);
  }
};

const appendReversed = (corners: Corners, side: Corners): void => {
  for (let index = side.length - 2; index >= 0; index -= 2) corners.push(side[index] ?? 0, side[index + 1] ?? 0);
};

/**
 * Corners x, y, x, y … in units of the frame's height: x reaches from 0 to `aspect` (width over height), y from 0 to 1.
 * The polygon is closed, and filled by the non-zero rule.
 */
export const strokeOutline = (stroke: Stroke, aspect: number): Float64Array => {
  const samples = centrelineOf(stroke, aspect);
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined) return new Float64Array();
  const pieces = samples.slice(1).map((sample, index) => pieceBetween(samples[index] ?? sample, sample));
  const [start, end] = [pieces[0], pieces.at(-1)];
  if (start === undefined || end === undefined) return Float64Array.from(circle(first));
  const sides: Sides = { left: [], right: [] };
  add(sides.left, first, start.normal);
  add(sides.right, first, negative(start.normal));
  for (let index = 1; index < pieces.length; index += 1) {
    const [at, before, after] = [samples[index], pieces[index - 1], pieces[index]];
    if (at !== undefined && before !== undefined && after !== undefined) addJoin(sides, { at, before, after });
  }
  add(sides.left, last, end.normal);
  add(sides.right, last, negative(end.normal));
  const corners = sides.left;
  addHalfCircle(corners, last, { from: end.normal, over: end.direction });
  appendReversed(corners, sides.right);
  addHalfCircle(corners, first, { from: negative(start.normal), over: negative(start.direction) });
  return Float64Array.from(corners);
};
