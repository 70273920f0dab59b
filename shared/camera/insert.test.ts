import { describe, expect, it } from 'vitest';
import { crossesCapsule } from '../stage/capsule.ts';
import { aroundGrip, heldBy } from '../stage/held.ts';
import { cornersOf, crossesBox, isInsideBox, solidsOf } from '../stage/pieces.ts';
import { poseFigure } from '../stage/pose-figure.ts';
import { sizeOfThing } from '../stage/props.ts';
import { type SetPiece, type StagedScene, setPieceKinds, type Vec3 } from '../stage/scene.ts';
import { action, sceneOf } from '../stage/testing/scenes.ts';
import { add, mix, scale } from '../stage/vec3.ts';
import { thingFills } from './insert.ts';
import { boundsInView } from './project.ts';
import type { CameraRequest, CameraSolution } from './solution.ts';
import { solveCamera } from './solve.ts';
import { pitchOf, viewOf } from './view.ts';
import type { ShotSize } from './vocabulary.ts';

const shoot = (scene: StagedScene, focus: string | null, given: Partial<CameraRequest> = {}): CameraSolution =>
  solveCamera({
    ...{ scene, focus, size: 'CU', angle: 'eye', roll: 0, framing: 'insert', movement: 'static', lens: 100 },
    ...{ subjects: [], aspect: 1.78 },
    ...given,
  });

const middleOf = (points: readonly Vec3[]): Vec3 =>
  points.reduce((sum, point) => add(sum, scale(point, 1 / points.length)), [0, 0, 0] as Vec3);

/** How large the points are in the frame: half of it is 1; and how far off its middle. */
const spread = ({ camera }: CameraSolution, points: readonly Vec3[]): { reach: number; share: number } => {
  const { left, right, bottom, top } = boundsInView(viewOf(camera), points);
  return {
    reach: Math.max(...[left, right, bottom, top].map(Math.abs)),
    share: Math.max(right - left, top - bottom) / 2,
  };
};

const sizes: readonly ShotSize[] = ['ECU', 'CU', 'MS', 'FS'];
const aspects = [2.39, 1, 0.5625] as const;

const expectFilled = (solution: CameraSolution, points: readonly Vec3[], size: ShotSize, id: string): void => {
  const { reach, share } = spread(solution, points);
  expect(reach, id).toBeLessThan(thingFills[size] + 0.02);
  expect(share, id).toBeGreaterThan(0.75 * thingFills[size]);
};

/** Whether the way from the camera to the thing's middle is free of people and other pieces. */
const isClear = ({ camera: { position }, scene }: CameraSolution, piece: SetPiece): boolean => {
  const point = mix(middleOf(cornersOf(piece)), position, 0.05);
  const people = scene.figures
    .map(poseFigure)
    .some(({ capsules }) => capsules.some((capsule) => crossesCapsule(capsule, position, point)));
  const solids = scene.pieces.filter(({ id }) => id !== piece.id).flatMap(solidsOf);
  return !people && !solids.some((box) => crossesBox(box, position, point));
};

const kindSizes: Partial<Record<SetPiece['kind'], Vec3>> = {
  ground: [4, 0.01, 3],
  car: [1.76, 1.5, 4.4],
  building: [8, 12, 6],
  front: [6, 7, 0.4],
  tree: [3, 5, 3],
  wall: [4, 2.7, 0.12],
  boat: [1.6, 0.9, 4],
  lamp: [0.4, 3.4, 0.4],
  jetty: [2.4, 0.3, 8],
};

const labels = ['KEY', 'LETTER', 'PHONE', 'GUN', 'MUG', 'RADIO', 'LANTERN', 'PRINTER', 'SUITCASE', 'CAKE', '信'];

/** The thing on the table that is there, else on the floor, at every shape of frame and size. */
const expectShown = (base: StagedScene, label: string): void => {
  const table = base.pieces.find(({ kind }) => kind === 'table');
  const thing: SetPiece = {
    ...{ id: 'prop-1', kind: 'box', label, heading: 0.3, tone: 96 },
    position: table ? [0, table.size[1], 0] : [0.8, 0, 0.5],
    size: sizeOfThing(label),
  };
  for (const aspect of aspects) {
    for (const size of sizes) {
      const solution = shoot({ ...base, pieces: [...base.pieces, thing] }, label, { size, aspect });
      const id = `${label} ${size} ${aspect}`;
      expect(
        solution.scene.pieces.map((piece) => piece.id),
        id,
      ).toContain('prop-1');
      expectFilled(solution, cornersOf(thing), size, id);
      expect(isClear(solution, thing), id).toBe(true);
      expect(pitchOf(solution.camera), id).toBeLessThan(thing.size[1] < 0.05 ? -28 : -5);
      expect(solution.scene.pieces.filter(({ kind }) => kind === 'table')).toHaveLength(table ? 1 : 0);
    }
  }
};

