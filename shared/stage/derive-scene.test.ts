import { describe, expect, it } from 'vitest';
import { stageScene, withEyesOn } from './derive-scene.ts';
import { poseFigure } from './pose-figure.ts';
import { action, factsOf, figureOf, person, sceneOf } from './testing/scenes.ts';
import { writtenTimeOfDay } from './time-of-day.ts';
import { distance, dot, headingVector, subtract, unit } from './vec3.ts';

const posesIn = (text: string, names: readonly string[] = ['MARA', 'TEO']): readonly string[] =>
  stageScene(factsOf({ blocks: [action(text)], cast: names.map((name) => person(name)) })).figures.map(
    ({ pose }) => pose,
  );

describe('the stager', () => {
  it('STG-10 the same facts give the same stage', () => {
    expect(sceneOf(4)).toEqual(sceneOf(4));
  });

  it('STG-11 two who speak face each other at talking distance', () => {
    const [a, b] = sceneOf(2).figures;
    if (!a || !b) throw new Error('two figures expected');
    expect(distance(a.position, b.position)).toBeGreaterThan(1.25);
    expect(distance(a.position, b.position)).toBeLessThan(1.65);
    expect(dot(headingVector(a.heading), unit(subtract(b.position, a.position)))).toBeGreaterThan(0.99);
    expect(dot(headingVector(b.heading), unit(subtract(a.position, b.position)))).toBeGreaterThan(0.99);
  });

  it('STG-12 nobody stands in anybody else, however many they are', () => {
    for (let count = 2; count <= 12; count++) {
      const cast = Array.from({ length: count }, (_, index) => person(`P${index}`));
      const { figures } = stageScene(factsOf({ cast }));
      expect(figures).toHaveLength(count);
      figures.forEach((figure, index) => {
        for (const other of figures.slice(index + 1)) {
          expect(distance(figure.position, other.position)).toBeGreaterThan(0.45);
        }
      });
    }
  });

  it('STG-13 action lines in English and Chinese set the poses of whom they name', () => {
    expect(posesIn('MARA sits at the table. TEO stands.')).toEqual(['sitting-at-table', 'contrapposto']);
    expect(posesIn('Mara lies on the bed.', ['MARA'])).toEqual(['lying']);
    expect(posesIn('Teo kneels. He waits.', ['TEO'])).toEqual(['kneeling']);
    expect(posesIn('Teo walks down the road.', ['TEO'])).toEqual(['walking']);
    expect(posesIn('老周坐在桌边。', ['老周'])).toEqual(['sitting-at-table']);
    expect(posesIn('林夏躺在床上。', ['林夏'])).toEqual(['lying']);
    expect(posesIn('老周跪下。林夏在打电话。', ['老周', '林夏'])).toEqual(['kneeling', 'phone-at-ear']);
  });

  it('STG-14 interiors have a door, streets fronts on both sides, roofs a parapet, what is open a view', () => {
    const kinds = (setting: 'INT' | 'EXT', place: string): readonly string[] =>
      stageScene(factsOf({ setting, place })).pieces.map(({ kind }) => kind);
    for (const place of ['OFFICE', '厨房', 'BEDROOM', 'HALLWAY', 'NOWHERE'])
      expect(kinds('INT', place)).toContain('door');
    for (const place of ['STREET', 'HARBOUR LANE', '胡同']) {
      const { pieces } = stageScene(factsOf({ setting: 'EXT', place }));
      const sides = new Set(
        pieces.filter(({ kind }) => kind === 'front').map(({ position }) => Math.sign(position[0])),
      );
      expect(sides).toEqual(new Set([-1, 1]));
    }
    for (const place of ['HARBOUR', 'FOREST', 'FIELD', '海滩', '公园', 'MOUNTAIN'])
      expect(kinds('EXT', place).some((kind) => kind === 'backdrop' || kind === 'ground')).toBe(true);
    expect(kinds('EXT', 'BOATHOUSE')).toEqual(expect.arrayContaining(['shed', 'jetty', 'boat']));
    expect(kinds('INT', "LOCKSMITH'S SHOP")).toContain('rack');
    expect(kinds('INT', '教室')).toContain('board');
    expect(kinds('INT', '火车车厢').filter((kind) => kind === 'window').length).toBeGreaterThan(1);
    expect(kinds('EXT', '宿舍 · 天台')).toContain('parapet');
    expect(kinds('INT', 'KITCHEN')).toContain('counter');
  });

  it('STG-15 time of day is read in both languages, and goes on from before when not written', () => {
    const times = ['DAY', 'NIGHT', 'DAWN', 'DUSK', '日', '夜', '晨', '黄昏', '4:50 AM', 'LATER'];
    expect(times.map(writtenTimeOfDay)).toEqual([
      'day',
      'night',
      'dawn',
      'dusk',
      'day',
      'night',
      'dawn',
      'dusk',
      'night',
      null,
    ]);
    expect(stageScene(factsOf({ time: 'CONTINUOUS', timeBefore: 'night' })).time).toBe('night');
  });

  it('STG-16 a person is the same in every scene, and what the project knows wins', () => {
    const [here] = sceneOf(1).figures;
    const [there] = sceneOf(2, { place: 'KITCHEN', time: 'NIGHT' }).figures;
    expect(there?.look).toEqual(here?.look);
    expect(there?.height).toBe(here?.height);
    const known = stageScene(factsOf({ cast: [person('MARA', { body: 'child', height: 1.1 })] })).figures[0];
    expect([known?.body, known?.height]).toEqual(['child', 1.1]);
  });

  it('STG-17 words about age and sex choose the body', () => {
    const body = (name: string, description: string): string | undefined =>
      stageScene(factsOf({ cast: [person(name, { description })] })).figures[0]?.body;
    expect(body('X', 'an old woman')).toBe('elderWoman');
    expect(body('X', 'a man in his 40s')).toBe('man');
    expect(body('BOY', '')).toBe('child');
    expect(body('X', '小孩')).toBe('child');
    expect(body('老周', '六十出头')).toBe('elderMan');
    expect(body('X', 'a teenager')).toBe('teenager');
  });

  it('STG-18 what was staged by hand replaces what is derived', () => {
    const figures = [figureOf({ name: 'TEO', position: [3, 0, 1] })];
    const scene = stageScene(factsOf({ cast: [person('MARA')], figures, pieces: [] }));
    expect(scene.figures).toBe(figures);
    expect(scene.pieces).toEqual([]);
  });

  it('STG-21 among three or more, eyes go to whoever speaks', () => {
    const { figures } = sceneOf(4);
    const speaker = figures[2];
    if (!speaker) throw new Error('a third figure expected');
    const turned = withEyesOn(figures, speaker.name);
    const { eyes } = poseFigure(speaker).points;
    for (const figure of turned) {
      if (figure.name === speaker.name) expect(figure).toBe(speaker);
      else expect(distance(figure.gaze ?? [0, 0, 0], eyes)).toBeLessThan(0.002);
    }
    expect(withEyesOn(sceneOf(2).figures, 'MARA')).toEqual(sceneOf(2).figures);
  });
});
