/** A thing fills the frame: insert, and the cutaway to a piece of the set. */
import { crossesCapsule, isInsideCapsule } from '../stage/capsule.ts';
import { cornersOf, crossesBox, isInsideBox, solidsOf } from '../stage/pieces.ts';
import type { PosedFigure, WorldCapsule } from '../stage/pose-figure.ts';
import type { SetPiece, Vec3 } from '../stage/scene.ts';
import { add, distance, headingOf, mix, radians, scale } from '../stage/vec3.ts';
import { isOutside } from './clear-view.ts';
import { fitPoints, type Window } from './fit.ts';
import { type Placed, placeCamera } from './place-camera.ts';
import type { Proposal, Setup } from './solution.ts';
import type { ShotSize } from './vocabulary.ts';

/** The share of the frame's half height or width that a thing fills. */
export const thingFills: Readonly<Record<ShotSize, number>> = {
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

/** What an insert is of: points that must be in the frame, and from where they are best seen. */
export type Sight = {
  readonly points: readonly Vec3[];
  /** Heading of its open side, from which it shows what it is. */
  readonly from: number;
  /** Degrees, at eye level; other angles have their own. */
  readonly pitch: number;
  /** Degrees round from the open side. */
  readonly turns: readonly number[];
  /** A piece that it is, and a figure whose hand or foot it is with: they are not in its way. */
  readonly piece?: SetPiece;
  readonly of?: PosedFigure;
};

/** Flat things are looked down on, or they show only an edge; others as somebody who stands there sees them: degrees. */
const flatPitch = -35;
const pitchAt = (middle: number): number => (middle < 0.55 ? -20 : middle < 1.15 ? -12 : 0);
const isFlat = ({ size: [wide, high, deep], kind }: SetPiece): boolean =>
  kind !== 'backdrop' && high < 0.7 * Math.min(wide, deep);
const standsOnFloor = ({ size, position }: SetPiece): boolean => position[1] < 0.05 && size[1] > 1.6;

const pieceTurns = [18, -18, 45, -45, 75, -75, 110, -110, 150] as const;

export const sightOfPiece = (piece: SetPiece): Sight => ({
  points: cornersOf(piece),
  from: piece.heading,
  pitch: isFlat(piece) ? flatPitch : standsOnFloor(piece) ? 0 : pitchAt(piece.position[1] + piece.size[1] / 2),
  turns: pieceTurns,
  piece,
});

const middleOf = (points: readonly Vec3[]): Vec3 =>
  scale(
    points.reduce((sum, point) => add(sum, point), [0, 0, 0] as Vec3),
    1 / Math.max(1, points.length),
  );

/** Nearer to what is shown than this, a part of the body belongs to it, metres. */
const ownReach = 0.09;

type Obstacles = { readonly capsules: readonly WorldCapsule[]; readonly solids: ReturnType<typeof solidsOf> };

const obstaclesOf = (setup: Setup, { points, of, piece }: Sight): Obstacles => {
  const middle = middleOf(points);
  return {
    capsules: setup.figures.flatMap((figure) =>
      figure.capsules.filter((capsule) => figure !== of || !isInsideCapsule(capsule, middle, ownReach)),
    ),
    solids: setup.request.scene.pieces.filter(({ id }) => id !== piece?.id).flatMap(solidsOf),
  };
};

/** A sight line ends this far before its point: what the thing lies on does not hide it. */
const beforePoint = 0.04;

/** How much of it others hide. */
const hiddenShare = ({ capsules, solids }: Obstacles, points: readonly Vec3[], position: Vec3): number => {
  const all = [...points, middleOf(points)];
  const hidden = all.filter((point) => {
    const before = mix(point, position, beforePoint / Math.max(beforePoint, distance(point, position)));
    return (
      capsules.some((capsule) => crossesCapsule(capsule, position, point)) ||
      solids.some((box) => crossesBox(box, position, before))
    );
  });
  return hidden.length / all.length;
};

const isBlocked = ({ capsules, solids }: Obstacles, position: Vec3): boolean =>
  capsules.some((capsule) => isInsideCapsule(capsule, position, 0.12)) ||
  solids.some((box) => isInsideBox(box, position, 0.12));

const placeFrom = (setup: Setup, sight: Sight, turn: number, steeper: number): Placed | null => {
  const { size, angle, roll, lens, aspect } = setup.request;
  const fill = thingFills[size];
  const window: Window = { left: -fill, right: fill, bottom: -fill, top: fill };
  const { points } = sight;
  const middle = middleOf(points);
  const reach = Math.max(...points.map((point) => distance(point, middle)));
  const pitch = angle === 'eye' ? sight.pitch - steeper : setup.pitch;
  return placeCamera({
    direction: { from: sight.from + radians(turn), pitch, roll },
    lens,
    aspect,
    angle,
    fit: (axes) => fitPoints(axes, points, window, { aim: middle, aimX: 0, aimY: 0 }),
    subject: middle,
    clearance: reach + 0.15,
  });
};

/** The back of a thing shows less of what it is the further round it is seen. */
const turnCost = (turn: number): number => 0.3 * (turn / 90) ** 2;
const steeperCost = 0.12;
/** Degrees that the camera may look down more steeply, where something stands before the thing. */
const steepers = [0, 18, 36] as const;

/** The pieces that something stands on. */
const supportsOf = (setup: Setup, { points }: Sight): readonly string[] => {
  const [x, , z] = middleOf(points);
  const foot = Math.min(...points.map((point) => point[1]));
  return setup.request.scene.pieces
    .filter((piece) =>
      [-0.03, 0.03, 0.09].some((up) => solidsOf(piece).some((box) => isInsideBox(box, [x, foot + up, z], 0.02))),
    )
    .map(({ id }) => id);
};

/** More of a hand or a foot hidden than this shows nothing of it: feet in a car. */
const mostHidden = 0.6;

type Seen = { readonly placed: Placed; readonly cost: number; readonly hidden: number };

/** From one side, with all that is to be said against it. */
const seenFrom = (setup: Setup, sight: Sight, obstacles: Obstacles, placed: Placed): Omit<Seen, 'placed'> => {
  const { position } = placed.camera;
  const hidden = hiddenShare(obstacles, sight.points, position);
  const blocked = isBlocked(obstacles, position) ? 0.5 : 0;
  return { hidden, cost: hidden + blocked + (isOutside(setup.request.scene, position) ? 0.15 : 0) };
};

const bestSeen = (setup: Setup, sight: Sight): Seen | null => {
  const obstacles = obstaclesOf(setup, sight);
  let best: Seen | null = null;
  for (const steeper of setup.request.angle === 'eye' ? steepers : [0]) {
    for (const turn of sight.turns) {
      const own = turnCost(turn) + (steeper / 18) * steeperCost;
      const placed: Placed | null = best && best.cost <= own ? null : placeFrom(setup, sight, turn, steeper);
      if (!placed) continue;
      const { cost, hidden } = seenFrom(setup, sight, obstacles, placed);
      if (!best || own + cost < best.cost) best = { placed, cost: own + cost, hidden };
    }
  }
  return best;
};

/**
 * From where least stands before it; null where a part of a body is nowhere to be seen. The set as this shot has it may have one
 * more piece, or someone who holds something.
 */
export const showSight = (
  setup: Setup,
  sight: Sight,
  staged: Pick<Proposal, 'addedPiece' | 'recast'> = {},
): Proposal | null => {
  const best = bestSeen(setup, sight);
  if (!best || (sight.of && best.hidden > mostHidden)) return null;
  return {
    ...best.placed,
    shown: [],
    ...(sight.of ? { kept: [sight.of] } : {}),
    keptPieces: [...(sight.piece ? [sight.piece.id] : []), ...supportsOf(setup, sight)],
    crowd: 'makes-way',
    ...staged,
  };
};

/** A piece of the set. */
export const insert = (setup: Setup, piece: SetPiece): Proposal | null => showSight(setup, sightOfPiece(piece));

export const headingFrom = (middle: Vec3, from: Vec3): number =>
  headingOf([from[0] - middle[0], 0, from[2] - middle[2]]);
