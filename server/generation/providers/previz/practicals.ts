/** Lights that stand in the picture: lamps, lit windows, headlights; and by day what windows let into a room. */
import { pieceToWorld } from '@oner/shared/stage/pieces.ts';
import type { SetPiece, StagedScene, Vec3 } from '@oner/shared/stage/scene.ts';
import { doorBulb } from '@oner/shared/stage/set/openings.ts';
import { add, scale, subtract, unit } from '@oner/shared/stage/vec3.ts';

export type Practical = {
  readonly position: Vec3;
  /** Where its light ends, m. */
  readonly reach: number;
  /** Grey that it adds close by. */
  readonly gain: number;
  /** How warm its light is, 0 to 1. */
  readonly warm: number;
};

/** More than these are not told apart; each costs time for every pixel. */
const mostPracticals = 6;

type Hour = {
  readonly night: boolean;
  readonly indoors: boolean;
  /** Where people carry lanterns and torches. */
  readonly carried: readonly Vec3[];
};

const at = (piece: SetPiece, [x, y, z]: Vec3): Vec3 => pieceToWorld(piece, [x, y, z]);

const lampLight = (piece: SetPiece): Practical[] => {
  const tall = piece.size[1] > 3;
  const position = at(piece, [0, piece.size[1] - 0.2, 0]);
  return [{ position, reach: tall ? 9 : 4.6, gain: tall ? 118 : 104, warm: 0.8 }];
};

/** What hangs over a table: seldom in the picture itself. */
const overTop = (piece: SetPiece): Practical[] => [
  { position: at(piece, [0, piece.size[1] + 1.15, 0]), reach: 3.1, gain: 62, warm: 0.75 },
];

const windowLight = (piece: SetPiece, { night, indoors }: Hour): Practical[] => {
  const [w, h] = [piece.size[0], piece.size[1]];
  const position = at(piece, [0, h * 0.55, 0.5]);
  if (indoors) return [{ position, reach: night ? 3.6 : 4.4 + w * 0.6, gain: night ? 26 : 22, warm: 0 }];
  return night ? [{ position, reach: 4.4, gain: 70, warm: 0.8 }] : [];
};

const frontLight = (piece: SetPiece): Practical[] =>
  /lit|shop/.test(piece.label ?? '')
    ? [{ position: at(piece, [0, 1.6, piece.size[2] / 2 + 0.7]), reach: 7, gain: 72, warm: 0.75 }]
    : [];

/** Headlights on the road, and the faint light of the instruments. */
const carLights = (piece: SetPiece): Practical[] => {
  const along = piece.size[2] >= piece.size[0];
  const ahead = (along ? piece.size[2] : piece.size[0]) / 2 + 1.2;
  const turn = (x: number, y: number, z: number): Vec3 => at(piece, along ? [x, y, z] : [z, y, -x]);
  return [
    { position: turn(0, 0.5, ahead), reach: 6, gain: 120, warm: 0.5 },
    { position: turn(0, piece.size[1] * 0.62, 0.45), reach: 1.4, gain: 18, warm: 0.45 },
  ];
};

const litThings = /lantern|lamp|candle|fire|torch|灯|火/i;

const lightsOf = (piece: SetPiece, hour: Hour): Practical[] => {
  if (piece.kind === 'window') return windowLight(piece, hour);
  if (!hour.night) return [];
  switch (piece.kind) {
    case 'lamp':
      return lampLight(piece);
    case 'door':
      return hour.indoors ? [] : [{ position: at(piece, doorBulb(piece)), reach: 7.4, gain: 112, warm: 0.85 }];
    case 'table':
    case 'desk':
    case 'counter':
      return hour.indoors ? overTop(piece) : [];
    case 'front':
      return frontLight(piece);
    case 'car':
      return carLights(piece);
    case 'box':
      return litThings.test(piece.label ?? '')
        ? [{ position: at(piece, [0, piece.size[1], 0]), reach: 3.2, gain: 92, warm: 0.85 }]
        : [];
    default:
      return [];
  }
};

/** A room without a lamp has one under its ceiling. */
const ceilingLight = ({ extent: [width, height, depth] }: StagedScene): Practical => ({
  position: [0, height - 0.7, 0],
  reach: Math.min(7, 0.85 * Math.max(width, depth, 3)),
  gain: 74,
  warm: 0.5,
});

/** The lights of a scene that matter most near `focus`. */
export const practicalsOf = (scene: StagedScene, hour: Hour, focus: Vec3): readonly Practical[] => {
  const carried = hour.night
    ? hour.carried.map((position): Practical => ({ position, reach: 3.4, gain: 96, warm: 0.85 }))
    : [];
  const lights = [...carried, ...scene.pieces.flatMap((piece) => lightsOf(piece, hour))];
  if (hour.night && hour.indoors && !scene.pieces.some(({ kind }) => kind === 'lamp')) lights.push(ceilingLight(scene));
  const far = ({ position, reach }: Practical): number => Math.hypot(...subtract(position, focus)) - reach;
  return lights
    .map((light) => ({ light, far: far(light) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, mostPracticals)
    .map(({ light }) => light);
};

/** What practical lights add at a point, and the way to where most of it comes from. */
export const lightAt = (
  lights: readonly Practical[],
  point: Vec3,
): { readonly gain: number; readonly warm: number; readonly way: Vec3 } => {
  let [gain, warm] = [0, 0];
  let way: Vec3 = [0, 0, 0];
  for (const light of lights) {
    const near = 1 - (Math.hypot(...subtract(light.position, point)) / light.reach) ** 2;
    if (near <= 0) continue;
    const more = light.gain * near * near;
    gain += more;
    warm += more * light.warm;
    way = add(way, scale(unit(subtract(light.position, point)), more));
  }
  return { gain, warm, way: unit(way) };
};
