/** A thing fills the frame: insert, and the cutaway to a piece of the set. */
import { cornersOf } from '../stage/pieces.ts';
import type { PosedFigure } from '../stage/pose-figure.ts';
import type { SetPiece, Vec3 } from '../stage/scene.ts';
import { add, headingOf, headingVector, radians, scale, subtract } from '../stage/vec3.ts';
import { fitPoints, type Window } from './fit.ts';
import { placeCamera } from './place-camera.ts';
import type { Proposal, Setup } from './solution.ts';
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

/** A thing that nothing on the set stands for: a small box at the main figure's hand, else in the middle of the set. */
export const thingAtHand = (label: string, holder: PosedFigure | null): SetPiece => {
  const size: Vec3 = [0.18, 0.1, 0.14];
  const heading = holder ? holder.figure.heading : 0;
  const reach = holder ? add(holder.points.rightHand, scale(headingVector(heading), 0.12)) : ([0, 0.9, 0] as Vec3);
  const position: Vec3 = [reach[0], Math.max(0, reach[1] - size[1] / 2), reach[2]];
  return { id: `thing:${label}`, kind: 'box', label, position, heading, size, tone: 120 };
};

/** Flat things are looked down on, or they show only an edge; degrees. */
const flatPitch = -30;
const isFlat = (piece: SetPiece): boolean =>
  piece.size[1] < 0.7 * Math.max(piece.size[0], piece.size[2]) && piece.position[1] < 1.2;

/** From the open side of the piece, or from the cameras' side when that is behind something. */
const headingFor = (setup: Setup, piece: SetPiece): number => {
  const against = piece.kind === 'box' ? headingOf(setup.line.side) : piece.heading;
  return against + radians(18);
};

export const insert = (setup: Setup, piece: SetPiece, added: boolean): Proposal | null => {
  const { size, angle, roll, lens, aspect } = setup.request;
  const fill = fills[size];
  const window: Window = { left: -fill, right: fill, bottom: -fill, top: fill };
  const points = cornersOf(piece);
  const middle: Vec3 = add(piece.position, [0, piece.size[1] / 2, 0]);
  const pitch = angle === 'eye' && isFlat(piece) ? flatPitch : setup.pitch;
  const reach = Math.max(...points.map((point) => Math.hypot(...subtract(point, middle))));
  const placed = placeCamera({
    direction: { from: headingFor(setup, piece), pitch, roll },
    lens,
    aspect,
    angle,
    fit: (axes) => fitPoints(axes, points, window, { aim: middle, aimX: 0, aimY: 0 }),
    subject: middle,
    clearance: reach + 0.15,
  });
  if (!placed) return null;
  return { ...placed, shown: [], crowd: 'makes-way', ...(added ? { addedPiece: piece } : {}) };
};
