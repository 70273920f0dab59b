/** Lays ink over tones and turns greys into the frame's colours. */
import type { Vec3 } from '@oner/shared/stage/scene.ts';
import type { Ambience } from './ambience.ts';
import type { InkLayer } from './ink-layer.ts';
import type { Painting } from './tone.ts';
import { u8, u32 } from './typed-reads.ts';

/** Colours of black, middle grey and white. */
export type Tints = readonly [dark: Vec3, middle: Vec3, light: Vec3];

export const tintsOf = ({ darkTint, middleTint, lightTint }: Ambience): Tints => [darkTint, middleTint, lightTint];

/** Steps between the hour's own colours and those of warm light. */
const warmSteps = 16;
/** Colour of the darkest, the middle and the lightest grey in the light of lamps. */
const lampTints: Tints = [
  [26, 18, 14],
  [164, 118, 72],
  [255, 232, 178],
];

const tintAt = ([dark, middle, light]: Tints, channel: 0 | 1 | 2, grey: number): number => {
  const t = grey / 127.5;
  return t < 1
    ? dark[channel] + (middle[channel] - dark[channel]) * t
    : middle[channel] + (light[channel] - middle[channel]) * (t - 1);
};

/** Colour of each grey for each step of warmth, packed: red in the lowest byte. */
const colours = (own: Tints): Uint32Array =>
  Uint32Array.from({ length: warmSteps * 256 }, (_, index) => {
    const grey = index & 255;
    const warm = (index >> 8) / (warmSteps - 1);
    const mix = (channel: 0 | 1 | 2): number =>
      Math.round(tintAt(own, channel, grey) * (1 - warm) + tintAt(lampTints, channel, grey) * warm);
    return mix(0) | (mix(1) << 8) | (mix(2) << 16);
  });

/** Room for RGB pixels as whole groups of four, which is how they are written. */
export const createPixels = (pixels: number): Uint32Array => new Uint32Array(Math.ceil(pixels / 4) * 3);

/**
 * Writes RGB, three bytes a pixel: four pixels are three words of little-endian memory, which is the order of every machine that
 * Node runs on.
 */
export const composeFrame = (
  { tones, warmth }: Painting,
  layer: InkLayer,
  frame: { readonly tints: Tints; readonly ink: number; readonly out: Uint32Array },
): void => {
  const { width, height, coverage } = layer;
  const table = colours(frame.tints);
  const { ink, out } = frame;
  const colourAt = (pixel: number): number => {
    const grey = tones[pixel] ?? 0;
    const cover = u8(coverage, pixel);
    const tint = (u8(warmth, pixel) >> 4) << 8;
    return u32(table, tint | (cover === 0 ? grey : (grey + ((ink - grey) * cover) / 255) | 0));
  };
  let word = 0;
  for (let pixel = 0; pixel < width * height; pixel += 4) {
    const a = colourAt(pixel);
    const b = colourAt(pixel + 1);
    const c = colourAt(pixel + 2);
    const d = colourAt(pixel + 3);
    out[word++] = a | (b << 24);
    out[word++] = (b >>> 8) | (c << 16);
    out[word++] = (c >>> 16) | (d << 8);
  }
};
