/** An insert of what is no piece of the set: a thing in a hand, a part of a body, or a thing that is laid where it can be seen. */
import { heldThingIn } from '../stage/doings.ts';
import { aroundGrip, heldBy } from '../stage/held.ts';
import { boundsOf, isInsideBox, pieceToWorld } from '../stage/pieces.ts';
import { type PosedFigure, poseFigure } from '../stage/pose-figure.ts';
import { sizeOfThing } from '../stage/props.ts';
import type { Gesture, Hand, HeldThing, Pose, SetPiece, StagedFigure, Vec3 } from '../stage/scene.ts';
import { add, distance, headingOf, headingVector, scale } from '../stage/vec3.ts';
import { headingFrom, type Sight, showSight, sightOfPiece } from './insert.ts';
import { sideOf } from './line-of-action.ts';
import { single } from './single.ts';
import type { Proposal, Setup } from './solution.ts';
import type { ShotSize } from './vocabulary.ts';

/** What shows in a hand what it is; other things are laid down for a look at them. */
const showsInHand: ReadonlySet<HeldThing> = new Set<HeldThing>([
  'phone',
  'mug',
  'glass',
  'bottle',
  'cigarette',
  'gun',
  'knife',
  'torch',
  'lantern',
]);

/** Larger than this on a side, a thing is not held, metres. */
const mostHeld = 0.32;

const nearHand = ({ line }: Setup, { points }: PosedFigure): Hand =>
  sideOf(line, points.leftHand) > sideOf(line, points.rightHand) ? 'left' : 'right';

/** What is looked at in the hand is seen past the head of who looks at it; else from before them. */
const looksAtIt: ReadonlySet<Gesture | Pose> = new Set<Gesture | Pose>(['reading', 'looking-at-phone', 'writing']);
const pastHead = { turns: [30, -30, 45, -45, 62, -62, 90, -90], pitch: -34 } as const;
const fromBefore = { turns: [28, -28, 50, -50, 8, 75, -75, 110, -110], pitch: -8 } as const;

const sightOfHand = (posed: PosedFigure, hand: Hand, thing: HeldThing | null): Sight => {
  const points = aroundGrip(posed, hand, thing);
  const { pose, gesture, heading } = posed.figure;
  const looks = looksAtIt.has(gesture ?? pose) || looksAtIt.has(pose);
  const middle = points.reduce((sum, point) => add(sum, scale(point, 1 / points.length)), [0, 0, 0] as Vec3);
  const from = looks ? headingFrom(middle, posed.points.eyes) : heading;
  return { points, from, ...(looks ? pastHead : fromBefore), of: posed };
};

/** Who holds such a thing already: the shot's own first. */
const inHand = (setup: Setup, thing: HeldThing): { posed: PosedFigure; hand: Hand } | null => {
  for (const posed of [...setup.subjects, ...setup.figures]) {
    const held = heldBy(posed.figure).find((one) => one.thing === thing);
    if (held) return { posed, hand: held.hand };
  }
  return null;
};

const bodyWords = {
  hand: /\b(hands?|fingers?|fist|palm|knuckles|wrist|ring|watch|bracelet|glove)s?\b|手|指|拳|戒指|手表/i,
  feet: /\b(feet|foot|shoes?|boots?|heels?|toes?)\b|脚|鞋|靴/i,
  eyes: /\b(eyes?|tears?|gaze)\b|眼|泪/i,
  face: /\b(face|mouth|lips?|smile)\b|脸|嘴|唇/i,
} as const;

const closeOn = (setup: Setup, holder: PosedFigure, size: ShotSize): Proposal | null =>
  single({ ...setup, request: { ...setup.request, size } }, holder, 'single');

/** Null when the words name none; who can be seen only whole is seen whole. */
const ofBody = (setup: Setup, label: string, holder: PosedFigure): Proposal | null => {
  const whole = (): Proposal | null => closeOn(setup, holder, 'MS');
  if (bodyWords.hand.test(label)) {
    return showSight(setup, sightOfHand(holder, nearHand(setup, holder), null)) ?? whole();
  }
  if (bodyWords.feet.test(label)) {
    const { leftToes, rightToes } = holder.points;
    const points = [leftToes, rightToes].flatMap((toes) =>
      [-0.12, 0.12].flatMap((x) => [0, 0.2].map((y) => add(toes, [x, y, -0.6 * x]))),
    );
    const sight = { points, from: holder.figure.heading, pitch: -12, turns: fromBefore.turns, of: holder };
    return showSight(setup, sight) ?? whole();
  }
  const close = bodyWords.eyes.test(label) ? 'ECU' : bodyWords.face.test(label) ? 'VCU' : null;
  return close && closeOn(setup, holder, close);
};

/** Taken up for this shot only. */
const heldForIt = (setup: Setup, holder: PosedFigure, thing: HeldThing): Proposal | null => {
  const { figure } = holder;
  const { reach: _, ...free } = figure;
  const taken: StagedFigure = { ...free, gesture: 'holding', holds: [{ hand: 'right', thing }] };
  const posed = poseFigure(taken);
  const figures = setup.figures.map((one) => (one === holder ? posed : one));
  return showSight({ ...setup, figures }, sightOfHand(posed, 'right', thing), { recast: taken });
};

const tops: ReadonlySet<SetPiece['kind']> = new Set<SetPiece['kind']>(['table', 'desk', 'counter']);
/** Metres from the edge, between things, and between a thing and hands. */
const fromEdge = 0.04;
const fromOthers = 0.04;
const fromHands = 0.16;

