/** The borders of clothes on a body at rest, m. */
import type { Clothes } from '@oner/shared/stage/scene.ts';
import { cuts } from './clothes.ts';
import { jointAt, smoothstep } from './head-frame.ts';
import type { RestBody } from './load-figures.ts';

export type Measures = {
  readonly scale: number;
  readonly centreX: number;
  readonly hipsY: number;
  readonly kneeY: number;
  readonly hemY: number;
  readonly ankleY: number;
  readonly elbowX: number;
  readonly armY: number;
  readonly armZ: number;
  readonly sleeveX: number;
  readonly chinY: number;
  /** Height of the neckline over a depth z. */
  readonly neckline: (z: number) => number;
};

const sleeveEnd = (body: RestBody, sleeves: Clothes['sleeves'], scale: number): number => {
  const [upper, lower, hand] = ['leftUpperArm', 'leftLowerArm', 'leftHand'].map((name) => jointAt(body, name)[0]);
  switch (sleeves) {
    case 'none':
      return (upper ?? 0) + 0.045 * scale;
    case 'short':
      return (upper ?? 0) + 0.6 * ((lower ?? 0) - (upper ?? 0));
    case 'long':
      return (hand ?? 0) - 0.012 * scale;
  }
};

export const measure = (body: RestBody, { top, sleeves, collar }: Clothes): Measures => {
  const scale = body.height / 1.8;
  const neck = jointAt(body, 'neck');
  const elbow = jointAt(body, 'leftLowerArm');
  // Without a collar the neckline lies lower.
  const low = collar === 'none' ? 0.03 : 0;
  return {
    scale,
    centreX: neck[0],
    hipsY: jointAt(body, 'hips')[1],
    kneeY: jointAt(body, 'leftLowerLeg')[1],
    hemY: jointAt(body, 'hips')[1] + cuts[top].hem * scale,
    ankleY: jointAt(body, 'leftFoot')[1] * 0.98,
    elbowX: elbow[0],
    armY: elbow[1],
    armZ: elbow[2],
    sleeveX: sleeveEnd(body, sleeves, scale),
    chinY: jointAt(body, 'head')[1] - 0.02 * scale,
    neckline: (z) => neck[1] + (0.012 - low) * scale - (collar === 'none' ? 0.66 : 0.55) * (z - neck[2] + 0.05 * scale),
  };
};

/** Positive on head and neck. */
export const neckField =
  (m: Measures) =>
  (x: number, y: number, z: number): number => {
    if (y > m.chinY) return 1;
    const aside = Math.abs(x - m.centreX) / (0.088 * m.scale);
    // It rises towards the shoulders: else it would run out over them.
    return Math.min(y - m.neckline(z) - 0.03 * m.scale * aside ** 4, 0.1 * m.scale - Math.abs(x - m.centreX));
  };

/** How far cloth stands off the skin at a point, 0 to 1: nothing at the neckline, little at cuffs. */
export const ease = (m: Measures, x: number, y: number, z: number): number =>
  smoothstep(-0.01, 0.03 * m.scale, m.sleeveX - Math.abs(x)) *
  smoothstep(-0.002, 0.045 * m.scale, -neckField(m)(x, y, z));
