import type { Vec3 } from './scene.ts';

export const add = (a: Vec3, b: Vec3): Vec3 => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
export const subtract = (a: Vec3, b: Vec3): Vec3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const scale = (a: Vec3, by: number): Vec3 => [a[0] * by, a[1] * by, a[2] * by];
export const dot = (a: Vec3, b: Vec3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const cross = (a: Vec3, b: Vec3): Vec3 => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
// Math.hypot guards against overflow and is ten times slower: metres do not overflow.
export const length = (a: Vec3): number => Math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2]);
export const distance = (a: Vec3, b: Vec3): number => {
  const [x, y, z] = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
  return Math.sqrt(x * x + y * y + z * z);
};
export const mix = (a: Vec3, b: Vec3, share: number): Vec3 => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
  a[2] + (b[2] - a[2]) * share,
];

/** The unit vector along `a`; `fallback` when `a` has no length. */
export const unit = (a: Vec3, fallback: Vec3 = [0, 0, 1]): Vec3 => {
  const size = length(a);
  return size > 1e-9 ? scale(a, 1 / size) : fallback;
};

/** The horizontal unit vector that a heading faces: 0 is +z, +90° is +x. */
export const headingVector = (heading: number): Vec3 => [Math.sin(heading), 0, Math.cos(heading)];

/** The heading that faces along `direction` seen from above. */
export const headingOf = (direction: Vec3): number => Math.atan2(direction[0], direction[2]);

/** The angle brought into (−π, π]. */
export const wrapAngle = (angle: number): number => {
  const turned = angle % (2 * Math.PI);
  if (turned > Math.PI) return turned - 2 * Math.PI;
  return turned <= -Math.PI ? turned + 2 * Math.PI : turned;
};

export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

export const radians = (degrees: number): number => (degrees * Math.PI) / 180;
export const degrees = (angle: number): number => (angle * 180) / Math.PI;
