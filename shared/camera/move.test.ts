import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInsideCapsule } from '../stage/capsule.ts';
import { isInsideBox, solidsOf } from '../stage/pieces.ts';
import { poseFigure } from '../stage/pose-figure.ts';
import type { Camera, StagedScene, Vec3 } from '../stage/scene.ts';
import { action, castNames, sceneOf } from '../stage/testing/scenes.ts';
import { add, cross, distance, dot, radians, scale, subtract, unit } from '../stage/vec3.ts';
import { spotOf, turnedTo } from './aim-at.ts';
import { handheld } from './handheld.ts';
import { type CameraMove, cameraAt, focusAt, stillCamera } from './move.ts';
import { arrowsOf, figureArrows } from './move-arrows.ts';
import { moveOf } from './move-of.ts';
import { solveCamera } from './solve.ts';
import { pitchOf, projectPoint, toCamera, viewOf } from './view.ts';
import { defaultLens, type Movement, movements, type ShotSize } from './vocabulary.ts';

type Given = { readonly scene?: StagedScene; readonly size?: ShotSize; readonly subjects?: readonly string[] };

const solvedFor = (given: Given = {}) => {
  const { scene = sceneOf(2), size = 'MS', subjects = ['MARA'] } = given;
  return solveCamera({
    ...{ scene, size, subjects, angle: 'eye', roll: 0, framing: 'single', movement: 'static', lens: defaultLens[size] },
    aspect: 1.78,
  });
};

const moving = (movement: Movement, given: Given = {}) => {
  const { camera, scene } = solvedFor(given);
  const shot = { id: 's1', movement, subjects: given.subjects ?? ['MARA'], durationMs: 4000 };
  return { camera, scene, move: moveOf(shot, scene, camera) };
};

const headOf = (scene: StagedScene, name = 'MARA'): Vec3 => {
  const figure = scene.figures.find((one) => one.name === name);
  if (!figure) throw new Error(`${name} is on the stage`);
  return poseFigure(figure).points.headCentre;
};

const crownOf = (scene: StagedScene): Vec3 => {
  const figure = scene.figures.find(({ name }) => name === 'MARA');
  if (!figure) throw new Error('MARA is on the stage');
  return poseFigure(figure).points.crown;
};

const endOf = (move: CameraMove): Camera => {
  const last = move.keys.at(-1);
  if (!last) throw new Error('a move has an end');
  return last.camera;
};
const startOf = ({ keys: [first] }: CameraMove): Camera => {
  if (!first) throw new Error('a move has a start');
  return first.camera;
};
const times = [0, 0.1, 0.25, 0.4, 0.5, 0.65, 0.8, 0.9, 1];
const directionOf = ({ position, target }: Camera): Vec3 => unit(subtract(target, position));

/** Height of the head in the frame, half frame heights. */
const headHeight = (scene: StagedScene, camera: Camera): number => {
  const figure = scene.figures.find(({ name }) => name === 'MARA');
  if (!figure) throw new Error('MARA is on the stage');
  return viewOf(camera).fy / toCamera(viewOf(camera), poseFigure(figure).points.headCentre)[2];
};

