import type { WorldCapsule } from './pose-figure.ts';
import type { Vec3 } from './scene.ts';
import { add, clamp, distance, dot, scale, subtract } from './vec3.ts';

/** The least distance between the stretches `a`–`b` and `c`–`d` (Ericson, Real-Time Collision Detection, 5.1.9). */
export const stretchDistance = (a: Vec3, b: Vec3, c: Vec3, d: Vec3): number => {
  const [u, v, w] = [subtract(b, a), subtract(d, c), subtract(a, c)];
  const [uu, vv, uv, uw, vw] = [dot(u, u), dot(v, v), dot(u, v), dot(u, w), dot(v, w)];
  if (uu < 1e-12) return pointDistance(a, c, d);
  if (vv < 1e-12) return pointDistance(c, a, b);
  const denominator = uu * vv - uv * uv;
  let s = denominator > 1e-12 ? clamp((uv * vw - uw * vv) / denominator, 0, 1) : 0;
  let t = (uv * s + vw) / vv;
  if (t < 0 || t > 1) {
    t = clamp(t, 0, 1);
    s = clamp((uv * t - uw) / uu, 0, 1);
  }
  return distance(add(a, scale(u, s)), add(c, scale(v, t)));
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
