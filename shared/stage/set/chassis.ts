/** The axes and sizes that the parts of a car are built in. */
import type { Vec3 } from '../scene.ts';
import type { PieceSite } from './furniture.ts';
import type { SetMesh, SolidLook } from './set-mesh.ts';

export type Chassis = {
  readonly mesh: SetMesh;
  /** Half the width, half the length, the height, and the doors' upper edge, m. */
  readonly half: number;
  readonly length: number;
  readonly h: number;
  readonly belt: number;
  readonly tone: number;
  /** From an axis system whose front is +z to the piece's: the long side may lie along x. */
  readonly turn: (point: Vec3) => Vec3;
};

export const chassisOf = ({ mesh, piece: { size, tone } }: PieceSite): Chassis => {
  const along = size[2] >= size[0];
  return {
    mesh,
    half: (along ? size[0] : size[2]) / 2,
    length: (along ? size[2] : size[0]) / 2,
    h: size[1],
    belt: size[1] * 0.6,
    tone,
    turn: ([x, y, z]) => (along ? [x, y, z] : [z, y, -x]),
  };
};

/** A face in the chassis's axes. */
export const panel = ({ mesh, turn }: Chassis, points: readonly Vec3[], look: SolidLook): void =>
  mesh.face(points.map(turn), look);

/** A box in the chassis's axes whose upper side is moved by `lean` along z. */
export const block = (chassis: Chassis, [low, high]: readonly [Vec3, Vec3], look: SolidLook, lean = 0): void => {
  const ring = (y: number, z: number): Vec3[] =>
    [
      [low[0], y, high[2] + z],
      [high[0], y, high[2] + z],
      [high[0], y, low[2] + z],
      [low[0], y, low[2] + z],
    ].map(([x = 0, up = 0, ahead = 0]) => chassis.turn([x, up, ahead]));
  chassis.mesh.loft([ring(low[1], 0), ring(high[1], lean)], look);
};
