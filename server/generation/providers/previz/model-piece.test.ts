import { projectPoint, toFrame, viewOf } from '@oner/shared/camera/view.ts';
import { assetIdSchema } from '@oner/shared/ids/ids.ts';
import { encodeMesh, type ModelMesh } from '@oner/shared/stage/model-mesh.ts';
import type { SetPiece, Vec3 } from '@oner/shared/stage/scene.ts';
import { decodeModels } from '@oner/shared/stage/set/model-piece.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { drawFrame } from './draw-frame.ts';
import { loadRenderer } from './load-renderer.ts';
import { pieceSegment, segmentationMap, segmentColour } from './maps.ts';
import type { Renderer } from './render.ts';
import { roomShot } from './test-scenes.ts';

/** A board that stands on its edge, half a metre wide, high and thin, modelled twice as large. */
const board: ModelMesh = {
  size: [1, 1, 0.002],
  positions: Float32Array.of(-0.5, 0, 0, 0.5, 0, 0, 0.5, 1, 0, -0.5, 1, 0),
  triangles: Uint32Array.of(0, 1, 2, 0, 2, 3),
  tones: Uint8Array.of(255, 255),
};
const id = assetIdSchema.parse('b'.repeat(64));
const piece: SetPiece = {
  ...{ id: 'm', kind: 'tree', model: id, position: [-1, 0.5, -1], heading: 0, size: [0.5, 0.5, 0.1], tone: 90 },
};
const shot = roomShot({ scene: { pieces: [piece] } });
const size = { width: 480, height: 270, seed: 'm', style: 'ink' } as const;

let renderer: Renderer;
beforeAll(async () => {
  renderer = await loadRenderer();
});

describe('uploaded models', () => {
  test('PRV-48 a model is drawn where its piece stands, stretched to its size, seen from both sides', () => {
    const models = decodeModels(new Map([[id, encodeMesh(board)]]));
    for (const heading of [0, Math.PI]) {
      const turned = roomShot({ scene: { pieces: [{ ...piece, heading }] } });
      const drawn = renderer.renderFrame(turned, { ...size, models });
      const { pixels } = segmentationMap(drawn);
      const colourAt = (point: Vec3): string => {
        const [x, y] = projectPoint(viewOf(shot.camera), point);
        const [left, top] = toFrame(x, y);
        const at = (Math.floor(top * size.height) * size.width + Math.floor(left * size.width)) * 3;
        return [...pixels.subarray(at, at + 3)].join();
      };
      const own = segmentColour(pieceSegment(0)).join();
      for (const inside of [
        [-1.2, 0.55, -1],
        [-0.8, 0.95, -1],
      ] as const)
        expect(colourAt(inside)).toBe(own);
      for (const outside of [
        [-1, 1.1, -1],
        [-1, 0.4, -1],
        [-1.3, 0.7, -1],
      ] as const)
        expect(colourAt(outside)).toBe('0,0,0');
    }
  });

  test('PRV-48 without its mesh, or with bytes that are none, a piece is drawn in its kind’s own shape', async () => {
    const request = { shot, ...size, seed: 'm' };
    const bytesWith = async (models?: ReadonlyMap<string, Uint8Array>): Promise<Uint8Array> => {
      const drawn = await drawFrame(renderer, { ...request, ...(models ? { models } : {}) }, () => {});
      if (!drawn.ok) throw new Error(drawn.error.detail);
      return drawn.value.bytes;
    };
    const { model: _, ...plain } = piece;
    const own = await drawFrame(renderer, { ...request, shot: roomShot({ scene: { pieces: [plain] } }) }, () => {});
    if (!own.ok) throw new Error(own.error.detail);
    expect(await bytesWith()).toEqual(own.value.bytes);
    expect(await bytesWith(new Map([[id, Uint8Array.of(1, 2, 3)]]))).toEqual(own.value.bytes);
    const modelled = await bytesWith(new Map([[id, encodeMesh(board)]]));
    expect(modelled).not.toEqual(own.value.bytes);
    expect(await bytesWith(new Map([[id, encodeMesh(board)]]))).toEqual(modelled);
  });

  test('PRV-48 a mesh is read only when it is whole: finite numbers, and corners that are vertices', () => {
    const whole = encodeMesh(board);
    expect(decodeModels(new Map([[id, whole]])).get(id)).toEqual({ ...board, size: [1, 1, Math.fround(0.002)] });
    const changed = (change: (view: DataView) => void): number => {
      const bytes = whole.slice();
      change(new DataView(bytes.buffer));
      return decodeModels(new Map([[id, bytes]])).size;
    };
    expect(changed((view) => view.setFloat32(24, Number.NaN, true))).toBe(0);
    expect(changed((view) => view.setUint32(24 + 48, 4, true))).toBe(0);
    expect(changed((view) => view.setUint32(4, 5, true))).toBe(0);
    expect(changed((view) => view.setFloat32(12, 0, true))).toBe(0);
    expect(decodeModels(new Map([[id, whole.slice(0, -1)]])).size).toBe(0);
  });
});
