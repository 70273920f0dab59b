import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInsideCapsule, pointDistance } from './capsule.ts';
import { clothesFor } from './clothes.ts';
import { doingsOf } from './doings.ts';
import { figuresAt, walkedOn } from './figure-move.ts';
import { armOf } from './limb-reach.ts';
import { originOf } from './mat4.ts';
import { usualHeights } from './person-guess.ts';
import { boundsOf } from './pieces.ts';
import { type PosedFigure, poseFigure } from './pose-figure.ts';
import { bodies, gestures, hands, poses, type StagedFigure, type Vec3 } from './scene.ts';
import { jointIndex } from './skeleton.ts';
import { action, factsOf, figureOf, person, sceneOf } from './testing/scenes.ts';
import { distance, mix } from './vec3.ts';

const jointAt = ({ world }: PosedFigure, joint: number): Vec3 => {
  const matrix = world[joint];
  if (!matrix) throw new Error('no such joint');
  return originOf(matrix);
};

/** Lengths of the arms' bones, shares of the height. */
const armLengths = (posed: PosedFigure): readonly number[] =>
  hands.flatMap((side) => {
    const { upper, lower, end } = armOf(side);
    const [a, b, c] = [upper, lower, end].map((joint) => jointAt(posed, joint));
    return a && b && c ? [distance(a, b), distance(b, c)].map((size) => size / posed.figure.height) : [];
  });

const numbersOf = ({ world }: PosedFigure): readonly number[] => world.flat();

