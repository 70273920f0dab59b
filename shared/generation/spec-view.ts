/** What of a staged shot can be in its picture: all else may change without the frame being out of date. */
import { toCamera, type View, viewOf } from '../camera/view.ts';
import { cornersOf } from '../stage/pieces.ts';
import { poseFigure } from '../stage/pose-figure.ts';
import type { SetPiece, StagedFigure, StagedShot, TimeOfDay, Vec3 } from '../stage/scene.ts';

/** What a provider draws just over the frame's edge (line width, tremor), as a share of the half frame. */
const margin = 1.03;
/** How far a shadow reaches over the ground, in heights of what throws it: the lower the sun, the longer. */
const shadowReach: Readonly<Record<TimeOfDay, number>> = { day: 1.2, dawn: 2.6, dusk: 2.6, night: 1.2 };
/** Shadows longer than this are cut off, metres. */
const longestShadow = 32;
/** Pieces whose parts reach out of their box: stays and masts, sills, signs, chimneys and crowns, metres over the box. */
const overhang = 1.2;
const mastHeight = 20;

/** Whether the points' hull may be in the frame: not if all are beyond the same side of it. */
const mayBeSeen = (view: View, points: readonly Vec3[]): boolean => {
  const [right, left, above, below, behind] = [0, 1, 2, 3, 4].map((side) =>
    points.every((point) => {
      const [x, y, depth] = toCamera(view, point);
      if (side === 0) return view.fx * x > margin * depth;
      if (side === 1) return -view.fx * x > margin * depth;
      if (side === 2) return view.fy * y > margin * depth;
      if (side === 3) return -view.fy * y > margin * depth;
      return depth < 0;
    }),
  );
  return !(right || left || above || below || behind);
};

const compass = [0, 1, 2, 3, 4, 5, 6, 7].map((step): readonly [number, number] => {
  const turn = (step * Math.PI) / 4;
  return [Math.sin(turn) * 1.09, Math.cos(turn) * 1.09];
});

/** Where shadows of these points may fall, whichever way the light comes from. */
const shadowOf = (points: readonly Vec3[], time: TimeOfDay): readonly Vec3[] => {
  const high = points.reduce((most, point) => Math.max(most, point[1]), 0);
  const reach = Math.min(longestShadow, high * shadowReach[time]);
  return points.flatMap(([x, , z]) => compass.map(([dx, dz]): Vec3 => [x + dx * reach, 0, z + dz * reach]));
};

const boxOf = (points: readonly Vec3[], grow: number): readonly Vec3[] => {
  const low = (axis: 0 | 1 | 2): number =>
    points.reduce((least, point) => Math.min(least, point[axis]), Infinity) - grow;
  const high = (axis: 0 | 1 | 2): number =>
    points.reduce((most, point) => Math.max(most, point[axis]), -Infinity) + grow;
  return [low(0), high(0)].flatMap((x) =>
    [low(1), high(1)].flatMap((y) => [low(2), high(2)].map((z): Vec3 => [x, y, z])),
  );
};

/** Skin, hair and clothes reach this far out of the skeleton's hull, metres. */
const clothing = 0.12;

const figureSeen = (view: View, figure: StagedFigure, time: TimeOfDay): boolean => {
  const box = boxOf(poseFigure(figure).hull, clothing);
  return mayBeSeen(view, box) || mayBeSeen(view, shadowOf(box, time));
};

const flat: ReadonlySet<SetPiece['kind']> = new Set<SetPiece['kind']>([
  'ground',
  'backdrop',
  'jetty',
  'wall',
  'door',
  'window',
  'rack',
  'board',
]);

const pieceSeen = (view: View, piece: SetPiece, time: TimeOfDay): boolean => {
  const corners = cornersOf(piece);
  const tall = piece.kind === 'boat' ? [...corners, ...corners.map(([x, , z]): Vec3 => [x, mastHeight, z])] : corners;
  const grow =
    piece.kind === 'tree' || piece.kind === 'front' || piece.kind === 'shed' || piece.kind === 'bed' ? overhang : 0.35;
  const roofed = piece.kind === 'front' ? [...tall, ...corners.map(([x, y, z]): Vec3 => [x, y + 3.2, z])] : tall;
  const box = boxOf(roofed, grow);
  return mayBeSeen(view, box) || (!flat.has(piece.kind) && mayBeSeen(view, shadowOf(box, time)));
};

export type Seen = { readonly figures: readonly StagedFigure[]; readonly pieces: readonly SetPiece[] };

/** The figures and pieces that the camera may see, or whose shadows it may see; never too few. */
export const seenBy = ({ scene, camera }: StagedShot): Seen => {
  const view = viewOf(camera);
  return {
    figures: scene.figures.filter((figure) => figureSeen(view, figure, scene.time)),
    pieces: scene.pieces.filter((piece) => pieceSeen(view, piece, scene.time)),
  };
};
