/**
 * From pointer samples to the points of a stroke: a hand's tremor is smoothed, and where the device tells no pressure the
 * speed stands for it, as ink gets thinner the faster the pen goes. Pure.
 */
import type { StrokePoint } from '@oner/shared/drawing/stroke.ts';

export type Sample = {
  /** Frame co-ordinates. */
  readonly x: number;
  readonly y: number;
  /** Null: the device tells none. */
  readonly pressure: number | null;
  /** ms */
  readonly at: number;
};

/** How much of the way to the newest sample the line goes at once; less lags, more trembles. */
const follow = 0.7;
/** A pen with pressure trembles less. */
const followPen = 0.85;
/** Pressure from speed: `slow` at rest, `fast` at that many frame heights a second and beyond. */
const pressureAtRest = 0.78;
const pressureAtSpeed = 0.28;
const fullSpeed = 3;
/** How quickly made-up pressure follows the speed. */
const pressureFollow = 0.2;
const firstPressure = 0.42;
/** Points nearer than this to the last one are left out, in frame heights: a fifth of a pixel at 1280. */
const nearest = 0.0004;
/** A made-up stroke ends thin over its last stretch, frame heights. */
const taper = 0.035;

export type Capture = {
  readonly points: StrokePoint[];
  readonly madeUp: boolean;
  readonly aspect: number;
  last: Sample;
};

export const startCapture = (first: Sample, aspect: number): Capture => ({
  points: [{ x: first.x, y: first.y, pressure: first.pressure ?? firstPressure }],
  madeUp: first.pressure === null,
  aspect,
  last: first,
});

const madeUpPressure = (speed: number, before: number): number => {
  const share = Math.min(1, speed / fullSpeed);
  const wanted = pressureAtRest + (pressureAtSpeed - pressureAtRest) * share;
  return before + (wanted - before) * pressureFollow;
};

/** Where the line goes for a sample. */
const nextPoint = (capture: Capture, sample: Sample): StrokePoint | null => {
  const before = capture.points.at(-1);
  if (before === undefined) return null;
  const share = capture.madeUp ? follow : followPen;
  const x = before.x + (sample.x - before.x) * share;
  const y = before.y + (sample.y - before.y) * share;
  const moved = Math.hypot((sample.x - capture.last.x) * capture.aspect, sample.y - capture.last.y);
  const seconds = Math.max(0.001, (sample.at - capture.last.at) / 1000);
  const pressure = sample.pressure ?? madeUpPressure(moved / seconds, before.pressure);
  return { x, y, pressure };
};

const isFar = (capture: Capture, point: StrokePoint): boolean => {
  const before = capture.points.at(-1);
  return before === undefined || Math.hypot((point.x - before.x) * capture.aspect, point.y - before.y) >= nearest;
};

export const extendCapture = (capture: Capture, sample: Sample): void => {
  const point = nextPoint(capture, sample);
  if (point === null || !isFar(capture, point)) return;
  capture.points.push(point);
  capture.last = sample;
};

/** The points as they are shown meanwhile: up to the pen's tip, and to where the device expects it next. */
export const shownPoints = (capture: Capture, expected: readonly Sample[]): readonly StrokePoint[] => {
  const last = capture.points.at(-1);
  if (last === undefined) return [];
  const ahead = [capture.last, ...expected];
  return [...capture.points, ...ahead.map(({ x, y, pressure }) => ({ x, y, pressure: pressure ?? last.pressure }))];
};

/** The finished points: the line reaches where the pen went up, and a made-up one ends thin. */
export const endCapture = (capture: Capture): readonly StrokePoint[] => {
  const { points, last, aspect } = capture;
  const end = points.at(-1);
  if (end === undefined || points.length < 2) return points;
  const reached = [...points, { x: last.x, y: last.y, pressure: end.pressure }];
  if (!capture.madeUp) return reached;
  let [way, before] = [0, reached.at(-1) ?? end];
  return reached
    .toReversed()
    .map((point) => {
      way += Math.hypot((point.x - before.x) * aspect, point.y - before.y);
      before = point;
      return { ...point, pressure: point.pressure * Math.min(1, 0.25 + (0.75 * way) / taper) };
    })
    .toReversed();
};
