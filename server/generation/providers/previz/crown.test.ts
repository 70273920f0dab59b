import type { SetPiece } from '@oner/shared/stage/scene.ts';
import { describe, expect, test } from 'vitest';
import { loadRenderer } from './load-renderer.ts';
import { shading } from './screen-triangles.ts';
import { chair, roomShot } from './test-scenes.ts';

const tree: SetPiece = { ...chair, id: 'tree', kind: 'tree', position: [0, 0, -4], size: [2.4, 5, 2.4], tone: 130 };

describe('trees', () => {
  test('PRV-69 neighbouring triangles of a crown are shaded alike where they meet', async () => {
    const renderer = await loadRenderer();
    const scene = { setting: 'EXT', extent: [40, 0, 40], figures: [], pieces: [tree] } as const;
    const camera = { position: [0, 2.6, 3], target: [0, 3.2, -4], lens: 35 } as const;
    const drawn = renderer.renderFrame(roomShot({ scene, camera }), {
      ...{ width: 640, height: 360, seed: 's', style: 'clay' },
    });
    const { triangles } = drawn.scene;
    const normalAt = (t: number, x: number, y: number): readonly number[] => {
      const along = [0, 3, 6].map(
        (first) =>
          (triangles.normalPlanes[t * 9 + first] ?? 0) * x +
          (triangles.normalPlanes[t * 9 + first + 1] ?? 0) * y +
          (triangles.normalPlanes[t * 9 + first + 2] ?? 0),
      );
      const length = Math.hypot(...along);
      return along.map((value) => value / length);
    };
    let [borders, bent] = [0, 0];
    for (let pixel = 0; pixel < 640 * 360 - 1; pixel++) {
      const [a, b] = [drawn.buffers.triangle[pixel] ?? 0, drawn.buffers.triangle[pixel + 1] ?? 0];
      if (a === b || triangles.shades[a] !== shading.smooth || triangles.shades[b] !== shading.smooth) continue;
      const [x, y] = [pixel % 640, Math.floor(pixel / 640)];
      const [p, q] = [normalAt(a, x, y), normalAt(b, x + 1, y)];
      borders++;
      if (p.reduce((sum, value, axis) => sum + value * (q[axis] ?? 0), 0) < 0.97) bent++;
    }
    expect(borders).toBeGreaterThan(400);
    // Only where one ball of leaves stands before another.
    expect(bent / borders).toBeLessThan(0.2);
  });
});
