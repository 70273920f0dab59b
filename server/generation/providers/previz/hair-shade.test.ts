import { pictureStyles } from '@oner/shared/stage/picture-style.ts';
import { hairStyles, type StagedFigure } from '@oner/shared/stage/scene.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadRenderer } from './load-renderer.ts';
import type { Renderer } from './render.ts';
import { partIndex } from './rest-mesh.ts';
import { person, roomShot } from './test-scenes.ts';

let renderer: Renderer;
beforeAll(async () => {
  renderer = await loadRenderer();
});

const size = { width: 480, height: 270, seed: 's' } as const;
const dark = { hairTone: 40, skinTone: 240, topTone: 190, bottomTone: 90 } as const;
const behind = { position: [0.1, 1.6, -0.8], target: [0, 1.56, 0], lens: 50 } as const;

/** Greys of the hair seen from close behind. */
const hairOf = (hair: StagedFigure['look']['hair'], style: (typeof pictureStyles)[number]): readonly number[] => {
  const figures = [person({ look: { hair, ...dark } })];
  const drawn = renderer.renderFrame(roomShot({ scene: { figures, pieces: [] }, camera: behind }), { ...size, style });
  const { triangles } = drawn.scene;
  return [...drawn.buffers.triangle].flatMap((t, pixel) =>
    t > 0 && triangles.parts[t] === partIndex('hair') && triangles.flags[t] !== 0 ? [drawn.pixels[pixel * 3] ?? 0] : [],
  );
};

const spreadOf = (greys: readonly number[]): number => {
  const sorted = [...greys].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return at(0.9) - at(0.1);
};

const haired = hairStyles.filter((hair) => !['bald', 'cap', 'beanie'].includes(hair));

describe('hair', () => {
  test.each(pictureStyles)('PRV-68 dark hair from behind has inner form in %s, whatever its cut', (style) => {
    for (const hair of haired) expect(spreadOf(hairOf(hair, style)), hair).toBeGreaterThan(14);
  });

  test('PRV-68 curly hair has an outline of tufts', () => {
    const edgeOf = (hair: 'curly' | 'short'): number => {
      const figures = [person({ look: { hair, ...dark } })];
      const drawn = renderer.renderFrame(roomShot({ scene: { figures, pieces: [] }, camera: behind }), {
        ...size,
        style: 'ink',
      });
      // How often the crown's outline turns between rising and falling, from left to right.
      const tops = Array.from({ length: size.width }, (_, x) => {
        for (let y = 0; y < size.height; y++) {
          const t = drawn.buffers.triangle[y * size.width + x] ?? 0;
          if (drawn.scene.triangles.objects[t] === drawn.scene.firstFigure) return y;
        }
        return size.height;
      });
      const turns = tops.flatMap((top, x) =>
        x > 0 && top !== tops[x - 1] ? [Math.sign(top - (tops[x - 1] ?? 0))] : [],
      );
      return turns.filter((turn, index) => index > 0 && turn !== turns[index - 1]).length;
    };
    expect(edgeOf('curly')).toBeGreaterThan(edgeOf('short') + 3);
  });
});
