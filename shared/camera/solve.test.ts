import { describe, expect, it } from 'vitest';
import { isInsideBox, solidsOf } from '../stage/pieces.ts';
import { poseFigure } from '../stage/pose-figure.ts';
import { castNames, sceneOf } from '../stage/testing/scenes.ts';
import { distance } from '../stage/vec3.ts';
import { cutLineOf, isCutSize } from './cut-lines.ts';
import { lineOfAction, sideOf } from './line-of-action.ts';
import { subjectsInFrame } from './project.ts';
import type { CameraRequest, CameraSolution } from './solution.ts';
import { solveCamera } from './solve.ts';
import { pitchOf, projectPoint, viewOf } from './view.ts';
import { anglePitch, angles, defaultLens, framings, type ShotSize, shotSizes } from './vocabulary.ts';

const scenes = [0, 1, 2, 3, 4].map((count) => sceneOf(count));
const aspects = [2.39, 1.78, 1, 0.5625];

const solve = (subjects: number, given: Partial<CameraRequest>): CameraSolution => {
  const scene = scenes[subjects];
  if (!scene) throw new Error('no such scene');
  const size = given.size ?? 'MS';
  return solveCamera({
    scene,
    size,
    angle: 'eye',
    roll: 0,
    framing: 'single',
    movement: 'static',
    lens: defaultLens[size],
    subjects: castNames.slice(0, subjects),
    aspect: 1.78,
    ...given,
  });
};

const kinds = ({ warnings }: CameraSolution): readonly string[] => warnings.map(({ kind }) => kind);

const expectSound = (solution: CameraSolution, roll: number): void => {
  const { camera, scene } = solution;
  for (const value of [...camera.position, ...camera.target, camera.lens]) expect(Number.isFinite(value)).toBe(true);
  expect(camera.position[1]).toBeGreaterThanOrEqual(0.1199);
  expect(camera.roll).toBeCloseTo((roll * Math.PI) / 180, 12);
  expect(distance(camera.position, camera.target)).toBeGreaterThan(0.05);
  for (const piece of scene.pieces.filter(({ id }) => !id.startsWith('thing:'))) {
    expect(solidsOf(piece).some((box) => isInsideBox(box, camera.position))).toBe(false);
  }
};

