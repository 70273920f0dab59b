import { projectPoint } from '@oner/shared/camera/view.ts';
import { poses } from '@oner/shared/stage/scene.ts';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadRenderer } from './load-renderer.ts';
import type { Renderer } from './render.ts';
import { person, roomShot } from './test-scenes.ts';

let renderer: Renderer;
beforeAll(async () => {
  renderer = await loadRenderer();
});

describe('figures out of sight', () => {
  test('PRV-67 a figure that is left out of the picture has no point in the frame', () => {
    const place = fc.double({ min: -4, max: 4, noNaN: true });
    const far = fc.double({ min: -14, max: 14, noNaN: true });
    const shot = fc.record({
      position: fc.tuple(place, fc.double({ min: 0.1, max: 3, noNaN: true }), place),
      target: fc.tuple(far, fc.double({ min: 0, max: 2, noNaN: true }), far),
      lens: fc.double({ min: 24, max: 300, noNaN: true }),
      pose: fc.constantFrom(...poses),
      top: fc.constantFrom('coat', 'dress', 'shirt'),
    });
    let left = 0;
    fc.assert(
      fc.property(shot, ({ position, target, lens, pose, top }) => {
        const who = person({ pose });
        const figures = [{ ...who, look: { ...who.look, hair: 'long' as const, top } }];
        const camera = { position, target, lens, aspect: 16 / 9 };
        const { scene } = renderer.renderFrame(roomShot({ scene: { figures, pieces: [] }, camera }), {
          ...{ width: 96, height: 54, seed: 'o', style: 'ink' },
        });
        for (const { inSight, skinned } of scene.figures) {
          if (inSight) continue;
          left++;
          for (let v = 0; v < skinned.positions.length; v += 3) {
            const [x = 0, y = 0, z = 0] = skinned.positions.subarray(v, v + 3);
            const [nx, ny, depth] = projectPoint(scene.frustum.view, [x, y, z]);
            expect(depth > 0 && Math.abs(nx) < 1 && Math.abs(ny) < 1).toBe(false);
          }
        }
      }),
      { numRuns: 60 },
    );
    expect(left).toBeGreaterThan(0);
  });
});
