import { describe, expect, it } from 'vitest';
import { actionSentences } from './blocking.ts';
import { boundsOf, isInsideBox } from './pieces.ts';
import { poseFigure } from './pose-figure.ts';
import { poseBefore, poseSaid, withPoses } from './pose-line.ts';
import type { Pose } from './scene.ts';
import { action, person, sceneOf } from './testing/scenes.ts';
import { turningsOf, withTurnings } from './turnings.ts';
import { distance, headingOf, subtract, wrapAngle } from './vec3.ts';

const names = ['MARA', 'TEO'];
const sentencesOf = (...lines: readonly string[]) =>
  actionSentences({ blocks: lines.map(action), cast: names.map((name) => person(name)) });
const before = (block: number, base: Pose, ...lines: readonly string[]): Pose =>
  poseBefore(sentencesOf(...lines), { name: 'MARA', pose: base }, block);

describe('poses in the course of a scene', () => {
  it('STG-40 the last pose that a shot’s words name is the shot’s, in English and Chinese', () => {
    for (const [text, pose] of [
      ['MARA kneels by the door.', 'kneeling'],
      ['MARA rises and walks to the window.', 'walking'],
      ['MARA walks to the wall and stops.', 'walking'],
      ['MARA runs in and crouches.', 'crouching'],
      ['MARA gets to her feet.', 'standing'],
      ['MARA 跪下。', 'kneeling'],
      ['MARA 站起来。', 'standing'],
      ['MARA does not kneel.', null],
      ['MARA crosses her arms.', null],
      ['MARA thinks of him.', null],
      ['MARA’s coat lies on the floor.', null],
      ['MARA lies to him about it.', null],
      ['MARA lies on the floor.', 'lying'],
      ['MARA 坐在车站的长椅上。', 'sitting'],
    ] as const) {
      expect(poseSaid(sentencesOf(text), 'MARA'), text).toBe(pose);
    }
    expect(poseSaid(sentencesOf('MARA waits.', 'She kneels.'), 'MARA')).toBe('kneeling');
    expect(poseSaid(sentencesOf('MARA waits.', 'Her voice rises.'), 'MARA')).toBeNull();
    expect(poseSaid(sentencesOf('TEO kneels before MARA.'), 'MARA')).toBeNull();
  });

  it('STG-40 who sits down late stands before; who rises stands from then on; who walked is as the scene has them', () => {
    const lines = ['MARA waits by the wall.', 'She sits down on a crate.', 'She gets up.'];
    expect(before(0, 'sitting', ...lines)).toBe('standing');
    expect(before(2, 'sitting', ...lines)).toBe('sitting');
    expect(before(3, 'sitting', ...lines)).toBe('standing');
    expect(before(2, 'sitting', 'MARA sits at the table.', 'TEO comes in.')).toBe('sitting');
    expect(before(0, 'sitting', 'MARA sits at the table.', 'TEO comes in.')).toBe('sitting');
    expect(before(2, 'walking', 'MARA walks up the lane.', 'Rain.')).toBe('walking');
  });

  it('STG-40 who rises stands beside the seat, in nothing and nobody, on the floor, and eyes on them follow', () => {
    const scene = sceneOf(2, { blocks: [action('MARA sits at the table. TEO sits.')] });
    const figures = withPoses(scene, new Map([['MARA', 'standing']]));
    const [mara, teo] = figures;
    if (!mara || !teo) throw new Error('two are there');
    expect(mara.pose).toBe('standing');
    expect(mara.reach).toBeUndefined();
    expect(scene.pieces.some((piece) => isInsideBox(boundsOf(piece), [mara.position[0], 0.3, mara.position[2]]))).toBe(
      false,
    );
    expect(Math.min(...poseFigure(mara).hull.map(([, y]) => y))).toBeCloseTo(0, 3);
    expect(teo.gaze && distance(teo.gaze, poseFigure(mara).points.eyes)).toBeLessThan(0.01);
    expect(scene.figures[0]?.pose).toBe('sitting-at-table');
  });

  it('STG-40 nobody takes a pose that the set has no place for, nor leaves the wheel', () => {
    const room = sceneOf(2);
    expect(withPoses(room, new Map([['MARA', 'sitting']]))).toBe(room.figures);
    const car = sceneOf(2, { place: 'CAR', blocks: [action('MARA drives.')] });
    expect(withPoses(car, new Map([['MARA', 'kneeling']]))).toBe(car.figures);
  });
});

describe('where people turn', () => {
  const scene = sceneOf(2);
  const turned = (text: string) => withTurnings(scene.figures, turningsOf(sentencesOf(text), names));
  const facing = (text: string, index = 0) => {
    const figure = turned(text)[index];
    const other = scene.figures[1 - index];
    if (!figure || !other) throw new Error('two are there');
    const { facing: face } = poseFigure(figure);
    const to = headingOf(subtract(other.position, figure.position));
    return { figure, off: Math.abs(wrapAngle(headingOf(face) - to)), down: face[1] };
  };

  it('STG-41 eyes go away, down, up or to somebody, and the body stays', () => {
    expect(facing('MARA waits.').off).toBeLessThan(0.2);
    expect(facing('MARA looks away.').off).toBeGreaterThan(0.6);
    expect(facing('MARA looks away.').figure.heading).toBe(scene.figures[0]?.heading);
    expect(facing('MARA looks down at her shoes.').down).toBeLessThan(-0.4);
    expect(facing('MARA looks up at the sky.').down).toBeGreaterThan(0.3);
    expect(facing('MARA 低头。').down).toBeLessThan(-0.4);
    expect(facing('MARA 看着TEO。').off).toBeLessThan(0.2);
  });

  it('STG-41 who turns away shows their back, who turns to somebody faces them, who just turns is turned', () => {
    expect(facing('MARA turns away.').off).toBeGreaterThan(2);
    expect(facing('MARA turns her back on TEO.').off).toBeGreaterThan(2);
    expect(facing('MARA turns to leave.').off).toBeGreaterThan(2);
    expect(facing('MARA turns.').off).toBeGreaterThan(1);
    const away = withTurnings(turned('MARA turns away.'), turningsOf(sentencesOf('MARA turns to TEO.'), names));
    const [mara] = away;
    expect(mara && Math.abs(wrapAngle(mara.heading - Math.PI / 2))).toBeLessThan(0.05);
  });

  it('STG-41 things that are turned, and what is denied, turn nobody', () => {
    for (const text of ['MARA turns the lamp away from the key.', 'MARA does not turn.', 'MARA turns the page.']) {
      expect(turned(text), text).toBe(scene.figures);
    }
  });

  it('STG-41 who sits turns the head only', () => {
    const table = sceneOf(2, { blocks: [action('MARA sits at the table. TEO sits.')] });
    const [mara] = withTurnings(table.figures, turningsOf(sentencesOf('MARA turns away.'), names));
    expect(mara?.heading).toBe(table.figures[0]?.heading);
    expect(mara?.gaze).not.toEqual(table.figures[0]?.gaze);
  });
});
