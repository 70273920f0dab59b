import { describe, expect, it } from 'vitest';
import { type PosedFigure, poseFigure } from '../stage/pose-figure.ts';
import type { StagedScene } from '../stage/scene.ts';
import { action, castNames, figureOf, sceneOf } from '../stage/testing/scenes.ts';
import { distance, mix } from '../stage/vec3.ts';
import { bodyFit } from './body-fit.ts';
import { cutLineOf, isCutSize } from './cut-lines.ts';
import { axesFor, isUpright } from './fit.ts';
import { boundsInView, facingInView, subjectsInFrame } from './project.ts';
import type { CameraRequest, CameraSolution } from './solution.ts';
import { solveCamera } from './solve.ts';
import { projectPoint, type View, viewOf } from './view.ts';
import { defaultLens, type ShotSize, shotSizes } from './vocabulary.ts';

const solve = (scene: StagedScene, given: Partial<CameraRequest>): CameraSolution => {
  const size = given.size ?? 'MS';
  return solveCamera({
    scene,
    size,
    angle: 'eye',
    roll: 0,
    framing: 'single',
    movement: 'static',
    lens: defaultLens[size],
    subjects: castNames.slice(0, scene.figures.length),
    aspect: 1.78,
    ...given,
  });
};

const clamped = (value: number): number => Math.min(1, Math.max(-1, value));

type Case = {
  readonly posed: PosedFigure;
  readonly aspect: number;
  readonly size: ShotSize;
  readonly pitch: number;
  readonly roll: number;
};

const gridCases = (): Case[] =>
  (['man', 'child'] as const).flatMap((body) => {
    const posed = poseFigure(figureOf({ body, height: body === 'man' ? 1.8 : 1.2 }));
    return [2.39, 1.78, 0.5625].flatMap((aspect) =>
      shotSizes
        .filter((size) => size !== 'EST')
        .flatMap((size) =>
          [-90, -60, -30, -10, 0, 15, 30].flatMap((pitch) =>
            [0, 20].map((roll): Case => ({ posed, aspect, size, pitch, roll })),
          ),
        ),
    );
  });

/** The fit at 50 mm, or at the first longer lens at which a camera is not inside the head. */
const fitOf = ({ posed, aspect, size, pitch, roll }: Case): View => {
  for (let lens = 50; lens <= 400; lens *= 2) {
    const axes = axesFor({ from: 0.5, pitch, roll }, { lens, aspect });
    const position = bodyFit(posed, size, 0)(axes);
    if (position) return { position, ...axes };
  }
  throw new Error(`no camera for ${size} at ${pitch}° in ${aspect}`);
};

const expectCut = (view: View, { posed, size }: Case): void => {
  if (!isCutSize(size)) return;
  const line = cutLineOf(posed, size, view.up);
  const long = distance(line.top, line.cut);
  const { left, right, bottom } = boundsInView(view, posed.headHull);
  // A head that fills the frame from side to side, or down to its edge, moves the camera back.
  if (size !== 'ECU' && size !== 'VCU' && (right - left > 1.6 || bottom < -0.85)) return;
  if (isUpright(view, line)) {
    expect(projectPoint(view, line.cut)[1]).toBeCloseTo(line.cutAt, 6);
    expect(projectPoint(view, line.top)[1]).toBeCloseTo(line.topAt, 6);
    return;
  }
  const nearest = Math.min(projectPoint(view, line.top)[2], projectPoint(view, mix(line.top, line.cut, 0.5))[2]);
  const scale = (view.fy * long) / nearest / (line.topAt - line.cutAt);
  expect(scale).toBeLessThan(1 + 1e-6);
  expect(scale).toBeGreaterThan(0.7);
};

