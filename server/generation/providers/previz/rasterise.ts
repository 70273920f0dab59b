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

/** Rows from `top` to `bottom` between two sides, each an x at y = 0 and a slope. */
type Trapezoid = {
  top: number;
  bottom: number;
  leftAt: number;
  leftSlope: number;
  rightAt: number;
  rightSlope: number;
};

const slopeOf = (xa: number, ya: number, xb: number, yb: number): number =>
  yb - ya > 1e-9 ? (xb - xa) / (yb - ya) : 0;

/** Cuts each triangle of a range in two trapezoids, clipped to the frame's rows, and hands them to `paint`. */
const eachTrapezoid = (
  triangles: ScreenTriangles,
  range: { readonly from: number; readonly to: number; readonly height: number },
  paint: (trapezoid: Trapezoid, t: number) => void,
): void => {
  const s: Spans = { x0: 0, y0: 0, x1: 0, y1: 0, x2: 0, y2: 0 };
  const trapezoid: Trapezoid = { top: 0, bottom: 0, leftAt: 0, leftSlope: 0, rightAt: 0, rightSlope: 0 };
  for (let t = range.from; t < range.to; t++) {
    sortDown(triangles.corners, t * 6, s);
    const long = slopeOf(s.x0, s.y0, s.x2, s.y2);
    const longAt = s.x0 - long * s.y0;
    const bendsRight = s.x1 > longAt + long * s.y1;
    for (let half = 0; half < 2; half++) {
      const upper = half === 0;
      const short = upper ? slopeOf(s.x0, s.y0, s.x1, s.y1) : slopeOf(s.x1, s.y1, s.x2, s.y2);
      const shortAt = s.x1 - short * s.y1;
      trapezoid.top = Math.max(0, Math.ceil((upper ? s.y0 : s.y1) - 0.5));
      trapezoid.bottom = Math.min(range.height, Math.ceil((upper ? s.y1 : s.y2) - 0.5));
      trapezoid.leftAt = bendsRight ? longAt : shortAt;
      trapezoid.leftSlope = bendsRight ? long : short;
      trapezoid.rightAt = bendsRight ? shortAt : longAt;
      trapezoid.rightSlope = bendsRight ? short : long;
      paint(trapezoid, t);
    }
  }
};

const fillSurface = (
  buffers: PixelBuffers,
  trapezoid: Trapezoid,
  plane: { readonly a: number; readonly b: number; readonly c: number; readonly t: number },
): void => {
  const { width, inverseDepth, triangle } = buffers;
  const { leftAt, leftSlope, rightAt, rightSlope } = trapezoid;
  const { a, b, c, t } = plane;
  for (let y = trapezoid.top; y < trapezoid.bottom; y++) {
    const left = leftAt + leftSlope * (y + 0.5);
    const right = rightAt + rightSlope * (y + 0.5);
    const from = left > 0 ? Math.ceil(left - 0.5) : 0;
    const to = right < width ? Math.ceil(right - 0.5) : width;
    const row = y * width;
    let w = b * y + c + a * from;
    for (let pixel = row + from; pixel < row + to; pixel++) {
      if (w > f32(inverseDepth, pixel)) {
        inverseDepth[pixel] = w;
        triangle[pixel] = t;
      }
      w += a;
    }
  }
};

/** Rasterises all triangles; the buffers are cleared first. */
export const rasterise = (buffers: PixelBuffers, triangles: ScreenTriangles): void => {
  buffers.inverseDepth.fill(0);
  buffers.triangle.fill(0);
  const { planes } = triangles;
  eachTrapezoid(triangles, { from: 1, to: triangles.count, height: buffers.height }, (trapezoid, t) => {
    const plane = { a: planes[t * 3] ?? 0, b: planes[t * 3 + 1] ?? 0, c: planes[t * 3 + 2] ?? 0, t };
    fillSurface(buffers, trapezoid, plane);
  });
};

/** Fills depths alone, as a light needs them; cleared first. */
export const rasteriseDepth = (
  { width, height, inverseDepth }: Omit<PixelBuffers, 'triangle'>,
  triangles: ScreenTriangles,
): void => {
  inverseDepth.fill(0);
  const { planes } = triangles;
  eachTrapezoid(triangles, { from: 1, to: triangles.count, height }, (trapezoid, t) => {
    const { leftAt, leftSlope, rightAt, rightSlope, top, bottom } = trapezoid;
    const [a, b, c] = [planes[t * 3] ?? 0, planes[t * 3 + 1] ?? 0, planes[t * 3 + 2] ?? 0];
    for (let y = top; y < bottom; y++) {
      const left = leftAt + leftSlope * (y + 0.5);
      const right = rightAt + rightSlope * (y + 0.5);
      const from = left > 0 ? Math.ceil(left - 0.5) : 0;
      const to = right < width ? Math.ceil(right - 0.5) : width;
      let w = b * y + c + a * from;
      for (let pixel = y * width + from; pixel < y * width + to; pixel++) {
        if (w > f32(inverseDepth, pixel)) inverseDepth[pixel] = w;
        w += a;
      }
    }
  });
};
