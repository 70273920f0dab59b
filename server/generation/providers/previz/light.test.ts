import type { SetPiece, StagedShot } from '@oner/shared/stage/scene.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadRenderer } from './load-renderer.ts';
import type { Renderer } from './render.ts';
import { chair, person, roomShot } from './test-scenes.ts';

let renderer: Renderer;
beforeAll(async () => {
  renderer = await loadRenderer();
});

const size = { width: 320, height: 180, seed: 's', style: 'ink' } as const;
const pixelsOf = (shot: StagedShot): Uint8Array => Uint8Array.from(renderer.renderFrame(shot, size).pixels);
const box = (changes: Partial<SetPiece>): SetPiece => ({ ...chair, kind: 'box', heading: 0, ...changes });

describe('light', () => {
  test('PRV-63 shadows fall on furniture and walls, not on the floor alone', () => {
    const slab = box({ id: 'slab', position: [0, 0, -0.4], size: [2.4, 0.4, 1.6], tone: 200 });
    const post = box({ id: 'post', position: [-0.2, 0.4, -0.3], size: [0.12, 0.9, 0.12], tone: 120 });
    const camera = { position: [0, 2.6, 2.2], target: [0, 0.4, -0.4], lens: 35 } as const;
    const scene = { figures: [], pieces: [slab, post] } as const;
    const shot = roomShot({ scene, camera });
    const drawn = renderer.renderFrame(shot, size);
    const onSlab = [...drawn.buffers.triangle].flatMap((t, pixel) =>
      drawn.scene.triangles.objects[t] === 1 && (drawn.scene.triangles.flatNormals[t * 3 + 2] ?? 0) < -0.4
        ? [drawn.pixels[pixel * 3] ?? 0]
        : [],
    );
    const brightest = Math.max(...onSlab);
    const dark = onSlab.filter((grey) => grey < brightest * 0.78).length;
    expect(dark).toBeGreaterThan(20);
    expect(dark).toBeLessThan(onSlab.length * 0.6);
  });

  test('PRV-63 shadows of what stands far behind the nearest figure are there too', () => {
    const scene = { setting: 'EXT', extent: [80, 0, 80], figures: [person()] } as const;
    const post = box({ id: 'post', position: [-5, 0, -24], size: [1.2, 5, 1.2], tone: 120 });
    const camera = { position: [0.4, 3.4, 4], target: [-1, 0.6, -6], lens: 28 } as const;
    const [posted, bare] = [[post], []].map((pieces) => {
      const drawn = renderer.renderFrame(roomShot({ scene: { ...scene, pieces }, camera }), size);
      const isGround = (pixel: number): boolean =>
        drawn.scene.triangles.objects[drawn.buffers.triangle[pixel] ?? 0] === 0;
      return Array.from({ length: size.width * size.height }, (_, at) =>
        isGround(at) ? (drawn.pixels[at * 3] ?? 0) : null,
      );
    });
    const darker = posted?.filter((grey, at) => grey !== null && grey < (bare?.[at] ?? 0) - 20) ?? [];
    expect(darker.length).toBeGreaterThan(60);
  });

  test('PRV-64 by night a lamp warms and lights whoever stands under it', () => {
    const lamp = {
      ...chair,
      id: 'lamp',
      kind: 'lamp',
      position: [-1.1, 0, 0.8],
      size: [0.4, 3.6, 0.4],
      tone: 110,
    } as const;
    const scene = { setting: 'EXT', time: 'night', extent: [24, 0, 16], figures: [person()] } as const;
    const camera = { position: [0, 1.3, 3], target: [0, 1.2, 0], lens: 85 } as const;
    const warmth = (pieces: readonly SetPiece[]): number => {
      const pixels = pixelsOf(roomShot({ scene: { ...scene, pieces }, camera }));
      let sum = 0;
      for (let at = 0; at < pixels.length; at += 3) sum += (pixels[at] ?? 0) - (pixels[at + 2] ?? 0);
      return sum / (pixels.length / 3);
    };
    expect(warmth([lamp])).toBeGreaterThan(warmth([]) + 6);
  });

  test('PRV-65 rain falls where the set says so, before what is far and not on what is nearer', () => {
    const rain = {
      ...chair,
      id: 'rain',
      kind: 'ground',
      label: 'rain',
      position: [0, 0, 0],
      size: [60, 0, 60],
    } as const;
    const scene = { setting: 'EXT', time: 'night', extent: [24, 0, 16], figures: [] } as const;
    const differs = (near: readonly SetPiece[]): number => {
      const [dry, wet] = [near, [...near, rain]].map((pieces) => pixelsOf(roomShot({ scene: { ...scene, pieces } })));
      return (dry ?? new Uint8Array()).filter((value, at) => Math.abs(value - (wet?.[at] ?? 0)) > 8).length;
    };
    const wall = {
      ...chair,
      id: 'wall',
      kind: 'wall',
      position: [0.4, 0, 2.2],
      heading: 0,
      size: [6, 4, 0.2],
    } as const;
    expect(differs([])).toBeGreaterThan(800);
    expect(differs([wall])).toBeLessThan(differs([]) / 4);
  });

  test('PRV-66 who sits in a car is seen through its windows from hips to crown', () => {
    const car = {
      ...chair,
      id: 'car',
      kind: 'car',
      position: [0, 0, -0.1],
      heading: 0,
      size: [1.76, 1.5, 4.4],
    } as const;
    const driver = person({ pose: 'driving', position: [0.38, 0.2, -0.02] });
    const camera = { position: [1.1, 1.6, 1.9], target: [0.3, 0.9, 0], lens: 35 } as const;
    const shot = roomShot({ scene: { setting: 'EXT', extent: [24, 0, 16], figures: [driver], pieces: [car] }, camera });
    const drawn = renderer.renderFrame(shot, size);
    const rows = [...drawn.buffers.triangle].flatMap((t, pixel) =>
      drawn.scene.triangles.objects[t] === drawn.scene.firstFigure ? [Math.floor(pixel / size.width)] : [],
    );
    const posed = drawn.scene.figures[0]?.posed;
    const rowOf = (y: number): number => {
      const { view, height, scaleY } = drawn.scene.frustum;
      const offset = [0.38 - view.position[0], y - view.position[1], -view.position[2]] as const;
      const along = (axis: readonly [number, number, number]): number =>
        offset[0] * axis[0] + offset[1] * axis[1] + offset[2] * axis[2];
      return height / 2 - (scaleY * along(view.up)) / along(view.forward);
    };
    expect(Math.min(...rows)).toBeLessThan(rowOf((posed?.points.crown[1] ?? 9) - 0.05));
    // Below the belt line of the doors, which is at 0.9 m: the old deck cut the figure there.
    expect(Math.max(...rows)).toBeGreaterThan(rowOf(0.75));
  });
});
