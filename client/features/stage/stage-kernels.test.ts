import type { CameraMove } from '@oner/shared/camera/move.ts';
import { axesOf, projectPoint, viewOf } from '@oner/shared/camera/view.ts';
import { usualLenses } from '@oner/shared/camera/vocabulary.ts';
import type { Camera, StagedFigure, StagedScene, Vec3 } from '@oner/shared/stage/scene.ts';
import { distance, radians, subtract, unit } from '@oner/shared/stage/vec3.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gazeAim, gazePoint, gazesFollowing } from './gaze.ts';
import { crane, dolly, orbit, pan, rollBy, truck, zoom } from './hand-camera.ts';
import { draggedCamera } from './lens/lens-hand.ts';
import { withEnd, withKey, withoutKey } from './move-keys.ts';
import { changedFields, withFieldsOf } from './stage-edits.ts';
import { steppedBy, turnedTo } from './things.ts';

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const cameras = fc
  .record({
    x: number(-6, 6),
    y: number(0.3, 4),
    z: number(-6, 6),
    yaw: number(-3, 3),
    pitch: number(-1.2, 1.2),
    reach: number(0.5, 6),
    lens: fc.constantFrom(...usualLenses),
    roll: number(-0.7, 0.7),
  })
  .map(({ x, y, z, yaw, pitch, reach, lens, roll }): Camera => {
    const ahead = [Math.sin(yaw) * Math.cos(pitch), Math.sin(pitch), Math.cos(yaw) * Math.cos(pitch)] as const;
    const target: Vec3 = [x + ahead[0] * reach, y + ahead[1] * reach, z + ahead[2] * reach];
    return { position: [x, y, z], target, roll, lens, aspect: 2.39 };
  });
const small = number(-0.4, 0.4);

const person = (name: string, x: number): StagedFigure => ({
  name,
  body: 'woman',
  height: 1.66,
  build: { heavy: 0, thin: 0, muscular: 0 },
  look: { hair: 'bob', hairTone: 60, skinTone: 230, topTone: 150, bottomTone: 90 },
  position: [x, 0, 0],
  heading: 0,
  pose: 'standing',
  expression: 'neutral',
  gaze: null,
});
const still: Camera = { position: [0, 1.5, 4], target: [0, 1.5, 0], roll: 0, lens: 50, aspect: 1.78 };
const scene: StagedScene = {
  setting: 'INT',
  time: 'day',
  figures: [person('ANN', -0.7), person('TOM', 0.7)],
  pieces: [{ id: 'mug', kind: 'box', position: [0, 0.8, 1], heading: 0, size: [0.1, 0.1, 0.1], tone: 120 }],
  extent: [6, 2.7, 6],
};

describe('a camera in the hand', () => {
  it('CLI-91 orbits at one distance, and what it turns about keeps its place in the frame', () => {
    fc.assert(
      fc.property(cameras, small, small, (camera, right, up) => {
        const pivot = camera.target;
        const after = orbit(camera, pivot, { right, up });
        expect(distance(after.position, pivot)).toBeCloseTo(distance(camera.position, pivot), 6);
        const [a, b] = [projectPoint(viewOf(camera), pivot), projectPoint(viewOf(after), pivot)];
        expect(a[0]).toBeCloseTo(b[0], 6);
        expect(a[1]).toBeCloseTo(b[1], 6);
      }),
    );
  });

  it('CLI-91 never goes under the floor, over its own head or beyond the roll of a frame', () => {
    const steps = fc.array(
      fc.tuple(fc.constantFrom('orbit', 'pan', 'truck', 'crane', 'dolly', 'roll', 'zoom'), small, small),
      {
        maxLength: 30,
      },
    );
    fc.assert(
      fc.property(cameras, steps, (first, moves) => {
        let camera = first;
        for (const [tool, right, down] of moves)
          camera = draggedCamera({
            tool: tool as 'orbit',
            camera,
            pivot: [0, 1.4, 0],
            right: right * 4,
            down: down * 4,
          });
        expect(camera.position[1]).toBeGreaterThan(0.05);
        expect(Math.abs(camera.roll)).toBeLessThanOrEqual(radians(45) + 1e-9);
        const { up } = axesOf(unit(subtract(camera.target, camera.position)), 0);
        expect(up[1]).toBeGreaterThan(0);
        for (const value of [...camera.position, ...camera.target, camera.lens])
          expect(Number.isFinite(value)).toBe(true);
      }),
    );
  });

  it('CLI-91 pans, trucks, cranes, dollies and rolls each in one way alone', () => {
    fc.assert(
      fc.property(cameras, number(0.01, 0.3), (camera, by) => {
        expect(pan(camera, by, by).position).toEqual(camera.position);
        expect(truck(camera, by).position[1]).toBeCloseTo(camera.position[1], 9);
        expect(distance(truck(camera, by).position, camera.position)).toBeCloseTo(by, 9);
        expect(crane(camera, by).position[1]).toBeCloseTo(camera.position[1] + by, 9);
        expect(distance(crane(camera, by).position, camera.position)).toBeCloseTo(by, 9);
        expect(dolly(camera, -by).target).toEqual(camera.target);
        expect(rollBy(camera, by).position).toEqual(camera.position);
      }),
    );
    expect(zoom(still, 1).lens).toBe(85);
    expect(zoom(still, -1).lens).toBe(35);
    expect(dolly(still, 100).position[2]).toBeGreaterThan(0);
  });
});