describe('gestures', () => {
  it('STG-30 no gesture stretches an arm, whatever the body, the pose and what hands rest on', () => {
    for (const body of bodies) {
      const rest = armLengths(poseFigure(figureOf({ body, height: usualHeights[body] })));
      for (const pose of poses)
        for (const gesture of gestures) {
          const posed = poseFigure(figureOf({ body, height: usualHeights[body], pose, gesture, heading: 0.7 }));
          const off = armLengths(posed).map((size, index) => Math.abs(size - (rest[index] ?? 0)));
          expect(Math.max(...off)).toBeLessThan(1e-6);
          expect(numbersOf(posed).every(Number.isFinite)).toBe(true);
        }
    }
  });

  it('STG-30 hands are where the gesture has them: crossed before the chest, on the hips, at the mouth, over the head', () => {
    for (const body of bodies.filter((one) => one !== 'baby')) {
      const height = usualHeights[body];
      const posed = (gesture: StagedFigure['gesture']) =>
        poseFigure(figureOf({ body, height, ...(gesture ? { gesture } : {}) })).points;
      const crossed = posed('arms-crossed');
      expect(crossed.leftHand[0]).toBeLessThan(0.02 * height);
      expect(crossed.rightHand[0]).toBeGreaterThan(-0.02 * height);
      expect(Math.min(crossed.leftHand[2], crossed.rightHand[2])).toBeGreaterThan(0.02 * height);
      const akimbo = posed('hands-on-hips');
      expect(distance(akimbo.leftHand, akimbo.leftHip)).toBeLessThan(0.16 * height);
      expect(distance(akimbo.rightHand, akimbo.rightHip)).toBeLessThan(0.16 * height);
      for (const gesture of ['drinking', 'smoking', 'hand-to-mouth'] as const) {
        const { rightHand, mouth } = posed(gesture);
        expect(distance(rightHand, mouth)).toBeLessThan(0.13 * height);
      }
      const { rightHand, rightEar } = posed('phone-at-ear');
      expect(distance(rightHand, rightEar)).toBeLessThan(0.12 * height);
      expect(posed('hands-up').leftHand[1]).toBeGreaterThan(posed('hands-up').mouth[1]);
      expect(posed('aiming').rightHand[2]).toBeGreaterThan(0.2 * height);
    }
  });

  it('STG-31 a hand that rests on something is on it, as far as an arm goes; farther, it points there', () => {
    fc.assert(
      fc.property(
        fc.record({
          ...{ x: fc.double({ min: -0.6, max: 0.6, noNaN: true }), y: fc.double({ min: 0.2, max: 2.2, noNaN: true }) },
          ...{
            z: fc.double({ min: 0.05, max: 1.4, noNaN: true }),
            heading: fc.double({ min: -3, max: 3, noNaN: true }),
          },
        }),
        ({ x, y, z, heading }) => {
          const [c, s] = [Math.cos(heading), Math.sin(heading)];
          const point: Vec3 = [c * x + s * z, y, -s * x + c * z];
          const posed = poseFigure(figureOf({ heading, reach: { left: point } }));
          const shoulder = posed.points.leftShoulder;
          const palm = mix(posed.points.leftHand, jointAt(posed, jointIndex.leftMiddleProximal), 0.75);
          if (distance(shoulder, point) < 0.32 * 1.65 && distance(shoulder, point) > 0.2 * 1.65) {
            expect(distance(palm, point)).toBeLessThan(0.06);
          }
          expect(distance(shoulder, palm)).toBeLessThan(0.4 * 1.65);
        },
      ),
      { numRuns: 120 },
    );
  });

  it('STG-31 at a table palms lie on its top, and feet of who sits stand on the floor if legs are long enough', () => {
    const scene = sceneOf(2, { place: 'CAFE', blocks: [action('MARA sits at the table. TEO sits.')] });
    const table = scene.pieces.find(({ kind }) => kind === 'table');
    if (!table) throw new Error('there is a table');
    for (const figure of scene.figures) {
      const posed = poseFigure(figure);
      for (const hand of [posed.points.leftHand, posed.points.rightHand]) {
        const { centre, half } = boundsOf(table);
        expect(hand[1]).toBeGreaterThan(centre[1] + half[1] - 0.02);
        expect(hand[1]).toBeLessThan(centre[1] + half[1] + 0.16);
      }
      const soles = Math.min(...posed.hull.map(([, y]) => y));
      expect(Math.abs(soles)).toBeLessThan(0.03);
    }
    const child = poseFigure(figureOf({ body: 'child', height: 1, pose: 'sitting' }));
    expect(Math.min(...child.hull.map(([, y]) => y))).toBeGreaterThan(-0.02);
  });

  it('STG-37 who leans against something touches it with the back, and is not in it', () => {
    for (const [text, place, setting, kind] of [
      ['MARA leans against the wall.', 'ROOM', 'INT', null],
      ['MARA leans against the counter.', 'KITCHEN', 'INT', 'counter'],
      ['MARA leans on the parapet.', 'ROOFTOP', 'EXT', 'parapet'],
    ] as const) {
      const scene = sceneOf(1, { place, setting, blocks: [action(text)] });
      const [figure] = scene.figures;
      const piece = scene.pieces.find((one) => one.kind === kind);
      if (!figure) throw new Error('someone leans');
      const face = piece ? piece.position[2] + piece.size[2] / 2 : -scene.extent[2] / 2;
      const top = piece ? piece.position[1] + piece.size[1] : 3;
      const touching = poseFigure(figure).hull.filter(([, y]) => y < top);
      expect(Math.min(...touching.map(([, , z]) => z))).toBeCloseTo(face, 1);
      expect(Math.abs(figure.heading)).toBeLessThan(1e-9);
    }
  });

  it('STG-30 hands do not stand in the head or the chest', () => {
    for (const gesture of gestures) {
      const posed = poseFigure(figureOf({ body: 'man', height: 1.8, gesture }));
      const head = posed.capsules.at(-1);
      if (!head) throw new Error('a head is the last capsule');
      for (const hand of [posed.points.leftHand, posed.points.rightHand]) {
        expect(isInsideCapsule(head, hand, -0.01)).toBe(false);
        expect(pointDistance(hand, posed.points.waist, posed.points.neck)).toBeGreaterThan(0.08);
      }
    }
  });
});

