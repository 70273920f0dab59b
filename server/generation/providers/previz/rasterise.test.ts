import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPixelBuffers, rasterise } from './rasterise.ts';
import { type Corner, frustumOf, ScreenTriangles } from './screen-triangles.ts';

const size = 48;
const frustum = frustumOf(
  { position: [0, 0, 0], right: [1, 0, 0], up: [0, 1, 0], forward: [0, 0, 1], fx: 1, fy: 1 },
  size,
  size,
);
const surface = { object: 1, part: 0, tone: 0, smooth: false, sheet: true, flags: 0 };
const corner = fc.tuple(
  fc.double({ min: -3, max: 3, noNaN: true }),
  fc.double({ min: -3, max: 3, noNaN: true }),
  fc.double({ min: 0.5, max: 6, noNaN: true }),
);

/** Depth at which the ray through a pixel's centre meets a triangle, or null; `margin` tells how far inside it is. */
const cast = (corners: readonly Corner[], px: number, py: number): { depth: number; margin: number } | null => {
  const [a, b, c] = corners;
  if (!(a && b && c)) return null;
  const ray = [(px + 0.5 - size / 2) / (size / 2), -(py + 0.5 - size / 2) / (size / 2), 1] as const;
  const cross = (u: readonly number[], v: readonly number[]) =>
    [
      (u[1] ?? 0) * (v[2] ?? 0) - (u[2] ?? 0) * (v[1] ?? 0),
      (u[2] ?? 0) * (v[0] ?? 0) - (u[0] ?? 0) * (v[2] ?? 0),
      (u[0] ?? 0) * (v[1] ?? 0) - (u[1] ?? 0) * (v[0] ?? 0),
    ] as const;
  const dot = (u: readonly number[], v: readonly number[]) =>
    (u[0] ?? 0) * (v[0] ?? 0) + (u[1] ?? 0) * (v[1] ?? 0) + (u[2] ?? 0) * (v[2] ?? 0);
  const volumes = [dot(ray, cross(b, c)), dot(ray, cross(c, a)), dot(ray, cross(a, b))];
  const total = volumes.reduce((sum, volume) => sum + volume, 0);
  if (Math.abs(total) < 1e-9) return null;
  const shares = volumes.map((volume) => volume / total);
  return { depth: dot(a, cross(b, c)) / total, margin: Math.min(...shares) };
};

describe('rasterising', () => {
  test('PRV-5 every pixel shows the nearest triangle over its centre, at its depth', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(corner, corner, corner), { minLength: 1, maxLength: 5 }), (list) => {
        const triangles = new ScreenTriangles();
        const corners = list.map((three) => three.map(([x, y, z]): Corner => [x, y, z, 0, 0, -1]));
        for (const [a, b, c] of corners) if (a && b && c) triangles.add(frustum, [a, b, c], surface);
        const buffers = createPixelBuffers(size, size);
        rasterise(buffers, triangles);
        for (let pixel = 0; pixel < size * size; pixel += 7) {
          const hits = corners.map((three) => cast(three, pixel % size, Math.floor(pixel / size)));
          // Centres on an edge may fall to either side.
          if (hits.some((hit) => hit && Math.abs(hit.margin) < 0.01)) continue;
          const depths = hits.flatMap((hit) => (hit && hit.margin > 0 && hit.depth > 0 ? [hit.depth] : []));
          const seen = buffers.inverseDepth[pixel] ?? 0;
          if (depths.length === 0) expect(seen).toBe(0);
          else expect(1 / seen).toBeCloseTo(Math.min(...depths), 2);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('PRV-5 what reaches behind the lens is cut at the near plane, not dropped', () => {
    const triangles = new ScreenTriangles();
    const floor: [Corner, Corner, Corner] = [
      [-50, -1, -20, 0, 1, 0],
      [50, -1, -20, 0, 1, 0],
      [0, -1, 60, 0, 1, 0],
    ];
    triangles.add(frustum, floor, surface);
    const buffers = createPixelBuffers(size, size);
    rasterise(buffers, triangles);
    expect(buffers.inverseDepth[(size - 1) * size + size / 2] ?? 0).toBeGreaterThan(0);
    expect(buffers.inverseDepth[size / 2] ?? 0).toBe(0);
  });
});
