/** What tells the styles apart: how lines are drawn, how surfaces are shaded, and on what. */
import type { PictureStyle } from '@oner/shared/stage/picture-style.ts';
import type { Vec3 } from '@oner/shared/stage/scene.ts';
import type { Painting } from './tone.ts';
import { type Tremor, tileSize } from './tremor.ts';
import { u8 } from './typed-reads.ts';

export type DrawingStyle = {
  /** Widths and strengths of lines, and how far the hand shakes, against ink. */
  readonly pen: number;
  readonly pressure: number;
  readonly shake: number;
  /** Share of hatching in shadows. */
  readonly hatching: number;
  /** Width of the border between light and shade on figures, by n·l. */
  readonly blur: number;
  /** Depth of shade on figures, against ink. */
  readonly relief: number;
  /** How much of a thing's own tone is kept, and what the rest is. */
  readonly ownTone: number;
  readonly body: number;
  /** Colours of black, middle grey and white in place of the hour's. */
  readonly tints: readonly [Vec3, Vec3, Vec3] | null;
  /** Turns the finished tones into marks on paper. */
  readonly finish: ((painting: Painting, tremor: Tremor, width: number) => void) | null;
};

const ink: DrawingStyle = {
  ...{ pen: 1, pressure: 1, shake: 1, hatching: 1, blur: 0.035, relief: 1, ownTone: 1, body: 0 },
  tints: null,
  finish: null,
};

const clamped = (value: number): number => Math.min(1, Math.max(0, value));

/** Graphite on paper: a wash of the tone, strokes one way where it is half dark, and crossed where it is darker. */
const toGraphite = ({ tones, warmth }: Painting, { hatch, grain, offset }: Tremor, width: number): void => {
  const tile = tileSize - 1;
  for (let pixel = 0; pixel < tones.length; pixel++) {
    const x = pixel % width;
    const y = (pixel / width) | 0;
    const row = (y & tile) << 8;
    const dark = 1 - (tones[pixel] ?? 0) / 255;
    const along = u8(hatch, row | (x & tile)) / 255;
    const across = u8(hatch, row | (tile - (x & tile))) / 255;
    const speck = grain[(row + x * 7 + offset) & (tileSize * tileSize - 1)] ?? 0;
    const strokes = along * clamped((dark - 0.22) * 2.6) * 66 + across * clamped((dark - 0.55) * 2.6) * 46;
    tones[pixel] = 250 - 150 * dark - strokes * (0.75 + 0.25 * speck) - speck * 9 * clamped(dark * 3);
    warmth[pixel] = 0;
  }
};

export const drawingStyles: Readonly<Record<PictureStyle, DrawingStyle>> = {
  ink,
  tone: { ...ink, pen: 0.62, pressure: 0.62, shake: 0.5, hatching: 0, blur: 0.5, relief: 1.5 },
  pencil: {
    ...ink,
    ...{ pen: 0.8, pressure: 0.86, shake: 1.7, hatching: 0, blur: 0.16, relief: 1.5 },
    tints: [
      [46, 46, 52],
      [148, 147, 148],
      [252, 250, 244],
    ],
    finish: toGraphite,
  },
  clay: {
    ...ink,
    ...{ pen: 0.5, pressure: 0.34, shake: 0, hatching: 0, blur: 0.95, relief: 2.6, ownTone: 0.22, body: 196 },
    tints: [
      [40, 30, 28],
      [156, 134, 120],
      [252, 244, 234],
    ],
  },
};
