import { createHash } from 'node:crypto';
import { bodies, expressions, poses, type StagedShot, setPieceKinds, type Vec3 } from '@oner/shared/stage/scene.ts';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { drawFrame } from './draw-frame.ts';
import { frameSize, type PrevizRequest } from './frame-request.ts';
import { loadRenderer } from './load-renderer.ts';
import type { Renderer } from './render.ts';
import { chair, person, roomShot } from './test-scenes.ts';

let renderer: Renderer;
beforeAll(async () => {
  renderer = await loadRenderer();
});

const small = { width: 320, height: 180, seed: 's', style: 'ink' } as const;
const pixelsOf = (shot: StagedShot, seed = 's'): Uint8Array =>
  Uint8Array.from(renderer.renderFrame(shot, { ...small, seed }).pixels);
const mean = (pixels: Uint8Array): number => pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
const most = (pixels: Uint8Array): number => pixels.reduce((best, value) => Math.max(best, value), 0);
const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const quiet = (): void => {};
const request = (shot: StagedShot, changes: Partial<PrevizRequest> = {}): PrevizRequest => ({
  shot,
  seed: 'a',
  style: 'ink',
  width: 320,
  height: 180,
  ...changes,
});

describe('frames', () => {
  test('PRV-6 the same shot and seed give the same bytes, whatever was drawn before', async () => {
    const first = await drawFrame(renderer, request(roomShot()), quiet);
    await drawFrame(renderer, request(roomShot({ scene: { time: 'night' } }), { width: 200, height: 200 }), quiet);
    const second = await drawFrame(await loadRenderer(), request(roomShot(), { maps: true }), quiet);
    const third = await drawFrame(renderer, request(roomShot(), { maps: true }), quiet);
    if (!(first.ok && second.ok && third.ok)) throw new Error('not drawn');
    expect(hash(second.value.bytes)).toBe(hash(first.value.bytes));
    expect(hash(third.value.bytes)).toBe(hash(first.value.bytes));
    expect(third.value.maps).toEqual(second.value.maps);
  });

  test('PRV-6 another seed moves the hand, not the picture', () => {
    const [one, two] = [pixelsOf(roomShot(), '1'), pixelsOf(roomShot(), '2')];
    expect(hash(one)).not.toBe(hash(two));
    const moved = one.reduce((sum, value, index) => sum + Math.abs(value - (two[index] ?? 0)), 0) / one.length;
    expect(moved).toBeLessThan(6);
  });

  test('PRV-7 hours darken from day over dusk to night, indoors and out', () => {
    for (const setting of ['INT', 'EXT'] as const) {
      const extent: Vec3 = setting === 'INT' ? [6, 2.7, 6] : [40, 0, 40];
      const [day, dawn, dusk, night] = (['day', 'dawn', 'dusk', 'night'] as const).map((time) =>
        mean(pixelsOf(roomShot({ scene: { setting, time, extent } }))),
      );
      expect(day).toBeGreaterThan((dawn ?? 0) + 10);
      expect(dawn).toBeGreaterThan((dusk ?? 0) + 10);
      expect(dusk).toBeGreaterThan((night ?? 0) + 10);
      expect(night).toBeLessThan(110);
    }
  });

  test('PRV-7 a window shines by night', () => {
    const window = {
      ...chair,
      id: 'w',
      kind: 'window',
      position: [0, 0.8, -2.9],
      heading: 0,
      size: [2, 1.4, 0.12],
    } as const;
    const street = { time: 'night', setting: 'EXT', extent: [40, 0, 40], figures: [] } as const;
    const shot = roomShot({ scene: { ...street, pieces: [window] } });
    expect(most(pixelsOf(shot))).toBeGreaterThan(225);
    expect(most(pixelsOf(roomShot({ scene: { ...street, pieces: [] } })))).toBeLessThan(160);
  });

  test('PRV-8 each expression and the direction of a gaze change the face', () => {
    const close = { position: [0, 1.55, 1.3], target: [0, 1.53, 0], lens: 85 } as const;
    const faces = expressions.map((expression) =>
      hash(pixelsOf(roomShot({ scene: { figures: [person({ expression })] }, camera: close }))),
    );
    expect(new Set(faces).size).toBe(expressions.length);
    const gazes = (
      [
        [0, 1.5, 2],
        [1.5, 1.5, 0.2],
        [-1.5, 1.5, 0.2],
      ] as const
    ).map((gaze) => hash(pixelsOf(roomShot({ scene: { figures: [person({ gaze })] }, camera: close }))));
    expect(new Set(gazes).size).toBe(3);
  });

  test('PRV-9 the longer side is 1280 and the other follows the aspect, even', () => {
    expect(frameSize(16 / 9)).toEqual({ width: 1280, height: 720 });
    expect(frameSize(2.39)).toEqual({ width: 1280, height: 536 });
    expect(frameSize(1)).toEqual({ width: 1280, height: 1280 });
    expect(frameSize(0.5625)).toEqual({ width: 720, height: 1280 });
    expect(frameSize(2, { width: 640 })).toEqual({ width: 640, height: 320 });
    expect(frameSize(2, { height: 320 })).toEqual({ width: 640, height: 320 });
  });

  test('PRV-10 a request that breaks a limit is refused with the place of the fault', async () => {
    const tooMany = roomShot({ scene: { figures: Array.from({ length: 65 }, () => person()) } });
    const refused = await drawFrame(renderer, request(tooMany), quiet);
    expect(refused).toMatchObject({ ok: false, error: { kind: 'invalid-request' } });
    if (!refused.ok) expect(refused.error.detail).toContain('shot.scene.figures');
    const nan = roomShot({ camera: { lens: Number.NaN } });
    expect(await drawFrame(renderer, request(nan), quiet)).toMatchObject({
      ok: false,
      error: { kind: 'invalid-request' },
    });
    expect(await drawFrame(renderer, null, quiet)).toMatchObject({ ok: false, error: { kind: 'invalid-request' } });
  });

  const odd: readonly (readonly [string, StagedShot])[] = [
    ['an empty scene', roomShot({ scene: { figures: [], pieces: [], extent: [0, 0, 0] } })],
    ['a camera inside a head', roomShot({ camera: { position: [0, 1.55, 0.03], target: [0, 1.5, 3] } })],
    ['everything behind the lens', roomShot({ camera: { target: [0.4, 1.4, 20] } })],
    ['a camera on its target', roomShot({ camera: { target: [0.4, 1.4, 2.9] } })],
    ['the longest lens', roomShot({ camera: { lens: 5000 } })],
    ['the widest lens', roomShot({ camera: { lens: 1 } })],
    ['a camera under the floor', roomShot({ camera: { position: [0, -2, 0.001], target: [0, 1, 0] } })],
    ['a view straight down', roomShot({ camera: { position: [0, 6, 0], target: [0, 0, 0], roll: 0.4 } })],
    [
      'a piece of no size',
      roomShot({ scene: { pieces: setPieceKinds.map((kind) => ({ ...chair, kind, size: [0, 0, 0] })) } }),
    ],
  ];
  test.each(odd)('PRV-11 %s is drawn', async (_, shot) => {
    const drawn = await drawFrame(renderer, request(shot, { maps: true }), quiet);
    expect(drawn.ok).toBe(true);
  });

  test('PRV-20 by night the moon stands in the sky outdoors, behind everything, and never indoors', () => {
    const camera = { position: [0, 1.6, 6], target: [-2.52, 3.6, 0.9], lens: 35 } as const;
    const out = { setting: 'EXT', time: 'night', figures: [], pieces: [], extent: [24, 0, 16] } as const;
    const wall = { ...chair, kind: 'wall', position: [0, 0, -6], heading: 0, size: [60, 30, 0.3], tone: 120 } as const;
    expect(most(pixelsOf(roomShot({ scene: out, camera })))).toBeGreaterThan(190);
    expect(most(pixelsOf(roomShot({ scene: { ...out, pieces: [wall] }, camera })))).toBeLessThan(190);
    expect(most(pixelsOf(roomShot({ scene: { ...out, setting: 'INT', extent: [6, 2.7, 6] }, camera })))).toBeLessThan(
      190,
    );
  });

  test('PRV-21 by night a lamp lights the ground under it', () => {
    const camera = { position: [0, 2.5, 7], target: [0, 0, 0], lens: 24 } as const;
    const lamp = { ...chair, kind: 'lamp', position: [0, 0, 0], size: [0.4, 3.6, 0.4], tone: 110 } as const;
    const lit = (time: 'day' | 'night'): number => {
      const scene = { setting: 'EXT', time, figures: [], extent: [24, 0, 16] } as const;
      const bare = mean(pixelsOf(roomShot({ scene: { ...scene, pieces: [] }, camera })));
      return mean(pixelsOf(roomShot({ scene: { ...scene, pieces: [lamp] }, camera }))) - bare;
    };
    expect(lit('night')).toBeGreaterThan(1.5);
    expect(lit('day')).toBeLessThan(0.5);
  });

  test('PRV-22 a camera outside a room sees no end of the set: its floor and walls go on behind it', () => {
    const far = { position: [5.5, 1.5, 6], target: [0, 1.2, 0], lens: 24 } as const;
    const drawn = renderer.renderFrame(roomShot({ camera: far }), small);
    expect(drawn.buffers.triangle.every((triangle) => triangle !== 0)).toBe(true);
  });

  test('PRV-11 any scene within the limits is drawn', () => {
    const near = fc.double({ min: -4, max: 4, noNaN: true });
    const vector = fc.tuple(near, near, near);
    const figure = fc.record({
      body: fc.constantFrom(...bodies),
      pose: fc.constantFrom(...poses),
      position: vector,
      heading: near,
      gaze: fc.option(vector),
    });
    const piece = fc.record({
      kind: fc.constantFrom(...setPieceKinds),
      position: vector,
      heading: near,
      size: fc.tuple(
        ...([0, 1, 2].map(() => fc.double({ min: 0, max: 5, noNaN: true })) as [
          fc.Arbitrary<number>,
          fc.Arbitrary<number>,
          fc.Arbitrary<number>,
        ]),
      ),
    });
    const scene = fc.record({
      figures: fc.array(figure, { maxLength: 3 }),
      pieces: fc.array(piece, { maxLength: 4 }),
      position: vector,
      target: vector,
      lens: fc.double({ min: 1, max: 1000, noNaN: true }),
    });
    fc.assert(
      fc.property(scene, ({ figures, pieces, position, target, lens }) => {
        const shot = roomShot({
          scene: {
            figures: figures.map((changes) => person(changes)),
            pieces: pieces.map((changes) => ({ ...chair, ...changes })),
          },
          camera: { position, target, lens },
        });
        const { pixels } = renderer.renderFrame(shot, { width: 96, height: 64, seed: 'f', style: 'ink' });
        expect(pixels).toHaveLength(96 * 64 * 3);
      }),
      { numRuns: 40 },
    );
  });
});
