/** Several figures at once: two-shot, three-shot, group, and a master at a size that shows bodies. */
import { crossesCapsule, isInsideCapsule } from '../stage/capsule.ts';
import type { PosedFigure } from '../stage/pose-figure.ts';
import type { Vec3 } from '../stage/scene.ts';
import { add, dot, headingOf, mix, radians, scale, subtract, wrapAngle } from '../stage/vec3.ts';
import { fullWindow } from './body-fit.ts';
import { cutLineOf, isCutSize, standingLineOf } from './cut-lines.ts';
import { type Axes, axesFor, type CutLine, fitCut, fitPoints, type Window } from './fit.ts';
import { placeCamera } from './place-camera.ts';
import { boundsInView, facingInView } from './project.ts';
import type { Proposal, Setup } from './solution.ts';
import { viewOf } from './view.ts';
import type { ShotSize } from './vocabulary.ts';

/** Degrees round from square to the line, towards either end. */
const turns = [12, -12, 24, -24, 0, 36, -36, 48, -48] as const;
const headWindow: Window = { left: -0.92, right: 0.92, bottom: -0.96, top: 0.86 };

/** So many may stand a little high in their frame. */
const mostNear = 4;
/** Heads along the frame's top leave this much under their feet empty, half frame heights, when they are too many. */
const manyFloor = -0.8;
const rowWindow: Window = { left: -0.94, right: 0.94, bottom: -0.8, top: 0.86 };

/** So many that all of them are small: a row of people in the frame's middle. */
const isRow = (axes: Axes, position: Vec3, subjects: readonly PosedFigure[]): boolean =>
  subjects.length > mostNear &&
  boundsInView(
    { position, ...axes },
    subjects.flatMap(({ hull }) => hull),
  ).bottom > manyFloor;
const rowOf = (axes: Axes, bodies: readonly Vec3[], aim: Vec3): Vec3 =>
  fitPoints(axes, bodies, rowWindow, { aim, aimX: 0, aimY: 0 });

const middleOf = (points: readonly Vec3[]): Vec3 =>
  scale(
    points.reduce((sum, point) => add(sum, point), [0, 0, 0] as Vec3),
    1 / Math.max(1, points.length),
  );

/** The main's cut line, its top raised to the highest head of all. */
export const groupLine = (
  size: ShotSize,
  { up }: Pick<Axes, 'up'>,
  subjects: readonly PosedFigure[],
  main: PosedFigure,
): CutLine => {
  if (!isCutSize(size)) return standingLineOf(main, size === 'WS' ? 'WS' : 'EWS');
  const line = cutLineOf(main, size, up);
  if (size === 'ECU' || size === 'VCU') return line;
  const highest = subjects.reduce((high, { points }) => Math.max(high, dot(points.crown, up)), -Infinity);
  const raise = Math.max(0, highest - dot(line.top, up));
  return { ...line, top: add(line.top, scale(up, raise)) };
};

const isInside = (axes: Axes, position: Vec3, points: readonly Vec3[], window: Window): boolean => {
  const view = { position, ...axes };
  const { left, right, bottom, top } = boundsInView(view, points);
  return left >= window.left - 1e-6 && right <= window.right + 1e-6 && bottom >= window.bottom && top <= window.top;
};

type GroupFit = { readonly position: Vec3; readonly loosened: boolean };

const fitGroup = (setup: Setup, axes: Axes, subjects: readonly PosedFigure[], main: PosedFigure): GroupFit => {
  const { size } = setup.request;
  const heads = subjects.flatMap((figure) => figure.headHull);
  const bodies = subjects.flatMap((figure) => figure.hull);
  const middle = middleOf(subjects.map((figure) => figure.points.headCentre));
  if (size === 'FS') {
    const whole = fitPoints(axes, bodies, fullWindow, { aim: middle, aimX: 0, aimY: 'top' });
    return { position: isRow(axes, whole, subjects) ? rowOf(axes, bodies, middle) : whole, loosened: false };
  }
  const cut = isCutSize(size);
  const inside = cut ? heads : bodies;
  const window: Window = cut
    ? { ...headWindow, top: 0.98, bottom: -1 }
    : { left: -0.94, right: 0.94, bottom: -0.94, top: 0.94 };
  const exact = centred(axes, fitCut(axes, groupLine(size, axes, subjects, main), middle, 0), inside);
  if (exact && isInside(axes, exact, inside, window)) return { position: exact, loosened: false };
  const place = { aim: middle, aimX: 0, aimY: cut ? 'top' : -0.3, ...(exact ? { behind: exact } : {}) } as const;
  const looser = fitPoints(axes, inside, cut ? headWindow : window, place);
  const row = cut && isRow(axes, looser, subjects);
  return { position: row ? rowOf(axes, bodies, middle) : looser, loosened: true };
};

