import { describe, expect, test } from 'vitest';
import { originOf } from '../mat4.ts';
import { poseFigure } from '../pose-figure.ts';
import { hands, heldThings, type Vec3 } from '../scene.ts';
import { jointIndex } from '../skeleton.ts';
import { figureOf as person } from '../testing/scenes.ts';
import { heldFaces, heldLights } from './held-faces.ts';

const distance = (a: Vec3, b: Vec3): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

describe('things in hands', () => {
  test('PRV-62 every thing is drawn at the hand that holds it', () => {
    for (const thing of heldThings)
      for (const hand of hands) {
        const posed = poseFigure(person({ pose: 'standing', holds: [{ hand, thing }] }));
        const joint = originOf(posed.world[hand === 'left' ? jointIndex.leftHand : jointIndex.rightHand] ?? []);
        const points = heldFaces(posed).flatMap((face) => face.points);
        const nearest = Math.min(...points.map((point) => distance(point, joint)));
        expect(points.length, thing).toBeGreaterThan(3);
        // A box is carried between both hands.
        expect(nearest, `${hand} ${thing}`).toBeLessThan(thing === 'box' ? 0.6 : 0.22);
      }
  });

  test('PRV-62 empty hands hold nothing; a phone is at hand for who telephones', () => {
    expect(heldFaces(poseFigure(person()))).toEqual([]);
    expect(heldFaces(poseFigure(person({ pose: 'phone-at-ear' }))).length).toBeGreaterThan(0);
  });

  test('PRV-62 lanterns and torches give light, mugs do not', () => {
    const lights = heldThings.filter(
      (thing) => heldLights(poseFigure(person({ holds: [{ hand: 'right', thing }] }))).length > 0,
    );
    expect(lights).toEqual(['torch', 'lantern']);
  });
});
