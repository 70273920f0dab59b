/** What is in the sky: the moon and stars by night, streaks of cloud else. Painted only where nothing stands before it. */
import type { TimeOfDay, Vec3 } from '@oner/shared/stage/scene.ts';
import { dot, unit } from '@oner/shared/stage/vec3.ts';
import type { PixelBuffers } from './rasterise.ts';
import type { Frustum } from './screen-triangles.ts';
import { i32 } from './typed-reads.ts';

export type SkyFacts = {
  readonly buffers: PixelBuffers;
  readonly frustum: Frustum;
  readonly time: TimeOfDay;
  readonly tones: Uint8ClampedArray;
};

type Spot = { readonly x: number; readonly y: number; readonly scale: number };

/** Where a direction falls in the frame, and how many pixels a radian is there; null behind the lens. */
const spotOf = ({ view, width, height, scaleX, scaleY }: Frustum, direction: Vec3): Spot | null => {
  const depth = dot(direction, view.forward);
  if (depth < 0.05) return null;
  return {
    x: width / 2 + (scaleX * dot(direction, view.right)) / depth,
    y: height / 2 - (scaleY * dot(direction, view.up)) / depth,
    scale: scaleY,
  };
};

/** Adds to the tone of the sky's pixels in an ellipse; `strength` says how much at a point, 0 in the middle to 1 at the rim. */
const paintEllipse = (
  { buffers, tones }: SkyFacts,
  { x, y }: Spot,
  [a, b]: readonly [number, number],
  strength: (rim: number) => number,
): void => {
  const { width, height } = buffers;
  const [top, bottom] = [Math.max(0, Math.ceil(y - b)), Math.min(height - 1, Math.floor(y + b))];
  for (let row = top; row <= bottom; row++) {
    const half = a * Math.sqrt(Math.max(0, 1 - ((row - y) / b) ** 2));
    const [from, to] = [Math.max(0, Math.ceil(x - half)), Math.min(width - 1, Math.floor(x + half))];
    for (let column = from; column <= to; column++) {
      const pixel = row * width + column;
      if (i32(buffers.triangle, pixel) !== 0) continue;
      const rim = Math.hypot((column - x) / a, (row - y) / b);
      tones[pixel] = (tones[pixel] ?? 0) + strength(rim);
    }
  }
};

const starCount = 220;
/** Even over the upper half of the sky (a Fibonacci spiral), then moved a little. */
const stars: readonly Vec3[] = Array.from({ length: starCount }, (_, index): Vec3 => {
  const high = 0.06 + (0.94 * ((index * 89) % starCount)) / starCount;
  const turn = index * 2.399_963 + ((index * 37) % 17) * 0.11;
  const flat = Math.sqrt(1 - high * high);
  return [Math.sin(turn) * flat, high, Math.cos(turn) * flat];
});

const moon = unit([-0.42, 0.36, -0.85]);
/** Radians: larger than life, as it looks to people. */
const moonRadius = 0.024;

const paintNight = (facts: SkyFacts): void => {
  for (const [index, star] of stars.entries()) {
    const spot = spotOf(facts.frustum, star);
    if (!spot) continue;
    const size = Math.max(0.8, facts.buffers.height / (index % 5 === 0 ? 480 : 800));
    // Low over the horizon the haze takes them.
    const clear = Math.min(1, 0.15 + 1.5 * star[1]);
    paintEllipse(facts, spot, [size, size], () => clear * (40 + (index % 4) * 26));
  }
  const spot = spotOf(facts.frustum, moon);
  if (!spot) return;
  const radius = moonRadius * spot.scale;
  paintEllipse(facts, spot, [radius * 4, radius * 4], (rim) => 26 * (1 - rim) ** 2);
  paintEllipse(facts, spot, [radius, radius], () => 176);
};

/** Streaks: heading in turns, height over the horizon, half width and half height in radians. */
const streaks: readonly (readonly [turn: number, high: number, wide: number, tall: number])[] = [
  [0.47, 0.3, 0.34, 0.022],
  [0.52, 0.35, 0.22, 0.016],
  [0.6, 0.22, 0.3, 0.014],
  [0.41, 0.18, 0.26, 0.011],
  [0.72, 0.33, 0.3, 0.02],
  [0.82, 0.2, 0.24, 0.013],
  [0.28, 0.28, 0.32, 0.02],
  [0.15, 0.2, 0.26, 0.014],
  [0.95, 0.3, 0.34, 0.02],
  [0.05, 0.24, 0.2, 0.012],
];

const paintStreaks = (facts: SkyFacts, by: number): void => {
  for (const [turn, high, wide, tall] of streaks) {
    const at = turn * 2 * Math.PI;
    const spot = spotOf(facts.frustum, unit([Math.sin(at), high, Math.cos(at)]));
    if (!spot) continue;
    paintEllipse(facts, spot, [wide * spot.scale, tall * spot.scale], () => by);
    const beside = { ...spot, x: spot.x + wide * 0.35 * spot.scale, y: spot.y - tall * 0.9 * spot.scale };
    paintEllipse(facts, beside, [wide * 0.5 * spot.scale, tall * 0.8 * spot.scale], () => by);
  }
};

const streakTones: Readonly<Record<Exclude<TimeOfDay, 'night'>, number>> = { day: 13, dawn: 17, dusk: -14 };

export const paintSky = (facts: SkyFacts): void => {
  if (facts.time === 'night') paintNight(facts);
  else paintStreaks(facts, streakTones[facts.time]);
};
