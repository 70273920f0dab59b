/** The sway of a camera that is carried: smooth noise by a seed, so that the same shot always sways alike. */
import { shareOf } from '../stage/name-hash.ts';
import type { Camera } from '../stage/scene.ts';
import { add, distance, radians, scale, subtract, unit } from '../stage/vec3.ts';
import { axesOf } from './view.ts';

export const shakeKinds = ['handheld', 'steadicam', 'gimbal', 'drone'] as const;
export type ShakeKind = (typeof shakeKinds)[number];
/** What holds the camera lets it sway, the same way for the same seed. */
export type Shake = { readonly kind: ShakeKind; readonly seed: number };

type Sway = {
  /** Degrees of pan, tilt and roll at the most. */
  readonly turn: readonly [pan: number, tilt: number, roll: number];
  /** Metres aside, up and ahead at the most. */
  readonly shift: readonly [aside: number, up: number, ahead: number];
  /** Swings a second of its slowest part. */
  readonly pace: number;
};

/** At 35 mm: longer lenses show turns larger, as they do on a shoulder. */
const sways: Readonly<Record<ShakeKind, Sway>> = {
  handheld: { turn: [0.7, 0.55, 0.5], shift: [0.018, 0.014, 0.012], pace: 0.7 },
  steadicam: { turn: [0.16, 0.1, 0.14], shift: [0.014, 0.01, 0.008], pace: 0.32 },
  gimbal: { turn: [0.08, 0.06, 0.05], shift: [0.01, 0.012, 0.008], pace: 0.4 },
  drone: { turn: [0.12, 0.1, 0.18], shift: [0.03, 0.025, 0.03], pace: 0.25 },
};

/** A value that the seed settles for a whole number, −1..1. */
const pinned = (seed: number, channel: number, at: number): number =>
  2 * shareOf(`${seed}:${channel}:${at}`, 'sway') - 1;

/** Smooth noise through pinned values, −1..1. */
const noise = (seed: number, channel: number, at: number): number => {
  const whole = Math.floor(at);
  const part = at - whole;
  const share = part * part * part * (part * (part * 6 - 15) + 10);
  const from = pinned(seed, channel, whole);
  return from + (pinned(seed, channel, whole + 1) - from) * share;
};

/** A slow swing with a quicker, smaller one on it, −1..1. */
const swing = (seed: number, channel: number, at: number): number =>
  0.72 * noise(seed, channel, at) + 0.28 * noise(seed, channel + 16, at * 2.7);

export type SwayAt = {
  /** Radians. */
  readonly pan: number;
  readonly tilt: number;
  readonly roll: number;
  /** Metres to the camera's right, up and ahead. */
  readonly shift: readonly [aside: number, up: number, ahead: number];
};

/** How a carried camera is off its place after so many seconds. */
export const handheld = ({ kind, seed }: Shake, seconds: number): SwayAt => {
  const { turn, shift, pace } = sways[kind];
  const at = seconds * pace;
  return {
    pan: radians(turn[0]) * swing(seed, 0, at),
    tilt: radians(turn[1]) * swing(seed, 1, at),
    roll: radians(turn[2]) * swing(seed, 2, at),
    shift: [shift[0] * swing(seed, 3, at), shift[1] * swing(seed, 4, at), shift[2] * swing(seed, 5, at)],
  };
};

/** The camera as it sways after so many seconds. */
export const shaken = (camera: Camera, shake: Shake, seconds: number): Camera => {
  const { pan, tilt, roll, shift } = handheld(shake, seconds);
  const depth = distance(camera.position, camera.target);
  const { right, up, forward } = axesOf(unit(subtract(camera.target, camera.position)), camera.roll);
  const position = add(
    camera.position,
    add(scale(right, shift[0]), add(scale(up, shift[1]), scale(forward, shift[2]))),
  );
  const ahead = unit(add(forward, add(scale(right, Math.tan(pan)), scale(up, Math.tan(tilt)))));
  return { ...camera, position, target: add(position, scale(ahead, depth)), roll: camera.roll + roll };
};
