/**
 * A face's features as curves, by expression, in the face's own units: the crown's height above the nose tip is 1, x runs from
 * the nose to the figure's left, y up.
 */
import type { Body, Expression } from '@oner/shared/stage/scene.ts';
import { textHash } from '@oner/shared/stage/text-hash.ts';

export type FacePoint = readonly [x: number, y: number];

export type FaceShape = {
  /** Brow heights above the neutral line: inner end, middle, outer end. */
  readonly brow: readonly [inner: number, middle: number, outer: number];
  /** How far the eyes are open, 1 at rest. */
  readonly open: number;
  /** Heights of the mouth's corners and gap between the lips. */
  readonly corners: number;
  readonly gap: number;
  /** Half the mouth's width. */
  readonly mouth: number;
};

export const faceShapes: Readonly<Record<Expression, FaceShape>> = {
  neutral: { brow: [0, 0.012, 0], open: 0.9, corners: 0, gap: 0, mouth: 0.15 },
  happy: { brow: [0.01, 0.03, 0.005], open: 0.86, corners: 0.045, gap: 0.03, mouth: 0.19 },
  sad: { brow: [0.055, 0.02, -0.02], open: 0.78, corners: -0.04, gap: 0, mouth: 0.135 },
  angry: { brow: [-0.05, 0.0, 0.03], open: 0.84, corners: -0.03, gap: 0, mouth: 0.145 },
  afraid: { brow: [0.075, 0.055, 0.0], open: 1.22, corners: -0.025, gap: 0.045, mouth: 0.13 },
  surprised: { brow: [0.065, 0.095, 0.05], open: 1.32, corners: -0.01, gap: 0.1, mouth: 0.095 },
  tense: { brow: [-0.028, 0.004, 0.012], open: 0.88, corners: -0.012, gap: 0, mouth: 0.13 },
};

export type FacePlan = {
  readonly eyeX: number;
  readonly eyeY: number;
  readonly eyeHalf: number;
  readonly eyeRise: number;
  readonly browY: number;
  readonly mouthY: number;
  /** Lips that are filled, and lashes. */
  readonly lips: number;
  readonly lash: number;
  /** Strength of the lines of age. */
  readonly age: number;
  readonly browWeight: number;
  /** How much higher the brow's inner end is than its outer one. */
  readonly browTilt: number;
  /** Widths of mouth and nose against the usual, and how much lower the nose ends. */
  readonly mouthWide: number;
  readonly noseWide: number;
  readonly noseLong: number;
};

const adult: FacePlan = {
  eyeX: 0.225,
  eyeY: 0.255,
  eyeHalf: 0.108,
  eyeRise: 0.06,
  browY: 0.385,
  mouthY: -0.222,
  lips: 0,
  lash: 0,
  age: 0,
  browWeight: 1,
  browTilt: 0,
  mouthWide: 1,
  noseWide: 1,
  noseLong: 0,
};

const facePlans: Readonly<Record<Body, FacePlan>> = {
  man: { ...adult, browWeight: 1.25 },
  woman: { ...adult, eyeHalf: 0.116, eyeRise: 0.072, browY: 0.395, lips: 1, lash: 1, browWeight: 0.8 },
  elderMan: { ...adult, eyeRise: 0.052, age: 1, browWeight: 1.2 },
  elderWoman: { ...adult, lips: 0.7, lash: 0.6, age: 0.8, browWeight: 0.75 },
  teenager: { ...adult, eyeRise: 0.068, eyeHalf: 0.112, browWeight: 0.95 },
  child: { ...adult, eyeRise: 0.082, eyeHalf: 0.12, eyeY: 0.24, browY: 0.385, browWeight: 0.7 },
  baby: {
    ...adult,
    eyeX: 0.25,
    eyeY: 0.225,
    eyeHalf: 0.125,
    eyeRise: 0.09,
    browY: 0.37,
    mouthY: -0.205,
    browWeight: 0.4,
  },
};

/** A number from −1 to 1 that stays the same for a name and a purpose. */
const bent = (name: string, purpose: string): number => ((textHash(`${purpose}:${name}`) % 2001) - 1000) / 1000;

