/**
 * Poses a staged figure: world matrices for its joints and the points that framing and drawing need.
 *
 * To skin the mesh: all rest rotations are identity, so the inverse bind matrix of joint j is a translation by
 * −`skeleton.joints[j]` (equal to the file's own inverse bind matrices). A vertex v (morphs added first, in the body's rest
 * space) goes to Σ weight · `world[j]` · T(−rest[j]) · v. The world matrices carry the scale to the figure's height.
 */
import { type ActingPose, actingPose } from './acting-pose.ts';
import { withArms } from './arm-goals.ts';
import { type Chain, chainWorld, gazedWorld, localRotations, rotationMatrix } from './joint-chain.ts';
import { withFeetDown } from './leg-contact.ts';
import {
  identity,
  type Mat4,
  moved,
  multiply,
  originOf,
  rotationY,
  transformDirection,
  transformPoint,
  uniformScale,
} from './mat4.ts';
import type { Support } from './poses.ts';
import type { StagedFigure, Vec3 } from './scene.ts';
import { type JointName, jointIndex, type Skeleton, skeletonOf } from './skeleton.ts';
import { add, mix, subtract, unit } from './vec3.ts';

export type FigurePoints = {
  readonly crown: Vec3;
  readonly headCentre: Vec3;
  readonly leftEye: Vec3;
  readonly rightEye: Vec3;
  /** Between the eyes. */
  readonly eyes: Vec3;
  readonly brow: Vec3;
  readonly nose: Vec3;
  readonly mouth: Vec3;
  readonly chin: Vec3;
  readonly leftEar: Vec3;
  readonly rightEar: Vec3;
  /** The joint between neck and head. */
  readonly headJoint: Vec3;
  readonly neck: Vec3;
  readonly leftShoulder: Vec3;
  readonly rightShoulder: Vec3;
  readonly chest: Vec3;
  readonly waist: Vec3;
  readonly hips: Vec3;
  readonly leftHip: Vec3;
  readonly rightHip: Vec3;
  readonly leftKnee: Vec3;
  readonly rightKnee: Vec3;
  readonly leftToes: Vec3;
  readonly rightToes: Vec3;
  readonly leftHand: Vec3;
  readonly rightHand: Vec3;
};

export type WorldCapsule = { readonly from: Vec3; readonly to: Vec3; readonly radius: number };

export type PosedFigure = {
  readonly figure: StagedFigure;
  readonly skeleton: Skeleton;
  /** World metres per metre of the rest skeleton. */
  readonly scale: number;
  /** World matrix of each joint, by joint index. */
  readonly world: readonly Mat4[];
  readonly points: FigurePoints;
  /** Unit vectors of the head: where the face looks, and its top. */
  readonly facing: Vec3;
  readonly headUp: Vec3;
  /** Extreme points of the skin (without fingers), world. */
  readonly hull: readonly Vec3[];
  /** Those of them that belong to the head. */
  readonly headHull: readonly Vec3[];
  /** The body as capsules, world; the last one is the head. */
  readonly capsules: readonly WorldCapsule[];
};

/** Hips above the seat, as a share of the height. */
const hipsAboveSeat = 0.055;

const headIndex = jointIndex.head;

const skinPoint = (skeleton: Skeleton, world: readonly Mat4[], joint: number, rest: Vec3): Vec3 =>
  transformPoint(world[joint] ?? identity, subtract(rest, skeleton.joints[joint] ?? [0, 0, 0]));

const hullPoints = (skeleton: Skeleton, world: readonly Mat4[]): Vec3[] =>
  skeleton.hull.flatMap(({ joint, points }) => points.map((point) => skinPoint(skeleton, world, joint, point)));

const lowest = (points: readonly Vec3[]): number => points.reduce((low, point) => Math.min(low, point[1]), Infinity);

/** Height of the hips over what the figure stands on, found with the figure at its place and the hips at height 0. */
const hipsHeight = (support: Support, height: number, hull: readonly Vec3[]): number =>
  support.kind === 'seat' ? support.height + hipsAboveSeat * height : -lowest(hull);

/** Rotated, turned and scaled, the hips over the figure's place at height 0. */
const chainOf = (figure: StagedFigure, skeleton: Skeleton, { root, rotations }: ActingPose): Chain => {
  const turned = multiply(rotationY(figure.heading), rotationMatrix(root));
  const scaled = multiply(turned, uniformScale(figure.height / skeleton.height));
  return {
    skeleton,
    root: moved(scaled, [figure.position[0], 0, figure.position[2]]),
    rotations: localRotations(rotations),
  };
};