describe('what hands do', () => {
  const doings = (text: string, passing = true) =>
    doingsOf(factsOf({ blocks: [action(text)], cast: [person('MARA'), person('TEO'), person('林晓')] }), passing);

  it('STG-32 action lines in both languages say it of whom they name, and nothing that is denied', () => {
    for (const [text, name, gesture] of [
      ['Mara folds her arms.', 'MARA', 'arms-crossed'],
      ['Teo stands, hands in his pockets.', 'TEO', 'hands-in-pockets'],
      ['MARA takes a sip of coffee.', 'MARA', 'drinking'],
      ['Teo aims the gun at her.', 'TEO', 'aiming'],
      ['林晓抱臂站着。', '林晓', 'arms-crossed'],
      ['林晓举起双手。', '林晓', 'hands-up'],
    ] as const) {
      expect(doings(text).people.get(name)?.gesture).toBe(gesture);
    }
    expect(doings('Mara does not fold her arms.').people.size).toBe(0);
  });

  it('STG-13 action lines set the pose, also of who crouches, bends over or sits on the floor', () => {
    for (const [text, pose] of [
      ['MARA crouches by the door.', 'crouching'],
      ['MARA sits on the floor.', 'sitting-on-floor'],
      ['MARA bends over the map.', 'bending-over'],
      ['MARA kneels.', 'kneeling'],
      ['MARA 蹲在门边。', 'crouching'],
      ['MARA 坐在地上。', 'sitting-on-floor'],
    ] as const) {
      const [figure] = sceneOf(1, { blocks: [action(text)] }).figures;
      expect(figure?.pose).toBe(pose);
    }
  });

  it('STG-32 whoever drinks has a glass, whoever reads a book, unless another thing is named', () => {
    expect(doings('Mara drinks.').people.get('MARA')?.holds).toEqual([{ hand: 'right', thing: 'glass' }]);
    expect(doings('Mara sips her tea.').people.get('MARA')?.holds).toEqual([{ hand: 'right', thing: 'mug' }]);
    expect(
      doings('Teo reads the letter.')
        .people.get('TEO')
        ?.holds.map(({ thing }) => thing),
    ).toEqual(['paper']);
  });

  it('STG-32 what has a handle is carried in one hand, the arm hanging', () => {
    expect(doings('Mara carries a suitcase.').people.get('MARA')).toEqual({
      gesture: null,
      holds: [{ hand: 'left', thing: 'suitcase' }],
    });
    expect(doings('Mara carries a crate.').people.get('MARA')?.gesture).toBe('carrying');
  });

  it('STG-32 what passes is of the shot, what lasts of the scene', () => {
    expect(doings('Mara waves.', false).people.size).toBe(0);
    expect(doings('Mara waves.').people.get('MARA')?.gesture).toBe('waving');
    expect(doings('Mara folds her arms. She looks away.', false).people.get('MARA')?.gesture).toBe('arms-crossed');
  });

  it('STG-33 things are taken into hands and laid down; what is laid stands on the piece', () => {
    expect(doings('Teo holds a lantern.').people.get('TEO')?.holds).toEqual([{ hand: 'left', thing: 'lantern' }]);
    expect(doings('林晓手里拿着一把刀。').people.get('林晓')?.holds).toEqual([{ hand: 'right', thing: 'knife' }]);
    const laid = doings('Teo holds a mug. He sets the mug on the parapet.');
    expect(laid.laid).toEqual([{ thing: 'mug', on: 'parapet', by: 'TEO' }]);
    expect(laid.people.get('TEO')?.holds).toEqual([]);
    const scene = sceneOf(2, {
      setting: 'EXT',
      place: 'ROOFTOP',
      time: 'NIGHT',
      blocks: [action('MARA waits. TEO sets a mug on the parapet.')],
    });
    const [mug, parapet] = [
      scene.pieces.find(({ label }) => label === 'MUG'),
      scene.pieces.find(({ kind }) => kind === 'parapet'),
    ];
    if (!mug || !parapet) throw new Error('the mug stands on the parapet');
    expect(mug.position[1]).toBeCloseTo(parapet.position[1] + parapet.size[1], 6);
  });
});