/** The face of this one person: the body's own, a little different for each name. */
export const facePlanOf = (body: Body, name: string): FacePlan => {
  const plan = facePlans[body];
  return {
    ...plan,
    eyeX: plan.eyeX + 0.012 * bent(name, 'eye-x'),
    eyeHalf: plan.eyeHalf * (1 + 0.09 * bent(name, 'eye-half')),
    eyeRise: plan.eyeRise * (1 + 0.16 * bent(name, 'eye-rise')),
    browY: plan.browY + 0.016 * bent(name, 'brow-y'),
    browWeight: plan.browWeight * (1 + 0.3 * bent(name, 'brow-weight')),
    browTilt: 0.02 * bent(name, 'brow-tilt'),
    mouthY: plan.mouthY + 0.014 * bent(name, 'mouth-y'),
    mouthWide: 1 + 0.14 * bent(name, 'mouth-wide'),
    noseLong: 0.014 * bent(name, 'nose-long'),
    noseWide: 1 + 0.16 * bent(name, 'nose-wide'),
  };
};

/** Points along a smooth curve through the given ones (Catmull-Rom), `steps` for each span. */
export const smoothCurve = (points: readonly FacePoint[], steps: number): FacePoint[] => {
  const out: FacePoint[] = [];
  const at = (index: number): FacePoint => points[Math.min(points.length - 1, Math.max(0, index))] ?? [0, 0];
  for (let span = 0; span + 1 < points.length; span++) {
    const [a, b, c, d] = [at(span - 1), at(span), at(span + 1), at(span + 2)];
    for (let step = 0; step < steps; step++) {
      const t = step / steps;
      const mix = (axis: 0 | 1): number =>
        0.5 *
        (2 * b[axis] +
          (c[axis] - a[axis]) * t +
          (2 * a[axis] - 5 * b[axis] + 4 * c[axis] - d[axis]) * t * t +
          (3 * b[axis] - a[axis] - 3 * c[axis] + d[axis]) * t * t * t);
      out.push([mix(0), mix(1)]);
    }
  }
  out.push(at(points.length - 1));
  return out;
};

/** Upper and lower lid of the eye on one side (1 is the figure's left), from the inner to the outer corner. */
export const lidsOf = (plan: FacePlan, shape: FaceShape, side: number): { upper: FacePoint[]; lower: FacePoint[] } => {
  const { eyeX, eyeY, eyeHalf } = plan;
  const rise = plan.eyeRise * shape.open;
  const point = (along: number, height: number): FacePoint => [side * (eyeX + along * eyeHalf), eyeY + height];
  return {
    upper: smoothCurve(
      [point(-1, -0.014), point(-0.5, rise * 0.78), point(0.1, rise), point(0.62, rise * 0.72), point(1.04, 0.008)],
      5,
    ),
    lower: smoothCurve(
      [point(-1, -0.014), point(-0.45, -0.5 * plan.eyeRise), point(0.2, -0.56 * plan.eyeRise), point(1.04, 0.008)],
      6,
    ),
  };
};

export const browOf = (plan: FacePlan, shape: FaceShape, side: number): FacePoint[] => {
  const [inner, middle, outer] = [shape.brow[0] + plan.browTilt, shape.brow[1], shape.brow[2] - plan.browTilt];
  const point = (x: number, height: number): FacePoint => [side * x, plan.browY + height];
  return smoothCurve(
    [
      point(plan.eyeX - 0.125, inner + 0.004),
      point(plan.eyeX - 0.02, middle + 0.022),
      point(plan.eyeX + 0.08, middle + 0.028),
      point(plan.eyeX + 0.16, outer - 0.016),
    ],
    6,
  );
};

export const mouthOf = (
  plan: FacePlan,
  shape: FaceShape,
): { middle: FacePoint[]; upper: FacePoint[]; lower: FacePoint[] } => {
  const { corners, gap } = shape;
  const mouth = shape.mouth * plan.mouthWide;
  const y = plan.mouthY;
  const end = y + corners;
  const across = (middle: number, bow: number): FacePoint[] =>
    smoothCurve(
      [
        [-mouth, end],
        [-mouth * 0.5, middle + (end - middle) * 0.28],
        [0, middle - bow],
        [mouth * 0.5, middle + (end - middle) * 0.28],
        [mouth, end],
      ],
      6,
    );
  return {
    middle: across(y - corners * 0.35, 0.006),
    upper: across(y + gap * 0.45 + 0.034, 0.012),
    lower: across(y - gap * 0.75 - 0.05, 0),
  };
};
