/**
 * Poses as joint rotations, degrees. A rotation is `[x, y, z, twist]`: R = Rx · Ry · Rz · Rx(twist), so the twist acts
 * first. Rest is a T-pose; each joint's axes are the world's. A left rotation mirrors to the right as (x, −y, −z, twist).
 */
import type { Pose } from './scene.ts';
import type { JointName } from './skeleton.ts';

export type Rotation = readonly [x: number, y: number, z: number, twist: number];
export type Rotations = ReadonlyMap<JointName, Rotation>;

/** What holds the figure up: the lowest point of its skin on the floor, or its hips on a seat. */
export type Support = { readonly kind: 'floor' } | { readonly kind: 'seat'; readonly height: number };

export type PoseRotations = {
  readonly rotations: Rotations;
  /** Turns the whole figure about its hips, before its heading. */
  readonly root: Rotation;
  readonly support: Support;
};

type Angles = readonly [x: number, y?: number, z?: number, twist?: number];
type Limb = 'Shoulder' | 'UpperArm' | 'LowerArm' | 'Hand' | 'UpperLeg' | 'LowerLeg' | 'Foot' | 'Toes';
type Trunk = 'hips' | 'spine' | 'chest' | 'upperChest' | 'neck' | 'head';

type PoseTable = {
  readonly trunk?: Partial<Record<Trunk, Angles>>;
  /** Written for the left, mirrored to the right. */
  readonly both?: Partial<Record<Limb, Angles>>;
  readonly left?: Partial<Record<Limb, Angles>>;
  readonly right?: Partial<Record<Limb, Angles>>;
  readonly curl: number;
  readonly straightIndex?: 'right';
  readonly root?: Angles;
  readonly seat?: number;
};

/** Height of a chair's seat, metres. */
export const seatHeight = 0.46;
/** Height of a car's seat above the car's floor, metres. */
export const carSeatHeight = 0.26;

