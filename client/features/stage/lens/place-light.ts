/** Greys, tints and light of an hour, as the server's frames have them, so that night reads as night in both. */
import type { StagedScene, TimeOfDay } from '@oner/shared/stage/scene.ts';
import { Color } from 'three';

type Rgb = readonly [red: number, green: number, blue: number];

export type PlaceLight = {
  /** Tones, 0 to 255. */
  readonly sky: number;
  readonly ground: number;
  readonly wall: number;
  /** Multiply the tones of the set's pieces, and of figures. */
  readonly pieceGain: number;
  readonly figureGain: number;
  readonly sun: number;
  readonly fill: number;
  /** Towards the light. */
  readonly from: Rgb;
  /** The colours of black, middle grey and white, 0 to 255. */
  readonly tints: readonly [Rgb, Rgb, Rgb];
};

const day: PlaceLight = {
  ...{ sky: 236, ground: 222, wall: 216, pieceGain: 0.98, figureGain: 1, sun: 1.5, fill: 2.2, from: [-0.55, 0.9, 0.5] },
  tints: [
    [20, 20, 23],
    [137, 136, 134],
    [255, 253, 248],
  ],
};
const lights: Readonly<Record<TimeOfDay, PlaceLight>> = {
  day,
  dawn: {
    ...{
      sky: 220,
      ground: 190,
      wall: 178,
      pieceGain: 0.86,
      figureGain: 0.94,
      sun: 1.8,
      fill: 1.8,
      from: [-0.9, 0.4, 0.35],
    },
    tints: [
      [24, 24, 32],
      [142, 132, 132],
      [255, 247, 236],
    ],
  },
  dusk: {
    ...{
      sky: 140,
      ground: 136,
      wall: 132,
      pieceGain: 0.7,
      figureGain: 0.84,
      sun: 1.8,
      fill: 1.7,
      from: [0.9, 0.4, -0.3],
    },
    tints: [
      [22, 20, 30],
      [124, 112, 128],
      [255, 241, 228],
    ],
  },
  night: {
    ...{
      sky: 46,
      ground: 62,
      wall: 70,
      pieceGain: 0.55,
      figureGain: 0.76,
      sun: 1.6,
      fill: 1.7,
      from: [0.45, 0.85, 0.3],
    },
    tints: [
      [11, 13, 20],
      [92, 108, 138],
      [246, 249, 255],
    ],
  },
};

export const placeLightOf = ({ time }: Pick<StagedScene, 'time'>): PlaceLight => lights[time];

/** The colour of a grey in this light. */
export const tinted = (tone: number, { tints: [dark, middle, bright] }: PlaceLight): Color => {
  const share = Math.min(255, Math.max(0, tone)) / 127.5;
  const [from, to, part] = share < 1 ? [dark, middle, share] : [middle, bright, share - 1];
  const [red = 0, green = 0, blue = 0] = from.map((value, channel) => value + ((to[channel] ?? value) - value) * part);
  return new Color().setRGB(red / 255, green / 255, blue / 255, 'srgb');
};
