/** The line of action: the scene's cameras stay on one side of it (the 180° rule). */
import type { Side, StagedFigure, StagedScene, Vec3 } from '../stage/scene.ts';
import { cross, dot, headingVector, subtract, unit } from '../stage/vec3.ts';

export type LineOfAction = {
  /** A point on the line and its direction, horizontal. */
  readonly through: Vec3;
  readonly along: Vec3;
  /** Horizontal, towards the side that cameras stand on. */
  readonly side: Vec3;
  /** The same side, for who walks along the line: 1 left, −1 right. */
  readonly keptTo: Side;
};

const flat = (a: Vec3): Vec3 => [a[0], 0, a[2]];

/** How much speaks for a side: others stand opposite, faces look that way, there is room to step back. */
const sideScore = (scene: StagedScene, figures: readonly StagedFigure[], through: Vec3, side: Vec3): number => {
  const [first, second, ...others] = figures;
  const aside = others.reduce((sum, figure) => sum - Math.sign(dot(subtract(figure.position, through), side)), 0);
  const looks = [first, second].reduce(
    (sum, figure) => sum + (figure ? dot(headingVector(figure.heading), side) : 0),
    0,
  );
  const room = (scene.extent[0] / 2) * Math.abs(side[0]) + (scene.extent[2] / 2) * Math.abs(side[2]);
  const open = room - dot(through, side);
  return 2 * aside + looks + 0.05 * open + 0.01 * side[2];
};

/** Between the first two figures; for one figure its own eye-line; for none the width of the set. Its side is the scene's own, else chosen once a scene. */
export const lineOfAction = (scene: StagedScene): LineOfAction => {
  const [first, second] = scene.figures;
  const through: Vec3 = first ? flat(first.position) : [0, 0, 0];
  const along: Vec3 = !first
    ? [1, 0, 0]
    : second
      ? unit(flat(subtract(second.position, first.position)), headingVector(first.heading))
      : headingVector(first.heading);
  const left = cross([0, 1, 0], along);
  const right: Vec3 = [-left[0], 0, -left[2]];
  const score = (side: Vec3): number => sideScore(scene, scene.figures, through, side);
  const keptTo: Side = scene.side ?? (score(left) >= score(right) ? 1 : -1);
  return { through, along, side: keptTo === 1 ? left : right, keptTo };
};

/** Metres that a point stands on the cameras' side; negative across the line. */
export const sideOf = (line: LineOfAction, point: Vec3): number => dot(subtract(flat(point), line.through), line.side);
