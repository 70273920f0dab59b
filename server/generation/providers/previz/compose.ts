/** Lays ink over tones and turns greys into the frame's colours. */
import type { Ambience } from './ambience.ts';
import type { InkLayer } from './ink-layer.ts';
import { u8 } from './typed-reads.ts';

/** Colour of each grey: from the hour's dark tint to its light tint. */
const colours = ({ darkTint, lightTint }: Ambience): Uint8Array => {
  const table = new Uint8Array(256 * 3);
  for (let grey = 0; grey < 256; grey++)
    for (let channel = 0; channel < 3; channel++) {
      const [dark, light] = [darkTint[channel] ?? 0, lightTint[channel] ?? 255];
      table[grey * 3 + channel] = Math.round(dark + ((light - dark) * grey) / 255);
    }
  return table;
};

/** Writes RGB, three bytes a pixel. */
export const composeFrame = (
  tones: Uint8ClampedArray,
  layer: InkLayer,
  frame: { readonly ambience: Ambience; readonly out: Uint8Array },
): void => {
  const { width, height, coverage } = layer;
  const table = colours(frame.ambience);
  const { ink } = frame.ambience;
  const { out } = frame;
  let at = 0;
  for (let pixel = 0; pixel < width * height; pixel++) {
    let grey = tones[pixel] ?? 0;
    const cover = u8(coverage, pixel);
    if (cover !== 0) grey += ((ink - grey) * cover) / 255;
    const entry = (grey | 0) * 3;
    out[at++] = u8(table, entry);
    out[at++] = u8(table, entry + 1);
    out[at++] = u8(table, entry + 2);
  }
};
