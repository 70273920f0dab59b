import { describe, expect, it } from 'vitest';
import { crossesCapsule } from '../stage/capsule.ts';
import { shareOf } from '../stage/name-hash.ts';
import { poseFigure } from '../stage/pose-figure.ts';
import type { Body, StagedFigure, StagedScene, Vec3 } from '../stage/scene.ts';
import { figureOf, sceneOf } from '../stage/testing/scenes.ts';
import { isInFrame, subjectsInFrame } from './project.ts';
import type { CameraRequest, CameraSolution } from './solution.ts';
import { solveCamera } from './solve.ts';
import { viewOf } from './view.ts';
import { defaultLens, type Framing, type ShotSize } from './vocabulary.ts';

const bodies: readonly (readonly [Body, number])[] = [
  ['man', 1.8],
  ['woman', 1.66],
  ['child', 1.2],
  ['elderMan', 1.74],
];

/** Two who talk in the middle of a crowd as close as crowds stand; places come from the names. */
const crowdOf = (count: number, outdoors: boolean): StagedScene => {
  const spots: Vec3[] = [
    [-0.6, 0, 0],
    [0.6, 0, 0],
  ];
  const reach = 0.65 * Math.sqrt(count);
  for (let index = 0; spots.length < count; index++) {
    const at = (axis: string): number => reach * (2 * shareOf(`${count}:${index}`, axis) - 1);
    const spot: Vec3 = [at('x'), 0, at('z')];
    if (spots.every(([x, , z]) => Math.hypot(x - spot[0], z - spot[2]) > 0.55)) spots.push(spot);
  }
  const figures = spots.map((position, index): StagedFigure => {
    const [body, height] = bodies[index % bodies.length] ?? ['man', 1.8];
    const heading = index < 2 ? (index === 0 ? 1 : -1) * (Math.PI / 2) : 6.28 * shareOf(`${index}`, 'turn');
    const pose = index > 1 && index % 6 === 0 ? 'walking' : 'standing';
    return figureOf({ name: `P${index + 1}`, body, height, position, heading, pose });
  });
  const base = outdoors ? sceneOf(0, { setting: 'EXT', place: 'SQUARE' }) : sceneOf(0, { place: 'HALL' });
  return { ...base, figures };
};

/** The share of a body's joints in the frame that nobody hides. */
const bodySeen = ({ camera, scene }: CameraSolution, name: string): number => {
  const view = viewOf(camera);
  const all = scene.figures.map(poseFigure);
  const main = all.find(({ figure }) => figure.name === name);
  if (!main) return 0;
  const points = main.capsules.flatMap(({ from, to }) => [from, to]).filter((point) => isInFrame(view, point));
  const seen = points.filter(
    (point) =>
      !all.some((other) => other !== main && other.capsules.some((c) => crossesCapsule(c, view.position, point))),
  );
  return points.length === 0 ? 1 : seen.length / points.length;
};

const asked: readonly (readonly [Framing, readonly ShotSize[], readonly string[]])[] = [
  ['single', ['MCU', 'MS', 'FS', 'WS', 'EWS', 'EST'], ['P1']],
  ['reverse', ['MS', 'WS'], ['P2']],
  ['profile', ['MS', 'WS'], ['P1']],
  ['two-shot', ['MS', 'FS', 'WS', 'EST'], ['P1', 'P2']],
  ['group', ['MS', 'WS'], ['P1', 'P2']],
  ['over-the-shoulder', ['MCU', 'MS'], ['P1', 'P2']],
  ['master', ['MS', 'FS', 'WS', 'EST'], ['P1', 'P2']],
];

const expectSeen = (given: Pick<CameraRequest, 'scene' | 'framing' | 'size' | 'subjects'>): void => {
  const { scene, framing, size, subjects } = given;
  const usual = { angle: 'eye', roll: 0, aspect: 2.39, movement: 'static', lens: defaultLens[size] } as const;
  const solution = solveCamera({ ...given, ...usual });
  const seen = subjectsInFrame(solution);
  for (const name of framing === 'over-the-shoulder' ? subjects.slice(0, 1) : subjects) {
    const id = `${scene.figures.length} ${scene.setting} ${framing} ${size} ${name}`;
    expect(seen.find((one) => one.name === name)?.visible, id).toBeGreaterThan(0.8);
    expect(bodySeen(solution, name), id).toBeGreaterThan(0.55);
  }
  const told = solution.warnings.flatMap((one) => (one.kind === 'figure-left-out' ? [one.name] : []));
  expect(told).toEqual(solution.removed.figures);
  expect(solution.removed.figures.length).toBeLessThan(0.6 * scene.figures.length);
};

describe('a crowd', () => {
  it('CAM-15 of up to sixty hides nobody whom the shot is of: extras give way, and are named', () => {
    for (const count of [8, 24, 60])
      for (const outdoors of [true, false]) {
        const scene = crowdOf(count, outdoors);
        for (const [framing, sizes, subjects] of asked)
          for (const size of sizes) expectSeen({ scene, framing, size, subjects });
      }
  });

  it('CAM-15 is still there in a frame of its place', () => {
    const scene = crowdOf(60, true);
    for (const [framing, size] of [
      ['master', 'EST'],
      ['single', 'WS'],
      ['two-shot', 'FS'],
    ] as const) {
      const request = { scene, framing, size, subjects: ['P1', 'P2'], angle: 'eye', roll: 0, aspect: 2.39 } as const;
      const solution = solveCamera({ ...request, movement: 'static', lens: defaultLens[size] });
      const seen = subjectsInFrame(solution).filter(({ head: [x, y] }) => x > 0 && x < 1 && y > 0 && y < 1);
      expect(seen.length).toBeGreaterThan(12);
    }
  });
});
