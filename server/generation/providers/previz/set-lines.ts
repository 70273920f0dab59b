/** Lines that lie on the set (floor boards, grooves, panels): drawn where nothing stands before them. */
import { nearPlane } from '@oner/shared/camera/view.ts';
import type { Vec3 } from '@oner/shared/stage/scene.ts';
import type { SetLine } from '@oner/shared/stage/set/set-mesh.ts';
import { dot, subtract } from '@oner/shared/stage/vec3.ts';
import type { InkLayer } from './ink-layer.ts';
import type { PixelBuffers } from './rasterise.ts';
import type { Frustum } from './screen-triangles.ts';
import { type Tremor, tileSize } from './tremor.ts';
import { f32 } from './typed-reads.ts';

export type LineFacts = {
  readonly frustum: Frustum;
  readonly buffers: PixelBuffers;
  readonly tremor: Tremor;
  readonly layer: InkLayer;
  readonly fade: { readonly near: number; readonly far: number; readonly most: number };
};

type ScreenPoint = { readonly x: number; readonly y: number; readonly w: number };

const clipped = (frustum: Frustum, line: SetLine): readonly [ScreenPoint, ScreenPoint] | null => {
  const { view } = frustum;
  const eye = (point: Vec3): Vec3 => {
    const offset = subtract(point, view.position);
    return [dot(offset, view.right), dot(offset, view.up), dot(offset, view.forward)];
  };
  let [a, b] = [eye(line.from), eye(line.to)];
  if (a[2] < nearPlane && b[2] < nearPlane) return null;
  const cut = (from: Vec3, to: Vec3): Vec3 => {
    const share = (nearPlane - from[2]) / (to[2] - from[2]);
    return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share, nearPlane];
  };
  if (a[2] < nearPlane) a = cut(a, b);
  if (b[2] < nearPlane) b = cut(b, a);
  const screen = ([x, y, z]: Vec3): ScreenPoint => ({
    x: frustum.width / 2 + (frustum.scaleX * x) / z,
    y: frustum.height / 2 - (frustum.scaleY * y) / z,
    w: 1 / z,
  });
  return [screen(a), screen(b)];
};

/** The share of a line from `from` to `to` that lies inside the frame (Liang and Barsky 1984), or null. */
const insideShare = (
  [from, to]: readonly [ScreenPoint, ScreenPoint],
  size: Frustum,
): readonly [number, number] | null => {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  let [start, end] = [0, 1];
  for (const [delta, room] of [
    [-dx, from.x],
    [dx, size.width - from.x],
    [-dy, from.y],
    [dy, size.height - from.y],
  ] as const) {
    if (delta === 0) {
      if (room < 0) return null;
    } else if (delta < 0) start = Math.max(start, room / delta);
    else end = Math.min(end, room / delta);
  }
  return start < end ? [start, end] : null;
};

/** A line is seen where what was rasterised is not nearer than it by more than this share of its depth. */
const slack = 1.004;

export const inkSetLine = (facts: LineFacts, line: SetLine): void => {
  const { buffers, layer, tremor, fade } = facts;
  const ends = clipped(facts.frustum, line);
  const share = ends && insideShare(ends, facts.frustum);
  if (!(ends && share)) return;
  const [from, to] = ends;
  const length = Math.hypot(to.x - from.x, to.y - from.y) * (share[1] - share[0]);
  const steps = Math.max(1, Math.ceil(length / 0.7));
  const shift = 0.6 * tremor.shake;
  for (let step = 0; step <= steps; step++) {
    const t = share[0] + ((share[1] - share[0]) * step) / steps;
    const [x, y] = [from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t];
    const w = from.w + (to.w - from.w) * t;
    const [px, py] = [Math.min(buffers.width - 1, x | 0), Math.min(buffers.height - 1, y | 0)];
    if (f32(buffers.inverseDepth, py * buffers.width + px) > w * slack + 1e-9) continue;
    const far = Math.min(1, Math.max(0, (fade.near - w) / (fade.near - fade.far)));
    const noise = ((py & 255) * tileSize + (px & 255) + tremor.offset) % (tileSize * tileSize);
    layer.dab(x + f32(tremor.shiftX, noise) * shift, y + f32(tremor.shiftY, noise) * shift, {
      radius: line.width * 0.75 * tremor.pen,
      strength: line.strength * tremor.pressure * (1 - fade.most * far) * (0.82 + 0.18 * f32(tremor.weight, noise)),
    });
  }
};
