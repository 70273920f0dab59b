import { readFile } from 'node:fs/promises';
import { bodies } from '@oner/shared/stage/scene.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { clothesOf } from './clothes.ts';
import { createWardrobe } from './dressed-mesh.ts';
import { type FigureLibrary, loadFigures } from './load-figures.ts';
import { figuresUrl } from './load-renderer.ts';
import { cutPart, meshOf, partIndex, vertexCount } from './rest-mesh.ts';

let library: FigureLibrary;
beforeAll(async () => {
  const loaded = loadFigures(await readFile(figuresUrl));
  if (!loaded.ok) throw new Error(loaded.error.detail);
  library = loaded.value;
});

const manMesh = () => {
  const man = library.get('man');
  if (!man) throw new Error('no man');
  return meshOf(man);
};

describe('parts of a figure', () => {
  test('PRV-2 a cut leaves every triangle on one side of the border', () => {
    const mesh = manMesh();
    const level = 1.1;
    cutPart(mesh, { field: (_x, y) => y - level, from: ['skin'], into: 'top' });
    for (const [t, part] of mesh.parts.entries()) {
      const heights = [0, 1, 2].map((corner) => mesh.positions[(mesh.triangles[t * 3 + corner] ?? 0) * 3 + 1] ?? 0);
      const middle = heights.reduce((sum, y) => sum + y, 0) / 3;
      // A cut near a corner keeps a little away from it, so slivers may lean over.
      if (Math.abs(middle - level) > 0.002) expect(part === partIndex('top')).toBe(middle > level);
    }
  });

  test('PRV-2 the vertices on the border lie on it, carry whole weights and follow the morphs', () => {
    const mesh = manMesh();
    const before = vertexCount(mesh);
    const border = cutPart(mesh, { field: (_x, y) => y - 1.1, from: ['skin'], into: 'top' });
    expect(border.length).toBeGreaterThan(20);
    for (const vertex of border) {
      expect(vertex).toBeGreaterThanOrEqual(before);
      expect(Math.abs((mesh.positions[vertex * 3 + 1] ?? 0) - 1.1)).toBeLessThan(0.002);
      const weights = mesh.weights.slice(vertex * 4, vertex * 4 + 4).reduce((sum, weight) => sum + weight, 0);
      expect(weights).toBeCloseTo(1, 5);
    }
    expect(border.some((vertex) => mesh.morphs.slice(vertex * 9, vertex * 9 + 9).some((delta) => delta !== 0))).toBe(
      true,
    );
  });

  test('PRV-3 every body wears every part, and hair where its style has any', () => {
    const wardrobe = createWardrobe(library);
    for (const body of bodies) {
      const mesh = wardrobe.meshFor({ body, name: 'A', look: { hair: 'short' } });
      const worn = new Set(mesh.parts);
      for (const part of ['skin', 'face', 'top', 'bottom', 'shoes', 'collar', 'hair'] as const)
        expect(worn.has(partIndex(part)), `${body} ${part}`).toBe(true);
      const bald = wardrobe.meshFor({ body, name: 'A', look: { hair: 'bald' } });
      expect(new Set(bald.parts).has(partIndex('hair'))).toBe(false);
    }
  });

  test('PRV-3 long hair hangs lower than short hair, and a beanie stands higher than a bald head', () => {
    const wardrobe = createWardrobe(library);
    const span = (hair: 'short' | 'long' | 'beanie' | 'bald') => {
      const mesh = wardrobe.meshFor({ body: 'woman', name: 'A', look: { hair } });
      const heights = [...mesh.parts].flatMap((part, t) =>
        part === partIndex('hair') || part === partIndex('hat') || part === partIndex('skin')
          ? [0, 1, 2].map((corner) => ({ part, y: mesh.positions[(mesh.triangles[t * 3 + corner] ?? 0) * 3 + 1] ?? 0 }))
          : [],
      );
      const hairs = heights.filter(({ part }) => part === partIndex('hair')).map(({ y }) => y);
      return { low: Math.min(...hairs), top: Math.max(...heights.map(({ y }) => y)) };
    };
    expect(span('long').low).toBeLessThan(span('short').low - 0.1);
    expect(span('beanie').top).toBeGreaterThan(span('bald').top + 0.01);
  });

  test('PRV-4 the same person always wears the same clothes', () => {
    expect(clothesOf('man', 'TEO', {})).toEqual(clothesOf('man', 'TEO', {}));
    const names = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J'];
    expect(new Set(names.map((name) => clothesOf('man', name, {}).top)).size).toBeGreaterThan(2);
    expect(clothesOf('man', 'TEO', { top: 'coat', bottom: 'shorts' })).toEqual({
      top: 'coat',
      sleeves: 'long',
      collar: 'lapel',
      bottom: 'shorts',
    });
  });
});
