import type { SetPiece, StagedFigure } from '@oner/shared/stage/scene.ts';
import { expect, test } from 'vitest';
import { drawableShot } from './drawable-shot.ts';
import { previzLimits } from './frame-request.ts';
import { loadRenderer } from './load-renderer.ts';
import { chair, person, roomShot } from './test-scenes.ts';

const crowd = (count: number): StagedFigure[] =>
  Array.from({ length: count }, (_, index) =>
    person({ name: `EXTRA ${index + 1}`, position: [(index % 10) * 0.8 - 3.6, 0, -Math.floor(index / 10) * 0.8] }),
  );
const chairs = (count: number): SetPiece[] =>
  Array.from({ length: count }, (_, index) => ({ ...chair, id: `c${index}`, position: [0, 0, -index * 0.05] }));

test('PRV-45 a crowd of 60 is drawn whole', async () => {
  const shot = roomShot({ scene: { figures: crowd(60), setting: 'EXT', extent: [40, 0, 40] } });
  expect(drawableShot(shot)).toEqual({ shot, warnings: [] });
  const renderer = await loadRenderer();
  const { pixels, scene } = renderer.renderFrame(shot, { width: 480, height: 270, seed: 'c', style: 'ink' });
  expect(scene.figures).toHaveLength(60);
  expect(new Set(pixels).size).toBeGreaterThan(50);
});

test('PRV-45 of too many the nearest to the lens are drawn, in their order, and the rest is told of', () => {
  const shot = roomShot({ scene: { figures: crowd(90), pieces: chairs(600), setting: 'EXT', extent: [90, 0, 90] } });
  const { shot: drawn, warnings } = drawableShot(shot);
  expect(drawn.scene.figures).toHaveLength(previzLimits.maxFigures);
  expect(drawn.scene.pieces).toHaveLength(previzLimits.maxPieces);
  expect(drawn.scene.figures[0]).toBe(shot.scene.figures.find((each) => drawn.scene.figures.includes(each)));
  expect(warnings).toHaveLength(2);
  expect(warnings[0]).toMatch(/^The \d+ figures farthest from the camera are left out/);
  const depths = (figures: readonly StagedFigure[]) => figures.map(({ position }) => position[2]);
  expect(Math.max(...depths(drawn.scene.figures))).toBeCloseTo(0);
});

test('PRV-45 those that the camera cannot see are left out without a word', () => {
  const behind = crowd(70).map((figure): StagedFigure => ({ ...figure, position: [figure.position[0], 0, 40] }));
  const shot = roomShot({ scene: { figures: [person(), ...behind], setting: 'EXT', extent: [90, 0, 90] } });
  const { shot: drawn, warnings } = drawableShot(shot);
  expect(warnings).toEqual([]);
  expect(drawn.scene.figures.map(({ name }) => name)).toContain('MARA');
  expect(drawn.scene.figures.length).toBeLessThanOrEqual(previzLimits.maxFigures);
});
