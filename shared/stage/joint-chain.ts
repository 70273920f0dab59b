/** A skeleton's joints in the world: rotations chained from the hips, the head turned to what it looks at. */
import {
  identity,
  type Mat4,
  multiply,
  rotationX,
  rotationY,
  rotationZ,
  transformPoint,
  translation,
  transposeDirection,
} from './mat4.ts';
import type { Rotation, Rotations } from './poses.ts';
import type { Vec3 } from './scene.ts';
import { jointIndex, jointNames, jointParents, type Skeleton } from './skeleton.ts';
import { clamp, mix, radians, subtract, unit } from './vec3.ts';

/** How far neck and head together turn from the chest, degrees. */
export const gazeLimits = { yaw: 70, pitch: 45 } as const;
/** The neck's share of a turn. */
const neckShare = 0.4;

const neckIndex = jointIndex.neck;
const headIndex = jointIndex.head;

export const rotationMatrix = ([x, y, z, twist]: Rotation): Mat4 => {
  let matrix = x === 0 ? identity : rotationX(radians(x));
  if (y !== 0) matrix = multiply(matrix, rotationY(radians(y)));
  if (z !== 0) matrix = multiply(matrix, rotationZ(radians(z)));
  return twist === 0 ? matrix : multiply(matrix, rotationX(radians(twist)));
};

export const localRotations = (rotations: Rotations): readonly Mat4[] =>
  jointNames.map((name) => {
    const rotation = rotations.get(name);
    return rotation ? rotationMatrix(rotation) : identity;
  });

/** Yaw and pitch from the chest to the gaze, within human limits; pitch is positive downward. */
const gazeTurn = (chest: Mat4, head: Vec3, gaze: Vec3): { yaw: number; pitch: number } => {
  const [x, y, z] = unit(transposeDirection(chest, subtract(gaze, head)));
  return {
    yaw: clamp(Math.atan2(x, z), -radians(gazeLimits.yaw), radians(gazeLimits.yaw)),
    pitch: clamp(-Math.asin(clamp(y, -1, 1)), -radians(gazeLimits.pitch), radians(gazeLimits.pitch)),
  };
};

type Turn = { readonly neck: Mat4; readonly head: Mat4 };

/** Local rotations of neck and head that turn the face from the chest by yaw and pitch. */
const splitTurn = ({ yaw, pitch }: { yaw: number; pitch: number }): Turn => {
  const neck = multiply(rotationY(yaw * neckShare), rotationX(pitch * neckShare));
  const back = multiply(rotationX(-pitch * neckShare), rotationY(-yaw * neckShare));
  return { neck, head: multiply(back, multiply(rotationY(yaw), rotationX(pitch))) };
};

export type Chain = { readonly skeleton: Skeleton; readonly root: Mat4; readonly rotations: readonly Mat4[] };

/** A joint's rest offset from its parent. */
const offsetOf = (skeleton: Skeleton, joint: number): Vec3 => {
  const parent = jointParents[joint] ?? -1;
  const rest = skeleton.joints[joint] ?? [0, 0, 0];
  return parent < 0 ? [0, 0, 0] : subtract(rest, skeleton.joints[parent] ?? [0, 0, 0]);
};

const onParent = ({ skeleton, root }: Chain, world: readonly Mat4[], joint: number, own: Mat4 | undefined): Mat4 => {
  const parent = jointParents[joint] ?? -1;
  const above = parent < 0 ? root : (world[parent] ?? root);
  const at = multiply(above, translation(offsetOf(skeleton, joint)));
  return own && own !== identity ? multiply(at, own) : at;
};

export const chainWorld = (chain: Chain, turn: Turn | null = null): Mat4[] => {
  const world: Mat4[] = [];
  for (let joint = 0; joint < jointNames.length; joint++) {
    const own =
      turn && joint === neckIndex ? turn.neck : turn && joint === headIndex ? turn.head : chain.rotations[joint];
    world.push(onParent(chain, world, joint, own));
  }
  return world;
};

/** Turns the head to the gaze; twice, since turning moves the eyes a little. */
export const gazedWorld = (chain: Chain, gaze: Vec3 | null): Mat4[] => {
  const world = chainWorld(chain);
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

/** The world with some joints put where they are wanted, and all that hangs on them carried along. */
export const withJoints = (chain: Chain, world: readonly Mat4[], put: ReadonlyMap<number, Mat4>): Mat4[] => {
  const moved = [...world];
  const changed = new Set<number>();
  for (let joint = 0; joint < moved.length; joint++) {
    const wanted = put.get(joint);
    const carried = changed.has(jointParents[joint] ?? -1);
    if (!wanted && !carried) continue;
    moved[joint] = wanted ?? onParent(chain, moved, joint, chain.rotations[joint]);
    changed.add(joint);
  }
  return moved;
};