/** The camera moved along its right so that the points' bounds are in the middle of the frame. */
const centred = (axes: Axes, position: Vec3 | null, points: readonly Vec3[]): Vec3 | null => {
  if (!position) return null;
  let moved = position;
  for (let pass = 0; pass < 4; pass++) {
    const view = { position: moved, ...axes };
    const { left, right } = boundsInView(view, points);
    const depth = dot(add(middleOf(points), scale(moved, -1)), axes.forward);
    moved = add(moved, scale(axes.right, (((left + right) / 2) * Math.max(depth, 0.3)) / axes.fx));
  }
  return moved;
};

type Candidate = Proposal & { readonly cost: number; readonly loosened: boolean };

const hidden = (setup: Setup, position: Vec3, subjects: readonly PosedFigure[]): number => {
  let cost = 0;
  for (const other of setup.figures) {
    if (other.capsules.some((capsule) => isInsideCapsule(capsule, position, 0.15))) cost += 4;
    for (const subject of subjects) {
      if (subject === other) continue;
      const ends = [subject.points.leftEye, subject.points.rightEye, subject.points.chin];
      cost += ends.filter((p) => other.capsules.some((capsule) => crossesCapsule(capsule, position, p))).length;
    }
  }
  return cost;
};

/** Faces turned away cost: a group is seen from where most faces are. */
const awayCost = (setup: Setup, subjects: readonly PosedFigure[], proposal: { camera: Proposal['camera'] }): number => {
  const view = viewOf(proposal.camera);
  const away = subjects.map((figure) => Math.max(0, Math.abs(facingInView(view, figure)) - 90) / 90);
  return setup.request.angle === 'overhead' ? 0 : away.reduce((sum, one) => sum + one, 0) / subjects.length;
};

const sizeRatio = (
  setup: Setup,
  axes: Axes,
  main: PosedFigure,
  position: Vec3,
  subjects: readonly PosedFigure[],
): number => {
  const wanted = fitCut(axes, groupLine(setup.request.size, axes, subjects, main), main.points.headCentre, 0);
  if (!wanted) return 1;
  const depth = (from: Vec3): number => dot(add(main.points.headCentre, scale(from, -1)), axes.forward);
  return depth(position) / Math.max(0.05, depth(wanted));
};

const candidateAt = (setup: Setup, subjects: readonly PosedFigure[], from: number, turn: number): Candidate | null => {
  const [main] = subjects;
  if (!main) return null;
  const { size, angle, roll, lens, aspect } = setup.request;
  const subject = mix(main.points.eyes, middleOf(subjects.map((figure) => figure.points.eyes)), 0.5);
  const placed = placeCamera({
    direction: { from, pitch: setup.pitch, roll },
    lens,
    aspect,
    angle,
    fit: (axes) => fitGroup(setup, axes, subjects, main).position,
    subject,
  });
  if (!placed) return null;
  const axes = axesFor(placed.direction, { lens: placed.camera.lens, aspect });
  const { loosened } = fitGroup(setup, axes, subjects, main);
  const factor = loosened ? sizeRatio(setup, axes, main, placed.camera.position, subjects) : 1;
  const cost =
    hidden(setup, placed.camera.position, subjects) +
    0.7 * Math.max(0, factor - 1) +
    unevenCost(axes, placed.camera.position, subjects) +
    1.5 * awayCost(setup, subjects, placed) +
    Math.abs(turn) / 90;
  const isLooser = loosened && (isCutSize(size) || factor > 1.02);
  const looser = isLooser ? [{ kind: 'size-loosened', asked: size, factor: Math.max(1, factor) } as const] : [];
  return {
    ...placed,
    shown: subjects,
    crowd: 'makes-way',
    cost,
    loosened,
    warnings: [...placed.warnings, ...looser],
  };
};

/** The heading square to the row of the first two subjects, on the cameras' side of the scene's line. */
const squareHeading = (setup: Setup, [first, second]: readonly PosedFigure[]): number => {
  const { side } = setup.line;
  if (!first || !second) return headingOf(side);
  const [x, , z] = subtract(second.points.headCentre, first.points.headCentre);
  if (Math.hypot(x, z) < 0.1) return headingOf(side);
  const square: Vec3 = [-z, 0, x];
  return headingOf(dot(square, side) >= 0 ? square : scale(square, -1));
};

/** One head far larger than another reads as an over-the-shoulder: what the nearest has over the farthest. */
const unevenCost = (axes: Axes, position: Vec3, subjects: readonly PosedFigure[]): number => {
  const depths = subjects.map(({ points }) => dot(subtract(points.headCentre, position), axes.forward));
  const ratio = Math.max(...depths) / Math.max(0.05, Math.min(...depths));
  return Math.min(4, Math.max(0, ratio - 1.5));
};

export const group = (setup: Setup, subjects: readonly PosedFigure[]): Proposal | null => {
  const square = squareHeading(setup, subjects);
  let best: Candidate | null = null;
  for (const turn of turns) {
    const candidate = candidateAt(setup, subjects, wrapAngle(square + radians(turn)), turn);
    if (candidate && (!best || candidate.cost < best.cost - 1e-9)) best = candidate;
    if (best && best.cost < 0.3) break;
  }
  return best;
};
