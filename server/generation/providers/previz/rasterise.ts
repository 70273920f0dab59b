/** Fills projected triangles into a depth buffer (1/depth, nearer is larger) and a buffer of triangle numbers. */
import type { ScreenTriangles } from './screen-triangles.ts';
import { f32 } from './typed-reads.ts';

export type PixelBuffers = {
  readonly width: number;
  readonly height: number;
  /** 1/depth; 0 where nothing is. */
  readonly inverseDepth: Float32Array;
  /** Number of the triangle seen; 0 where nothing is. */
  readonly triangle: Int32Array;
};

export const createPixelBuffers = (width: number, height: number): PixelBuffers => ({
  width,
  height,
  inverseDepth: new Float32Array(width * height),
  triangle: new Int32Array(width * height),
});

/** Three corners on the screen, from top to bottom. */
type Spans = { x0: number; y0: number; x1: number; y1: number; x2: number; y2: number };

const sortDown = (corners: Float32Array, t: number, into: Spans): void => {
  let [x0, y0] = [f32(corners, t), f32(corners, t + 1)];
  let [x1, y1] = [f32(corners, t + 2), f32(corners, t + 3)];
  let [x2, y2] = [f32(corners, t + 4), f32(corners, t + 5)];
  if (y1 < y0) [x0, y0, x1, y1] = [x1, y1, x0, y0];
  if (y2 < y1) [x1, y1, x2, y2] = [x2, y2, x1, y1];
  if (y1 < y0) [x0, y0, x1, y1] = [x1, y1, x0, y0];
  into.x0 = x0;
  into.y0 = y0;
  into.x1 = x1;
  into.y1 = y1;
  into.x2 = x2;
  into.y2 = y2;
};

type Plane = { a: number; b: number; c: number };

/** Rows from `top` to `bottom` between two sides, each an x at y = 0 and a slope. */
type Trapezoid = {
  top: number;
  bottom: number;
  leftAt: number;
  leftSlope: number;
  rightAt: number;
  rightSlope: number;
};

const fillTrapezoid = (buffers: PixelBuffers, trapezoid: Trapezoid, paint: Plane & { id: number }): void => {
  const { width, inverseDepth, triangle } = buffers;
  const { leftAt, leftSlope, rightAt, rightSlope } = trapezoid;
  const { a, b, c, id } = paint;
  for (let y = trapezoid.top; y < trapezoid.bottom; y++) {
    const middle = y + 0.5;
    const left = leftAt + leftSlope * middle;
    const right = rightAt + rightSlope * middle;
    const from = left > 0 ? Math.ceil(left - 0.5) : 0;
    const to = right < width ? Math.ceil(right - 0.5) : width;
    const row = y * width;
    let w = b * y + c + a * from;
    for (let pixel = row + from; pixel < row + to; pixel++) {
      if (w > f32(inverseDepth, pixel)) {
        inverseDepth[pixel] = w;
        triangle[pixel] = id;
      }
      w += a;
    }
  }
};

const slopeOf = (xa: number, ya: number, xb: number, yb: number): number => (yb - ya > 1e-9 ? (xb - xa) / (yb - ya) : 0);

/** Rasterises triangles `from` ≤ number < `to`. */
export const rasterise = (
  buffers: PixelBuffers,
  triangles: ScreenTriangles,
  range: { readonly from: number; readonly to: number },
): void => {
  const s: Spans = { x0: 0, y0: 0, x1: 0, y1: 0, x2: 0, y2: 0 };
  const trapezoid: Trapezoid = { top: 0, bottom: 0, leftAt: 0, leftSlope: 0, rightAt: 0, rightSlope: 0 };
  const paint = { a: 0, b: 0, c: 0, id: 0 };
  for (let t = range.from; t < range.to; t++) {
    sortDown(triangles.corners, t * 6, s);
    paint.a = triangles.planes[t * 3] ?? 0;
    paint.b = triangles.planes[t * 3 + 1] ?? 0;
    paint.c = triangles.planes[t * 3 + 2] ?? 0;
    paint.id = t;
    const long = slopeOf(s.x0, s.y0, s.x2, s.y2);
    const longAt = s.x0 - long * s.y0;
    const bendsRight = s.x1 > longAt + long * s.y1;
    for (let half = 0; half < 2; half++) {
      const upper = half === 0;
      const short = upper ? slopeOf(s.x0, s.y0, s.x1, s.y1) : slopeOf(s.x1, s.y1, s.x2, s.y2);
      const shortAt = s.x1 - short * s.y1;
      trapezoid.top = Math.max(0, Math.ceil((upper ? s.y0 : s.y1) - 0.5));
      trapezoid.bottom = Math.min(buffers.height, Math.ceil((upper ? s.y1 : s.y2) - 0.5));
      trapezoid.leftAt = bendsRight ? longAt : shortAt;
      trapezoid.leftSlope = bendsRight ? long : short;
      trapezoid.rightAt = bendsRight ? shortAt : longAt;
      trapezoid.rightSlope = bendsRight ? short : long;
      fillTrapezoid(buffers, trapezoid, paint);
    }
  }
};
