/** Greys and light of an hour, for the view through the lens: night reads as night, but what stands in it can be seen to be moved. */
import type { TimeOfDay } from '@oner/shared/stage/scene.ts';

export type PlaceLight = {
  readonly sky: number;
  readonly ground: number;
  readonly wall: number;
  /** Multiplies the tones of the set and of figures. */
  readonly gain: number;
  readonly sun: number;
  readonly fill: number;
  /** Towards the light. */
  readonly from: readonly [x: number, y: number, z: number];
};

export const placeLight: Readonly<Record<TimeOfDay, PlaceLight>> = {
  day: { sky: 232, ground: 205, wall: 218, gain: 1, sun: 2, fill: 1.5, from: [-0.55, 0.9, 0.5] },
  dawn: { sky: 214, ground: 176, wall: 190, gain: 0.9, sun: 2.2, fill: 1.1, from: [-0.9, 0.4, 0.35] },
  dusk: { sky: 150, ground: 124, wall: 140, gain: 0.8, sun: 2.1, fill: 0.95, from: [0.9, 0.35, 0.3] },
  night: { sky: 44, ground: 62, wall: 78, gain: 0.6, sun: 1.5, fill: 0.8, from: [0.5, 0.8, -0.2] },
};
