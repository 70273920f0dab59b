import { describe, expect, it } from 'vitest';
import { poseFigure } from '../stage/pose-figure.ts';
import type { Side, Vec3 } from '../stage/scene.ts';
import { castNames, sceneOf } from '../stage/testing/scenes.ts';
import { type CutShot, cutWarnings } from './continuity.ts';
import { lineOfAction, sideOf } from './line-of-action.ts';
import { subjectsInFrame } from './project.ts';
import { solveCamera } from './solve.ts';
import { defaultLens, framings, type ShotSize } from './vocabulary.ts';

const heads: ReadonlyMap<string, Vec3> = new Map([
  ['MARA', [-1, 1.6, 0]],
  ['TEO', [1, 1.6, 0]],
]);

const shotFrom = (position: Vec3, given: Partial<CutShot> = {}): CutShot => ({
  size: 'MS',
  angle: 'eye',
  framing: 'single',
  movement: 'static',
  camera: { position, target: [0, 1.6, 0], roll: 0, lens: 50, aspect: 1.78 },
  subjects: ['MARA', 'TEO'],
  heads,
  ...given,
});

const solvedFrom = (
  side: Side | undefined,
  framing: CutShot['framing'],
  size: ShotSize,
  subjects: readonly string[],
) => {
  const base = sceneOf(2);
  const scene = side === undefined ? base : { ...base, side };
  return {
    scene,
    solution: solveCamera({
      ...{ scene, size, framing, subjects, angle: 'eye', roll: 0, movement: 'static', lens: defaultLens[size] },
      aspect: 1.78,
    }),
  };
};

describe('cutting', () => {
  it('CAM-26 a crossing tells the line, both cameras and the angle between them', () => {
    const [warning] = cutWarnings(shotFrom([0, 1.6, 3]), shotFrom([0, 1.6, -3]));
    expect(warning?.kind).toBe('line-crossed');
    expect(warning?.names).toEqual(['MARA', 'TEO']);
    expect(warning?.plan.line).toEqual([
      [-1, 0],
      [1, 0],
    ]);
    expect(warning?.plan.cameras.map(({ at }) => at)).toEqual([
      [0, 3],
      [0, -3],
    ]);
    expect(warning?.plan.degrees).toBeCloseTo(180, 6);
    expect(Math.abs(warning?.plan.cameras[0].heading ?? 0)).toBeCloseTo(Math.PI, 6);
  });

  it('CAM-27 a cut under 30° tells how far it goes and about whom', () => {
    const from = (degrees: number): CutShot =>
      shotFrom([-1 + 3 * Math.sin((degrees * Math.PI) / 180), 1.6, 3 * Math.cos((degrees * Math.PI) / 180)], {
        subjects: ['MARA'],
      });
    const [warning] = cutWarnings(from(0), from(29));
    expect(warning?.kind).toBe('cut-too-small');
    expect(warning?.plan.degrees).toBeCloseTo(29, 6);
    expect(warning?.plan.about).toEqual([-1, 0]);
    expect(cutWarnings(from(0), from(31))).toEqual([]);
    expect(cutWarnings(from(0), { ...from(5), size: 'WS' })).toEqual([]);
  });

  it('CAM-28 cameras keep to the side chosen for the scene, whichever it is, and people keep their direction', () => {
    for (const framing of ['single', 'reaction', 'two-shot', 'over-the-shoulder'] as const) {
      for (const subjects of [castNames.slice(0, 2), castNames.slice(0, 2).toReversed()]) {
        const directions = ([1, -1] as const).map((side) => {
          const { scene, solution } = solvedFrom(side, framing, 'MS', subjects);
          const line = lineOfAction(scene);
          expect(line.keptTo).toBe(side);
          expect(sideOf(line, solution.camera.position)).toBeGreaterThan(0);
          const main = subjectsInFrame(solution).find(({ name }) => name === subjects[0]);
          return Math.sign(main?.facing ?? 0);
        });
        expect(directions[0]).toBe(-(directions[1] ?? 0));
      }
    }
  });

  it('CAM-28 the side of a scene that chose none is the one that its derived line has', () => {
    const { scene, solution } = solvedFrom(undefined, 'single', 'MCU', ['MARA']);
    const { keptTo } = lineOfAction(scene);
    expect(solvedFrom(keptTo, 'single', 'MCU', ['MARA']).solution.camera).toEqual(solution.camera);
  });

  it('CAM-26 no cut between two solved shots of a dialogue crosses the line, whatever their framings', () => {
    const heads = new Map(
      sceneOf(2).figures.map((figure) => [figure.name, poseFigure(figure).points.headCentre] as const),
    );
    const takes = framings
      .filter((framing) => framing !== 'insert' && framing !== 'cutaway')
      .flatMap((framing) =>
        [
          ['MARA', 'TEO'],
          ['TEO', 'MARA'],
        ].map((subjects): CutShot => {
          const { camera } = solvedFrom(undefined, framing, 'MS', subjects).solution;
          return { ...shotFrom([0, 0, 0]), framing, subjects, camera, heads };
        }),
      );
    for (const before of takes)
      for (const after of takes)
        expect(cutWarnings(before, after).filter(({ kind }) => kind === 'line-crossed')).toEqual([]);
  });
});
