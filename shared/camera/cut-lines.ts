/** Where the frame's lower edge cuts the main subject at each size, and where its top stands (the table of sizes). */
import type { PosedFigure } from '../stage/pose-figure.ts';
import type { Vec3 } from '../stage/scene.ts';
import { add, distance, dot, mix, scale, subtract } from '../stage/vec3.ts';
import { type CutLine, uprightShare } from './fit.ts';
import type { ShotSize } from './vocabulary.ts';

/** Sizes that cut the body; FS and wider show all of it. */
export type CutSize = 'ECU' | 'VCU' | 'CU' | 'MCU' | 'MS' | 'CS' | 'MLS';
export const isCutSize = (size: ShotSize): size is CutSize => cutSizes.has(size);
const cutSizes: ReadonlySet<ShotSize> = new Set<ShotSize>(['ECU', 'VCU', 'CU', 'MCU', 'MS', 'CS', 'MLS']);

/** A point on the face's front, `share` of the head's height above the eyes. */
const onFace = (posed: PosedFigure, share: number): Vec3 => {
  const { headJoint, crown, eyes } = posed.points;
  return add(eyes, scale(posed.headUp, share * distance(headJoint, crown)));
};

/** The point of the head that stands highest in the frame: from below it is the brow, from above the back of the crown. */
const topOfHead = (posed: PosedFigure, up: Vec3): Vec3 =>
  posed.headHull.reduce((best, point) => (dot(point, up) > dot(best, up) ? point : best), posed.points.crown);

/** The point of the body, or what of the chin hangs lower in the frame, from above: a frame never cuts the chin. */
const underChin = (posed: PosedFigure, up: Vec3, cut: Vec3, crown: Vec3): Vec3 => {
  if (dot(subtract(crown, cut), up) < uprightShare * distance(crown, cut)) return cut;
  const chin = posed.headHull.reduce((low, point) => (dot(point, up) < dot(low, up) ? point : low), posed.points.chin);
  const under = add(chin, scale(up, -0.012 * posed.figure.height));
  return dot(under, up) < dot(cut, up) ? under : cut;
};

/**
 * The cut line of a size on a figure, seen with `up` to the frame's top. Seated and lying bodies are cut at the same
 * points of the body; ECU and VCU are measured on the face.
 */
export const cutLineOf = (posed: PosedFigure, size: CutSize, up: Vec3 = posed.headUp): CutLine => {
  const { points } = posed;
  const crown = topOfHead(posed, up);
  const shoulders = mix(points.leftShoulder, points.rightShoulder, 0.5);
  const hips = mix(points.leftHip, points.rightHip, 0.5);
  const knees = mix(points.leftKnee, points.rightKnee, 0.5);
  switch (size) {
    case 'ECU':
      return { top: onFace(posed, 0.2), topAt: 1, cut: onFace(posed, -0.22), cutAt: -1 };
    case 'VCU':
      return { top: onFace(posed, 0.42), topAt: 0.98, cut: add(points.chin, scale(posed.headUp, -0.012)), cutAt: -1 };
    case 'CU': {
      const under = add(shoulders, scale(posed.headUp, -0.015 * posed.figure.height));
      return { top: crown, topAt: 0.86, cut: underChin(posed, up, under, crown), cutAt: -1 };
    }
    case 'MCU':
      return { top: crown, topAt: 0.8, cut: underChin(posed, up, points.chest, crown), cutAt: -1 };
    case 'MS':
      return { top: crown, topAt: 0.8, cut: points.waist, cutAt: -1 };
    case 'CS':
      return { top: crown, topAt: 0.82, cut: mix(hips, knees, 0.5), cutAt: -1 };
    case 'MLS':
      return { top: crown, topAt: 0.83, cut: knees, cutAt: -1 };
  }
};

/** WS and EWS keep the scale of a standing figure, whatever the pose: from the floor up to the standing height. */
export const standingLineOf = (posed: PosedFigure, size: 'WS' | 'EWS'): CutLine => {
  const floor: Vec3 = [posed.points.hips[0], posed.figure.position[1], posed.points.hips[2]];
  const top = add(floor, [0, posed.figure.height, 0]);
  return size === 'WS' ? { top, topAt: 0.2, cut: floor, cutAt: -0.76 } : { top, topAt: -0.42, cut: floor, cutAt: -0.8 };
};

/** The next looser size, for a frame that cannot be made as tight as was asked. */
export const looserThan: Readonly<Record<CutSize, ShotSize>> = {
  ECU: 'VCU',
  VCU: 'CU',
  CU: 'MCU',
  MCU: 'MS',
  MS: 'CS',
  CS: 'MLS',
  MLS: 'FS',
};
