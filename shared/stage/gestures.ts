/**
 * What arms do: where each palm goes and how the hand stands, from a point of the body; two-bone inverse kinematics bends
 * the arm to it. Written for the left hand, mirrored to the right. Lengths are shares of the standing height, in the axes of the
 * bone named.
 */
import type { Gesture, Hand, HeldThing, Vec3 } from './scene.ts';
import type { JointName, LandmarkName } from './skeleton.ts';

/** What the palm's place is told from: a point of the head, the chest, the hips, or the hand's own shoulder. */
export type GoalOrigin = Extract<LandmarkName, 'mouth' | 'headCentre'> | 'ear' | 'upperChest' | 'hips' | 'shoulder';

export type ArmGoal = {
  readonly from: GoalOrigin;
  /** To figure's left, up, ahead. */
  readonly offset: Vec3;
  /** The way that the elbow goes. */
  readonly pole: Vec3;
  /** Where the fingers point and where the palm faces. */
  readonly along: Vec3;
  readonly face: Vec3;
};

export type GesturePose = {
  readonly left?: ArmGoal;
  readonly right?: ArmGoal;
  /** Degrees of curl of the fingers. */
  readonly curl: Partial<Record<Hand, number>>;
  readonly straightIndex?: 'right';
  /** Degrees that trunk and head bend forward more than in the pose. */
  readonly bend?: Partial<Record<Extract<JointName, 'spine' | 'chest' | 'neck' | 'head'>, number>>;
  /** Eyes are on what the hands do, not on others. */
  readonly absorbed?: true;
  /** What it is done with, when nothing else is named. */
  readonly thing?: HeldThing;
};

/** The elbow hangs down and a little out. */
const hanging: Vec3 = [0.6, -1, -0.2];

const both = (goal: ArmGoal): Pick<GesturePose, 'left' | 'right'> => ({ left: goal, right: goal });

