/** Two-bone inverse kinematics: an arm or a leg bent so that its end is where it is wanted. */
import {
  type Frame,
  frameRotation,
  identity,
  type Mat4,
  multiply,
  originOf,
  placed,
  rotationAbout,
  transformDirection,
} from './mat4.ts';
import type { Hand, Vec3 } from './scene.ts';
import { jointIndex, type Skeleton } from './skeleton.ts';
import { add, clamp, cross, distance, dot, length, scale, subtract, unit } from './vec3.ts';

/** Shoulder, elbow, wrist; or hip, knee, ankle. At rest both bones lie along `along`; they bend about `hinge`. */
export type Limb = {
  readonly upper: number;
  readonly lower: number;
  readonly end: number;
  readonly along: Vec3;
  readonly hinge: Vec3;
};

export const armOf = (side: Hand): Limb => (side === 'left' ? leftArm : rightArm);
export const legOf = (side: Hand): Limb => (side === 'left' ? leftLeg : rightLeg);

const { leftUpperArm, leftLowerArm, leftHand, rightUpperArm, rightLowerArm, rightHand } = jointIndex;
const { leftUpperLeg, leftLowerLeg, leftFoot, rightUpperLeg, rightLowerLeg, rightFoot } = jointIndex;
const leftArm: Limb = { upper: leftUpperArm, lower: leftLowerArm, end: leftHand, along: [1, 0, 0], hinge: [0, -1, 0] };
const rightArm: Limb = {
  upper: rightUpperArm,
  lower: rightLowerArm,
  end: rightHand,
  along: [-1, 0, 0],
  hinge: [0, 1, 0],
};
const leftLeg: Limb = { upper: leftUpperLeg, lower: leftLowerLeg, end: leftFoot, along: [0, -1, 0], hinge: [1, 0, 0] };
const rightLeg: Limb = {
  upper: rightUpperLeg,
  lower: rightLowerLeg,
  end: rightFoot,
  along: [0, -1, 0],
  hinge: [1, 0, 0],
};

const at = (world: readonly Mat4[], joint: number): Vec3 => originOf(world[joint] ?? identity);

/** Nearly straight is as far as a limb goes, share of its length; a locked joint snaps. */
const straightest = 0.998;

/** The bones' lengths, metres in the world. */
const lengthsOf = (limb: Limb, world: readonly Mat4[]): readonly [upper: number, lower: number] => {
  const [root, middle, end] = [at(world, limb.upper), at(world, limb.lower), at(world, limb.end)];
  return [distance(root, middle), distance(middle, end)];
};

export const reachOf = (limb: Limb, world: readonly Mat4[]): number => {
  const [upper, lower] = lengthsOf(limb, world);
  return (upper + lower) * straightest;
};

/** The rest frame of a bone and its frame in the world: along it, the hinge, and square to both. */
const boneRotation = (limb: Limb, along: Vec3, hinge: Vec3): Mat4 => {
  const from: Frame = [limb.along, limb.hinge, cross(limb.along, limb.hinge)];
  return frameRotation(from, [along, hinge, cross(along, hinge)]);
};

/** What the end of the limb does: unit vectors in the world. */
export type EndPose = {
  /** Where the hand points, or the foot. */
  readonly along: Vec3;
  /** Where the palm faces, or the sole. */
  readonly face: Vec3;
};

export type ReachGoal = {
  /** The wrist or ankle. */
  readonly target: Vec3;
  /** The way that elbow or knee goes. */
  readonly pole: Vec3;
  readonly end: EndPose | null;
};

/** A palm faces down and a sole too at rest. */
const restFace: Vec3 = [0, -1, 0];

/** The part of `a` that is square to the unit vector `axis`. */
const squareTo = (a: Vec3, axis: Vec3): Vec3 => subtract(a, scale(axis, dot(a, axis)));

/** The angle from `a` to `b` about an axis that both are square to. */
const angleAbout = (axis: Vec3, a: Vec3, b: Vec3): number => Math.atan2(dot(axis, cross(a, b)), dot(a, b));

/** The joints' world matrices that bend the limb to its goal, as far as it is long. */
export const bentTo = (limb: Limb, world: readonly Mat4[], goal: ReachGoal): ReadonlyMap<number, Mat4> => {
  const [a, b] = lengthsOf(limb, world);
  const root = at(world, limb.upper);
  const size = length(transformDirection(world[limb.upper] ?? identity, [1, 0, 0]));
  const way = subtract(goal.target, root);
  const along = unit(way, limb.along);
  const far = clamp(length(way), Math.abs(a - b) + 1e-3, (a + b) * straightest);
  const ahead = clamp((a * a - b * b + far * far) / (2 * far), -a, a);
  const aside = Math.sqrt(Math.max(0, a * a - ahead * ahead));
  const pole = unit(squareTo(goal.pole, along), unit(squareTo([0, -1, 0.3], along)));
  const middle = add(root, add(scale(along, ahead), scale(pole, aside)));
  const end = add(root, scale(along, far));
  const [upper, lower] = [unit(subtract(middle, root)), unit(subtract(end, middle))];
  const hinge = unit(cross(upper, lower), unit(cross(pole, along)));
  const upperTurn = boneRotation(limb, upper, unit(squareTo(hinge, upper)));
  const lowerTurn = boneRotation(limb, lower, unit(squareTo(hinge, lower)));
  const put = new Map<number, Mat4>([[limb.upper, placed(upperTurn, size, root)]]);
  if (!goal.end) return put.set(limb.lower, placed(lowerTurn, size, middle));
  const face = unit(squareTo(goal.end.face, goal.end.along));
  const rest: Frame = [limb.along, restFace, cross(limb.along, restFace)];
  const hand = frameRotation(rest, [goal.end.along, face, cross(goal.end.along, face)]);
  // Half of the wrist's turn is the forearm's own.
  const now = unit(squareTo(transformDirection(lowerTurn, restFace), lower));
  const twist = angleAbout(lower, now, unit(squareTo(goal.end.face, lower), now)) / 2;
  return put
    .set(limb.lower, placed(multiply(rotationAbout(lower, twist), lowerTurn), size, middle))
    .set(limb.end, placed(hand, size, end));
};

/** The palm's middle from the wrist along the hand, metres at rest. */
export const palmLength = (skeleton: Skeleton, side: Hand): number => {
  const [wrist, knuckle] =
    side === 'left'
      ? [skeleton.joints[leftHand], skeleton.joints[jointIndex.leftMiddleProximal]]
      : [skeleton.joints[rightHand], skeleton.joints[jointIndex.rightMiddleProximal]];
  return wrist && knuckle ? 0.75 * distance(wrist, knuckle) : 0.08;
};