/** Shares of a top's free width and depth, where things are laid. */
const spots = [0, 0.5, -0.5, 0.85, -0.85, 1, -1] as const;

const isFree = (setup: Setup, top: SetPiece, at: Vec3, size: Vec3): boolean => {
  const reach = Math.hypot(size[0], size[2]) / 2;
  const others = setup.request.scene.pieces.filter(({ id }) => id !== top.id);
  const onTop = others.some((piece) => isInsideBox(boundsOf(piece), add(at, [0, 0.01, 0]), reach + fromOthers));
  const hands = setup.figures.flatMap(({ points }) => [points.leftHand, points.rightHand]);
  return !onTop && hands.every((hand) => distance(hand, at) > reach + fromHands);
};

/** The free spot on a top that is nearest to before its holder. */
const spotOn = (setup: Setup, top: SetPiece, size: Vec3, holder: PosedFigure | null): Vec3 | null => {
  const [roomX, roomZ] = [(top.size[0] - size[0]) / 2 - fromEdge, (top.size[2] - size[2]) / 2 - fromEdge];
  if (roomX < 0 || roomZ < 0) return null;
  const before = holder
    ? add(holder.figure.position, scale(headingVector(holder.figure.heading), 0.5))
    : setup.line.through;
  const all = spots.flatMap((u) => spots.map((v) => pieceToWorld(top, [u * roomX, top.size[1], v * roomZ])));
  const far = (at: Vec3): number => Math.hypot(at[0] - before[0], at[2] - before[2]);
  return all.filter((at) => isFree(setup, top, at, size)).sort((a, b) => far(a) - far(b))[0] ?? null;
};

/** How far before its holder a thing is laid on the floor, metres. */
const ahead = 0.75;

/** Height of what lies on the floor there: cobbles, planks, a rug; metres. */
const floorAt = (setup: Setup, [x, y, z]: Vec3): Vec3 => {
  const tops = setup.request.scene.pieces
    .filter((piece) => (piece.kind === 'ground' || piece.kind === 'jetty') && isOver(piece, [x, z]))
    .map(({ position, size }) => position[1] + size[1]);
  return [x, Math.max(y, ...tops.filter((top) => top < y + highestStep)), z];
};
const highestStep = 0.12;
const isOver = (piece: SetPiece, [x, z]: readonly [x: number, z: number]): boolean => {
  const { centre, half, heading } = boundsOf(piece);
  return isInsideBox({ centre: [centre[0], 0, centre[2]], half: [half[0], 1, half[2]], heading }, [x, 0, z]);
};

const onFloor = (setup: Setup, size: Vec3, holder: PosedFigure | null): Vec3 => {
  if (!holder) return floorAt(setup, [0, 0, 0]);
  const { position, heading } = holder.figure;
  const turned = [0, 0.7, -0.7, 1.4, -1.4].map((turn) =>
    add(position, scale(headingVector(heading + turn), ahead + size[0] / 2)),
  );
  const free = turned.find(
    (at) =>
      !setup.request.scene.pieces.some(
        (piece) =>
          piece.kind !== 'ground' &&
          piece.kind !== 'jetty' &&
          piece.kind !== 'backdrop' &&
          isInsideBox(boundsOf(piece), at, 0.1),
      ),
  );
  return floorAt(setup, free ?? turned[0] ?? position);
};

/** By night a thing on the floor lies in the light that somebody carries. */
const lightBearer = ({ figures, request: { scene } }: Setup): PosedFigure | null =>
  scene.time === 'night'
    ? (figures.find(({ figure }) => heldBy(figure).some(({ thing }) => thing === 'lantern' || thing === 'torch')) ??
      null)
    : null;

/** On the table that is there, else on the floor; its face to the cameras. */
const laid = (setup: Setup, label: string, holder: PosedFigure | null): SetPiece => {
  const size = sizeOfThing(label);
  const onTop = setup.request.scene.pieces
    .filter(({ kind }) => tops.has(kind))
    .map((top) => spotOn(setup, top, size, holder))
    .find((spot) => spot !== null);
  const position = onTop ?? onFloor(setup, size, lightBearer(setup) ?? holder);
  return { id: `thing:${label}`, kind: 'box', label, position, heading: headingOf(setup.line.side), size, tone: 120 };
};

/**
 * A thing that nothing on the set stands for: in the hand that holds it, else a part of the body that it names, else laid on the
 * table that is there, else taken into a hand if hands take such things, else on the floor. With nothing named, the hands.
 */
export const showThing = (setup: Setup, label: string, holder: PosedFigure | null): Proposal | null => {
  const thing = label === '' ? null : heldThingIn(label);
  const held = thing && inHand(setup, thing);
  if (thing && held) {
    return showSight(setup, sightOfHand(held.posed, held.hand, thing)) ?? closeOn(setup, held.posed, 'MS');
  }
  if (holder) {
    const part = ofBody(setup, label === '' ? 'hands' : label, holder);
    if (part) return part;
  }
  const piece = laid(setup, label, holder);
  const onTable = piece.position[1] > (holder?.figure.position[1] ?? 0) + 0.3;
  const small = Math.max(...piece.size) < mostHeld;
  if (holder && thing && showsInHand.has(thing) && small && !onTable) return heldForIt(setup, holder, thing);
  return showSight(setup, sightOfPiece(piece), { addedPiece: piece });
};
