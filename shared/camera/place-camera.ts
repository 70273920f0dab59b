/** Places a camera by a fit, and gives way where the ground or the subject's face forbids what was asked. */
import { isInsideCapsule } from '../stage/capsule.ts';
import type { PosedFigure } from '../stage/pose-figure.ts';
import type { Camera, Vec3 } from '../stage/scene.ts';
import { distance } from '../stage/vec3.ts';
import { axesFor, cameraAt, type Direction } from './fit.ts';
import type { CameraWarning, Fit } from './solution.ts';
import type { Angle } from './vocabulary.ts';

/** The lowest that a camera stands, metres over the ground. */
export const groundClearance = 0.12;
/** The nearest that a camera comes to a subject's face, metres. */
export const faceClearance = 0.28;
/** And to the rest of the body. */
const bodyClearance = 0.06;
/** Under this an angle from below does not read as one, degrees; rather a wider lens. */
const leastLowPitch: Partial<Record<Angle, number>> = { low: 12, 'worms-eye': 25 };
const widestForGround = 18;
const longestLens = 1200;

export type PlaceOptions = {
  readonly direction: Direction;
  readonly lens: number;
  readonly aspect: number;
  readonly angle: Angle;
  readonly fit: Fit;
  /** What the target's depth is taken from, and what the camera keeps clear of. */
  readonly subject: Vec3;
  readonly clearance?: number;
  /** Whose body the camera stays out of. */
  readonly body?: PosedFigure;
};

export type Placed = {
  readonly camera: Camera;
  readonly direction: Direction;
  readonly warnings: readonly CameraWarning[];
};

const attempt = (options: PlaceOptions, pitch: number, lens: number): Camera | null => {
  const direction = { ...options.direction, pitch };
  const axes = axesFor(direction, { lens, aspect: options.aspect });
  const position = options.fit(axes);
  if (!position) return null;
  return cameraAt(axes, position, options.subject, { lens, aspect: options.aspect, roll: direction.roll });
};

const isClear = (options: PlaceOptions, camera: Camera | null): camera is Camera =>
  camera !== null &&
  distance(camera.position, options.subject) >= (options.clearance ?? faceClearance) &&
  !options.body?.capsules.some((capsule) => isInsideCapsule(capsule, camera.position, bodyClearance));

/** A longer lens stands further off: the shortest, from the asked one up, that keeps clear of the face. */
const clearLens = (options: PlaceOptions, pitch: number, from: number): number => {
  let lens = from;
  while (lens < longestLens && !isClear(options, attempt(options, pitch, lens)))
    lens = Math.min(longestLens, lens * 1.08);
  return lens;
};

const isAboveGround = (camera: Camera | null): boolean => camera !== null && camera.position[1] >= groundClearance;

/** Halvings of the range of pitches: to less than a tenth of a degree. */
const pitchPasses = 11;

/** The highest pitch up to the asked one that keeps the camera above ground. */
const groundedPitch = (options: PlaceOptions, lens: number): number => {
  const asked = options.direction.pitch;
  if (isAboveGround(attempt(options, asked, lens))) return asked;
  let [low, high] = [Math.max(-80, Math.min(asked - 30, -40)), asked];
  for (let pass = 0; pass < pitchPasses; pass++) {
    const middle = (low + high) / 2;
    if (isAboveGround(attempt(options, middle, lens))) low = middle;
    else high = middle;
  }
  return low;
};

const groundedSetting = (options: PlaceOptions, start: number): { pitch: number; lens: number } => {
  const least = Math.min(options.direction.pitch, leastLowPitch[options.angle] ?? -90);
  let [lens, pitch] = [start, groundedPitch(options, start)];
  while (pitch < least - 0.01 && lens > widestForGround) {
    const wider = Math.max(widestForGround, lens / 1.12);
    const lower = groundedPitch(options, wider);
    if (!isClear(options, attempt(options, lower, wider))) break;
    [lens, pitch] = [wider, lower];
  }
  return { pitch, lens };
};

/** The camera for the asked direction and lens, or the nearest to them that can stand; warnings say what gave way. */
export const placeCamera = (options: PlaceOptions): Placed | null => {
  const clear = clearLens(options, options.direction.pitch, options.lens);
  const { pitch, lens } = groundedSetting(options, clear);
  const camera = attempt(options, pitch, lens);
  if (!camera) return null;
  const warnings: CameraWarning[] = [];
  if (Math.abs(lens - options.lens) > 0.01) warnings.push({ kind: 'lens-changed', asked: options.lens, used: lens });
  if (Math.abs(pitch - options.direction.pitch) > 0.05) {
    warnings.push({ kind: 'pitch-changed', asked: options.direction.pitch, used: pitch });
  }
  return { camera, direction: { ...options.direction, pitch }, warnings };
};
