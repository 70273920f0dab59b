/** Bends a figure's arms to what they do: a gesture's place on its own body, or a point of the set that a palm rests on. */
import type { ActingPose, Arms } from './acting-pose.ts';
import { type ArmGoal, type GoalOrigin, mirroredFor, restingHand } from './gestures.ts';
import { type Chain, withJoints } from './joint-chain.ts';
import { armOf, bentTo, palmLength, reachOf } from './limb-reach.ts';
import { identity, type Mat4, originOf, transformDirection, transformPoint } from './mat4.ts';
import { type Hand, hands, type StagedFigure, type Vec3 } from './scene.ts';
import { type JointName, jointIndex, type Skeleton } from './skeleton.ts';
import { add, dot, mix, scale, subtract, unit } from './vec3.ts';

/** A palm's place and bearing in the world. */
type PalmGoal = { readonly palm: Vec3; readonly pole: Vec3; readonly along: Vec3; readonly face: Vec3 };

const headOrigins: ReadonlySet<GoalOrigin> = new Set<GoalOrigin>(['mouth', 'headCentre', 'ear']);

const boneOf = (from: GoalOrigin): JointName =>
  headOrigins.has(from) ? 'head' : from === 'hips' ? 'hips' : 'upperChest';

/** The origin at rest, in the body's own space. */
const restOrigin = (skeleton: Skeleton, from: GoalOrigin, side: Hand): Vec3 => {
  const { landmarks, joints } = skeleton;
  switch (from) {
    case 'mouth':
    case 'headCentre':
      return landmarks[from];
    case 'ear':
      return side === 'left' ? landmarks.leftEar : landmarks.rightEar;
    case 'upperChest':
    case 'hips':
      return joints[jointIndex[from]] ?? [0, 0, 0];
    case 'shoulder':
      return joints[side === 'left' ? jointIndex.leftUpperArm : jointIndex.rightUpperArm] ?? [0, 0, 0];
  }
};

const onBody = (skeleton: Skeleton, world: readonly Mat4[], side: Hand, goal: ArmGoal): PalmGoal => {
  const bone = jointIndex[boneOf(goal.from)];
  const matrix = world[bone] ?? identity;
  const origin = restOrigin(skeleton, goal.from, side);
  const offset = scale(mirroredFor(side, goal.offset), skeleton.height);
  const turned = (direction: Vec3): Vec3 => unit(transformDirection(matrix, mirroredFor(side, direction)));
  return {
    palm: transformPoint(matrix, subtract(add(origin, offset), skeleton.joints[bone] ?? [0, 0, 0])),
    pole: turned(goal.pole),
    along: turned(goal.along),
    face: turned(goal.face),
  };
};

/** A hand on a table lies a little over it, metres. */
const handThickness = 0.018;

const onSet = (world: readonly Mat4[], side: Hand, point: Vec3): PalmGoal => {
  const chest = world[jointIndex.upperChest] ?? identity;
  const shoulder = originOf(world[armOf(side).upper] ?? identity);
  const way = subtract(point, shoulder);
  return {
    palm: add(point, [0, handThickness, 0]),
    pole: unit(transformDirection(chest, mirroredFor(side, restingHand.pole))),
    along: unit([way[0], 0, way[2]], unit(transformDirection(chest, [0, 0, 1]))),
    face: restingHand.face,
  };
};

const goalOf = (skeleton: Skeleton, world: readonly Mat4[], side: Hand, arms: Arms): PalmGoal | null => {
  const point = arms.reach[side];
  if (point) return onSet(world, side, point);
  const goal = arms.gesture?.[side];
  return goal ? onBody(skeleton, world, side, goal) : null;
};

/** The palm as the pose's own rotations have it. */
const loosePalm = (skeleton: Skeleton, world: readonly Mat4[], side: Hand): PalmGoal => {
  const { end, lower, along } = armOf(side);
  const hand = world[end] ?? identity;
  const pointing = unit(transformDirection(hand, along));
  const size = palmLength(skeleton, side) * Math.hypot(...transformDirection(hand, along));
  const [elbow, shoulder, wrist] = [world[lower], world[armOf(side).upper], hand].map((m) => originOf(m ?? identity));
  const pole = elbow && shoulder && wrist ? subtract(elbow, mix(shoulder, wrist, 0.5)) : ([0, -1, 0] as Vec3);
  return {
    palm: add(originOf(hand), scale(pointing, size)),
    pole: unit(pole, [0, -1, 0]),
    along: pointing,
    face: unit(transformDirection(hand, [0, -1, 0])),
  };
};

const goalBetween = (a: PalmGoal, b: PalmGoal, share: number): PalmGoal => ({
  palm: mix(a.palm, b.palm, share),
  pole: unit(mix(a.pole, b.pole, share), a.pole),
  along: unit(mix(a.along, b.along, share), a.along),
  face: unit(mix(a.face, b.face, share), a.face),
});

/** What this hand does now, between what it did and what it will do. */
const goalNow = (skeleton: Skeleton, world: readonly Mat4[], side: Hand, { arms }: ActingPose): PalmGoal | null => {
  const [from, to] = arms.map((each) => goalOf(skeleton, world, side, each));
  const share = arms[1]?.share ?? 0;
  if (arms.length < 2) return from ?? null;
  if (!from && !to) return null;
  const loose = loosePalm(skeleton, world, side);
  return goalBetween(from ?? loose, to ?? loose, share);
};

/** Beyond an arm's length the hand points at what it cannot reach. */
const withinReach = (goal: PalmGoal, shoulder: Vec3, reach: number): PalmGoal => {
  const way = subtract(goal.palm, shoulder);
  const far = Math.sqrt(dot(way, way));
  return far <= reach ? goal : { ...goal, palm: add(shoulder, scale(way, reach / far)) };
};

export const withArms = (
  chain: Chain,
  world: readonly Mat4[],
  acting: ActingPose,
  figure: StagedFigure,
): readonly Mat4[] => {
  const { skeleton } = chain;
  const put = new Map<number, Mat4>();
  for (const side of hands) {
    const wanted = goalNow(skeleton, world, side, acting);
    if (!wanted) continue;
    const limb = armOf(side);
    const palm = (palmLength(skeleton, side) * figure.height) / skeleton.height;
    const goal = withinReach(wanted, originOf(world[limb.upper] ?? identity), reachOf(limb, world) + palm);
    const target = subtract(goal.palm, scale(goal.along, palm));
    for (const [joint, matrix] of bentTo(limb, world, { target, pole: goal.pole, end: goal })) put.set(joint, matrix);
  }
  return put.size === 0 ? world : withJoints(chain, world, put);
};
