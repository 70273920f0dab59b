/** The rest skeleton of each body: T-pose, facing +z, y up, +x the figure's left, all rest rotations identity. */
import type { Body, Vec3 } from './scene.ts';
import { capsuleEnds, hullBones, jointNames, jointParents, landmarkNames, skeletonData } from './skeleton-data.ts';

export type JointName = (typeof jointNames)[number];
export type LandmarkName = (typeof landmarkNames)[number];
export { jointNames, jointParents, landmarkNames };

export const jointIndex: Readonly<Record<JointName, number>> = Object.fromEntries(
  jointNames.map((name, index) => [name, index]),
) as Record<JointName, number>;

/** A bone as a capsule between two joints; metres. */
export type Capsule = { readonly from: number; readonly to: number; readonly radius: number };

export type Skeleton = {
  readonly body: Body;
  /** Standing height at rest, metres. */
  readonly height: number;
  /** Rest position of each joint in the body's own space, metres; offset from its parent = difference of the two. */
  readonly joints: readonly Vec3[];
  /** Points of the head at rest; all of them move with the joint `head`. */
  readonly landmarks: Readonly<Record<LandmarkName, Vec3>>;
  readonly capsules: readonly Capsule[];
  /** Half the head's width, metres. */
  readonly skullRadius: number;
  /** The skin's extreme points at rest that each bone carries. */
  readonly hull: readonly { readonly joint: number; readonly points: readonly Vec3[] }[];
};

const numbersOf = (text: string): number[] => text.trim().split(/\s+/).map(Number);

const pointsOf = (text: string, unit: number): Vec3[] => {
  const numbers = numbersOf(text);
  const points: Vec3[] = [];
  for (let index = 0; index + 2 < numbers.length; index += 3) {
    points.push([(numbers[index] ?? 0) * unit, (numbers[index + 1] ?? 0) * unit, (numbers[index + 2] ?? 0) * unit]);
  }
  return points;
};

const readSkeleton = (body: Body): Skeleton => {
  const data = skeletonData[body];
  const landmarks = pointsOf(data.landmarks, 1e-3);
  const radii = numbersOf(data.radii);
  const hull = data.hull.split('|');
  return {
    body,
    height: data.height,
    joints: pointsOf(data.joints, 1e-5),
    landmarks: Object.fromEntries(landmarkNames.map((name, index) => [name, landmarks[index]])) as Record<
      LandmarkName,
      Vec3
    >,
    capsules: capsuleEnds.map(([from, to], index) => ({
      from: jointIndex[from],
      to: jointIndex[to],
      radius: (radii[index] ?? 0) * 1e-3,
    })),
    skullRadius: data.skullRadius * 1e-3,
    hull: hullBones.map((bone, index) => ({ joint: jointIndex[bone], points: pointsOf(hull[index] ?? '', 1e-3) })),
  };
};

const skeletons: Readonly<Record<Body, Skeleton>> = {
  man: readSkeleton('man'),
  woman: readSkeleton('woman'),
  elderMan: readSkeleton('elderMan'),
  elderWoman: readSkeleton('elderWoman'),
  teenager: readSkeleton('teenager'),
  child: readSkeleton('child'),
  baby: readSkeleton('baby'),
};

export const skeletonOf = (body: Body): Skeleton => skeletons[body];
