/** The lines of the ears, drawn on the sides of the head: the mesh's own are too shallow to be found as folds. */
import type { Body } from '@oner/shared/stage/scene.ts';
import { skeletonOf } from '@oner/shared/stage/skeleton.ts';
import { smoothCurve } from './face-shapes.ts';
import type { HeadFrame } from './head-frame.ts';
import { partIndex, type RestMesh } from './rest-mesh.ts';
import { addOver, castOut, trianglesWhere } from './surface-casts.ts';

type Point = readonly [forward: number, up: number];

/** In heights of the ear from its middle: the rim from its root round to the lobe, and the fold inside it. */
const rim: readonly Point[] = [
  [0.3, 0.22],
  [0.2, 0.42],
  [-0.04, 0.52],
  [-0.28, 0.4],
  [-0.38, 0.14],
  [-0.32, -0.12],
  [-0.16, -0.32],
  [-0.04, -0.48],
  [0.14, -0.5],
  [0.24, -0.36],
];
const fold: readonly Point[] = [
  [0.12, 0.26],
  [-0.08, 0.32],
  [-0.2, 0.16],
  [-0.16, -0.06],
  [0.02, -0.18],
];

/** Height of an ear, in heads. */
const earHeight = 0.3;

export const addEarStrokes = (mesh: RestMesh, head: HeadFrame, body: Body): void => {
  const { leftEar } = skeletonOf(body).landmarks;
  const skin = trianglesWhere(
    mesh,
    (part, _x, y) => part === partIndex('skin') && y > head.origin[1] - 0.1 * head.rise,
  );
  const size = earHeight * head.rise;
  for (const side of [-1, 1])
    for (const [line, from, width] of [
      [rim, 24, 1.1],
      [fold, 70, 0.7],
    ] as const) {
      const vertices = smoothCurve(line, 4).flatMap(([forward, up]) => {
        const y = leftEar[1] + up * size;
        const z = leftEar[2] + forward * size;
        const hit = castOut(mesh, skin, { from: [head.origin[0], y, z], way: [side, 0, 0] });
        return hit ? [addOver(mesh, hit, 0.018 * head.rise)] : [];
      });
      if (vertices.length > 2) mesh.strokes.push({ vertices, width, strength: 0.9, from });
    }
};
