/** Rain: short slanted strokes that hang in the air before the lens, hidden by what is nearer. */
import { nearPlane } from '@oner/shared/camera/view.ts';
import type { StagedScene } from '@oner/shared/stage/scene.ts';
import { cross, dot, unit } from '@oner/shared/stage/vec3.ts';
import type { PixelBuffers } from './rasterise.ts';
import type { Frustum } from './screen-triangles.ts';
import { f32 } from './typed-reads.ts';

export const rains = ({ pieces }: StagedScene): boolean =>
  pieces.some(({ kind, label }) => kind === 'ground' && label === 'rain');

export type RainFacts = {
  readonly buffers: PixelBuffers;
  readonly frustum: Frustum;
  readonly tones: Uint8ClampedArray;
  /** Grey that a drop adds. */
  readonly light: number;
};

const dropCount = 620;
/** Nearest and farthest drops, m, and how long a stroke is. */
const [near, far, stroke] = [1.1, 14, 0.34];
/** How far the wind blows a drop aside while it falls its own length. */
const slant = 0.16;

/** Even in three dimensions (a Halton sequence in bases 2, 3 and 5). */
const halton = (index: number, base: number): number => {
  let [value, share, rest] = [0, 1, index + 1];
  while (rest > 0) {
    share /= base;
    value += share * (rest % base);
    rest = Math.floor(rest / base);
  }
  return value;
};

export const paintRain = (facts: RainFacts): void => {
  const { view, width, height, scaleX, scaleY } = facts.frustum;
  const across = unit(cross(view.forward, [0, 1, 0]), view.right);
  // The fall in camera axes: down, and aside with the wind.
  const fall = [
    -view.right[1] + slant * dot(across, view.right),
    -view.up[1] + slant * dot(across, view.up),
    -view.forward[1] + slant * dot(across, view.forward),
  ] as const;
  for (let index = 0; index < dropCount; index++) {
    const depth = near + (far - near) * halton(index, 5) ** 1.4;
    const x = ((halton(index, 2) * 1.2 - 0.6) * width * depth) / scaleX;
    const y = ((halton(index, 3) * 1.2 - 0.6) * height * depth) / scaleY;
    const end = depth + fall[2] * stroke;
    if (end < nearPlane) continue;
    drawDrop(facts, depth, {
      from: [width / 2 + (scaleX * x) / depth, height / 2 - (scaleY * y) / depth],
      to: [width / 2 + (scaleX * (x + fall[0] * stroke)) / end, height / 2 - (scaleY * (y + fall[1] * stroke)) / end],
    });
  }
};

type Segment = { readonly from: readonly [number, number]; readonly to: readonly [number, number] };

const drawDrop = ({ buffers, tones, light }: RainFacts, depth: number, { from, to }: Segment): void => {
  const { width, height, inverseDepth } = buffers;
  const steps = Math.min(600, Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]))));
  const strength = light * Math.min(1, 0.35 + 1.6 / depth);
  for (let step = 0; step <= steps; step++) {
    const t = step / steps;
    const [px, py] = [Math.round(from[0] + (to[0] - from[0]) * t), Math.round(from[1] + (to[1] - from[1]) * t)];
    if (px < 0 || py < 0 || px >= width || py >= height) continue;
    const pixel = py * width + px;
    if (f32(inverseDepth, pixel) > 1 / depth) continue;
    // Thin at both ends.
    tones[pixel] = (tones[pixel] ?? 0) + strength * Math.min(1, 4 * t * (1 - t) + 0.2);
  }
};
