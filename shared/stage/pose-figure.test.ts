import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { usualHeights } from './person-guess.ts';
import { poseFigure } from './pose-figure.ts';
import { bodies, poses } from './scene.ts';
import { skeletonOf } from './skeleton.ts';
import { figureOf } from './testing/scenes.ts';
import { degrees, dot, subtract, unit } from './vec3.ts';

const lowest = (hull: readonly (readonly number[])[]): number => Math.min(...hull.map((point) => point[1] ?? 0));

describe('posed figures', () => {
  it('STG-1 a standing figure is as tall as it is said to be, its feet on the floor, whatever its body', () => {
    for (const body of bodies) {
      const height = usualHeights[body] * 0.9;
      const posed = poseFigure(figureOf({ body, height, position: [1, 0.4, -2] }));
      expect(lowest(posed.hull)).toBeCloseTo(0.4, 6);
      expect(posed.points.crown[1] - 0.4).toBeGreaterThan(height * 0.97);
      expect(posed.points.crown[1] - 0.4).toBeLessThan(height * 1.02);
      expect(posed.world).toHaveLength(skeletonOf(body).joints.length);
    }
  });

  it('STG-2 poses without a seat touch the floor; seated hips are at the seat', () => {
    for (const pose of poses) {
      const posed = poseFigure(figureOf({ pose }));
      if (pose === 'sitting' || pose === 'sitting-at-table')
        expect(posed.points.hips[1]).toBeCloseTo(0.46 + 0.055 * 1.65, 6);
      else if (pose !== 'driving') expect(lowest(posed.hull)).toBeCloseTo(0, 6);
    }
    expect(poseFigure(figureOf({ pose: 'lying' })).points.crown[1]).toBeLessThan(0.35);
  });

  it('STG-3 hands hang down, both sides alike, and the pointing hand is before the body', () => {
    const { leftHand, rightHand, hips } = poseFigure(figureOf()).points;
    expect(leftHand[0]).toBeGreaterThan(0.15);
    expect(rightHand[0]).toBeLessThan(-0.15);
    expect(Math.abs(leftHand[1] - rightHand[1])).toBeLessThan(0.05);
    expect(leftHand[1]).toBeLessThan(hips[1]);
    expect(poseFigure(figureOf({ pose: 'pointing' })).points.rightHand[2]).toBeGreaterThan(0.35);
  });

  it('STG-4 the face turns to the gaze, and no further than a neck goes', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -180, max: 180, noNaN: true }),
        fc.double({ min: 0.3, max: 3, noNaN: true }),
        fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }),
        (turn, y, heading) => {
          const around = heading + (turn * Math.PI) / 180;
          const gaze = [Math.sin(around) * 2, y, Math.cos(around) * 2] as const;
          const posed = poseFigure(figureOf({ heading, gaze }));
          const ahead = degrees(Math.acos(dot(posed.facing, [Math.sin(heading), 0, Math.cos(heading)])));
          expect(ahead).toBeLessThan(80);
          if (Math.abs(turn) > 60 || Math.abs(y - 1.5) > 0.8) return;
          expect(dot(posed.facing, unit(subtract(gaze, posed.points.eyes)))).toBeGreaterThan(0.999);
        },
      ),
      { numRuns: 80 },
    );
  });
});
