/** What a head wears: a face that shows its expression, and hair that has a length. In the head's own axes, from its joint. */

import type { Expression, StagedFigure, Vec3 } from '@oner/shared/stage/scene.ts';
import { jointIndex, type Skeleton } from '@oner/shared/stage/skeleton.ts';
import { subtract } from '@oner/shared/stage/vec3.ts';
import {
  BackSide,
  BoxGeometry,
  CapsuleGeometry,
  DoubleSide,
  Group,
  Mesh,
  MeshBasicMaterial,
  MeshLambertMaterial,
  SphereGeometry,
  TorusGeometry,
} from 'three';
import { type PlaceLight, tinted } from './place-light.ts';

const ink = new MeshBasicMaterial({ color: 0x1a_1a_1c });
/** Drawn behind a shape a little larger than it: its ink line. */
const inkBack = new MeshBasicMaterial({ color: 0x1a_1a_1c, side: BackSide });
const white = new MeshBasicMaterial({ color: 0xf2_f0_ea });
const ball = new SphereGeometry(1, 14, 10);
const bar = new BoxGeometry(1, 1, 1);

/** Brows: lift in shares of the skull, and the turn of the left one, radians; the mouth's bend, + up, and how far it opens. */
const faces: Readonly<Record<Expression, { lift: number; turn: number; bend: number; open: number }>> = {
  neutral: { lift: 0, turn: 0, bend: 0.02, open: 0 },
  happy: { lift: 0.05, turn: 0, bend: 0.9, open: 0.1 },
  sad: { lift: 0.03, turn: 0.35, bend: -0.7, open: 0 },
  angry: { lift: -0.08, turn: -0.4, bend: -0.5, open: 0 },
  afraid: { lift: 0.12, turn: 0.4, bend: -0.3, open: 0.5 },
  surprised: { lift: 0.16, turn: 0.05, bend: 0, open: 0.8 },
  tense: { lift: -0.05, turn: -0.2, bend: -0.1, open: 0 },
};

const placed = (mesh: Mesh, [x, y, z]: Vec3, [w, h, d]: Vec3): Mesh => {
  mesh.position.set(x, y, z);
  mesh.scale.set(w, h, d);
  return mesh;
};

const mouthOf = (at: Vec3, r: number, { bend, open }: { readonly bend: number; readonly open: number }): Mesh => {
  if (open > 0.3) return placed(new Mesh(ball, ink), at, [r * 0.16, r * 0.2 * open, r * 0.04]);
  const arc = Math.max(0.12, Math.abs(bend) * 1.6);
  const radius = (r * 0.42) / arc;
  const mesh = new Mesh(new TorusGeometry(radius, r * 0.022, 6, 14, arc), ink);
  const up = bend >= 0;
  mesh.rotation.z = (up ? -Math.PI / 2 : Math.PI / 2) - arc / 2;
  mesh.position.set(at[0], at[1] + (up ? radius : -radius), at[2] + r * 0.02);
  return mesh;
};

const faceOf = (skeleton: Skeleton, expression: Expression): Group => {
  const face = new Group();
  const joint = skeleton.joints[jointIndex.head] ?? [0, 0, 0];
  const at = (point: Vec3): Vec3 => subtract(point, joint);
  const r = skeleton.skullRadius;
  const shown = faces[expression];
  const brow = at(skeleton.landmarks.brow);
  const wide = expression === 'surprised' || expression === 'afraid' ? 1.35 : 1;
  for (const [eye, side] of [
    [at(skeleton.landmarks.leftEye), 1],
    [at(skeleton.landmarks.rightEye), -1],
  ] as const) {
    face.add(placed(new Mesh(ball, white), [eye[0], eye[1], eye[2] + r * 0.05], [r * 0.19, r * 0.1 * wide, r * 0.06]));
    face.add(placed(new Mesh(ball, ink), [eye[0], eye[1], eye[2] + r * 0.1], [r * 0.085, r * 0.095 * wide, r * 0.04]));
    const line = placed(
      new Mesh(bar, ink),
      [eye[0] + side * r * 0.02, eye[1] + r * (0.25 + shown.lift), brow[2] + r * 0.11],
      [r * 0.4, r * 0.07, r * 0.1],
    );
    line.rotation.z = -side * shown.turn;
    face.add(line);
  }
  const mouth = at(skeleton.landmarks.mouth);
  face.add(mouthOf([mouth[0], mouth[1], mouth[2] + r * 0.06], r, shown));
  return face;
};

const hairOf = (skeleton: Skeleton, { hair, hairTone }: StagedFigure['look'], light: PlaceLight): Group => {
  const group = new Group();
  const joint = skeleton.joints[jointIndex.head] ?? [0, 0, 0];
  const [, cy, cz] = subtract(skeleton.landmarks.headCentre, joint);
  const r = skeleton.skullRadius;
  const material = new MeshLambertMaterial({ color: tinted(hairTone * light.figureGain, light), side: DoubleSide });
  const add = (mesh: Mesh): void => {
    const line = mesh.clone();
    line.material = inkBack;
    line.scale.multiplyScalar(1.035);
    group.add(mesh, line);
  };
  if (hair === 'bob' || hair === 'long') {
    const open = 2;
    const high = hair === 'bob' ? r * 1.45 : r * 2.05;
    const curtain = new SphereGeometry(1, 26, 18, Math.PI / 2 + open / 2, 2 * Math.PI - open);
    add(placed(new Mesh(curtain, material), [0, cy + r * 1.3 - high, cz - r * 0.08], [r * 1.1, high, r * 1.28]));
  }
  if (hair === 'bun')
    add(placed(new Mesh(ball, material), [0, cy + r * 0.75, cz - r * 1.05], [r * 0.5, r * 0.5, r * 0.5]));
  if (hair === 'ponytail') {
    const tail = new Mesh(new CapsuleGeometry(r * 0.22, r * 1.9, 4, 10), material);
    tail.position.set(0, cy - r * 0.4, cz - r * 1.35);
    tail.rotation.x = 0.22;
    add(tail);
  }
  if (hair === 'cap')
    add(placed(new Mesh(ball, material), [0, cy + r * 0.62, cz + r * 1.1], [r * 0.75, r * 0.06, r * 0.65]));
  return group;
};

/** Face and hair of a figure. */
export const headDress = (skeleton: Skeleton, figure: StagedFigure, light: PlaceLight): Group => {
  const group = new Group();
  group.add(faceOf(skeleton, figure.expression), hairOf(skeleton, figure.look, light));
  return group;
};