describe('clothes', () => {
  const wears = (words: string, female = true) => clothesFor({ name: 'MARA', body: 'woman', female, words });

  it('STG-34 words about someone dress them, in both languages; else the same name is dressed alike', () => {
    expect(wears('a woman in a heavy wool coat')).toMatchObject({ top: 'coat', collar: 'lapel', sleeves: 'long' });
    expect(wears('in a T-shirt and shorts')).toMatchObject({ top: 'tee', sleeves: 'short', bottom: 'shorts' });
    expect(wears('穿着连衣裙')).toMatchObject({ top: 'dress' });
    expect(wears('a police officer')).toMatchObject({ top: 'uniform' });
    expect(wears('a black turtleneck and a skirt')).toMatchObject({
      top: 'sweater',
      collar: 'turtleneck',
      bottom: 'skirt',
    });
    expect(wears('')).toEqual(wears(''));
  });

  it('STG-34 who is staged wears something', () => {
    for (const { look } of sceneOf(4).figures) {
      for (const part of ['top', 'sleeves', 'collar', 'bottom'] as const) expect(look[part]).toBeDefined();
    }
  });
});

describe('figures on their way', () => {
  const start = figureOf();
  const end = { ...figureOf(), position: [2.4, 0, 0.5] as const, heading: 1, pose: 'sitting' as const };

  it('STG-35 begin and end as they are staged, walk between, and step evenly', () => {
    const there = { ...end, pose: 'standing' as const };
    expect(figuresAt([start], [there], 0)).toEqual([start]);
    expect(figuresAt([start], [there], 1)).toEqual([there]);
    const [mid] = figuresAt([start], [there], 0.5);
    expect(mid?.pose).toBe('walking');
    expect(mid?.position[0]).toBeCloseTo(1.2, 6);
    let before = poseFigure(start);
    for (let t = 0.01; t <= 1; t += 0.01) {
      const [figure] = figuresAt([start], [there], t);
      if (!figure) throw new Error('the figure is there');
      const posed = poseFigure(figure);
      expect(distance(posed.points.leftHand, before.points.leftHand)).toBeLessThan(0.25);
      expect(Math.min(...posed.hull.map(([, y]) => y))).toBeCloseTo(0, 4);
      before = posed;
    }
  });

  it('STG-35 change from any pose and gesture to any other without a jump', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...poses),
        fc.constantFrom(...poses),
        fc.constantFrom(undefined, ...gestures),
        fc.constantFrom(undefined, ...gestures),
        (from, to, gesture, next) => {
          const a = { ...figureOf({ pose: from }), ...(gesture ? { gesture } : {}) };
          const b = { ...figureOf({ pose: to }), ...(next ? { gesture: next } : {}) };
          let before: Vec3 | null = null;
          for (let step = 0; step <= 40; step++) {
            const [figure] = figuresAt([a], [b], step / 40);
            if (!figure) throw new Error('the figure is there');
            const { hips } = poseFigure(figure).points;
            if (before) expect(distance(hips, before)).toBeLessThan(0.12);
            before = hips;
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('STG-35 who walks walks on, as far as the way is free', () => {
    const scene = sceneOf(1, { place: 'ROOM', blocks: [action('MARA walks.')] });
    const [walker] = walkedOn(scene, 3000) ?? [];
    const [first] = scene.figures;
    if (!walker || !first) throw new Error('someone walks');
    const gone = distance(walker.position, first.position);
    expect(gone).toBeGreaterThan(0.5);
    expect(gone).toBeLessThanOrEqual(3.91);
    expect(Math.abs(walker.position[2])).toBeLessThan(scene.extent[2] / 2 - 0.3);
    expect(walkedOn(sceneOf(2), 3000)).toBeNull();
  });
});
