import type { Camera, StagedScene } from '@oner/shared/stage/scene.ts';
import { describe, expect, it } from 'vitest';
import {
  cameraTurn,
  horizontalFieldOfView,
  lineShapes,
  planBox,
  planTurn,
  subjectDistance,
  wedgeOf,
} from './plan-geometry.ts';

const camera = (fields: Partial<Camera>): Camera => ({
  position: [0, 1.6, 4],
  target: [0, 1.6, 0],
  roll: 0,
  lens: 35,
  aspect: 2.35,
  ...fields,
});
type Figure = StagedScene['figures'][number];
const figure = (name: string, x: number, z: number): Figure => {
  const where: Pick<Figure, 'name' | 'position' | 'heading'> = { name, position: [x, 0, z], heading: 0 };
  return where as Figure; // a plan reads no more of it
};
const scene: StagedScene = {
  setting: 'INT',
  time: 'day',
  figures: [figure('MARA', 1, 0)],
  pieces: [],
  extent: [6, 3, 4],
};

describe('the stage from above', () => {
  it('CLI-72 turns figures and cameras as they face: +z is down the page', () => {
    expect(planTurn(Math.PI / 2)).toBe(-90);
    expect(cameraTurn(camera({}))).toBe(-90);
    expect(cameraTurn(camera({ position: [4, 1, 0], target: [0, 1, 0] }))).toBe(180);
    expect(cameraTurn(camera({ position: [0, 5, 0], target: [0, 0, 0] }))).toBeNull();
    expect(wedgeOf(camera({ position: [0, 5, 0], target: [0, 0, 0] }))).toBeNull();
  });

  it('CLI-72 draws what a camera sees: a wedge of its horizontal field of view', () => {
    expect((horizontalFieldOfView({ lens: 35, aspect: 2.35 }) * 180) / Math.PI).toBeCloseTo(53.13, 1);
    const [from, left, right] = wedgeOf(camera({})) ?? [];
    expect(from).toEqual([0, 4]);
    expect(left?.[1]).toBeLessThan(4);
    expect((left?.[0] ?? 0) + (right?.[0] ?? 0)).toBeCloseTo(0, 6);
  });

  it('CLI-72 shows everyone, the set, its own camera and the others that are near', () => {
    const far = camera({ position: [12, 1, 2] });
    const box = planBox(scene, [camera({ position: [4, 1, 2] }), far]);
    expect(box.left).toBeLessThanOrEqual(-3);
    expect(box.left + box.width).toBeGreaterThan(4);
    expect(box.left + box.width).toBeLessThan(12);
    const own = planBox(scene, [], { own: far });
    expect(own.left + own.width).toBeGreaterThan(12);
  });

  it('CLI-72 shades the cameras’ side of the line of action', () => {
    const { ends, half } = lineShapes({ through: [0, 0, 1], along: [1, 0, 0], side: [0, 0, 1] });
    expect(ends.every(([, y]) => y === 1)).toBe(true);
    expect(half.every(([, y]) => y >= 1)).toBe(true);
  });

  it('CLI-72 tells the distance to the main subject over the floor', () => {
    expect(subjectDistance(camera({}), scene.figures, 'MARA')).toBeCloseTo(Math.hypot(1, 4), 6);
    expect(subjectDistance(camera({}), scene.figures, undefined)).toBe(4);
  });
});