const table: Readonly<Record<Pose, PoseTable>> = {
  standing: {
    trunk: { spine: [1], head: [2] },
    left: { UpperLeg: [-2, 0, 2] },
    right: { UpperLeg: [2, 8, -3], LowerLeg: [3] },
    curl: 18,
  },
  contrapposto: {
    trunk: { hips: [0, 0, -4], spine: [0, 0, 3], chest: [0, 0, 3], head: [0, 0, -4] },
    both: { UpperArm: [4, 0, -72], LowerArm: [0, -18, 0] },
    left: { UpperLeg: [0, 0, 5] },
    right: { UpperLeg: [-12, 14, 0], LowerLeg: [20] },
    curl: 22,
  },
  sitting: {
    trunk: { spine: [-4], chest: [3] },
    both: { UpperLeg: [-86, -7, 0], LowerLeg: [84], UpperArm: [-26, 0, -70], LowerArm: [0, -55, 0, 20] },
    curl: 14,
    seat: seatHeight,
  },
  'sitting-at-table': {
    trunk: { spine: [5], chest: [5], head: [-6] },
    both: { UpperLeg: [-88, -6, 0], LowerLeg: [88], UpperArm: [-38, 0, -62], LowerArm: [0, -62, 0, 60] },
    curl: 12,
    seat: seatHeight,
  },
  walking: {
    trunk: { spine: [3, 6, 0] },
    left: { UpperArm: [22, 0, -73], LowerArm: [0, -16, 0], UpperLeg: [-27], LowerLeg: [8], Foot: [10] },
    right: {
      UpperArm: [-26, 0, 73],
      LowerArm: [0, 30, 0],
      UpperLeg: [22],
      LowerLeg: [28],
      Foot: [14],
      Toes: [-22],
    },
    curl: 25,
  },
  running: {
    trunk: { hips: [12], spine: [6, 10, 0] },
    both: { LowerLeg: [64] },
    left: { UpperArm: [46, 0, -66], LowerArm: [0, -82, 0], UpperLeg: [-62] },
    right: { UpperArm: [-44, 0, 66], LowerArm: [0, 92, 0], UpperLeg: [26], Foot: [26] },
    curl: 50,
  },
  pointing: {
    left: { UpperLeg: [-6, 0, 2] },
    right: { Shoulder: [0, 8, 0], UpperArm: [0, 72, 4], LowerArm: [0, 8, 0], UpperLeg: [5, 0, -3] },
    curl: 70,
    straightIndex: 'right',
  },
  leaning: {
    trunk: { hips: [-9], spine: [-3], chest: [4], neck: [8] },
    both: { UpperArm: [6, 0, -72], LowerArm: [0, -20, 0] },
    left: { UpperLeg: [-6, 0, 3], LowerLeg: [6] },
    right: { UpperLeg: [-20, 0, -6], LowerLeg: [22] },
    curl: 20,
  },
  'phone-at-ear': {
    trunk: { head: [4, -6, -6] },
    left: { UpperLeg: [-2, 0, 2] },
    right: {
      Shoulder: [0, 0, 6],
      UpperArm: [-28, 0, 62],
      LowerArm: [0, 138, 0, -60],
      Hand: [0, 0, 10],
      UpperLeg: [2, 8, -3],
      LowerLeg: [3],
    },
    curl: 22,
  },
  'looking-at-phone': {
    trunk: { neck: [8], head: [20, -4, 0] },
    left: { UpperLeg: [-2, 0, 2] },
    right: { UpperArm: [-22, 0, 70], LowerArm: [0, 84, 0, -80], UpperLeg: [2, 8, -3], LowerLeg: [3] },
    curl: 24,
  },
  lying: {
    both: { UpperArm: [0, 0, -62], LowerArm: [0, -16, 0] },
    left: { UpperLeg: [-6, 0, 6], LowerLeg: [10] },
    right: { UpperLeg: [0, 0, -6] },
    root: [-90],
    curl: 16,
  },
  kneeling: {
    both: { UpperArm: [-10, 0, -72], LowerArm: [0, -24, 0] },
    left: { UpperLeg: [-88, 0, 4], LowerLeg: [92] },
    right: { UpperLeg: [8, 0, -4], LowerLeg: [86], Foot: [40] },
    curl: 20,
  },
  driving: {
    trunk: { spine: [-10], neck: [8] },
    both: {
      Shoulder: [0, -8, 0],
      UpperArm: [-48, 0, -62],
      LowerArm: [0, -38, 0],
      UpperLeg: [-76, -6, 0],
      LowerLeg: [62],
    },
    curl: 48,
    seat: carSeatHeight,
  },
  crouching: {
    trunk: { hips: [18], spine: [10], chest: [8], neck: [-10], head: [-12] },
    both: { UpperArm: [-52, 0, -66], LowerArm: [0, -46, 0] },
    left: { UpperLeg: [-118, -10, 6], LowerLeg: [128], Foot: [-22] },
    right: { UpperLeg: [-84, 8, -6], LowerLeg: [134], Foot: [26], Toes: [-40] },
    curl: 24,
  },
  'sitting-on-floor': {
    trunk: { spine: [-6], chest: [8], neck: [4] },
    both: { UpperArm: [-40, 0, -62], LowerArm: [0, -50, 0] },
    left: { UpperLeg: [-128, -6, 4], LowerLeg: [84], Foot: [4] },
    right: { UpperLeg: [-118, 8, -4], LowerLeg: [70], Foot: [4] },
    curl: 18,
  },
  'bending-over': {
    trunk: { hips: [34], spine: [18], chest: [12], neck: [-6], head: [-4] },
    both: { UpperArm: [-64, 0, -76], LowerArm: [0, -16, 0] },
    left: { UpperLeg: [-46, 0, 3], LowerLeg: [14] },
    right: { UpperLeg: [-30, 8, -4], LowerLeg: [10] },
    curl: 22,
  },
};

const baseArms: Partial<Record<Limb, Angles>> = {
  Shoulder: [0, 0, -4],
  UpperArm: [-3, 0, -74],
  LowerArm: [0, -14, 0],
};

const full = (angles: Angles): Rotation => [angles[0], angles[1] ?? 0, angles[2] ?? 0, angles[3] ?? 0];
const mirrored = ([x, y, z, twist]: Rotation): Rotation => [x, -y, -z, twist];

const setLimbs = (rotations: Map<JointName, Rotation>, limbs: Partial<Record<Limb, Angles>>, side: Side): void => {
  for (const [limb, angles] of Object.entries(limbs) as [Limb, Angles][]) rotations.set(`${side}${limb}`, full(angles));
};
const setBoth = (rotations: Map<JointName, Rotation>, limbs: Partial<Record<Limb, Angles>>): void => {
  for (const [limb, angles] of Object.entries(limbs) as [Limb, Angles][]) {
    rotations.set(`left${limb}`, full(angles));
    rotations.set(`right${limb}`, mirrored(full(angles)));
  }
};

