import { describe, expect, it } from 'vitest';
import { toCamera, viewOf } from '../camera/view.ts';
import { poseFigure } from '../stage/pose-figure.ts';
import type { StagedFigure, StagedShot, Vec3 } from '../stage/scene.ts';
import { figureOf, sceneOf } from '../stage/testing/scenes.ts';
import { seenBy } from './spec-view.ts';

const shotOf = (figures: readonly StagedFigure[], target: Vec3 = [0, 1.4, 0], lens = 50): StagedShot => ({
  scene: { ...sceneOf(0), figures, pieces: [] },
  camera: { position: [0, 1.5, 4], target, roll: 0.2, lens, aspect: 1.78 },
});

/** A figure each metre of a field round the camera. */
const crowd = (): StagedFigure[] =>
  Array.from({ length: 400 }, (_, index) =>
    figureOf({ name: `P${index}`, position: [(index % 20) * 1.5 - 15, 0, Math.floor(index / 20) * 1.5 - 15] }),
  );

describe('what a camera sees', () => {
  it('GEN-8 no figure that has a point in the frame is left out, and most of those far outside are', () => {
    for (const lens of [18, 50, 135]) {
      for (const target of [
        [0, 1.4, 0],
        [3, 0.2, 2],
        [-4, 3, 9],
        [0, -2, 3.5],
      ] as const) {
        const shot = shotOf(crowd(), target, lens);
        const view = viewOf(shot.camera);
        const seen = new Set(seenBy(shot).figures.map(({ name }) => name));
        for (const figure of shot.scene.figures) {
          const inFrame = poseFigure(figure).hull.some((point) => {
            const [x, y, depth] = toCamera(view, point);
            return depth > 0 && Math.abs(view.fx * x) < depth && Math.abs(view.fy * y) < depth;
          });
          if (inFrame) expect(seen).toContain(figure.name);
        }
        expect(seen.size).toBeLessThan(330);
      }
    }
  });

  it('GEN-8 someone outside the frame whose shadow may fall into it is seen', () => {
    const beside = figureOf({ position: [2.6, 0, -0.2] });
    const low = seenBy({ ...shotOf([beside], [0, 0.9, 0], 40), scene: { ...shotOf([beside]).scene, time: 'dusk' } });
    expect(low.figures).toHaveLength(1);
    const behind = figureOf({ position: [0, 0, 30] });
    expect(seenBy(shotOf([behind])).figures).toHaveLength(0);
  });
});
