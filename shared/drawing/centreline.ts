/**
 * The middle of a stroke as closely spaced samples with a radius: a cubic through its points, straight at sharp corners.
 * Only the four operations and square roots, which every machine rounds alike.
 */
import type { Stroke, StrokeTool } from './stroke.ts';

/** In units of the frame's height: x reaches from 0 to the aspect, y from 0 to 1. */
export type Sample = { readonly x: number; readonly y: number; readonly radius: number };

/** What is left of the width without any pressure. */
const leastShare: Readonly<Record<StrokeTool, number>> = { pen: 0.18, brush: 0.3, eraser: 0.6 };

/** Two points closer than this are one. */
const nearest = 0.0002;
/** Samples stand about this far apart, or by half a radius for wide strokes. */
const step = { min: 0.0025, max: 0.012 } as const;
const maxSteps = 40;
/** Where the line turns by more than about 75°, the corner stays one. */
const cornerCosine = 0.25;

const radiusOf = (stroke: Stroke, pressure: number): number => {
  const least = leastShare[stroke.tool];
  return (stroke.width / 2) * (least + (1 - least) * pressure);
};

const apart = (a: Sample, b: Sample): number => {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  return Math.sqrt(dx * dx + dy * dy);
};

/** The stroke's points, less those that stand on the one before. */
const pointsOf = (stroke: Stroke, aspect: number): readonly Sample[] => {
  const kept: Sample[] = [];
  for (const { x, y, pressure } of stroke.points) {
    const point = { x: x * aspect, y, radius: radiusOf(stroke, pressure) };
    const last = kept.at(-1);
    if (last === undefined || apart(last, point) > nearest) kept.push(point);
    else if (point.radius > last.radius) kept[kept.length - 1] = { ...last, radius: point.radius };
  }
  return kept;
};

type Slope = readonly [x: number, y: number];

const slopeOf = (from: Sample, to: Sample): Slope => {
  const length = apart(from, to);
  return [(to.x - from.x) / length, (to.y - from.y) / length];
};

/** The direction at `at` of the curve towards `ahead`: mean of both sides by their lengths, or its own side at a corner. */
const tangent = (behind: Sample | undefined, at: Sample, ahead: Sample): Slope => {
  const next = slopeOf(at, ahead);
  if (behind === undefined) return next;
  const before = slopeOf(behind, at);
  if (before[0] * next[0] + before[1] * next[1] < cornerCosine) return next;
  const [a, b] = [apart(behind, at), apart(at, ahead)];
  return [(before[0] * b + next[0] * a) / (a + b), (before[1] * b + next[1] * a) / (a + b)];
};

type Segment = { readonly from: Sample; readonly to: Sample; readonly leave: Slope; readonly arrive: Slope };

const sampleSegment = ({ from, to, leave, arrive }: Segment, samples: Sample[]): void => {
  const length = apart(from, to);
  const radius = Math.max(from.radius, to.radius);
  const spacing = Math.min(step.max, Math.max(step.min, radius / 2));
  const steps = Math.min(maxSteps, Math.ceil(length / spacing));
  for (let index = 1; index <= steps; index += 1) {
    const t = index / steps;
    const [t2, t3] = [t * t, t * t * t];
    const [h0, h1, h2, h3] = [2 * t3 - 3 * t2 + 1, t3 - 2 * t2 + t, 3 * t2 - 2 * t3, t3 - t2];
    samples.push({
      x: h0 * from.x + h1 * length * leave[0] + h2 * to.x + h3 * length * arrive[0],
      y: h0 * from.y + h1 * length * leave[1] + h2 * to.y + h3 * length * arrive[1],
      radius: from.radius + (to.radius - from.radius) * t,
    });
  }
};

const reverse = ([x, y]: Slope): Slope => [-x, -y];

/** At least one sample; neighbours never stand on one spot. */
export const centrelineOf = (stroke: Stroke, aspect: number): readonly Sample[] => {
  const points = pointsOf(stroke, aspect);
  const samples: Sample[] = points.slice(0, 1);
  for (let index = 1; index < points.length; index += 1) {
    const [from, to] = [points[index - 1], points[index]];
    if (from === undefined || to === undefined) continue;
    const leave = tangent(points[index - 2], from, to);
    const arrive = reverse(tangent(points[index + 1], to, from));
    sampleSegment({ from, to, leave, arrive }, samples);
  }
  return samples.filter((sample, index) => {
    const before = samples[index - 1];
    return before === undefined || apart(before, sample) > nearest / 4;
  });
};