describe('an insert', () => {
  it('CAM-12 of every kind of piece is filled by it, and never leaves it out', () => {
    for (const kind of setPieceKinds) {
      const piece: SetPiece = {
        ...{ id: 'it', kind, position: [1, 0, -0.5], heading: 0.4, tone: 120 },
        size: kindSizes[kind] ?? [1.4, 0.8, 0.7],
      };
      for (const base of [sceneOf(2), sceneOf(2, { setting: 'EXT', place: 'FIELD' })]) {
        for (const size of sizes) {
          const solution = shoot({ ...base, pieces: [...base.pieces, piece] }, 'it', { size });
          expect(solution.removed.pieces, `${kind} ${size}`).not.toContain('it');
          expectFilled(solution, cornersOf(piece), size, `${kind} ${size}`);
        }
      }
    }
  });

  it('CAM-12 of a thing on the floor, a table or a roof is filled by it at every shape, clear, and seen from above', () => {
    const stands = [
      sceneOf(1, { setting: 'EXT', place: 'ROOFTOP', time: 'NIGHT' }),
      sceneOf(2, { blocks: [action('MARA sits at the table. TEO sits.')] }),
      sceneOf(0, { setting: 'EXT', place: 'FIELD' }),
    ];
    for (const base of stands) for (const label of labels) expectShown(base, label);
  });

  it('CAM-12 of what the set has not: in the hand that holds it, on the table that is there, else on the floor, never in the air', () => {
    const table = sceneOf(2, { blocks: [action('MARA sits at the table. TEO sits.')] });
    for (const label of labels) {
      const onTable = shoot(table, label, { subjects: ['MARA'] });
      const laid = onTable.scene.pieces.find((piece) => piece.label === label);
      const held = onTable.scene.figures.find(({ holds }) => holds);
      expect(laid !== undefined || held !== undefined, label).toBe(true);
      const tops = table.pieces.flatMap(solidsOf);
      if (laid && laid.position[1] > 0.05) {
        const [x, y, z] = laid.position;
        expect(
          tops.some((box) => isInsideBox(box, [x, y - 0.01, z])),
          label,
        ).toBe(true);
      }
      if (laid) expectFilled(onTable, cornersOf(laid), 'CU', label);
    }
    const stands = shoot(sceneOf(1), 'MUG', { subjects: ['MARA'] });
    const [holder] = stands.scene.figures;
    if (!holder) throw new Error('the holder is drawn');
    expect(heldBy(holder)).toEqual([{ hand: 'right', thing: 'mug' }]);
    expect(spread(stands, aroundGrip(poseFigure(holder), 'right', 'mug')).reach).toBeLessThan(0.86);
  });

  it('CAM-12 of a phone in a hand shows that hand', () => {
    const scene = sceneOf(1, { blocks: [action('MARA looks at her phone.')] });
    const solution = shoot(scene, 'PHONE', { subjects: ['MARA'] });
    const [holder] = solution.scene.figures;
    if (!holder) throw new Error('the holder is drawn');
    const [held] = heldBy(holder);
    if (!held) throw new Error('a phone is held');
    expectFilled(solution, aroundGrip(poseFigure(holder), held.hand, 'phone'), 'CU', 'phone');
    expect(solution.scene.pieces.filter(({ id }) => id.startsWith('thing:'))).toEqual([]);
  });

  it('CAM-12 of a part of the body, or of nothing named, shows that part of who is asked for', () => {
    const scene = sceneOf(2);
    for (const [focus, point] of [
      [null, 'leftHand'],
      ['RING', 'leftHand'],
      ['her hands', 'leftHand'],
      ['boots', 'leftToes'],
      ['EYES', 'leftEye'],
    ] as const) {
      const solution = shoot(scene, focus, { subjects: ['MARA'] });
      const mara = solution.scene.figures.find(({ name }) => name === 'MARA');
      if (!mara) throw new Error('MARA is drawn');
      const { points } = poseFigure(mara);
      const other = point === 'leftHand' ? points.rightHand : points[point];
      const off = Math.min(...[points[point], other].map((at) => spread(solution, [at]).reach));
      expect(off, String(focus)).toBeLessThan(0.9);
      expect(solution.scene.pieces.filter(({ id }) => id.startsWith('thing:'))).toEqual([]);
    }
  });
});
