/** Light and grey scale of an hour, indoors and out: what makes night read as night. */
import type { StagedScene, TimeOfDay, Vec3 } from '@oner/shared/stage/scene.ts';
import { unit } from '@oner/shared/stage/vec3.ts';
import type { PlaceTones } from './set-geometry.ts';

export type Ambience = {
  readonly place: PlaceTones;
  /** Background from the frame's top to the horizon, and below it. */
  readonly skyTop: number;
  readonly skyLow: number;
  /** How warm the sky is at the horizon, 0 to 255. */
  readonly skyWarmth: number;
  /** Tones of pieces and of figures are mapped to floor + gain · tone. */
  readonly pieceGain: number;
  readonly figureGain: number;
  readonly floor: number;
  /** What distance fades towards, from and to how far, m. */
  readonly haze: number;
  readonly hazeFrom: number;
  readonly hazeTo: number;
  readonly hazeMost: number;
  /** Towards the sun, moon or lamp. */
  readonly light: Vec3;
  /** How dark cast shadows are, 0 to 1. */
  readonly shadow: number;
  /** Light from behind along outlines, added grey. */
  readonly rim: number;
  /** Grey of the ink, and the colour of black, of middle grey and of white: red, green, blue. */
  readonly ink: number;
  readonly darkTint: Vec3;
  readonly middleTint: Vec3;
  readonly lightTint: Vec3;
};

type Hour = Omit<Ambience, 'place' | 'hazeFrom' | 'hazeTo' | 'hazeMost'>;

const outdoors: Readonly<Record<TimeOfDay, Hour & { readonly ground: number }>> = {
  day: {
    ground: 234,
    skyTop: 206,
    skyLow: 250,
    skyWarmth: 0,
    pieceGain: 1,
    figureGain: 1,
    floor: 10,
    haze: 246,
    light: unit([-0.55, 0.9, 0.5]),
    shadow: 0.3,
    rim: 0,
    ink: 20,
    darkTint: [20, 20, 23],
    middleTint: [137, 136, 134],
    lightTint: [255, 253, 248],
  },
  dawn: {
    ground: 196,
    skyTop: 150,
    skyLow: 240,
    skyWarmth: 120,
    pieceGain: 0.8,
    figureGain: 0.94,
    floor: 8,
    haze: 226,
    light: unit([-0.9, 0.42, 0.35]),
    shadow: 0.3,
    rim: 22,
    ink: 20,
    darkTint: [24, 24, 32],
    middleTint: [142, 132, 132],
    lightTint: [255, 247, 236],
  },
  dusk: {
    ground: 124,
    skyTop: 70,
    skyLow: 226,
    skyWarmth: 215,
    pieceGain: 0.58,
    figureGain: 0.84,
    floor: 6,
    haze: 158,
    light: unit([0.9, 0.4, -0.3]),
    shadow: 0.34,
    rim: 34,
    ink: 14,
    darkTint: [22, 20, 30],
    middleTint: [124, 112, 128],
    lightTint: [255, 241, 228],
  },
  night: {
    ground: 50,
    skyTop: 20,
    skyLow: 104,
    skyWarmth: 0,
    pieceGain: 0.36,
    figureGain: 0.7,
    floor: 6,
    haze: 66,
    light: unit([0.45, 0.85, -0.5]),
    shadow: 0.46,
    rim: 62,
    ink: 6,
    darkTint: [11, 13, 20],
    middleTint: [92, 108, 138],
    lightTint: [246, 249, 255],
  },
};

const indoors: Readonly<Record<TimeOfDay, Hour & PlaceTones>> = {
  day: { ...outdoors.day, ground: 230, wall: 224, ceiling: 240, haze: 238, skyTop: 238, skyLow: 238 },
  dawn: {
    ...outdoors.dawn,
    ground: 190,
    wall: 178,
    ceiling: 186,
    haze: 206,
    skyTop: 190,
    skyLow: 190,
    pieceGain: 0.84,
  },
  dusk: {
    ...outdoors.dusk,
    ground: 142,
    wall: 132,
    ceiling: 130,
    haze: 146,
    skyTop: 120,
    skyLow: 120,
    pieceGain: 0.7,
    rim: 24,
  },
  night: {
    ...outdoors.night,
    ground: 58,
    wall: 62,
    ceiling: 34,
    haze: 60,
    skyTop: 40,
    skyLow: 40,
    pieceGain: 0.5,
    figureGain: 0.74,
    rim: 34,
  },
};

/** Under the sky: no walls, or an exterior. */
export const isOutdoors = ({ setting, extent }: StagedScene): boolean => setting === 'EXT' || extent[1] <= 0.5;

export const ambienceOf = (scene: StagedScene): Ambience => {
  if (!isOutdoors(scene)) {
    const { ground, wall, ceiling, ...hour } = indoors[scene.time];
    return { ...hour, place: { ground, wall, ceiling }, hazeFrom: 2.5, hazeTo: 14, hazeMost: 0.4 };
  }
  const { ground, ...hour } = outdoors[scene.time];
  return { ...hour, place: { ground, wall: ground, ceiling: ground }, hazeFrom: 10, hazeTo: 160, hazeMost: 0.8 };
};
