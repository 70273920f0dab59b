/**
 * Poses a staged figure: world matrices for its joints and the points that framing and drawing need.
 *
 * To skin the mesh: all rest rotations are identity, so the inverse bind matrix of joint j is a translation by
 * −`skeleton.joints[j]` (equal to the file's own inverse bind matrices). A vertex v (morphs added first, in the body's rest
 * space) goes to Σ weight · `world[j]` · T(−rest[j]) · v. The world matrices carry the scale to the figure's height.
 */
import {
  identity,
  type Mat4,
  moved,
  multiply,
  originOf,
  rotationX,
  rotationY,
  rotationZ,
  transformDirection,
  transformPoint,
  translation,
  transposeDirection,
  uniformScale,
} from './mat4.ts';
import { type Rotation, rotationsOf, type Support } from './poses.ts';
import type { StagedFigure, Vec3 } from './scene.ts';
import { type JointName, jointIndex, jointNames, jointParents, type Skeleton, skeletonOf } from './skeleton.ts';
import { add, clamp, mix, radians, subtract, unit } from './vec3.ts';

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

/** How far neck and head together turn from the chest, degrees. */
export const gazeLimits = { yaw: 70, pitch: 45 } as const;
/** The neck's share of a turn. */
const neckShare = 0.4;
/** Hips above the seat, as a share of the height. */
const hipsAboveSeat = 0.055;

const rotationMatrix = ([x, y, z, twist]: Rotation): Mat4 => {
  let matrix = x === 0 ? identity : rotationX(radians(x));
  if (y !== 0) matrix = multiply(matrix, rotationY(radians(y)));
  if (z !== 0) matrix = multiply(matrix, rotationZ(radians(z)));
  return twist === 0 ? matrix : multiply(matrix, rotationX(radians(twist)));
};

const neckIndex = jointIndex.neck;
const headIndex = jointIndex.head;

/** Yaw and pitch from the chest to the gaze, within human limits; pitch is positive downward. */
const gazeTurn = (chest: Mat4, head: Vec3, gaze: Vec3): { yaw: number; pitch: number } => {
  const [x, y, z] = unit(transposeDirection(chest, subtract(gaze, head)));
  return {
    yaw: clamp(Math.atan2(x, z), -radians(gazeLimits.yaw), radians(gazeLimits.yaw)),
    pitch: clamp(-Math.asin(clamp(y, -1, 1)), -radians(gazeLimits.pitch), radians(gazeLimits.pitch)),
  };
};

/** Local rotations of neck and head that turn the face from the chest by yaw and pitch. */
const splitTurn = ({ yaw, pitch }: { yaw: number; pitch: number }): { neck: Mat4; head: Mat4 } => {
  const neck = multiply(rotationY(yaw * neckShare), rotationX(pitch * neckShare));
  const back = multiply(rotationX(-pitch * neckShare), rotationY(-yaw * neckShare));
  return { neck, head: multiply(back, multiply(rotationY(yaw), rotationX(pitch))) };
};

type Chain = { readonly skeleton: Skeleton; readonly root: Mat4; readonly rotations: readonly Mat4[] };

const chainWorld = ({ skeleton, root, rotations }: Chain, turn: { neck: Mat4; head: Mat4 } | null): Mat4[] => {
  const world: Mat4[] = [];
  for (let joint = 0; joint < jointNames.length; joint++) {
    const parent = jointParents[joint] ?? -1;
    const above = parent < 0 ? root : (world[parent] ?? root);
    const rest = skeleton.joints[joint] ?? [0, 0, 0];
    const offset = parent < 0 ? ([0, 0, 0] as const) : subtract(rest, skeleton.joints[parent] ?? [0, 0, 0]);
    const own = turn && joint === neckIndex ? turn.neck : turn && joint === headIndex ? turn.head : rotations[joint];
    const placed = multiply(above, translation(offset));
    world.push(own && own !== identity ? multiply(placed, own) : placed);
  }
  return world;
};

/** Turns the head to the gaze; twice, since turning moves the eyes a little. */
const gazedWorld = (chain: Chain, gaze: Vec3 | null): Mat4[] => {
  const world = chainWorld(chain, null);
  const chest = world[jointIndex.upperChest];
  if (!gaze || !chest) return world;
  const eyes = mix(chain.skeleton.landmarks.leftEye, chain.skeleton.landmarks.rightEye, 0.5);
  const fromJoint = subtract(eyes, chain.skeleton.joints[headIndex] ?? eyes);
  let turned = world;
  for (let pass = 0; pass < 2; pass++) {
    const from = transformPoint(turned[headIndex] ?? identity, fromJoint);
    turned = chainWorld(chain, splitTurn(gazeTurn(chest, from, gaze)));
  }
  return turned;
};

const skinPoint = (skeleton: Skeleton, world: readonly Mat4[], joint: number, rest: Vec3): Vec3 =>
  transformPoint(world[joint] ?? identity, subtract(rest, skeleton.joints[joint] ?? [0, 0, 0]));

const hullPoints = (skeleton: Skeleton, world: readonly Mat4[]): Vec3[] =>
  skeleton.hull.flatMap(({ joint, points }) => points.map((point) => skinPoint(skeleton, world, joint, point)));

const lowest = (points: readonly Vec3[]): number => points.reduce((low, point) => Math.min(low, point[1]), Infinity);

/** Height of the hips over what the figure stands on, found with the figure at its place and the hips at height 0. */
const hipsHeight = (support: Support, height: number, hull: readonly Vec3[]): number =>
  support.kind === 'seat' ? support.height + hipsAboveSeat * height : -lowest(hull);

const chainOf = (figure: StagedFigure, skeleton: Skeleton): Chain => {
  const { rotations, root } = rotationsOf(figure.pose);
  const turned = multiply(rotationY(figure.heading), rotationMatrix(root));
  const scaled = multiply(turned, uniformScale(figure.height / skeleton.height));
  return {
    skeleton,
    root: moved(scaled, [figure.position[0], 0, figure.position[2]]),
    rotations: jointNames.map((name) => {
      const rotation = rotations.get(name);
      return rotation ? rotationMatrix(rotation) : identity;
    }),
  };
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
  const { support } = rotationsOf(figure.pose);
  const chain = chainOf(figure, skeleton);
  const onFloor = chainWorld(chain, null);
  const lift = figure.position[1] + hipsHeight(support, figure.height, hullPoints(skeleton, onFloor));
  const world = gazedWorld({ ...chain, root: moved(chain.root, [0, lift, 0]) }, figure.gaze);
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
