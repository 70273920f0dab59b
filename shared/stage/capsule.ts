import type { WorldCapsule } from './pose-figure.ts';
import type { Vec3 } from './scene.ts';
import { add, clamp, distance, dot, scale, subtract } from './vec3.ts';

/** The least distance between the stretches `a`–`b` and `c`–`d` (Ericson, Real-Time Collision Detection, 5.1.9). */
export const stretchDistance = (a: Vec3, b: Vec3, c: Vec3, d: Vec3): number => {
  // Numbers apart, no vectors: a camera asks this many thousand times.
  const [ux, uy, uz] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
  const [vx, vy, vz] = [d[0] - c[0], d[1] - c[1], d[2] - c[2]];
  const [wx, wy, wz] = [a[0] - c[0], a[1] - c[1], a[2] - c[2]];
  const uu = ux * ux + uy * uy + uz * uz;
  const vv = vx * vx + vy * vy + vz * vz;
  if (uu < 1e-12) return pointDistance(a, c, d);
  if (vv < 1e-12) return pointDistance(c, a, b);
  const uv = ux * vx + uy * vy + uz * vz;
  const uw = ux * wx + uy * wy + uz * wz;
  const vw = vx * wx + vy * wy + vz * wz;
  const denominator = uu * vv - uv * uv;
  let s = denominator > 1e-12 ? clamp((uv * vw - uw * vv) / denominator, 0, 1) : 0;
  let t = (uv * s + vw) / vv;
  if (t < 0 || t > 1) {
    t = clamp(t, 0, 1);
    s = clamp((uv * t - uw) / uu, 0, 1);
  }
  const [x, y, z] = [wx + ux * s - vx * t, wy + uy * s - vy * t, wz + uz * s - vz * t];
  return Math.sqrt(x * x + y * y + z * z);
};

/** The least distance from a point to the stretch `a`–`b`. */
export const pointDistance = (point: Vec3, a: Vec3, b: Vec3): number => {
  const along = subtract(b, a);
  const size = dot(along, along);
  const t = size < 1e-12 ? 0 : clamp(dot(subtract(point, a), along) / size, 0, 1);
  return distance(point, add(a, scale(along, t)));
};

export const crossesCapsule = (capsule: WorldCapsule, from: Vec3, to: Vec3): boolean =>
  stretchDistance(from, to, capsule.from, capsule.to) < capsule.radius;

export const isInsideCapsule = (capsule: WorldCapsule, point: Vec3, margin = 0): boolean =>
  pointDistance(point, capsule.from, capsule.to) < capsule.radius + margin;