describe('framing over the grid of its terms', () => {
  it('CAM-2 840 cases of body, aspect, size, pitch and roll: the cut is exact, or the scale is kept where the body lies along the view', () => {
    const cases = gridCases();
    expect(cases).toHaveLength(840);
    for (const one of cases) expectCut(fitOf(one), one);
  });

  it('CAM-2 a seated single is cut at the same points of the body', () => {
    const scene = sceneOf(2, { blocks: [action('MARA sits at the table. TEO sits.')] });
    for (const size of ['CU', 'MCU', 'MS'] as const) {
      for (const name of ['MARA', 'TEO']) {
        const { camera, scene: drawn } = solve(scene, { size, subjects: [name] });
        const figure = drawn.figures.find((one) => one.name === name);
        if (!figure) throw new Error('the main figure is drawn');
        const view = viewOf(camera);
        const { cut, cutAt } = cutLineOf(poseFigure(figure), size, view.up);
        expect(Math.abs(projectPoint(view, cut)[1] - cutAt) / 2).toBeLessThan(0.02);
      }
    }
  });

  it('CAM-2 a lying single keeps the scale that it would have upright', () => {
    const scene = sceneOf(1, { place: 'BEDROOM', blocks: [action('MARA lies on the bed.')] });
    const headShare = (given: StagedScene, size: 'CU' | 'MCU' | 'MS'): number => {
      const { camera, scene: drawn } = solve(given, { size });
      const [figure] = drawn.figures;
      if (!figure) throw new Error('the main figure is drawn');
      const { left, right, top, bottom } = boundsInView(viewOf(camera), poseFigure(figure).headHull);
      return Math.max(top - bottom, (right - left) * camera.aspect) / 2;
    };
    for (const size of ['CU', 'MCU', 'MS'] as const) {
      const ratio = headShare(scene, size) / headShare(sceneOf(1), size);
      expect(ratio).toBeGreaterThan(0.6);
      expect(ratio).toBeLessThan(1.7);
    }
  });

  it('CAM-7 a two-shot asked tighter than it can be is looser, says so, and holds both heads whole', () => {
    for (const size of ['ECU', 'CU', 'MCU'] as const) {
      const solution = solve(sceneOf(2), { framing: 'two-shot', size });
      const view = viewOf(solution.camera);
      for (const figure of solution.scene.figures) {
        const { left, right, bottom, top } = boundsInView(view, poseFigure(figure).headHull);
        for (const edge of [left, right, bottom, top]) expect(Math.abs(edge)).toBeLessThanOrEqual(1.001);
      }
      if (size === 'ECU') expect(solution.warnings.map(({ kind }) => kind)).toContain('size-loosened');
    }
  });

  it('CAM-8 the near head takes 10 to 35 hundredths of the frame’s width', () => {
    for (const [main, near] of [
      ['MARA', 'TEO'],
      ['TEO', 'MARA'],
    ] as const) {
      for (const size of ['MCU', 'MS'] as const) {
        const { camera, scene } = solve(sceneOf(2), { framing: 'over-the-shoulder', size, subjects: [main, near] });
        const figure = scene.figures.find(({ name }) => name === near);
        if (!figure) throw new Error('the near figure is drawn');
        const { left, right } = boundsInView(viewOf(camera), poseFigure(figure).headHull);
        const share = (clamped(right) - clamped(left)) / 2;
        expect(share).toBeGreaterThanOrEqual(0.1);
        expect(share).toBeLessThanOrEqual(0.35);
      }
    }
  });

  it('CAM-16 of two who talk, one looks right and the other left, in singles and over the shoulder', () => {
    for (const framing of ['single', 'over-the-shoulder', 'reaction'] as const) {
      for (const size of ['CU', 'MCU', 'MS'] as const) {
        const facings = ['MARA', 'TEO'].map((name, index) => {
          const { camera, scene } = solve(sceneOf(2), {
            framing,
            size,
            subjects: [name, index === 0 ? 'TEO' : 'MARA'],
          });
          const figure = scene.figures.find((one) => one.name === name);
          return figure ? Math.sign(facingInView(viewOf(camera), poseFigure(figure))) : 0;
        });
        expect(facings).toEqual([1, -1]);
      }
    }
  });

  it('CAM-11 a lone figure in an establishing shot stands on a third, small, and looks into the frame', () => {
    for (const place of ['HARBOUR LANE', 'FIELD', 'FOREST', '码头', 'ROOFTOP']) {
      const scene = sceneOf(1, { setting: 'EXT', place });
      const [subject] = subjectsInFrame(solve(scene, { size: 'EST', framing: 'master' }));
      if (!subject) throw new Error('the figure is drawn');
      const [x0, y0, x1, y1] = subject.box;
      expect(Math.abs((x0 + x1) / 2 - 0.5)).toBeGreaterThan(0.08);
      expect(Math.sign(subject.facing) * ((x0 + x1) / 2 - 0.5)).toBeLessThanOrEqual(0);
      expect(Math.min(x0, y0)).toBeGreaterThan(0.02);
      expect(Math.max(x1, y1)).toBeLessThan(0.98);
      expect(y1 - y0).toBeLessThan(0.35);
      expect(subject.visible).toBeGreaterThan(0.9);
    }
  });

  it('CAM-17 a shot of a thing frames the thing, and a view of one has nobody before it', () => {
    const base = sceneOf(2);
    const radio = {
      id: 'r',
      kind: 'box',
      label: 'RADIO',
      position: [0.3, 0.9, -1],
      heading: 0,
      size: [0.28, 0.2, 0.14],
      tone: 96,
    } as const;
    const scene = { ...base, pieces: [radio] };
    for (const framing of ['single', 'reaction', 'two-shot'] as const) {
      const { camera } = solve(scene, { framing, size: 'CU', subjects: [], focus: 'RADIO' });
      const [x, y] = projectPoint(viewOf(camera), [0.3, 1, -1]);
      expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThan(0.2);
    }
    const boat = {
      ...radio,
      id: 'b',
      kind: 'boat',
      label: 'boat',
      position: [3, 0, 0.05],
      size: [1.6, 0.9, 4],
    } as const;
    const view = solve(
      { ...base, pieces: [boat] },
      { framing: 'point-of-view', size: 'WS', subjects: ['MARA'], focus: 'boat' },
    );
    expect(view.scene.figures).toEqual([]);
    const [x, y, depth] = projectPoint(viewOf(view.camera), [3, 0.45, 0.05]);
    expect(depth).toBeGreaterThan(1);
    expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThan(0.05);
  });

  it('CAM-15 the car that someone sits in stays in a frame from outside it', () => {
    const scene = sceneOf(1, { setting: 'EXT', place: 'CAR - DRIVING', blocks: [action('MARA drives.')] });
    for (const size of ['FS', 'WS'] as const) {
      expect(solve(scene, { size }).scene.pieces.map(({ kind }) => kind)).toContain('car');
    }
  });
});