describe('the solver', () => {
  it('CAM-1 every size, angle, framing, roll, aspect and number of people gives a camera above ground and out of solids', () => {
    let turn = 0;
    // Every fifth of all combinations: each framing meets each angle and each size.
    let combination = 0;
    for (const framing of framings) {
      for (const size of shotSizes) {
        for (const angle of angles) {
          if (combination++ % 5 !== 0) continue;
          const roll = [0, 20, -35, 45][turn % 4] ?? 0;
          const aspect = aspects[turn % 3 === 0 ? 1 : turn % 4] ?? 1.78;
          expectSound(solve(turn++ % 5, { framing, size, angle, roll, aspect }), roll);
        }
      }
    }
  });

  it('CAM-2 a single is cut where its size says, its head in the frame, at every angle but overhead', () => {
    for (const size of shotSizes.filter(isCutSize)) {
      for (const angle of angles.filter((one) => one !== 'overhead')) {
        for (const aspect of aspects) {
          const solution = solve(2, { size, angle, aspect });
          const view = viewOf(solution.camera);
          const main = solution.scene.figures.find(({ name }) => name === 'MARA');
          if (!main) throw new Error('the main figure is drawn');
          const posed = poseFigure(main);
          const { cut, cutAt } = cutLineOf(posed, size, view.up);
          const loosened = kinds(solution).includes('size-loosened');
          if (!loosened) expect(Math.abs(projectPoint(view, cut)[1] - cutAt) / 2).toBeLessThan(0.02);
          const [eyesX, eyesY] = projectPoint(view, posed.points.eyes);
          expect(Math.abs(eyesX)).toBeLessThan(0.75);
          expect(eyesY).toBeGreaterThan(size === 'ECU' ? -0.4 : -0.25);
          expect(eyesY).toBeLessThan(0.9);
        }
      }
    }
  });

  it('CAM-3 FS shows the whole figure, WS and EWS show it small', () => {
    const share = (size: ShotSize): number => {
      const [subject] = subjectsInFrame(solve(1, { size }));
      if (!subject) throw new Error('a subject is drawn');
      const [, top, , bottom] = subject.box;
      expect(top).toBeGreaterThanOrEqual(0);
      expect(bottom).toBeLessThanOrEqual(1);
      return bottom - top;
    };
    expect(share('FS')).toBeGreaterThan(0.75);
    expect(share('FS')).toBeLessThan(0.95);
    expect(share('WS')).toBeGreaterThan(0.35);
    expect(share('WS')).toBeLessThan(0.65);
    expect(share('EWS')).toBeLessThan(0.3);
  });

  it('CAM-4 a lens and a pitch other than asked are said; else they are kept', () => {
    for (const size of shotSizes) {
      for (const angle of angles) {
        const solution = solve(2, { size, angle, lens: 40 });
        if (!kinds(solution).includes('lens-changed')) expect(solution.camera.lens).toBe(40);
        const off = Math.abs(pitchOf(solution.camera) - anglePitch[angle]);
        if (!kinds(solution).includes('pitch-changed')) expect(off).toBeLessThan(0.2);
      }
    }
  });

  it('CAM-5 singles, pairs and over-the-shoulders stay on one side of the line of action', () => {
    for (const framing of ['single', 'reaction', 'reverse', 'profile', 'two-shot', 'over-the-shoulder'] as const) {
      for (const subjects of [
        ['MARA', 'TEO'],
        ['TEO', 'MARA'],
      ]) {
        for (const size of ['CU', 'MCU', 'MS', 'FS'] as const) {
          const scene = scenes[2];
          if (!scene) throw new Error('no scene');
          const { camera } = solve(2, { framing, size, subjects });
          expect(sideOf(lineOfAction(scene), camera.position)).toBeGreaterThan(0);
        }
      }
    }
  });

  it('CAM-6 a single has looking room: the head stands away from where the face looks', () => {
    for (const name of ['MARA', 'TEO']) {
      const subject = subjectsInFrame(solve(2, { subjects: [name] })).find((one) => one.name === name);
      if (!subject) throw new Error('a subject is drawn');
      expect(Math.sign(subject.facing) * (subject.head[0] - 0.5)).toBeLessThan(-0.05);
      expect(subject.visible).toBe(1);
    }
  });

  it('CAM-7 all the subjects of a two-shot, three-shot and group are in the frame', () => {
    for (const [framing, count] of [
      ['two-shot', 2],
      ['three-shot', 3],
      ['group', 4],
    ] as const) {
      for (const size of ['CU', 'MS', 'MLS', 'FS', 'WS'] as const) {
        for (const aspect of aspects) {
          const found = subjectsInFrame(solve(count, { framing, size, aspect }));
          expect(found).toHaveLength(count);
          for (const { head } of found) {
            for (const at of head) {
              expect(at).toBeGreaterThan(0);
              expect(at).toBeLessThan(1);
            }
          }
        }
      }
    }
  });

  it('CAM-8 over the shoulder, at five gaps, six aspects and both ways: the face is clear, the near figure at the edge', () => {
    const base = scenes[2];
    if (!base) throw new Error('no scene');
    for (const gap of [0.9, 1.2, 1.5, 2, 2.8]) {
      const figures = base.figures.map((figure, index) => ({
        ...figure,
        position: [(index === 0 ? -gap : gap) / 2, 0, 0] as const,
      }));
      const scene = { ...base, figures, pieces: [] };
      for (const aspect of [2.39, 1.85, 1.78, 1.33, 1, 0.5625]) {
        for (const [main = '', near = ''] of [
          ['MARA', 'TEO'],
          ['TEO', 'MARA'],
        ]) {
          const found = subjectsInFrame(
            solve(2, { scene, framing: 'over-the-shoulder', size: 'MCU', aspect, subjects: [main, near] }),
          );
          const [face, back] = [found.find(({ name }) => name === main), found.find(({ name }) => name === near)];
          expect(face?.visible).toBeGreaterThan(0.9);
          expect(Math.abs(face?.facing ?? 180)).toBeLessThan(60);
          expect(Math.abs(back?.facing ?? 0)).toBeGreaterThan(100);
          const offMiddle = Math.abs((back?.head[0] ?? 0.5) - 0.5);
          expect(offMiddle).toBeGreaterThan(0.2);
          expect(back?.box[0]).toBeLessThan(1);
          expect(back?.box[2]).toBeGreaterThan(0);
        }
      }
    }
  });

  it('CAM-9 a point of view stands at the viewer’s eyes, and the viewer is not drawn', () => {
    const solution = solve(2, { framing: 'point-of-view', size: 'MCU' });
    const viewer = scenes[2]?.figures.find(({ name }) => name === 'MARA');
    if (!viewer) throw new Error('no viewer');
    expect(distance(solution.camera.position, poseFigure(viewer).points.eyes)).toBeLessThan(1e-6);
    expect(solution.scene.figures.map(({ name }) => name)).toEqual(['TEO']);
    const [seen] = subjectsInFrame(solution);
    expect(Math.abs(seen?.facing ?? 180)).toBeLessThan(15);
    expect(seen?.visible).toBe(1);
  });

  it('CAM-10 a profile is seen from the side, an overhead from straight above', () => {
    const [side] = subjectsInFrame(solve(1, { framing: 'profile', size: 'CU' }));
    expect(Math.abs(Math.abs(side?.facing ?? 0) - 90)).toBeLessThan(12);
    expect(pitchOf(solve(1, { angle: 'overhead' }).camera)).toBeLessThan(-89.5);
  });

  it('CAM-11 establishing shots and wide masters hold everyone', () => {
    for (const framing of ['master', 'single'] as const) {
      for (const aspect of aspects) {
        for (const { box } of subjectsInFrame(solve(4, { framing, size: 'EST', aspect }))) {
          for (const at of box) {
            expect(at).toBeGreaterThan(-0.01);
            expect(at).toBeLessThan(1.01);
          }
        }
      }
    }
  });

  it('CAM-12 an insert is filled by the named thing, which is staged at hand when the set has none', () => {
    const { camera, scene } = solve(1, { framing: 'insert', size: 'CU', focus: 'RADIO', subjects: [] });
    const thing = scene.pieces.find(({ label }) => label === 'RADIO');
    if (!thing) throw new Error('the thing is staged');
    const [x, y] = projectPoint(viewOf(camera), thing.position);
    expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThan(1);
  });

  it('CAM-13 someone who is not on the set is named, and the frame is made without them', () => {
    const solution = solve(1, { subjects: ['NOBODY', 'MARA'] });
    expect(solution.warnings).toContainEqual({ kind: 'subject-missing', name: 'NOBODY' });
    expect(subjectsInFrame(solution).find(({ name }) => name === 'MARA')?.visible).toBe(1);
  });

  it('CAM-14 a positive roll leans the horizon down to frame right', () => {
    const { camera } = solve(1, { roll: 20, size: 'WS' });
    const view = viewOf(camera);
    const ahead = [0, 1, 2].map((axis) => (camera.target[axis] ?? 0) - (camera.position[axis] ?? 0));
    const side = [-(ahead[2] ?? 0), 0, ahead[0] ?? 0] as const;
    const at = (by: number) =>
      projectPoint(
        view,
        [0, 1, 2].map((axis) => (camera.target[axis] ?? 0) + by * (side[axis] ?? 0)) as [number, number, number],
      );
    const [left, right] = [at(-0.1), at(0.1)];
    expect(right[0]).toBeGreaterThan(left[0]);
    expect(right[1]).toBeLessThan(left[1]);
  });

  it('CAM-15 who stands in the way of a single is left out of its frame, named, and stays on the stage', () => {
    const solution = solve(2, { framing: 'reverse', size: 'FS', subjects: ['MARA'] });
    expect(solution.removed.figures).toEqual(['TEO']);
    expect(solution.warnings).toContainEqual({ kind: 'figure-left-out', name: 'TEO' });
    expect(solution.scene.figures.map(({ name }) => name)).toEqual(['MARA']);
    expect(scenes[2]?.figures).toHaveLength(2);
  });

  it('CAM-15 hands that rested on a table that is left out lie in the lap, not on air', () => {
    const scene = sceneOf(2, { blocks: [{ type: 'action', text: 'MARA sits at the table. TEO sits.' }] });
    let measured = 0;
    for (const size of ['CU', 'MCU', 'MS', 'CS', 'MLS'] as const) {
      for (const angle of ['low', 'worms-eye', 'eye'] as const) {
        for (const subjects of [['MARA'], ['TEO']]) {
          const solution = solve(2, { scene, size, angle, subjects });
          const main = solution.scene.figures.find(({ name }) => name === subjects[0]);
          const bare = solution.removed.pieces.includes('table');
          if (bare) measured++;
          const high = main?.reach?.left?.[1] ?? 0;
          expect(high).toBeGreaterThan(bare ? 0.45 : 0.7);
          expect(high).toBeLessThan(bare ? 0.68 : 0.8);
        }
      }
    }
    expect(measured).toBeGreaterThan(0);
  });

  it('CAM-2 a lying face is seen from beside and above, whole and clear', () => {
    const scene = sceneOf(1, { place: 'BEDROOM', blocks: [{ type: 'action', text: 'MARA lies on the bed.' }] });
    for (const size of ['CU', 'MCU', 'MS'] as const) {
      const solution = solve(1, { scene, size });
      const [subject] = subjectsInFrame(solution);
      expect(subject?.visible).toBeGreaterThan(0.9);
      expect(kinds(solution)).toContain('pitch-changed');
    }
  });
});
