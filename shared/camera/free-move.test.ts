import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInsideCapsule } from '../stage/capsule.ts';
import { boundsOf, isInsideBox, solidsOf } from '../stage/pieces.ts';
import { poseFigure } from '../stage/pose-figure.ts';
import type { Camera, SetPiece, StagedScene, Vec3 } from '../stage/scene.ts';
import { action, sceneOf } from '../stage/testing/scenes.ts';
import { distance, subtract, unit } from '../stage/vec3.ts';
import { freeMove } from './free-move.ts';
import { type CameraMove, cameraAt, movePaths } from './move.ts';

const camera = (position: Vec3, target: Vec3 = [0, 1.4, 0]): Camera => ({
  ...{ position, target, roll: 0, lens: 35, aspect: 1.78 },
});
const from = (a: Vec3, b: Vec3): CameraMove => ({
  keys: [
    { at: 0, camera: camera(a) },
    { at: 1, camera: camera(b) },
  ],
});

const isInside = (scene: StagedScene, point: Vec3): boolean =>
  scene.pieces.some((piece) => solidsOf(piece).some((box) => isInsideBox(box, point))) ||
  scene.figures.some((figure) => poseFigure(figure).capsules.some((capsule) => isInsideCapsule(capsule, point, 0.1))) ||
  point[1] < 0.1;

/** What a camera sets out in, or close by, is in nobody's way. */
const setsOutIn = (scene: StagedScene, point: Vec3): boolean =>
  scene.pieces.some((piece) => isInsideBox(boundsOf(piece), point, 0.13)) ||
  scene.figures.some((figure) => poseFigure(figure).capsules.some((capsule) => isInsideCapsule(capsule, point, 0.26)));

const times = Array.from({ length: 41 }, (_, step) => step / 40);

const wall: SetPiece = {
  ...{ id: 'w', kind: 'wall', position: [0, 0, 2], heading: 0, size: [3, 2.6, 0.12], tone: 200 },
};

describe('a move set by hand', () => {
  it('CAM-32 whose way is free is kept as it is', () => {
    const scene = { ...sceneOf(2, { setting: 'EXT', place: 'FIELD' }), pieces: [wall] };
    const move = from([-3, 1.5, 1], [3, 1.5, 1]);
    expect(freeMove(move, scene)).toEqual({ move, stopsAt: null });
    expect(freeMove(move, scene).move).toBe(move);
  });

  it('CAM-32 goes through no wall between its keys: it ends before it, and says when', () => {
    const scene = { ...sceneOf(0, { setting: 'EXT', place: 'FIELD' }), pieces: [wall] };
    const move = from([0, 1.5, 4], [0, 1.5, 0.5]);
    const { move: free, stopsAt } = freeMove(move, scene);
    expect(stopsAt).toBeGreaterThan(0.3);
    expect(stopsAt).toBeLessThan(0.7);
    expect(cameraAt(free, 1).position[2]).toBeGreaterThan(2.1);
    expect(cameraAt(free, 1).position[2]).toBeLessThan(2.5);
    expect(cameraAt(free, 0)).toEqual(cameraAt(move, 0));
  });

  it('CAM-32 goes through nobody, and still turns and zooms to its end', () => {
    const scene = { ...sceneOf(2, { setting: 'EXT', place: 'FIELD' }), pieces: [] };
    const end: Camera = { ...camera([2.5, 1.4, 0], [9, 1.4, 0]), lens: 85 };
    const move: CameraMove = {
      keys: [
        { at: 0, camera: camera([-2.5, 1.4, 0]) },
        { at: 1, camera: end },
      ],
    };
    const { move: free, stopsAt } = freeMove(move, scene);
    expect(stopsAt).not.toBeNull();
    const last = cameraAt(free, 1);
    expect(last.lens).toBeCloseTo(85, 6);
    const [ahead, wanted] = [last, end].map(({ position, target }) => unit(subtract(target, position)));
    expect(ahead && wanted && distance(ahead, wanted)).toBeLessThan(1e-6);
    for (const t of times) expect(isInside(scene, cameraAt(free, t).position)).toBe(false);
  });

  it('CAM-32 stays in the room that it begins in', () => {
    const scene = sceneOf(2);
    const { move, stopsAt } = freeMove(from([0, 1.5, 1.5], [0, 1.5, 9]), scene);
    expect(stopsAt).not.toBeNull();
    expect(cameraAt(move, 1).position[2]).toBeLessThan(scene.extent[2] / 2);
  });

  it('CAM-32 minds where people have gone to', () => {
    const scene = { ...sceneOf(1, { setting: 'EXT', place: 'FIELD' }), pieces: [] };
    const [one] = scene.figures;
    if (!one) throw new Error('someone is there');
    const move = from([-3, 1.5, 2], [0.5, 1.5, 2]);
    expect(freeMove(move, scene).stopsAt).toBeNull();
    expect(freeMove(move, scene, [{ ...one, position: [0.5, 0, 2] }]).stopsAt).not.toBeNull();
  });

  it('CAM-32 of any keys and paths is nowhere in a wall, a thing, a person or the ground', () => {
    const scene = sceneOf(2, { blocks: [action('MARA sits at the table. TEO sits.')] });
    const point = fc.tuple(
      fc.double({ min: -2, max: 2, noNaN: true }),
      fc.double({ min: 0.3, max: 2.2, noNaN: true }),
      fc.double({ min: -2, max: 2, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(point, fc.constantFrom(...movePaths)), { minLength: 2, maxLength: 5 }), (all) => {
        const keys = all.map(([position, path], index) => ({
          ...{ at: index / (all.length - 1), camera: camera(position), path },
        }));
        const { move } = freeMove({ keys }, scene);
        const start = cameraAt(move, 0).position;
        if (setsOutIn(scene, start)) return;
        for (const t of times) expect(isInside(scene, cameraAt(move, t).position)).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});