describe('moves', () => {
  it('CAM-20 the still of every movement is the camera that the shot was solved to', () => {
    for (const movement of movements) {
      const { camera, move } = moving(movement, { scene: sceneOf(3), subjects: ['MARA', 'TEO'] });
      const still = stillCamera(move);
      expect(distance(still.position, camera.position)).toBeLessThan(1e-6);
      expect(dot(directionOf(still), directionOf(camera))).toBeGreaterThan(1 - 1e-9);
      expect(still.lens).toBeCloseTo(camera.lens, 6);
      expect(still.roll).toBeCloseTo(camera.roll, 9);
    }
  });

  it('CAM-20 a moving camera is nowhere in a wall, a thing, a person or the ground', () => {
    const stages = [
      sceneOf(2),
      sceneOf(4, { place: 'KITCHEN', blocks: [action('MARA sits at the table. TEO walks in.')] }),
      sceneOf(1, { place: 'CORRIDOR', blocks: [action('MARA walks.')] }),
    ];
    for (const staged of stages) {
      for (const movement of movements) {
        const { move, scene } = moving(movement, { scene: staged, subjects: castNames.slice(0, 2) });
        for (const t of times) {
          const { position } = cameraAt(
            { ...move, ...(move.shake ? { shake: { ...move.shake, seed: 1 } } : {}) },
            t,
            4000,
          );
          expect(position[1]).toBeGreaterThan(0.1);
          for (const figure of scene.figures)
            expect(poseFigure(figure).capsules.some((capsule) => isInsideCapsule(capsule, position))).toBe(false);
          for (const piece of scene.pieces)
            expect(solidsOf(piece).some((box) => isInsideBox(box, position))).toBe(false);
        }
      }
    }
  });

  it('CAM-21 a pan and a tilt turn on the spot with the horizon level; a dolly travels without turning', () => {
    for (const movement of ['pan', 'tilt', 'whip-pan'] as const) {
      const { move, camera } = moving(movement);
      for (const t of times) {
        const at = cameraAt(move, t);
        expect(distance(at.position, camera.position)).toBeLessThan(1e-9);
        expect(viewOf(at).right[1]).toBeCloseTo(0, 9);
        expect(at.lens).toBe(camera.lens);
      }
      expect(dot(directionOf(startOf(move)), directionOf(endOf(move)))).toBeLessThan(0.99);
    }
    for (const movement of ['dolly-in', 'dolly-out', 'truck', 'pedestal'] as const) {
      const { move, camera } = moving(movement);
      expect(distance(startOf(move).position, endOf(move).position)).toBeGreaterThan(0.1);
      for (const t of times) {
        expect(dot(directionOf(cameraAt(move, t)), directionOf(camera))).toBeGreaterThan(1 - 1e-9);
        expect(cameraAt(move, t).lens).toBeCloseTo(camera.lens, 9);
      }
    }
  });

  it('CAM-21 a dolly in makes the head larger, its top at its place in the frame, a dolly out smaller', () => {
    for (const [movement, sign] of [
      ['dolly-in', 1],
      ['dolly-out', -1],
    ] as const) {
      const { move, scene, camera } = moving(movement);
      const spot = spotOf(camera, crownOf(scene));
      for (const t of times) {
        const at = spotOf(cameraAt(move, t), crownOf(scene));
        expect(at.x).toBeCloseTo(spot.x, 6);
        expect(at.y).toBeCloseTo(spot.y, 6);
      }
      expect(sign * (headHeight(scene, endOf(move)) - headHeight(scene, startOf(move)))).toBeGreaterThan(0);
    }
  });

  it('CAM-21 a pan keeps its second subject on the set, though the still has no room for them', () => {
    const scene = sceneOf(2, { place: 'KITCHEN', blocks: [action('MARA sits at the table. TEO sits.')] });
    for (const movement of ['pan', 'whip-pan'] as const) {
      const request = { scene, size: 'CU', angle: 'eye', framing: 'single', roll: 0, lens: 85, aspect: 1.78 } as const;
      const solution = solveCamera({ ...request, movement, subjects: ['MARA', 'TEO'] });
      expect(solution.scene.figures.map(({ name }) => name)).toEqual(['MARA', 'TEO']);
      const shot = { id: 's1', movement, subjects: ['MARA', 'TEO'], durationMs: 4000 };
      const last = endOf(moveOf(shot, solution.scene, solution.camera));
      expect(Math.abs(spotOf(last, headOf(scene, 'TEO')).x)).toBeLessThan(0.6);
    }
  });

  it('CAM-21 a zoom changes the lens from where the camera stands, evenly to the eye', () => {
    const { move, camera } = moving('zoom-in');
    const lenses = [0.25, 0.5, 0.75].map(
      (t) => cameraAt({ keys: move.keys.map((key) => ({ ...key, ease: 'linear' })) }, t).lens,
    );
    expect(endOf(move).lens / startOf(move).lens).toBeCloseTo(1.8, 9);
    expect((lenses[1] ?? 0) / (lenses[0] ?? 1)).toBeCloseTo((lenses[2] ?? 0) / (lenses[1] ?? 1), 9);
    expect(distance(endOf(move).position, camera.position)).toBe(0);
  });

  it('CAM-22 a dolly zoom holds the head’s size and place to a thousandth at every moment, while the background changes', () => {
    for (const given of [
      { size: 'CU' },
      { size: 'MS' },
      { size: 'FS', scene: sceneOf(2, { setting: 'EXT', place: 'FIELD' }) },
    ] as const) {
      const { move, scene, camera } = moving('dolly-zoom', given);
      const [size, spot] = [headHeight(scene, camera), spotOf(camera, headOf(scene))];
      for (let t = 0; t <= 1; t += 0.05) {
        const at = cameraAt(move, t);
        expect(headHeight(scene, at) / size).toBeCloseTo(1, 3);
        expect(spotOf(at, headOf(scene)).x).toBeCloseTo(spot.x, 3);
        expect(spotOf(at, headOf(scene)).y).toBeCloseTo(spot.y, 3);
      }
      const behind = add(headOf(scene), scale(directionOf(camera), 6));
      const spread = (at: Camera): number => viewOf(at).fy / toCamera(viewOf(at), behind)[2];
      expect(Math.abs(Math.log(spread(endOf(move)) / spread(startOf(move))))).toBeGreaterThan(0.15);
      expect(Math.abs(Math.log(endOf(move).lens / startOf(move).lens))).toBeGreaterThan(0.2);
    }
  });

  it('CAM-23 an arc goes round the head, which keeps its distance and its place in the frame', () => {
    const { move, scene, camera } = moving('arc');
    const head = headOf(scene);
    const [spot, far] = [spotOf(camera, head), distance(camera.position, head)];
    for (const t of times) {
      const at = cameraAt(move, t);
      expect(distance(at.position, head)).toBeCloseTo(far, 6);
      expect(spotOf(at, head).x).toBeCloseTo(spot.x, 6);
      expect(spotOf(at, head).y).toBeCloseTo(spot.y, 6);
    }
    expect(distance(startOf(move).position, endOf(move).position)).toBeGreaterThan(0.3);
  });

  it('CAM-21 a pan from one to another ends on the other', () => {
    const scene = sceneOf(2);
    const { move } = moving('pan', { scene, size: 'CU', subjects: ['MARA', 'TEO'] });
    const at = spotOf(endOf(move), headOf(scene, 'TEO'));
    expect(Math.abs(at.x)).toBeLessThan(0.6);
    expect(Math.abs(at.y)).toBeLessThan(0.6);
    expect(move.stillAt ?? 0).toBe(0);
  });

  it('CAM-24 what is carried sways a little, smoothly, and alike for the same seed', () => {
    for (const kind of ['handheld', 'steadicam', 'gimbal', 'drone'] as const) {
      fc.assert(
        fc.property(fc.nat(99_999), fc.double({ min: 0, max: 60, noNaN: true }), (seed, seconds) => {
          const [one, again, next] = [seconds, seconds, seconds + 1 / 24].map((at) => handheld({ kind, seed }, at));
          expect(one).toEqual(again);
          for (const angle of ['pan', 'tilt', 'roll'] as const) {
            expect(Math.abs(one?.[angle] ?? 9)).toBeLessThan(radians(0.75));
            expect(Math.abs((one?.[angle] ?? 0) - (next?.[angle] ?? 9))).toBeLessThan(radians(0.3));
          }
        }),
        { numRuns: 60 },
      );
    }
    const { move } = moving('handheld');
    expect(cameraAt(move, 0.4, 4000)).not.toEqual(cameraAt(move, 0.5, 4000));
    expect(moving('handheld').move).toEqual(move);
  });

  it('CAM-21 a rack focus goes from the one to the other, and nothing moves', () => {
    const { move, scene, camera } = moving('rack-focus', { subjects: ['MARA', 'TEO'], size: 'FS' });
    expect(focusAt(move, 0)).toBeCloseTo(toCamera(viewOf(camera), headOf(scene))[2], 6);
    expect(focusAt(move, 1)).not.toBeCloseTo(focusAt(move, 0) ?? 0, 1);
    expect(focusAt(moving('static').move, 0.5)).toBeNull();
    expect(cameraAt(move, 0.5)).toEqual(camera);
  });

  it('CAM-20 any keys give a finite camera at any moment, exactly theirs at their times', () => {
    const coordinate = fc.double({ min: -20, max: 20, noNaN: true });
    const point = fc.tuple(coordinate, coordinate, coordinate);
    const camera = fc.record({
      ...{ position: point, target: point, roll: fc.double({ min: -0.7, max: 0.7, noNaN: true }) },
      ...{ lens: fc.double({ min: 8, max: 300, noNaN: true }), aspect: fc.constant(1.78) },
    });
    const key = fc.record({
      camera,
      path: fc.constantFrom('line', 'orbit', 'curve'),
      ease: fc.constantFrom('smooth', 'linear', 'snap'),
    });
    fc.assert(
      fc.property(
        fc.array(key, { minLength: 1, maxLength: 5 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (made, t) => {
          const keys = made.map((one, index) => ({ ...one, at: index / made.length }));
          const at = cameraAt({ keys }, t);
          for (const value of [...at.position, ...at.target, at.roll, at.lens])
            expect(Number.isFinite(value)).toBe(true);
          for (const one of keys) expect(cameraAt({ keys }, one.at)).toEqual(one.camera);
        },
      ),
    );
  });

  it('CAM-20 a camera turned to a point has it where it is wanted', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -0.8, max: 0.8, noNaN: true }),
        fc.double({ min: -0.8, max: 0.8, noNaN: true }),
        fc.double({ min: -0.5, max: 0.5, noNaN: true }),
        (x, y, roll) => {
          const camera: Camera = { position: [1, 1.4, 4], target: [0, 1, 0], roll, lens: 35, aspect: 1.78 };
          const at = spotOf(turnedTo(camera, [-0.4, 1.7, 0.2], { x, y }), [-0.4, 1.7, 0.2]);
          expect(at.x).toBeCloseTo(x, 3);
          expect(at.y).toBeCloseTo(y, 3);
        },
      ),
    );
  });
});

