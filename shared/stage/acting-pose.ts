/** The joint rotations of a figure as it acts: its pose and gesture, on the way to others, in its step. */
import { type GesturePose, gesturePoses, restingHand } from './gestures.ts';
import {
  curlFingers,
  type Rotation,
  type Rotations,
  rootBetween,
  rotationsBetween,
  rotationsOf,
  type Support,
  strideOf,
} from './poses.ts';
import { type Gesture, hands, type Pose, type Reach, type StagedFigure } from './scene.ts';
import type { JointName } from './skeleton.ts';

/** What the arms are to do, and how much of it. */
export type Arms = { readonly gesture: GesturePose | null; readonly reach: Reach; readonly share: number };

export type ActingPose = {
  readonly rotations: Rotations;
  readonly root: Rotation;
  /** Of the pose, and of the one that it is going to. */
  readonly supports: readonly Support[];
  /** How far on the way, 0..1. */
  readonly share: number;
  readonly arms: readonly Arms[];
  readonly absorbed: boolean;
  /** Sits on a seat, feet on the floor. */
  readonly seated: boolean;
};

/** Poses that are arms alone have those arms by inverse kinematics, as the gestures of the same name. */
const gestureOfPose: Partial<Record<Pose, Gesture>> = {
  pointing: 'pointing',
  'phone-at-ear': 'phone-at-ear',
  'looking-at-phone': 'looking-at-phone',
};

export const gestureOf = ({ pose, gesture }: Pick<StagedFigure, 'pose' | 'gesture'>): Gesture | null =>
  gesture ?? gestureOfPose[pose] ?? null;

/** How far the fingers bend when a hand rests or grips; on a wheel they are closed as the pose has them. */
const withHands = (
  pose: Pose,
  rotations: Rotations,
  { gesture, reach }: Pick<Arms, 'gesture' | 'reach'>,
): Rotations => {
  const bent = new Map<JointName, Rotation>(rotations);
  const resting = pose === 'driving' ? undefined : restingHand.curl;
  for (const side of hands) {
    const curl = reach[side] ? resting : gesture?.curl[side];
    if (curl !== undefined) curlFingers(bent, side, curl, gesture?.straightIndex === side);
  }
  for (const [joint, more] of Object.entries(gesture?.bend ?? {}) as [JointName, number][]) {
    const [x, y, z, twist] = bent.get(joint) ?? [0, 0, 0, 0];
    bent.set(joint, [x + more, y, z, twist]);
  }
  return bent;
};

type Acting = { readonly pose: Pose; readonly gesture?: Gesture; readonly reach?: Reach };

const stepOf = (pose: Pose, stride: number | undefined): Rotations => {
  const { rotations } = rotationsOf(pose);
  return stride !== undefined && (pose === 'walking' || pose === 'running') ? strideOf(rotations, stride) : rotations;
};

const armsOf = (acting: Acting, share: number): Arms => {
  const gesture = gestureOf(acting);
  return { gesture: gesture && gesturePoses[gesture], reach: acting.reach ?? {}, share };
};

const isSeated = (pose: Pose): boolean => pose === 'sitting' || pose === 'sitting-at-table' || pose === 'driving';

export const actingPose = (figure: StagedFigure): ActingPose => {
  const { motion, pose } = figure;
  const from = rotationsOf(pose);
  const here = armsOf(figure, 1 - (motion?.to?.share ?? 0));
  const own = withHands(pose, stepOf(pose, motion?.stride), here);
  const to = motion?.to;
  if (!to) {
    const absorbed = here.gesture?.absorbed ?? false;
    return {
      rotations: own,
      root: from.root,
      supports: [from.support],
      share: 0,
      arms: [here],
      absorbed,
      seated: isSeated(pose),
    };
  }
  const [there, next] = [armsOf(to, to.share), rotationsOf(to.pose)];
  const other = withHands(to.pose, stepOf(to.pose, motion.stride), there);
  return {
    rotations: rotationsBetween(own, other, to.share),
    root: rootBetween(from, next, to.share),
    supports: [from.support, next.support],
    share: to.share,
    arms: [here, there],
    absorbed: (to.share < 0.5 ? here : there).gesture?.absorbed ?? false,
    seated: isSeated(pose) && isSeated(to.pose),
  };
};
