import { solveCamera } from '@oner/shared/camera/solve.ts';
import { projectPoint, toFrame, viewOf } from '@oner/shared/camera/view.ts';
import { angles, framings, shotSizes } from '@oner/shared/camera/vocabulary.ts';
import { originOf } from '@oner/shared/stage/mat4.ts';
import { poseFigure } from '@oner/shared/stage/pose-figure.ts';
import type { Camera, StagedFigure, StagedScene, Vec3 } from '@oner/shared/stage/scene.ts';
import { PerspectiveCamera, Vector3 } from 'three';
import { describe, expect, it } from 'vitest';
import { aim } from './three-camera.ts';

const person = (name: string, body: StagedFigure['body'], x: number): StagedFigure => ({
  name,
  body,
  height: body === 'child' ? 1.2 : 1.72,
  build: { heavy: 0, thin: 0, muscular: 0 },
  look: { hair: 'short', hairTone: 60, skinTone: 230, topTone: 150, bottomTone: 90 },
  position: [x, 0, 0],
  heading: x < 0 ? Math.PI / 2 : -Math.PI / 2,
  pose: body === 'child' ? 'sitting' : 'standing',
  expression: 'neutral',
  gaze: null,
});

const scene: StagedScene = {
  setting: 'EXT',
  time: 'day',
  figures: [person('ANN', 'woman', -0.7), person('TIM', 'child', 0.7)],
  pieces: [],
  extent: [20, 0, 20],
};

/** Where three puts a point: 0..1 from the top left. */
const byThree = (three: PerspectiveCamera, point: Vec3): readonly [number, number] => {
  const { x, y } = new Vector3(...point).project(three);
  return [(x + 1) / 2, (1 - y) / 2];
};

const joints = scene.figures.flatMap((figure) => poseFigure(figure).world.map(originOf));

const apartBy = (camera: Camera): number => {
  const three = new PerspectiveCamera();
  aim(three, camera);
  const view = viewOf(camera);
  const apart = joints.map((joint) => {
    const [x, y, depth] = projectPoint(view, joint);
    // What stands nearer than the near plane is in no picture of either.
    if (depth < 0.1) return 0;
    const [ours, theirs] = [toFrame(x, y), byThree(three, joint)];
    return (
      Math.max(Math.abs(ours[0] - theirs[0]), Math.abs(ours[1] - theirs[1])) /
      Math.max(1, Math.abs(ours[0]), Math.abs(ours[1]))
    );
  });
  return Math.max(...apart);
};

describe('the view through the lens', () => {
  it('CLI-90 puts every joint where the server’s frame has it, in every size, angle, framing, roll and aspect', () => {
    for (const size of shotSizes) {
      for (const angle of angles) {
        for (const [index, framing] of framings.entries()) {
          const aspect = [2.39, 1.78, 1, 0.5625][index % 4] ?? 1.78;
          const request = {
            scene,
            size,
            angle,
            framing,
            aspect,
            roll: index * 5 - 25,
            lens: 50,
            movement: 'static',
          } as const;
          const { camera } = solveCamera({ ...request, subjects: ['ANN', 'TIM'] });
          expect(apartBy(camera), `${size} ${angle} ${framing} ${aspect}`).toBeLessThan(0.001);
        }
      }
    }
  });
});