export const gesturePoses: Readonly<Record<Gesture, GesturePose>> = {
  'arms-crossed': {
    left: {
      from: 'upperChest',
      offset: [-0.088, -0.06, 0.125],
      pole: [0.9, -1, 0.1],
      along: [-0.95, 0.25, -0.1],
      face: [0, -0.2, -1],
    },
    right: {
      from: 'upperChest',
      offset: [-0.085, -0.03, 0.155],
      pole: [0.9, -1, 0.1],
      along: [-0.95, 0.3, -0.15],
      face: [0, -0.2, -1],
    },
    curl: { left: 22, right: 26 },
  },
  'hands-on-hips': {
    ...both({
      from: 'hips',
      offset: [0.108, 0.045, 0.018],
      pole: [1, 0.05, -0.45],
      along: [-0.45, -0.4, 0.8],
      face: [-0.85, -0.1, -0.5],
    }),
    curl: { left: 30, right: 30 },
  },
  'hands-in-pockets': {
    ...both({
      from: 'hips',
      offset: [0.098, -0.035, 0.05],
      pole: [0.7, 0, -0.8],
      along: [-0.15, -0.95, 0.25],
      face: [-1, 0, -0.1],
    }),
    curl: { left: 34, right: 34 },
  },
  holding: {
    ...both({
      from: 'upperChest',
      offset: [0.05, -0.11, 0.24],
      pole: hanging,
      along: [-0.35, 0.15, 0.9],
      face: [-0.9, 0.1, -0.3],
    }),
    curl: { left: 36, right: 36 },
  },
  carrying: {
    ...both({
      from: 'hips',
      offset: [0.1, 0.12, 0.21],
      pole: [0.7, -0.7, -0.6],
      along: [-0.25, 0.05, 1],
      face: [-0.7, 0.7, 0],
    }),
    curl: { left: 26, right: 26 },
    thing: 'box',
  },
  drinking: {
    right: {
      from: 'mouth',
      offset: [0.026, -0.018, 0.036],
      pole: [0.8, -1, 0.25],
      along: [-0.55, 0.45, 0.5],
      face: [-0.5, 0.1, -0.85],
    },
    curl: { right: 48 },
    thing: 'glass',
  },
  smoking: {
    right: {
      from: 'mouth',
      offset: [0.022, -0.022, 0.03],
      pole: [0.6, -1, 0.3],
      along: [-0.35, 0.9, 0.05],
      face: [-0.2, 0.1, -1],
    },
    curl: { right: 20 },
    thing: 'cigarette',
  },
  reading: {
    ...both({
      from: 'upperChest',
      offset: [0.065, -0.05, 0.225],
      pole: hanging,
      along: [-0.2, 0.55, 0.75],
      face: [-0.45, 0.5, -0.75],
    }),
    curl: { left: 30, right: 30 },
    bend: { neck: 10, head: 20 },
    absorbed: true,
    thing: 'book',
  },
  writing: {
    left: { from: 'hips', offset: [0.07, 0.14, 0.21], pole: hanging, along: [-0.75, -0.05, 0.65], face: [0, -1, 0] },
    right: {
      from: 'hips',
      offset: [0.045, 0.145, 0.22],
      pole: hanging,
      along: [-0.35, -0.1, 0.9],
      face: [-0.6, -0.8, 0],
    },
    curl: { left: 12, right: 44 },
    bend: { spine: 6, chest: 5, neck: 8, head: 18 },
    absorbed: true,
    thing: 'pen',
  },
  pointing: {
    right: {
      from: 'shoulder',
      offset: [-0.03, 0.02, 0.7],
      pole: [0.8, -1, 0],
      along: [-0.05, 0.02, 1],
      face: [0, -1, 0],
    },
    curl: { right: 70 },
    straightIndex: 'right',
  },
  'phone-at-ear': {
    right: {
      from: 'ear',
      offset: [0.02, -0.02, 0.012],
      pole: [0.7, -1, 0.35],
      along: [-0.05, 0.95, -0.15],
      face: [-1, 0, -0.1],
    },
    curl: { right: 24 },
    bend: { head: 3 },
    thing: 'phone',
  },
  'looking-at-phone': {
    right: {
      from: 'upperChest',
      offset: [0.015, -0.045, 0.22],
      pole: hanging,
      along: [-0.3, 0.6, 0.7],
      face: [-0.25, 0.6, -0.75],
    },
    curl: { right: 26 },
    bend: { neck: 8, head: 18 },
    absorbed: true,
    thing: 'phone',
  },
  reaching: {
    right: { from: 'shoulder', offset: [-0.03, -0.05, 0.34], pole: hanging, along: [0, -0.05, 1], face: [0, -1, 0] },
    curl: { right: 14 },
  },
  aiming: {
    ...both({
      from: 'upperChest',
      offset: [0.012, 0.06, 0.36],
      pole: [0.7, -1, 0],
      along: [-0.12, 0, 1],
      face: [-1, 0, 0],
    }),
    curl: { left: 58, right: 58 },
    thing: 'gun',
  },
  embracing: {
    ...both({
      from: 'upperChest',
      offset: [0.01, 0.005, 0.27],
      pole: [1, -0.35, 0.3],
      along: [-0.95, 0.05, 0.15],
      face: [-0.1, 0, -1],
    }),
    curl: { left: 12, right: 12 },
  },
  'hands-up': {
    ...both({
      from: 'headCentre',
      offset: [0.15, 0.03, 0.02],
      pole: [1, -0.9, -0.1],
      along: [0.05, 1, 0],
      face: [0, 0, 1],
    }),
    curl: { left: 6, right: 6 },
  },
  waving: {
    right: { from: 'headCentre', offset: [0.16, 0.05, 0.05], pole: [1, -0.9, 0], along: [0.2, 1, 0], face: [0, 0, 1] },
    curl: { right: 6 },
  },
  'head-in-hands': {
    ...both({
      from: 'headCentre',
      offset: [0.056, -0.012, 0.03],
      pole: [0.35, -1, 0.35],
      along: [-0.1, 0.95, 0.05],
      face: [-1, 0, -0.15],
    }),
    curl: { left: 14, right: 14 },
    bend: { spine: 8, chest: 6, neck: 10, head: 16 },
    absorbed: true,
  },
  'hand-to-mouth': {
    right: {
      from: 'mouth',
      offset: [0.008, -0.006, 0.022],
      pole: [0.6, -1, 0.3],
      along: [-0.75, 0.6, 0.1],
      face: [0, 0.05, -1],
    },
    curl: { right: 14 },
  },
};

/** What the palms do that lie on a table, a parapet or a sill. */
export const restingHand = { face: [0, -1, 0], pole: [0.55, -0.7, -0.45], curl: 10 } as const satisfies {
  readonly face: Vec3;
  readonly pole: Vec3;
  readonly curl: number;
};

export const mirroredFor = (side: Hand, [x, y, z]: Vec3): Vec3 => (side === 'left' ? [x, y, z] : [-x, y, z]);
