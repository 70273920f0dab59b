/** 4 × 4 matrices, 16 numbers, column-major as in glTF and WebGL; they act on column vectors. All are affine. */
import type { Vec3 } from './scene.ts';

export type Mat4 = readonly number[];

export const identity: Mat4 = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

const at = (matrix: Mat4, index: number): number => matrix[index] ?? 0;

/** `a · b`: b acts first. */
export const multiply = (a: Mat4, b: Mat4): Mat4 => {
  const out = new Array<number>(16).fill(0);
  for (let column = 0; column < 4; column++) {
    const [x, y, z, w] = [at(b, column * 4), at(b, column * 4 + 1), at(b, column * 4 + 2), at(b, column * 4 + 3)];
    for (let row = 0; row < 4; row++) {
      out[column * 4 + row] = at(a, row) * x + at(a, row + 4) * y + at(a, row + 8) * z + at(a, row + 12) * w;
    }
  }
  return out;
};

export const translation = (by: Vec3): Mat4 => [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, by[0], by[1], by[2], 1];
export const uniformScale = (by: number): Mat4 => [by, 0, 0, 0, 0, by, 0, 0, 0, 0, by, 0, 0, 0, 0, 1];

export const rotationX = (angle: number): Mat4 => {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [1, 0, 0, 0, 0, c, s, 0, 0, -s, c, 0, 0, 0, 0, 1];
};
export const rotationY = (angle: number): Mat4 => {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [c, 0, -s, 0, 0, 1, 0, 0, s, 0, c, 0, 0, 0, 0, 1];
};
export const rotationZ = (angle: number): Mat4 => {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [c, s, 0, 0, -s, c, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
};

export const transformPoint = (m: Mat4, p: Vec3): Vec3 => [
  at(m, 0) * p[0] + at(m, 4) * p[1] + at(m, 8) * p[2] + at(m, 12),
  at(m, 1) * p[0] + at(m, 5) * p[1] + at(m, 9) * p[2] + at(m, 13),
  at(m, 2) * p[0] + at(m, 6) * p[1] + at(m, 10) * p[2] + at(m, 14),
];

export const transformDirection = (m: Mat4, d: Vec3): Vec3 => [
  at(m, 0) * d[0] + at(m, 4) * d[1] + at(m, 8) * d[2],
  at(m, 1) * d[0] + at(m, 5) * d[1] + at(m, 9) * d[2],
  at(m, 2) * d[0] + at(m, 6) * d[1] + at(m, 10) * d[2],
];

/** The direction that `m` (a rotation, uniformly scaled) would turn into `d`; not normalised. */
export const transposeDirection = (m: Mat4, d: Vec3): Vec3 => [
  at(m, 0) * d[0] + at(m, 1) * d[1] + at(m, 2) * d[2],
  at(m, 4) * d[0] + at(m, 5) * d[1] + at(m, 6) * d[2],
  at(m, 8) * d[0] + at(m, 9) * d[1] + at(m, 10) * d[2],
];

/** The matrix moved by `by` in world co-ordinates. */
export const moved = (m: Mat4, by: Vec3): Mat4 => {
  const out = [...m];
  out[12] = at(m, 12) + by[0];
  out[13] = at(m, 13) + by[1];
  out[14] = at(m, 14) + by[2];
  return out;
};

export const originOf = (m: Mat4): Vec3 => [at(m, 12), at(m, 13), at(m, 14)];

/** The turn about a unit axis, radians, counter-clockwise seen from where it points. */
export const rotationAbout = ([x, y, z]: Vec3, angle: number): Mat4 => {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const t = 1 - c;
  return [
    ...[t * x * x + c, t * x * y + s * z, t * x * z - s * y, 0],
    ...[t * x * y - s * z, t * y * y + c, t * y * z + s * x, 0],
    ...[t * x * z + s * y, t * y * z - s * x, t * z * z + c, 0],
    ...[0, 0, 0, 1],
  ];
};

/** Three unit vectors at right angles. */
export type Frame = readonly [Vec3, Vec3, Vec3];

/** The rotation that turns one frame into another. */
export const frameRotation = (from: Frame, to: Frame): Mat4 => {
  const entry = (row: 0 | 1 | 2, column: 0 | 1 | 2): number =>
    to[0][row] * from[0][column] + to[1][row] * from[1][column] + to[2][row] * from[2][column];
  const column = (index: 0 | 1 | 2): readonly number[] => [entry(0, index), entry(1, index), entry(2, index), 0];
  return [...column(0), ...column(1), ...column(2), 0, 0, 0, 1];
};

/** The rotation, scaled, and put to a place. */
export const placed = (rotation: Mat4, scale: number, [x, y, z]: Vec3): Mat4 =>
  rotation.map((value, index) =>
    index === 12 ? x : index === 13 ? y : index === 14 ? z : index < 12 ? value * scale : value,
  );
