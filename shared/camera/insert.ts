/** A thing fills the frame: insert, and the cutaway to a piece of the set. */
import { crossesCapsule } from '../stage/capsule.ts';
import { cornersOf, crossesBox, solidsOf } from '../stage/pieces.ts';
import type { PosedFigure } from '../stage/pose-figure.ts';
import { sizeOfThing } from '../stage/props.ts';
import type { SetPiece, Vec3 } from '../stage/scene.ts';
import { add, distance, headingOf, headingVector, radians, scale } from '../stage/vec3.ts';
import { fitPoints, type Window } from './fit.ts';
import { sideOf } from './line-of-action.ts';
import { type Placed, placeCamera } from './place-camera.ts';
import type { Proposal, Setup } from './solution.ts';
import { type View, viewOf } from './view.ts';
import type { ShotSize } from './vocabulary.ts';

/** The share of the frame's half height or width that the thing fills. */
const fills: Readonly<Record<ShotSize, number>> = {
  ECU: 0.96,
  VCU: 0.92,
  CU: 0.84,
  MCU: 0.72,
  MS: 0.6,
  CS: 0.52,
  MLS: 0.45,
  FS: 0.4,
  WS: 0.25,
  EWS: 0.12,
  EST: 0.12,
};

/** The piece that a name means: its id, its label, or its kind. */
export const pieceNamed = (setup: Setup, focus: string): SetPiece | null => {
  const wanted = focus.trim().toLocaleLowerCase('en');
  if (wanted === '') return null;
  const { pieces } = setup.request.scene;
  const by = (key: (piece: SetPiece) => string | undefined): SetPiece | undefined =>
    pieces.find((piece) => key(piece)?.toLocaleLowerCase('en') === wanted);
  return by((piece) => piece.id) ?? by((piece) => piece.label) ?? by((piece) => piece.kind) ?? null;
};

/** Larger than this on a side, a thing is not held, metres. */
const mostHeld = 0.26;

const reachOf = (setup: Setup, holder: PosedFigure | null, size: Vec3): Vec3 => {
  if (!holder) return [0, 0.9, 0];
  const ahead = headingVector(holder.figure.heading);
  if (Math.max(...size) < mostHeld) return add(nearHand(setup, holder), scale(ahead, 0.14));
  return add(holder.points.chest, scale(ahead, 1));
};

/**
 * A thing that nothing on the set stands for, its face to the cameras: a small one in the main figure's hand, a large one before
 * them, else in the middle of the set.
 */
export const thingAtHand = (setup: Setup, label: string, holder: PosedFigure | null): SetPiece => {
  const size = sizeOfThing(label);
  const reach = reachOf(setup, holder, size);
  const position: Vec3 = [reach[0], Math.max(0, reach[1] - size[1] / 2), reach[2]];
  return { id: `thing:${label}`, kind: 'box', label, position, heading: headingOf(setup.line.side), size, tone: 120 };
};

const nearHand = ({ line }: Setup, { points }: PosedFigure): Vec3 =>
  sideOf(line, points.leftHand) > sideOf(line, points.rightHand) ? points.leftHand : points.rightHand;

/** Flat things are looked down on, or they show only an edge; degrees. */
const flatPitch = -30;
const isFlat = (piece: SetPiece): boolean =>
  piece.size[1] < 0.7 * Math.max(piece.size[0], piece.size[2]) && piece.position[1] < 1.2;

/** Degrees round from the piece's open side, best first. */
const turns = [18, -18, 45, -45, 75, -75, 110, -110] as const;

/** From the open side of the piece; what has none is seen from the cameras' side. */
const openSide = (setup: Setup, piece: SetPiece): number =>
  piece.kind === 'box' ? headingOf(setup.line.side) : piece.heading;

/** How much of the thing others hide. */
const hiddenShare = (setup: Setup, piece: SetPiece, view: View): number => {
  const points = [...cornersOf(piece), add(piece.position, [0, piece.size[1], 0])];
  const solids = setup.request.scene.pieces.filter((other) => other.id !== piece.id).flatMap(solidsOf);
  const hidden = points.filter(
    (point) =>
      setup.figures.some(({ capsules }) => capsules.some((c) => crossesCapsule(c, view.position, point))) ||
      solids.some((box) => crossesBox(box, view.position, add(point, [0, 0.01, 0]))),
  );
  return hidden.length / points.length;
};

const placeFrom = (setup: Setup, piece: SetPiece, turn: number): Placed | null => {
  const { size, angle, roll, lens, aspect } = setup.request;
  const fill = fills[size];
  const window: Window = { left: -fill, right: fill, bottom: -fill, top: fill };
  const points = cornersOf(piece);
  const middle: Vec3 = add(piece.position, [0, piece.size[1] / 2, 0]);
  const reach = Math.max(...points.map((point) => distance(point, middle)));
  return placeCamera({
    direction: {
      from: openSide(setup, piece) + radians(turn),
      pitch: angle === 'eye' && isFlat(piece) ? flatPitch : setup.pitch,
      roll,
    },
    lens,
    aspect,
    angle,
    fit: (axes) => fitPoints(axes, points, window, { aim: middle, aimX: 0, aimY: 0 }),
    subject: middle,
    clearance: reach + 0.15,
  });
};

/** The thing from where least stands before it. */
export const insert = (setup: Setup, piece: SetPiece, added: boolean): Proposal | null => {
  let best: { placed: Placed; cost: number } | null = null;
  for (const [rank, turn] of turns.entries()) {
    const placed = placeFrom(setup, piece, turn);
    if (!placed) continue;
    const cost = hiddenShare(setup, piece, viewOf(placed.camera)) + rank * 0.04;
    if (!best || cost < best.cost) best = { placed, cost };
    if (best.cost <= (rank + 1) * 0.04) break;
  }
  if (!best) return null;
  return { ...best.placed, shown: [], crowd: 'makes-way', ...(added ? { addedPiece: piece } : {}) };
};
