/**
 * Set pieces as solids. At heading 0 a piece faces +z: the front of a car and the open side of a chair, sofa, desk or
 * shelf look that way, and a door's or window's face towards the room. A bed's pillow is at −z.
 */
import type { SetPiece, Vec3 } from './scene.ts';

/** An upright box turned about y: its centre, half sizes and heading. */
export type Box = { readonly centre: Vec3; readonly half: Vec3; readonly heading: number };

/** Shares of a piece's size, from its floor's centre: x and z −0.5..0.5, y 0..1. */
type Part = { readonly from: Vec3; readonly to: Vec3 };

const whole: readonly Part[] = [{ from: [-0.5, 0, -0.5], to: [0.5, 1, 0.5] }];

/** Parts that cover what is behind them; what is not listed is one whole box. */
const solidParts: Partial<Record<SetPiece['kind'], readonly Part[]>> = {
  table: [{ from: [-0.5, 0.92, -0.5], to: [0.5, 1, 0.5] }],
  chair: [
    { from: [-0.5, 0.44, -0.5], to: [0.5, 0.5, 0.5] },
    { from: [-0.5, 0.5, -0.5], to: [0.5, 1, -0.4] },
  ],
  sofa: [
    { from: [-0.5, 0, -0.5], to: [0.5, 0.52, 0.5] },
    { from: [-0.5, 0.52, -0.5], to: [0.5, 1, -0.3] },
  ],
  car: [{ from: [-0.5, 0.1, -0.5], to: [0.5, 0.6, 0.5] }],
  tree: [
    { from: [-0.06, 0, -0.06], to: [0.06, 0.4, 0.06] },
    { from: [-0.4, 0.4, -0.4], to: [0.4, 1, 0.4] },
  ],
  lamp: [{ from: [-0.08, 0, -0.08], to: [0.08, 1, 0.08] }],
  bench: [{ from: [-0.5, 0.4, -0.5], to: [0.5, 0.55, 0.5] }],
  fence: [],
  backdrop: [],
  ground: [],
  jetty: [],
  stairs: [
    { from: [-0.5, 0, -0.5], to: [0.5, 0.5, 0] },
    { from: [-0.5, 0, 0], to: [0.5, 0.25, 0.5] },
  ],
};

/** A point of the piece, given in its own axes from its floor's centre, in the world. */
export const pieceToWorld = (piece: Pick<SetPiece, 'position' | 'heading'>, [x, y, z]: Vec3): Vec3 => {
  const [c, s] = [Math.cos(piece.heading), Math.sin(piece.heading)];
  return [piece.position[0] + c * x + s * z, piece.position[1] + y, piece.position[2] - s * x + c * z];
};

const partBox = (piece: SetPiece, { from, to }: Part): Box => {
  const [w, h, d] = piece.size;
  const middle: Vec3 = [((from[0] + to[0]) / 2) * w, ((from[1] + to[1]) / 2) * h, ((from[2] + to[2]) / 2) * d];
  const half: Vec3 = [((to[0] - from[0]) / 2) * w, ((to[1] - from[1]) / 2) * h, ((to[2] - from[2]) / 2) * d];
  return { centre: pieceToWorld(piece, middle), half, heading: piece.heading };
};

/** The boxes that hide what is behind the piece. */
export const solidsOf = (piece: SetPiece): Box[] =>
  (solidParts[piece.kind] ?? whole).map((part) => partBox(piece, part));

export const boundsOf = (piece: SetPiece): Box => partBox(piece, { from: [-0.5, 0, -0.5], to: [0.5, 1, 0.5] });

const corners = [-1, 1] as const;

export const cornersOf = (piece: SetPiece): Vec3[] =>
  corners.flatMap((x) =>
    [0, 1].flatMap((y) =>
      corners.map((z) => pieceToWorld(piece, [(x * piece.size[0]) / 2, y * piece.size[1], (z * piece.size[2]) / 2])),
    ),
  );

/** A world point in the box's own axes, from its centre. */
const toBox = (box: Box, point: Vec3): Vec3 => {
  const [c, s] = [Math.cos(box.heading), Math.sin(box.heading)];
  const [x, z] = [point[0] - box.centre[0], point[2] - box.centre[2]];
  return [c * x - s * z, point[1] - box.centre[1], s * x + c * z];
};

export const isInsideBox = (box: Box, point: Vec3, margin = 0): boolean => {
  const local = toBox(box, point);
  return [0, 1, 2].every((axis) => Math.abs(local[axis] ?? 0) < (box.half[axis] ?? 0) + margin);
};

/** Whether the stretch from `from` to `to` goes through the box. */
export const crossesBox = (box: Box, from: Vec3, to: Vec3): boolean => {
  const [a, b] = [toBox(box, from), toBox(box, to)];
  let [enter, leave] = [0, 1];
  for (let axis = 0; axis < 3; axis++) {
    const [start, end, half] = [a[axis] ?? 0, b[axis] ?? 0, box.half[axis] ?? 0];
    const step = end - start;
    if (Math.abs(step) < 1e-12) {
      if (Math.abs(start) > half) return false;
      continue;
    }
    const [one, other] = [(-half - start) / step, (half - start) / step];
    enter = Math.max(enter, Math.min(one, other));
    leave = Math.min(leave, Math.max(one, other));
    if (enter >= leave) return false;
  }
  return true;
};