type Side = 'left' | 'right';
const fingers = [
  ['Index', 0.75],
  ['Middle', 1],
  ['Ring', 1],
  ['Little', 1.15],
] as const;
const segments = [
  ['Proximal', 1],
  ['Intermediate', 1.1],
  ['Distal', 0.7],
] as const;

/** Fingers curl by `curl`° at the knuckle; a straight index finger points. */
export const curlFingers = (
  rotations: Map<JointName, Rotation>,
  side: Side,
  curl: number,
  straightIndex: boolean,
): void => {
  const towardPalm = side === 'left' ? -1 : 1;
  for (const [finger, share] of fingers) {
    for (const [segment, more] of segments) {
      const angle = straightIndex && finger === 'Index' ? 0 : curl * share * more;
      rotations.set(`${side}${finger}${segment}`, [0, 0, towardPalm * angle, 0]);
    }
  }
};

const readPose = (pose: PoseTable): PoseRotations => {
  const rotations = new Map<JointName, Rotation>();
  setBoth(rotations, baseArms);
  for (const [joint, angles] of Object.entries(pose.trunk ?? {}) as [Trunk, Angles][])
    rotations.set(joint, full(angles));
  setBoth(rotations, pose.both ?? {});
  setLimbs(rotations, pose.left ?? {}, 'left');
  setLimbs(rotations, pose.right ?? {}, 'right');
  curlFingers(rotations, 'left', pose.curl, false);
  curlFingers(rotations, 'right', pose.curl, pose.straightIndex === 'right');
  return {
    rotations,
    root: full(pose.root ?? [0]),
    support: pose.seat === undefined ? { kind: 'floor' } : { kind: 'seat', height: pose.seat },
  };
};

const poseRotations: ReadonlyMap<Pose, PoseRotations> = new Map(
  (Object.entries(table) as [Pose, PoseTable][]).map(([name, pose]) => [name, readPose(pose)]),
);

export const rotationsOf = (pose: Pose): PoseRotations => {
  const found = poseRotations.get(pose);
  if (!found) throw new Error(`no rotations for the pose ${pose}`);
  return found;
};

/** What one pose has between another's and its own; angles go evenly, as joints of people may. */
const rotationBetween = (a: Rotation, b: Rotation, share: number): Rotation => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
  a[2] + (b[2] - a[2]) * share,
  a[3] + (b[3] - a[3]) * share,
];
const atRest: Rotation = [0, 0, 0, 0];

export const rotationsBetween = (a: Rotations, b: Rotations, share: number): Rotations =>
  new Map(
    [...new Set([...a.keys(), ...b.keys()])].map((joint) => [
      joint,
      rotationBetween(a.get(joint) ?? atRest, b.get(joint) ?? atRest, share),
    ]),
  );

export const rootBetween = (a: PoseRotations, b: PoseRotations, share: number): Rotation =>
  rotationBetween(a.root, b.root, share);

const otherSide = (joint: JointName): JointName =>
  (joint.startsWith('left') ? joint.replace('left', 'right') : joint.replace('right', 'left')) as JointName;

/** The pose with left and right changed over. */
const changedOver = (rotations: Rotations): Rotations =>
  new Map([...rotations].map(([joint, rotation]) => [otherSide(joint), mirrored(rotation)]));

/** Degrees that a knee bends more while its leg swings forward. */
const swingKnee = 34;

const withKnee = (rotations: Rotations, side: Side, more: number): Rotations => {
  const joint = `${side}LowerLeg` as const;
  const [x, y, z, twist] = rotations.get(joint) ?? atRest;
  return new Map(rotations).set(joint, [x + more, y, z, twist]);
};

/** A gait at a share of its double step: the pose itself at 0, its mirror image at half. */
export const strideOf = (rotations: Rotations, stride: number): Rotations => {
  const turn = 2 * Math.PI * stride;
  const stepped = rotationsBetween(rotations, changedOver(rotations), (1 - Math.cos(turn)) / 2);
  const lift = Math.sin(turn);
  return withKnee(stepped, lift > 0 ? 'right' : 'left', Math.abs(lift) * swingKnee);
};
