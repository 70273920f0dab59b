/** Lays ink over tones and turns greys into the frame's colours. */
import type { Vec3 } from '@oner/shared/stage/scene.ts';
import type { Ambience } from './ambience.ts';
import type { InkLayer } from './ink-layer.ts';
import { wordsOf } from './pixel-bytes.ts';
import type { Painting } from './tone.ts';
import { u32 } from './typed-reads.ts';

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

/** Puts the ink over four greys, which are bytes of one word as their coverages are. */
const inked = (greys: number, cover: number, ink: number): number => {
  let out = 0;
  for (let shift = 0; shift < 32; shift += 8) {
    const grey = (greys >>> shift) & 255;
    out |= ((grey + ((ink - grey) * ((cover >>> shift) & 255)) / 255) | 0) << shift;
  }
  return out;
};

/** Most pixels have no ink and are not warm: four are looked at in one. */
const warmBits = 0xf0_f0_f0_f0;

/**
 * Writes RGB, three bytes a pixel: four pixels are three words of little-endian memory, which is the order of every machine that
 * Node runs on.
 */
export const composeFrame = (
  { tones, warmth }: Painting,
  layer: InkLayer,
  frame: { readonly tints: Tints; readonly ink: number; readonly out: Uint32Array },
): void => {
  const table = colours(frame.tints);
  const { ink, out } = frame;
  const [greys, covers, warms] = [wordsOf(tones), wordsOf(layer.coverage), wordsOf(warmth)];
  for (let four = 0, word = 0; four < greys.length; four++, word += 3) {
    const cover = u32(covers, four);
    const grey = cover === 0 ? u32(greys, four) : inked(u32(greys, four), cover, ink);
    const warm = u32(warms, four) & warmBits;
    let [p, q, r, s] = [grey & 255, (grey >>> 8) & 255, (grey >>> 16) & 255, grey >>> 24];
    if (warm !== 0) {
      p |= (warm & 0xf0) << 4;
      q |= (warm >>> 4) & 0xf00;
      r |= (warm >>> 12) & 0xf00;
      s |= (warm >>> 20) & 0xf00;
    }
    const [a, b, c, d] = [u32(table, p), u32(table, q), u32(table, r), u32(table, s)];
    out[word] = a | (b << 24);
    out[word + 1] = (b >>> 8) | (c << 16);
    out[word + 2] = (c >>> 16) | (d << 8);
  }
};