/** The hips' height over what the figure stands on; between two poses, between theirs. */
const liftOf = (figure: StagedFigure, skeleton: Skeleton, acting: ActingPose, chain: Chain): number => {
  const hull = hullPoints(skeleton, chainWorld(chain));
  const [from, to] = acting.supports.map((support) => hipsHeight(support, figure.height, hull));
  return from === undefined ? 0 : from + ((to ?? from) - from) * acting.share;
};

const pointsOf = (skeleton: Skeleton, world: readonly Mat4[]): FigurePoints => {
  const joint = (name: JointName): Vec3 => originOf(world[jointIndex[name]] ?? identity);
  const onHead = (rest: Vec3): Vec3 => skinPoint(skeleton, world, headIndex, rest);
  const { landmarks } = skeleton;
  const [leftEye, rightEye] = [onHead(landmarks.leftEye), onHead(landmarks.rightEye)];
  return {
    crown: onHead(landmarks.crown),
    headCentre: onHead(landmarks.headCentre),
    leftEye,
    rightEye,
    eyes: mix(leftEye, rightEye, 0.5),
    brow: onHead(landmarks.brow),
    nose: onHead(landmarks.nose),
    mouth: onHead(landmarks.mouth),
    chin: onHead(landmarks.chin),
    leftEar: onHead(landmarks.leftEar),
    rightEar: onHead(landmarks.rightEar),
    headJoint: joint('head'),
    neck: joint('neck'),
    leftShoulder: joint('leftUpperArm'),
    rightShoulder: joint('rightUpperArm'),
    chest: mix(joint('chest'), joint('upperChest'), 0.5),
    waist: joint('spine'),
    hips: joint('hips'),
    leftHip: joint('leftUpperLeg'),
    rightHip: joint('rightUpperLeg'),
    leftKnee: joint('leftLowerLeg'),
    rightKnee: joint('rightLowerLeg'),
    leftToes: joint('leftToes'),
    rightToes: joint('rightToes'),
    leftHand: joint('leftHand'),
    rightHand: joint('rightHand'),
  };
};

const capsulesOf = (skeleton: Skeleton, world: readonly Mat4[], scale: number): WorldCapsule[] => {
  const capsules = skeleton.capsules.map(({ from, to, radius }) => ({
    from: originOf(world[from] ?? identity),
    to: originOf(world[to] ?? identity),
    radius: radius * scale,
  }));
  const { crown, headCentre } = skeleton.landmarks;
  const half = crown[1] - headCentre[1] - skeleton.skullRadius;
  const end = (by: number): Vec3 => skinPoint(skeleton, world, headIndex, add(headCentre, [0, by, 0]));
  return [...capsules, { from: end(-half), to: end(half), radius: skeleton.skullRadius * scale }];
};

const headHullCount = (skeleton: Skeleton): { start: number; end: number } => {
  let start = 0;
  for (const { joint, points } of skeleton.hull) {
    if (joint === headIndex) return { start, end: start + points.length };
    start += points.length;
  }
  return { start, end: start };
};

/** Figures never change, so a pose is worked out once for each: shots of a scene share their figures. */
const known = new WeakMap<StagedFigure, PosedFigure>();

/** Poses the figure: scaled to its height, on its floor or seat, head turned to its gaze within human limits. */
export const poseFigure = (figure: StagedFigure): PosedFigure => {
  const found = known.get(figure);
  if (found) return found;
  const posed = workedOut(figure);
  known.set(figure, posed);
  return posed;
};

const workedOut = (figure: StagedFigure): PosedFigure => {
  const skeleton = skeletonOf(figure.body);
  const scale = figure.height / skeleton.height;
  const acting = actingPose(figure);
  const loose = chainOf(figure, skeleton, acting);
  const lift = figure.position[1] + liftOf(figure, skeleton, acting, loose);
  const chain = { ...loose, root: moved(loose.root, [0, lift, 0]) };
  const gazed = gazedWorld(chain, acting.absorbed ? null : figure.gaze);
  const world = withArms(chain, withFeetDown(chain, gazed, acting, figure), acting, figure);
  const hull = hullPoints(skeleton, world);
  const head = headHullCount(skeleton);
  const headMatrix = world[headIndex] ?? identity;
  return {
    figure,
    skeleton,
    scale,
    world,
    points: pointsOf(skeleton, world),
    facing: unit(transformDirection(headMatrix, [0, 0, 1])),
    headUp: unit(transformDirection(headMatrix, [0, 1, 0]), [0, 1, 0]),
    hull,
    headHull: hull.slice(head.start, head.end),
    capsules: capsulesOf(skeleton, world, scale),
  };
};
