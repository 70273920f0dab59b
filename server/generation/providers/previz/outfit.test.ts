import { readFile } from 'node:fs/promises';
import {
  bodies,
  bottoms,
  collars,
  type FigureLook,
  hairStyles,
  sleeveLengths,
  tops,
} from '@oner/shared/stage/scene.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { createWardrobe, type DressedMesh, type Wardrobe } from './dressed-mesh.ts';
import { loadFigures } from './load-figures.ts';
import { figuresUrl } from './load-renderer.ts';
import { type FigurePart, partIndex } from './rest-mesh.ts';

let wardrobe: Wardrobe;
beforeAll(async () => {
  const loaded = loadFigures(await readFile(figuresUrl));
  if (!loaded.ok) throw new Error(loaded.error.detail);
  wardrobe = createWardrobe(loaded.value);
});

const worn = (look: Partial<FigureLook>, body: (typeof bodies)[number] = 'woman'): DressedMesh =>
  wardrobe.meshFor({ body, name: 'A', look: { hair: 'bob', ...look } });

/** The corners of a part's triangles. */
const points = (mesh: DressedMesh, part: FigurePart): (readonly [number, number, number])[] =>
  [...mesh.parts].flatMap((index, t) =>
    index === partIndex(part)
      ? [0, 1, 2].map((corner) => {
          const [x = 0, y = 0, z = 0] = mesh.positions.subarray((mesh.triangles[t * 3 + corner] ?? 0) * 3);
          return [x, y, z] as const;
        })
      : [],
  );
const lowest = (mesh: DressedMesh, part: FigurePart): number => Math.min(...points(mesh, part).map(([, y]) => y));
const widest = (mesh: DressedMesh, part: FigurePart): number => Math.max(...points(mesh, part).map(([x]) => x));

describe('clothes', () => {
  test('PRV-61 tops of every kind are worn on every body with whole weights and no point that is not a number', () => {
    for (const [index, body] of bodies.entries())
      for (const top of body === 'woman' ? tops : tops.filter((_, at) => at % bodies.length === index)) {
        const mesh = worn({ top }, body);
        expect(mesh.positions.every(Number.isFinite), `${body} ${top}`).toBe(true);
        for (let v = 0; v < mesh.vertices; v++) {
          const sum = mesh.weights.subarray(v * 4, v * 4 + 4).reduce((total, weight) => total + weight, 0);
          if (Math.abs(sum - 1) > 1e-4) throw new Error(`${body} ${top}: vertex ${v} has weight ${sum}`);
        }
      }
  });

  test('PRV-61 a coat and a dress hang lower than a shirt, and a skirt leaves the legs bare', () => {
    const shirt = lowest(worn({ top: 'shirt' }), 'top');
    for (const top of ['coat', 'dress'] as const) expect(lowest(worn({ top }), 'top')).toBeLessThan(shirt - 0.25);
    expect(lowest(worn({ top: 'shirt', bottom: 'skirt' }), 'skin')).toBeLessThan(0.2);
    expect(lowest(worn({ top: 'shirt', bottom: 'trousers' }), 'skin')).toBeGreaterThan(0.5);
    expect(lowest(worn({ top: 'shirt', bottom: 'shorts' }), 'bottom')).toBeGreaterThan(0.4);
  });

  test('PRV-61 sleeves reach the wrist, the upper arm or the shoulder', () => {
    const [none, short, long] = sleeveLengths.map((sleeves) => widest(worn({ top: 'tee', sleeves }), 'top'));
    expect(short).toBeGreaterThan((none ?? 0) + 0.08);
    expect(long).toBeGreaterThan((short ?? 0) + 0.2);
  });

  test('PRV-61 each collar has its own shape', () => {
    const shapes = collars.map((collar) => JSON.stringify(points(worn({ top: 'sweater', collar }), 'collar')));
    expect(new Set(shapes).size).toBe(collars.length);
  });

  test('PRV-61 seams, locks and ears lie on the figure as lines', () => {
    for (const hair of hairStyles) expect(worn({ top: 'shirt', hair }).strokes.length).toBeGreaterThan(6);
    expect(bottoms).toContain('skirt');
    for (const { vertices } of worn({ top: 'coat' }).strokes)
      for (const vertex of vertices) expect(vertex).toBeLessThan(worn({ top: 'coat' }).vertices);
  });
});
