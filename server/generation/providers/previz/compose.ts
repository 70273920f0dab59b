/** Lays ink over tones and turns greys into the frame's colours. */
import type { Ambience } from './ambience.ts';
import type { InkLayer } from './ink-layer.ts';
import { u8, u32 } from './typed-reads.ts';

/** Colour of each grey, from the hour's dark tint to its light tint, packed: red in the lowest byte. */
const colours = ({ darkTint, lightTint }: Ambience): Uint32Array => {
  const mix = (channel: 0 | 1 | 2, grey: number): number =>
    Math.round(darkTint[channel] + ((lightTint[channel] - darkTint[channel]) * grey) / 255);
  return Uint32Array.from({ length: 256 }, (_, grey) => mix(0, grey) | (mix(1, grey) << 8) | (mix(2, grey) << 16));
};

/** Room for RGB pixels as whole groups of four, which is how they are written. */
export const createPixels = (pixels: number): Uint32Array => new Uint32Array(Math.ceil(pixels / 4) * 3);

/**
 * Writes RGB, three bytes a pixel: four pixels are three words of little-endian memory, which is the order of every machine that
 * Node runs on.
 */
export const composeFrame = (
  tones: Uint8ClampedArray,
  layer: InkLayer,
  frame: { readonly ambience: Ambience; readonly out: Uint32Array },
): void => {
  const { width, height, coverage } = layer;
  const table = colours(frame.ambience);
  const { ink } = frame.ambience;
  const { out } = frame;
  const colourAt = (pixel: number): number => {
    const grey = tones[pixel] ?? 0;
    const cover = u8(coverage, pixel);
    return u32(table, cover === 0 ? grey : (grey + ((ink - grey) * cover) / 255) | 0);
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
