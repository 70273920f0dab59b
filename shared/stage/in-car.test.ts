import { describe, expect, it } from 'vitest';
import { carFloor, wheelGrips } from './in-car.ts';
import { palmLength } from './limb-reach.ts';
import { originOf, transformDirection } from './mat4.ts';
import { isInsideBox, solidsOf } from './pieces.ts';
import { type PosedFigure, poseFigure } from './pose-figure.ts';
import type { Body, Hand, StagedScene, Vec3 } from './scene.ts';
import { jointIndex } from './skeleton.ts';
import { action, castNames, person, sceneOf } from './testing/scenes.ts';
import { add, distance, scale, unit } from './vec3.ts';

const people: readonly (readonly [Body, number])[] = [
  ['man', 1.9],
  ['woman', 1.55],
  ['elderMan', 1.75],
  ['child', 1.2],
];

/** A car in which everybody has driven once. */
const rides = people.map((_, turn): StagedScene => {
  const cast = castNames.map((name, index) => {
    const [body, height] = people[(index + turn) % people.length] ?? ['man', 1.8];
    return person(name, { body, height });
  });
  return sceneOf(4, { place: 'CAR', cast, blocks: [action('MARA drives. TEO sits beside her.')] });
});

const palmOf = ({ world, skeleton, figure }: PosedFigure, side: Hand): Vec3 => {
  const matrix = world[side === 'left' ? jointIndex.leftHand : jointIndex.rightHand];
  if (!matrix) throw new Error('a hand is there');
  const along = unit(transformDirection(matrix, [side === 'left' ? 1 : -1, 0, 0]));
  return add(originOf(matrix), scale(along, (palmLength(skeleton, side) * figure.height) / skeleton.height));
};

/** Lower edge and near side of what is before the front seats, metres. */
const dashboard = { under: 0.6, from: 0.62 } as const;

describe('people in a car', () => {
  it('STG-39 the driver’s hands are on the wheel, whoever drives', () => {
    for (const { figures, pieces } of rides) {
      const [driver, car] = [figures[0], pieces.find(({ kind }) => kind === 'car')];
      if (!driver || !car) throw new Error('somebody drives a car');
      const [posed, grips] = [poseFigure(driver), wheelGrips(car)];
      const far = driver.height < 1.3 ? 0.3 : 0.05;
      expect(distance(palmOf(posed, 'left'), grips.left), driver.body).toBeLessThan(far);
      expect(distance(palmOf(posed, 'right'), grips.right), driver.body).toBeLessThan(far);
    }
  });

  it('STG-39 the others have their hands in their laps', () => {
    for (const { figures } of rides) {
      for (const posed of figures.slice(1).map(poseFigure)) {
        const { leftHip, leftKnee, rightHip, rightKnee } = posed.points;
        expect(distance(palmOf(posed, 'left'), leftHip)).toBeLessThan(0.5);
        expect(Math.abs(palmOf(posed, 'left')[1] - (leftHip[1] + leftKnee[1]) / 2)).toBeLessThan(0.2);
        expect(Math.abs(palmOf(posed, 'right')[1] - (rightHip[1] + rightKnee[1]) / 2)).toBeLessThan(0.2);
      }
    }
  });

  it('STG-39 hips are on the cushions, feet on the car’s floor, knees under the dashboard or before it, heads under the roof', () => {
    for (const { figures, pieces } of rides) {
      const car = pieces.find(({ kind }) => kind === 'car');
      if (!car) throw new Error('there is a car');
      for (const posed of figures.map(poseFigure)) {
        const { points, figure } = posed;
        const id = `${figure.body} ${figure.name}`;
        expect(points.hips[1] - 0.055 * figure.height, id).toBeCloseTo(0.5, 2);
        expect(Math.min(...posed.hull.map(([, y]) => y)), id).toBeGreaterThan(carFloor - 0.05);
        for (const [, y, z] of [points.leftKnee, points.rightKnee]) {
          expect(z + 0.06 < dashboard.from || y + 0.06 < dashboard.under, id).toBe(true);
        }
        expect(points.crown[1], id).toBeLessThan(car.size[1]);
      }
      const [front, behind] = [figures.slice(0, 2).map(poseFigure), figures.slice(2).map(poseFigure)];
      const backs = Math.min(...front.map(({ points }) => points.hips[2] - 0.3));
      for (const { points } of behind) expect(Math.max(points.leftKnee[2], points.rightKnee[2])).toBeLessThan(backs);
    }
  });

  it('STG-31 who sits with no table has the hands on the thighs, but for one that holds something', () => {
    const scene = sceneOf(2, { blocks: [action('MARA sits. TEO sits. TEO holds a lantern.')] });
    const [mara, teo] = scene.figures;
    if (!mara || !teo) throw new Error('two are there');
    const { leftHip, leftKnee } = poseFigure(mara).points;
    const palm = palmOf(poseFigure(mara), 'left');
    expect(palm[1] - (leftHip[1] + leftKnee[1]) / 2).toBeGreaterThan(0.05);
    expect(palm[1] - (leftHip[1] + leftKnee[1]) / 2).toBeLessThan(0.2);
    expect(teo.holds).toEqual([{ hand: 'left', thing: 'lantern' }]);
    expect(Object.keys(teo.reach ?? {})).toEqual(['right']);
  });

  it('STG-39 nobody sits in the bonnet: bodies are out of the car’s lower solid ahead of the dashboard', () => {
    for (const { figures, pieces } of rides) {
      const engine = pieces
        .filter(({ kind }) => kind === 'car')
        .flatMap(solidsOf)
        .map((box) => ({ ...box, centre: add(box.centre, [0, 0, box.half[2] * 0.7]), half: [0.7, 0.3, 0.6] as const }));
      for (const { hull } of figures.map(poseFigure)) {
        expect(hull.some((point) => engine.some((box) => isInsideBox(box, point)))).toBe(false);
      }
    }
  });
});
