/** Feet of whoever sits stand on the floor, where legs are long enough to reach it. */
import type { ActingPose } from './acting-pose.ts';
import { type Chain, withJoints } from './joint-chain.ts';
import { bentTo, legOf, reachOf } from './limb-reach.ts';
import { identity, type Mat4, originOf, placed, rotationY } from './mat4.ts';
import { hands, type StagedFigure, type Vec3 } from './scene.ts';
import { distance, headingVector } from './vec3.ts';

/** Height of the ankle over the sole, shares of the height. */
const ankleHeight = 0.044;

export const withFeetDown = (
  chain: Chain,
  world: readonly Mat4[],
  acting: ActingPose,
  figure: StagedFigure,
): readonly Mat4[] => {
  if (!acting.seated) return world;
  const put = new Map<number, Mat4>();
  const size = figure.height / chain.skeleton.height;
  for (const side of hands) {
    const limb = legOf(side);
    const [hip, ankle] = [originOf(world[limb.upper] ?? identity), originOf(world[limb.end] ?? identity)];
    const target: Vec3 = [ankle[0], figure.position[1] + ankleHeight * figure.height, ankle[2]];
    // Legs that hang over a seat too high for them stay as they hang.
    if (distance(hip, target) > reachOf(limb, world)) continue;
    for (const [joint, matrix] of bentTo(limb, world, { target, pole: headingVector(figure.heading), end: null })) {
      put.set(joint, matrix);
    }
    put.set(limb.end, placed(rotationY(figure.heading), size, target));
  }
  return put.size === 0 ? world : withJoints(chain, world, put);
};
