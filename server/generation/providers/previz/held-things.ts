/** What a pose holds: a phone in the right hand. Drawn as a part of the figure, since the hand carries it. */
import { transformPoint } from '@oner/shared/stage/mat4.ts';
import type { PosedFigure } from '@oner/shared/stage/pose-figure.ts';
import type { Pose, Vec3 } from '@oner/shared/stage/scene.ts';
import { jointIndex } from '@oner/shared/stage/skeleton.ts';
import { SetMesh } from './set-mesh.ts';

const withPhone: ReadonlySet<Pose> = new Set(['phone-at-ear', 'looking-at-phone']);

export type HeldFace = { readonly points: readonly Vec3[]; readonly tone: number };

/** World faces of what the figure holds. In T-pose the right hand points to −x with its palm down. */
export const heldFaces = (posed: PosedFigure): HeldFace[] => {
  const hand = posed.world[jointIndex.rightHand];
  if (!(hand && withPhone.has(posed.figure.pose))) return [];
  const mesh = new SetMesh([0, 0, 0], 0);
  // From the hand joint into the palm, in the body's own measure.
  const size = posed.skeleton.height / 1.8;
  const at = ([x, y, z]: Vec3): Vec3 => [x * size, y * size, z * size];
  mesh.box(at([-0.155, -0.034, -0.036]), at([-0.01, -0.023, 0.036]), { tone: 42 });
  return mesh.faces.map(({ points, tone }) => ({ points: points.map((point) => transformPoint(hand, point)), tone }));
};
