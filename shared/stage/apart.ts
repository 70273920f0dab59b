/** Two at one spot are drawn beside each other: bodies in one another are no picture. */
import type { StagedFigure, Vec3 } from './scene.ts';
import { add, headingVector, scale, subtract, unit } from './vec3.ts';

/** Nearer than this two stand in each other, metres: an embrace is not so near. */
const inEachOther = 0.2;
/** Side by side. */
const besides = 0.55;

const isNear = (a: Vec3, b: Vec3, within: number): boolean =>
  Math.hypot(a[0] - b[0], a[2] - b[2]) < within && Math.abs(a[1] - b[1]) < 1;

/** The nearest free spot round another, the way one stands from them first. */
const beside = (own: StagedFigure, other: StagedFigure, taken: readonly Vec3[]): Vec3 => {
  const [x, , z] = subtract(own.position, other.position);
  const way = unit([x, 0, z], headingVector(other.heading + Math.PI / 2));
  const heading = Math.atan2(way[0], way[2]);
  for (let ring = 1; ring <= 8; ring++) {
    for (let step = 0; step < 6 * ring; step++) {
      const turn = (step % 2 === 0 ? 1 : -1) * Math.ceil(step / 2) * (Math.PI / 3 / ring);
      const at = add(other.position, scale(headingVector(heading + turn), besides * ring));
      if (!taken.some((spot) => isNear(spot, at, besides * 0.9))) return at;
    }
  }
  return add(other.position, scale(way, besides));
};

export type Apart = {
  readonly figures: readonly StagedFigure[];
  /** Who stood in somebody else and was moved, with whom. */
  readonly moved: readonly { readonly name: string; readonly from: string }[];
};

/** Everyone where they are staged, but for those who would stand in somebody staged before them. */
export const standingApart = (figures: readonly StagedFigure[]): Apart => {
  const placed: StagedFigure[] = [];
  const moved: { name: string; from: string }[] = [];
  for (const figure of figures) {
    const other = placed.find(({ position }) => isNear(position, figure.position, inEachOther));
    if (other) {
      const taken = [...placed, ...figures.slice(placed.length + 1)].map(({ position }) => position);
      placed.push({ ...figure, position: beside(figure, other, taken) });
      moved.push({ name: figure.name, from: other.name });
    } else placed.push(figure);
  }
  return moved.length === 0 ? { figures, moved } : { figures: placed, moved };
};
