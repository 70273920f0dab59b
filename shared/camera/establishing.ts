/** The whole place with everyone in it: establishing shots, and a master at a wide size. */
import { isInsideCapsule } from '../stage/capsule.ts';
import { boundsOf, cornersOf, crossesBox, isInsideBox, solidsOf } from '../stage/pieces.ts';
import type { PosedFigure } from '../stage/pose-figure.ts';
import type { SetPiece, StagedScene, Vec3 } from '../stage/scene.ts';
import { add, clamp, headingOf, radians, scale } from '../stage/vec3.ts';
import { type Axes, fitCut, fitPoints, type Window } from './fit.ts';
import { type Placed, placeCamera } from './place-camera.ts';
import { boundsInView, facingInView } from './project.ts';
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

/** Half frame widths that people keep to. */
const peopleSide = (alone: boolean): number => (alone ? 0.9 : 0.66);

/** Where a standing head comes to, half frame heights: people are small in their place, the wider the size the smaller. */
const headAt = ({ request: { size, scene } }: Setup): number => {
  const outdoors = isOutdoors(scene);
  if (size === 'EST' || size === 'EWS') return outdoors ? -0.26 : 0.08;
  return outdoors ? 0 : 0.3;
};
const floorAt = -0.8;

const middleOf = (points: readonly Vec3[]): Vec3 =>
  scale(
    points.reduce((sum, point) => add(sum, point), [0, 0, 0] as Vec3),
    1 / points.length,
  );

/** The camera that shows people on their floor, further off until all are inside the frame. */
const fitPeople = (setup: Setup, axes: Axes, aimX: number): Vec3 | null => {
  const { figures } = setup;
  const points = figures.flatMap((figure) => figure.hull);
  const middle = middleOf(points);
  const ground = figures.reduce((low, { figure }) => Math.min(low, figure.position[1]), Infinity);
  const tall = points.reduce((high, point) => Math.max(high, point[1] - ground), 1);
  const cut: Vec3 = [middle[0], ground, middle[2]];
  const top = add(cut, [0, tall, 0]);
  const side = peopleSide(figures.length === 1);
  let share = headAt(setup) - floorAt;
  let position: Vec3 | null = null;
  for (let step = 0; step < 12; step++, share *= 0.86) {
    position = fitCut(axes, { top, topAt: floorAt + share, cut, cutAt: floorAt }, middle, aimX);
    if (!position) continue;
    const { left, right, bottom, top: high } = boundsInView({ position, ...axes }, points);
    if (left >= -side && right <= side && bottom >= -0.98 && high <= 0.95) break;
  }
  return position;
};

const fitPlace = ({ request: { scene } }: Setup, axes: Axes): Vec3 => {
  const place = placePoints(scene);
  const fallback: Vec3[] = [
    [-2, 0, 0],
    [2, 0, 0],
    [0, 1.8, 0],
  ];
  const points = place.length > 0 ? place : fallback;
  return fitPoints(axes, points, emptyWindow, { aim: middleOf(points), aimX: 0, aimY: -0.1 });
};

const subjectOf = ({ figures }: Setup): Vec3 =>
  figures.length > 0 ? middleOf(figures.flatMap((figure) => figure.hull)) : [0, 1, 0];

/** The cameras' side of the line; with nobody to keep a line with, the open side of the set. */
const placeSide = ({ line, figures }: Setup): Vec3 => (figures.length < 2 ? [0, 0, 1] : line.side);

const placeFrom = (setup: Setup, turn: number, aimX: number): Placed | null => {
  const { angle, roll, lens, aspect } = setup.request;
  const empty = setup.figures.length === 0;
  return placeCamera({
    direction: { from: headingOf(placeSide(setup)) + radians(turn), pitch: setup.pitch, roll },
    lens,
    aspect,
    angle,
    fit: (axes) => (empty ? fitPlace(setup, axes) : fitPeople(setup, axes, aimX)),
    subject: subjectOf(setup),
  });
};

/** A lone figure looks into the frame: it stands on the third away from where it faces. */
const withLookingRoom = (setup: Setup, turn: number): Placed | null => {
  const first = placeFrom(setup, turn, 0);
  const [only, second] = setup.figures;
  if (!first || !only || second) return first;
  const facing = facingInView(viewOf(first.camera), only);
  const away = Math.abs(facing) > 150 ? 1 : -Math.sign(facing);
  return placeFrom(setup, turn, away * third);
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

/** A lone figure seen straight on looks at nobody: degrees off its face below which that costs. */
const straightOn = 18;

const frontal = ({ figures }: Setup, camera: Placed['camera']): number => {
  const [only, second] = figures;
  return only && !second && Math.abs(facingInView(viewOf(camera), only)) < straightOn ? 0.3 : 0;
};

export const establishing = (setup: Setup): Proposal | null => {
  let best: { readonly placed: Placed; readonly cost: number } | null = null;
  for (const [rank, turn] of turns.entries()) {
    const placed = withLookingRoom(setup, turn);
    if (!placed) continue;
    const cost = obstruction(setup, placed.camera.position) + frontal(setup, placed.camera) + rank * 0.05;
    if (!best || cost < best.cost) best = { placed, cost };
    if (best.cost <= (rank + 1) * 0.05) break;
  }
  return best && { ...best.placed, shown: setup.figures, crowd: 'stays' };
};
