/** Drops points that a stroke does not need (Ramer, Douglas and Peucker), with the pen's width as a third co-ordinate. */
import type { StrokePoint } from './stroke.ts';

/** How far the line may move, as a share of the frame's height: a third of a pixel at 1280 × 536. */
export const simplifyTolerance = 0.0006;

type Spatial = { readonly x: number; readonly y: number; readonly r: number };

/** Squared distance of `p` from the line between `a` and `b`. */
const distance2 = (p: Spatial, a: Spatial, b: Spatial): number => {
  const [dx, dy, dr] = [b.x - a.x, b.y - a.y, b.r - a.r];
  const length2 = dx * dx + dy * dy + dr * dr;
  const along = length2 === 0 ? 0 : ((p.x - a.x) * dx + (p.y - a.y) * dy + (p.r - a.r) * dr) / length2;
  const t = Math.min(Math.max(along, 0), 1);
  const [ex, ey, er] = [p.x - a.x - t * dx, p.y - a.y - t * dy, p.r - a.r - t * dr];
  return ex * ex + ey * ey + er * er;
};

/** The point between `from` and `to` that is farthest from the line between them, when it is beyond the tolerance. */
const farthest = (points: readonly Spatial[], from: number, to: number): number | null => {
  const [a, b] = [points[from], points[to]];
  if (a === undefined || b === undefined) return null;
  let found: number | null = null;
  let most = simplifyTolerance * simplifyTolerance;
  for (let index = from + 1; index < to; index += 1) {
    const point = points[index];
    const away = point === undefined ? 0 : distance2(point, a, b);
    if (away > most) [found, most] = [index, away];
  }
  return found;
};

/** Longest stretch between two points that are kept, in points: bounds the work on strokes that go to and fro. */
const maxStretch = 256;

/** The points that make the same line, first and last always among them. `aspect` is the frame's, `width` the pen's. */
export const simplifyPoints = (
  points: readonly StrokePoint[],
  shape: { readonly aspect: number; readonly width: number },
): readonly StrokePoint[] => {
  if (points.length < 3) return points;
  const spatial = points.map(({ x, y, pressure }) => ({ x: x * shape.aspect, y, r: (pressure * shape.width) / 2 }));
  const last = points.length - 1;
  const kept = new Set<number>([0, last]);
  const stretches: (readonly [number, number])[] = [];
  for (let from = 0; from < last; from += maxStretch) {
    const to = Math.min(from + maxStretch, last);
    kept.add(to);
    stretches.push([from, to]);
  }
  for (let next = stretches.pop(); next !== undefined; next = stretches.pop()) {
    const [from, to] = next;
    const middle = farthest(spatial, from, to);
    if (middle === null) continue;
    kept.add(middle);
    stretches.push([from, middle], [middle, to]);
  }
  return points.filter((_, index) => kept.has(index));
};
