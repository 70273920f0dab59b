/** The whole place with everyone in it: establishing shots, and a master at a wide size. */
import { isInsideCapsule } from '../stage/capsule.ts';
import { boundsOf, cornersOf, crossesBox, isInsideBox, solidsOf } from '../stage/pieces.ts';
import type { PosedFigure } from '../stage/pose-figure.ts';
import type { SetPiece, StagedScene, Vec3 } from '../stage/scene.ts';
import { add, clamp, headingOf, radians, scale } from '../stage/vec3.ts';
import { fitPoints, type Window } from './fit.ts';
import { type Placed, placeCamera } from './place-camera.ts';
import { facingInView } from './project.ts';
import type { Proposal, Setup } from './solution.ts';
import { viewOf } from './view.ts';

/** Degrees off square to the line, best first: a place shows its depth from a corner. */
const turns = [20, -20, 10, -10, 30, -30, 0, 42, -42] as const;
/** An empty place: pieces count up to this height indoors and out, metres; a tower may leave the frame. */
const tallest = { indoors: 2.6, outdoors: 5 } as const;
/** Pieces further from the middle than this do not decide the frame of an empty place, metres. */
const farthest = 12;
/** Outdoors an empty place reaches this far to either side of the middle, metres. */
const widest = 5;
/** Where a lone figure stands: on a third, half frame widths. */
const third = 0.34;

const isOutdoors = ({ setting, extent }: StagedScene): boolean => setting === 'EXT' || extent[1] === 0;

const isScenery = (piece: SetPiece): boolean => piece.kind !== 'backdrop' && boundsOf(piece).half[1] > 0.2;

/** The points that an empty place is framed by. */
const placePoints = (scene: StagedScene): Vec3[] => {
  const outdoors = isOutdoors(scene);
  const high = outdoors ? tallest.outdoors : tallest.indoors;
  const side = outdoors ? widest : scene.extent[0] / 2;
  const pieces = scene.pieces
    .filter((piece) => Math.hypot(piece.position[0], piece.position[2]) < farthest && isScenery(piece))
    .flatMap(cornersOf)
    .map(([x, y, z]): Vec3 => [clamp(x, -side, side), Math.min(y, high), Math.min(z, outdoors ? 0 : z)]);
  if (outdoors) return pieces;
  const [w, , d] = scene.extent;
  const [x, z] = [w * 0.42, d * 0.42];
  return [...pieces, [-x, 0, -z], [x, 0, -z], [-x, 2, -z], [x, 2, -z]];
};

const emptyWindow: Window = { left: -0.93, right: 0.93, bottom: -0.9, top: 0.86 };

/** People keep to this part of the frame, so that they are small in their place: the wider the size, the smaller. */
const peopleWindow = (setup: Setup, alone: boolean): Window => {
  const { size, scene } = setup.request;
  const side = alone ? 0.9 : 0.62;
  const outdoors = isOutdoors(scene);
  const top = size === 'EST' || size === 'EWS' ? (outdoors ? -0.3 : 0.02) : outdoors ? -0.06 : 0.2;
  return { left: -side, right: side, bottom: -0.82, top };
};

const middleOf = (points: readonly Vec3[]): Vec3 =>
  scale(
    points.reduce((sum, point) => add(sum, point), [0, 0, 0] as Vec3),
    1 / points.length,
  );

type Framed = { readonly points: readonly Vec3[]; readonly window: Window; readonly middle: Vec3 };

const framed = (setup: Setup): Framed => {
  const { figures, request } = setup;
  if (figures.length > 0) {
    const points = figures.flatMap((figure) => figure.hull);
    return { points, window: peopleWindow(setup, figures.length === 1), middle: middleOf(points) };
  }
  const place = placePoints(request.scene);
  const fallback: Vec3[] = [
    [-2, 0, 0],
    [2, 0, 0],
    [0, 1.8, 0],
  ];
  const points = place.length > 0 ? place : fallback;
  return { points, window: emptyWindow, middle: middleOf(points) };
};

const placeFrom = (setup: Setup, { points, window, middle }: Framed, turn: number, aimX: number): Placed | null => {
  const { angle, roll, lens, aspect } = setup.request;
  return placeCamera({
    direction: { from: headingOf(setup.line.side) + radians(turn), pitch: setup.pitch, roll },
    lens,
    aspect,
    angle,
    fit: (axes) => fitPoints(axes, points, window, { aim: middle, aimX, aimY: -0.5 }),
    subject: middle,
  });
};

/** A lone figure looks into the frame: it stands on the third away from where it faces. */
const withLookingRoom = (setup: Setup, what: Framed, turn: number): Placed | null => {
  const first = placeFrom(setup, what, turn, 0);
  const [only, second] = setup.figures;
  if (!first || !only || second) return first;
  const facing = facingInView(viewOf(first.camera), only);
  const away = Math.abs(facing) > 150 ? 1 : -Math.sign(facing);
  return placeFrom(setup, what, turn, away * third);
};

const isCovered = (position: Vec3, pieces: readonly SetPiece[], { points }: PosedFigure): boolean =>
  pieces.some((piece) =>
    solidsOf(piece).some((box) => [points.eyes, points.chest].some((point) => crossesBox(box, position, point))),
  );

/** Walls in the camera's way are taken out; better to stand where none is. */
const obstruction = (setup: Setup, [x, y, z]: Vec3): number => {
  const { pieces, extent } = setup.request.scene;
  const position: Vec3 = [x, y, z];
  const inside = pieces.filter((piece) => solidsOf(piece).some((box) => isInsideBox(box, position, 0.4))).length;
  const hidden = setup.figures.filter((figure) => isCovered(position, pieces, figure)).length;
  const people = setup.figures.filter(({ capsules }) => capsules.some((c) => isInsideCapsule(c, position, 0.3))).length;
  const outside = isOutdoors(setup.request.scene) ? 0 : Math.max(0, Math.abs(x) - extent[0] / 2);
  return 2 * inside + 1.5 * hidden + 4 * people + 0.2 * outside;
};

export const establishing = (setup: Setup): Proposal | null => {
  const what = framed(setup);
  let best: { readonly placed: Placed; readonly cost: number } | null = null;
  for (const [rank, turn] of turns.entries()) {
    const placed = withLookingRoom(setup, what, turn);
    if (!placed) continue;
    const cost = obstruction(setup, placed.camera.position) + rank * 0.05;
    if (!best || cost < best.cost) best = { placed, cost };
    if (best.cost <= (rank + 1) * 0.05) break;
  }
  return best && { ...best.placed, shown: setup.figures, crowd: 'stays' };
};
