import { readFile } from 'node:fs/promises';
import { bodies } from '@oner/shared/stage/scene.ts';
import { skeletonOf } from '@oner/shared/stage/skeleton.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadFigures } from './load-figures.ts';
import { figuresUrl } from './load-renderer.ts';

let file: Uint8Array;
beforeAll(async () => {
  file = await readFile(figuresUrl);
});

describe('figures', () => {
  test('PRV-1 the file holds every body with the skeleton that the stage poses', () => {
    const library = loadFigures(file);
    if (!library.ok) throw new Error(library.error.detail);
    for (const name of bodies) {
      const body = library.value.get(name);
      const skeleton = skeletonOf(name);
      expect(body?.height).toBe(skeleton.height);
      expect(body?.jointPositions).toHaveLength(skeleton.joints.length);
      for (const [joint, [x, y, z]] of (body?.jointPositions ?? []).entries()) {
        const expected = skeleton.joints[joint] ?? [9, 9, 9];
        expect(Math.hypot(x - expected[0], y - expected[1], z - expected[2])).toBeLessThan(1e-4);
      }
    }
  });

  test('PRV-1 weights of every vertex add up to one', () => {
    const library = loadFigures(file);
    if (!library.ok) throw new Error(library.error.detail);
    for (const { weights } of library.value.values())
      for (let vertex = 0; vertex < weights.length; vertex += 4) {
        const sum = weights.subarray(vertex, vertex + 4).reduce((total, weight) => total + weight, 0);
        expect(Math.abs(sum - 1)).toBeLessThan(1e-5);
      }
  });

  test.each([
    ['nothing', new Uint8Array(0)],
    ['text', new TextEncoder().encode('{"asset":{"version":"2.0"}} and more than a header')],
  ])('PRV-1 a file that is %s is refused with the reason', (_, bytes) => {
    const library = loadFigures(bytes);
    expect(library).toMatchObject({ ok: false, error: { kind: 'bad-figures' } });
  });

  test('PRV-1 a file that was cut short is refused', () => {
    expect(loadFigures(file.subarray(0, file.length - 50_000))).toMatchObject({
      ok: false,
      error: { kind: 'bad-figures' },
    });
  });
});