describe('the signs of a move', () => {
  const marksOf = (movement: Movement, given: Given = {}) => arrowsOf(moving(movement, given).move);
  const arrowWay = (movement: Movement): readonly [number, number] => {
    const [mark] = marksOf(movement);
    if (mark?.kind !== 'arrow') throw new Error(`${movement} has an arrow`);
    const [from, to] = [mark.points[0] ?? [0, 0], mark.points.at(-1) ?? [0, 0]];
    return [to[0] - from[0], to[1] - from[1]];
  };

  it('CAM-25 every movement that is seen has its sign, and a camera that stands has none', () => {
    expect(marksOf('static')).toEqual([]);
    for (const movement of movements.filter((one) => one !== 'static')) expect(marksOf(movement)).not.toEqual([]);
    expect(marksOf('zoom-in').map(({ kind }) => kind)).toEqual(['zoom']);
    expect(marksOf('handheld').map(({ kind }) => kind)).toEqual(['sway']);
    expect(marksOf('rack-focus', { subjects: ['MARA', 'TEO'], size: 'FS' }).map(({ kind }) => kind)).toEqual(['focus']);
    expect(
      marksOf('dolly-zoom')
        .map(({ kind }) => kind)
        .toSorted(),
    ).toEqual(['arrow', 'zoom']);
  });

  it('CAM-25 arrows point where the camera goes', () => {
    for (const movement of ['pan', 'truck'] as const) {
      const { move } = moving(movement);
      const [from, to] = [startOf(move), endOf(move)];
      const right = unit(cross(directionOf(from), [0, 1, 0]));
      const goes =
        movement === 'truck' ? subtract(to.position, from.position) : subtract(directionOf(to), directionOf(from));
      expect(Math.sign(arrowWay(movement)[0])).toBe(Math.sign(dot(goes, right)));
    }
    const { move } = moving('tilt');
    expect(Math.sign(-arrowWay('tilt')[1])).toBe(Math.sign(pitchOf(endOf(move)) - pitchOf(startOf(move))));
    expect(arrowWay('dolly-in')[1]).toBeLessThan(0);
    expect(arrowWay('dolly-out')[1]).toBeGreaterThan(0);
    const widths = marksOf('dolly-in').flatMap((mark) => (mark.kind === 'arrow' ? mark.widths : []));
    expect(widths[0]).toBeGreaterThan(widths.at(-1) ?? 9);
  });

  it('CAM-25 the frame that a zoom ends with is drawn where it will be', () => {
    const { move, scene } = moving('zoom-in');
    const [mark] = arrowsOf(move);
    if (mark?.kind !== 'zoom') throw new Error('a zoom has its frames');
    const xs = mark.to.map(([x]) => x);
    expect(Math.max(...xs) - Math.min(...xs)).toBeCloseTo(1 / 1.8, 1);
    const [x, y] = projectPoint(viewOf(startOf(move)), headOf(scene));
    expect((x + 1) / 2).toBeGreaterThan(Math.min(...xs));
    expect((x + 1) / 2).toBeLessThan(Math.max(...xs));
    expect(Math.abs(y)).toBeLessThan(1);
  });

  it('CAM-25 whoever goes has an arrow over the floor, from the feet to where they stop', () => {
    const { move, scene } = moving('static', { size: 'WS' });
    const [first] = scene.figures;
    if (!first) throw new Error('someone is there');
    const end = [{ ...first, position: add(first.position, [1, 0, -0.5]) }];
    const [mark] = figureArrows(move, scene.figures, end);
    expect(mark).toMatchObject({ kind: 'arrow', role: 'figure', name: first.name });
    expect(figureArrows(move, scene.figures, scene.figures)).toEqual([]);
  });
});