describe('things at the stage', () => {
  it('CLI-92 go by 5 cm and 1° at a key, by ten times that with Shift; brackets roll a camera and turn all else', () => {
    const [ann] = scene.figures;
    if (!ann) throw new Error('nobody is there');
    const thing = { kind: 'figure', figure: ann } as const;
    const key = (pressed: string, shiftKey = false, altKey = false) => ({ key: pressed, shiftKey, altKey });
    expect(steppedBy(thing, key('ArrowRight'))).toMatchObject({ figure: { position: [-0.65, 0, 0] } });
    expect(steppedBy(thing, key('ArrowDown', true))).toMatchObject({ figure: { position: [-0.7, 0, 0.5] } });
    expect(steppedBy(thing, key('['))).toMatchObject({ figure: { heading: radians(1) } });
    expect(steppedBy({ kind: 'camera', camera: still }, key(']'))).toMatchObject({ camera: { roll: radians(1) } });
    expect(steppedBy(thing, key('ArrowUp', false, true))).toMatchObject({ figure: { position: [-0.7, 0.05, 0] } });
    expect(steppedBy(thing, key('q'))).toBeNull();
  });

  it('CLI-92 turn to the point that their knob is dragged to', () => {
    const [ann] = scene.figures;
    if (!ann) throw new Error('nobody is there');
    expect(turnedTo({ kind: 'figure', figure: ann }, 5, 0)).toMatchObject({ figure: { heading: Math.PI / 2 } });
  });

  it('CLI-93 eyes on someone or something are told by it, and follow whoever moves', () => {
    const [ann, tom] = scene.figures;
    if (!ann || !tom) throw new Error('nobody is there');
    const where = { scene, camera: still };
    for (const aim of [
      { kind: 'figure', name: 'TOM' },
      { kind: 'piece', id: 'mug' },
      { kind: 'lens' },
      { kind: 'ahead' },
      { kind: 'point' },
    ] as const)
      expect(gazeAim({ ...ann, gaze: gazePoint(ann, aim, where) }, scene, still)).toEqual(aim);
    const looking = { ...ann, gaze: gazePoint(ann, { kind: 'figure', name: 'TOM' }, where) };
    const moved: StagedFigure = { ...tom, position: [2, 0, 1] };
    const figures = gazesFollowing([looking, moved], tom, moved);
    const [after] = figures;
    expect(after && gazeAim(after, { ...scene, figures }, still)).toEqual({ kind: 'figure', name: 'TOM' });
  });
});

describe('a change of the scene’s stage', () => {
  it('CLI-96 is of what was changed, not of what the words of one shot have someone do', () => {
    const base = person('ANN', 0);
    const shown: StagedFigure = { ...base, expression: 'angry', gesture: 'waving' };
    const moved: StagedFigure = { ...shown, position: [1, 0, 2] };
    const none = () => false;
    expect(changedFields({ base, shown, next: moved }, none)).toEqual({ scene: ['position'], shot: [] });
    const { gesture: _, ...still } = shown;
    expect(changedFields({ base, shown, next: still }, none)).toEqual({ scene: [], shot: ['gesture'] });
    expect(changedFields({ base: { ...base, gesture: 'waving' }, shown, next: still }, none)).toEqual({
      ...{ scene: ['gesture'], shot: [] },
    });
    expect(withFieldsOf({ ...base, gesture: 'waving' }, { ...still, heading: 2 }, ['gesture'])).toEqual(base);
    const turned = { ...moved, heading: 2 };
    expect(changedFields({ base, shown, next: turned }, (field) => field === 'heading')).toEqual({
      ...{ scene: ['position'], shot: ['heading'] },
    });
  });
});

describe('keys of a move', () => {
  const there: Camera = { ...still, position: [2, 1.5, 4] };
  const standing: CameraMove = { keys: [{ at: 0, camera: still }] };

  it('CLI-94 a camera that stood still goes from where it was to the end that is set, and from the start that is set', () => {
    expect(withEnd(standing, 'end', there).keys).toMatchObject([
      { at: 0, camera: still },
      { at: 1, camera: there },
    ]);
    expect(withEnd(standing, 'start', there).keys).toMatchObject([
      { at: 0, camera: there },
      { at: 1, camera: still },
    ]);
  });

  it('CLI-94 keys stand in the order of their times, one at a moment, and the last one stays', () => {
    const two = withEnd(standing, 'end', there);
    const three = withKey(two, 0.5, { ...still, lens: 85 });
    expect(three.keys.map(({ at }) => at)).toEqual([0, 0.5, 1]);
    expect(withKey(three, 0.505, still).keys).toHaveLength(3);
    expect(withoutKey(three, 1)).toEqual(two);
    expect(withoutKey(standing, 0)).toEqual(standing);
  });
});
