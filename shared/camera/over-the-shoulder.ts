/**
 * Over the shoulder: the main's face beyond the near figure's head and shoulder. The main's cut line fixes the camera for
 * each direction, so the search is over how far it stands off the line, how it is tilted, and, where the asked lens would
 * put it before the near figure, the lens.
 */
import { crossesCapsule, isInsideCapsule } from '../stage/capsule.ts';
import type { PosedFigure } from '../stage/pose-figure.ts';
import type { Camera, Vec3 } from '../stage/scene.ts';
import { clamp, distance, dot, headingOf, headingVector, radians, subtract } from '../stage/vec3.ts';
import { angleOfPitch } from './angle-words.ts';
import { bodyFit } from './body-fit.ts';
import { isCutSize, looserThan } from './cut-lines.ts';
import { axesFor, cameraAt, type Direction } from './fit.ts';
import { loosenedBy } from './loosened.ts';
import { groundClearance } from './place-camera.ts';
import { type Bounds, boundsInView, coveredByFigure, headSamples, isInFrame } from './project.ts';
import type { CameraWarning, Proposal, Setup } from './solution.ts';
import { projectPoint, type View, viewOf } from './view.ts';
import type { Angle, ShotSize } from './vocabulary.ts';

/** Degrees off the line. */
const swings = [3, 5, 7, 9, 11, 13, 16, 19, 23, 28, 34, 42] as const;
/** Degrees of pitch that each angle may take here: the near head must stay in the frame. */
const pitches: Readonly<Record<Angle, readonly number[]>> = {
  eye: [-4, -8, 0, -11, 4, -16, -22, -30],
  high: [-15, -13, -19, -9, -24],
  low: [8, 5, 12, 3, -1, -6, -12],
  'birds-eye': [-30, -36, -27, -22],
  overhead: [-40, -32, -24],
  'worms-eye': [16, 10, 24, 5, 0, -6, -12],
};
/** So much a pitch must be better than the one before it in the list. */
const pitchRank = 0.12;
/** Metres from the camera to the near figure. */
const leastBack = 0.55;
const backs = [0.8, 1.2, 1.8, 2.6, 4, 6.5] as const;
const longestLens = 300;
/** The near head's share of the frame's width: wanted, and the limits; the most of the frame that head and shoulder fill. */
const share = { wanted: 0.22, least: 0.1, most: 0.33, area: 0.34 } as const;
const acceptable = 0.7;
/** The most of the frame that the near figure covers. */
const mostCovered = 0.38;
/** Above this the pair does not fit, and a looser size is tried. */
const unfit = 2.2;

type Candidate = {
  readonly camera: Camera;
  readonly direction: Direction;
  readonly cost: number;
};

type Pair = { readonly setup: Setup; readonly main: PosedFigure; readonly near: PosedFigure; readonly size: ShotSize };

/** The upper body: what of the near figure is in question at the frame's edge. */
const upperBody = (posed: PosedFigure): Vec3[] => {
  const floor = posed.points.chest[1];
  return posed.hull.filter((point) => point[1] > floor);
};

/** How far the near figure is from a head and shoulder at the frame's edge. */
const nearCost = (view: View, near: PosedFigure, upper: readonly Vec3[], onLeft: boolean): number => {
  const body = boundsInView(view, upper);
  const head = boundsInView(view, near.headHull);
  if (projectPoint(view, near.points.headCentre)[2] < 0.3) return 50;
  const cover = ({ left, right }: Bounds): number =>
    onLeft ? (clamp(right, -1, 1) + 1) / 2 : (1 - clamp(left, -1, 1)) / 2;
  const headIn = (clamp(head.right, -1, 1) - clamp(head.left, -1, 1)) / Math.max(1e-6, head.right - head.left);
  const area = cover(body) * ((clamp(body.top, -1, 1) - -1) / 2);
  const covers = cover(head);
  const y = (head.top + head.bottom) / 2;
  const spread = onLeft ? Math.max(0, body.left + 1) : Math.max(0, 1 - body.right);
  return (
    3 * Math.abs(covers - share.wanted) +
    15 * (Math.max(0, covers - share.most) + Math.max(0, share.least - covers)) +
    8 * Math.max(0, area - share.area) +
    2.5 * Math.max(0, 0.55 - headIn) +
    1.2 * Math.max(0, y - 0.6) +
    1.5 * Math.max(0, -0.3 - y) +
    0.5 * spread
  );
};

const coveredShare = (view: View, main: PosedFigure, near: PosedFigure): number => {
  const samples = headSamples(view, main);
  const lost = samples.filter(
    (point) => !isInFrame(view, point) || near.capsules.some((c) => crossesCapsule(c, view.position, point)),
  );
  return lost.length / samples.length;
};

const othersInside = (setup: Setup, position: Vec3): boolean =>
  setup.figures.some((figure) => figure.capsules.some((capsule) => isInsideCapsule(capsule, position, 0.1)));

type Search = Pair & {
  readonly upper: readonly Vec3[];
  /** Heading from the main to the near figure. */
  readonly toNear: number;
  /** +1 when swinging counter-clockwise goes to the cameras' side. */
  readonly turn: number;
};

const searchOf = (pair: Pair): Search => {
  const toNear = headingOf(subtract(pair.near.points.headCentre, pair.main.points.headCentre));
  const aside = headingVector(toNear + Math.PI / 2);
  return { ...pair, upper: upperBody(pair.near), toNear, turn: dot(aside, pair.setup.line.side) >= 0 ? 1 : -1 };
};

/** The main stands off the middle, on the side away from the near figure. */
const mainOffset = (size: ShotSize, aspect: number): number =>
  (size === 'ECU' || size === 'VCU' ? 0.2 : 0.3) + (aspect < 1 ? 0.05 : 0);

/** How far a head of this middle and size is from its place at the edge: quick, and never more than the whole figure's cost. */
const headCost = (view: View, near: PosedFigure, onLeft: boolean): number => {
  const [x, y, depth] = projectPoint(view, near.points.headCentre);
  if (depth < 0.3) return 50;
  const half = (near.skeleton.skullRadius * near.scale * view.fx) / depth;
  const covers = onLeft ? (clamp(x + half, -1, 1) + 1) / 2 : (1 - clamp(x - half, -1, 1)) / 2;
  return (
    3 * Math.abs(covers - share.wanted) +
    15 * (Math.max(0, covers - share.most - 0.03) + Math.max(0, share.least - 0.03 - covers)) +
    1.2 * Math.max(0, y - 0.65) +
    1.5 * Math.max(0, -0.35 - y)
  );
};

const candidateAt = (search: Search, lens: number, swing: number, pitch: number): Candidate | null => {
  const { setup, main, near, size, toNear, turn } = search;
  const { roll, aspect } = setup.request;
  const direction = { from: toNear + turn * radians(swing), pitch, roll };
  const axes = axesFor(direction, { lens, aspect });
  // Swinging counter-clockwise round the main moves what stands before it to frame left.
  const onLeft = turn > 0;
  const position = bodyFit(main, size, (onLeft ? 1 : -1) * mainOffset(size, aspect))(axes);
  if (!position || position[1] < groundClearance) return null;
  const camera = cameraAt(axes, position, main.points.eyes, { lens, aspect, roll });
  const cost = headCost({ position, ...axes }, near, onLeft) + 0.012 * Math.max(0, swing - 24);
  return { camera, direction, cost };
};

/** Whether the near figure is what it should be: at an edge, its head in the frame, most of the frame left to the other. */
const isOver = (view: View, near: PosedFigure): boolean => {
  const { left, right, bottom, top } = boundsInView(view, near.headHull);
  const inside = (low: number, high: number): number =>
    (clamp(high, -1, 1) - clamp(low, -1, 1)) / Math.max(1e-6, high - low);
  const placed = inside(left, right) > 0.12 && inside(bottom, top) > 0.25 && Math.abs(left + right) / 2 > 0.3;
  return placed && coveredByFigure(view, near) <= mostCovered;
};

/** The candidate with all that is to be said against it. */
const judged = (search: Search, candidate: Candidate): Candidate => {
  const view = viewOf(candidate.camera);
  const { near, upper, turn } = search;
  const quick = headCost(view, near, turn > 0);
  const covered = coveredShare(view, search.main, near);
  const inside = othersInside(search.setup, candidate.camera.position) ? 10 : 0;
  const astray = isOver(view, near) ? 0 : 3;
  const whole = nearCost(view, near, upper, turn > 0);
  return { ...candidate, cost: candidate.cost - quick + whole + 12 * covered + inside + astray };
};

/** Candidates that are looked at closely. */
const shortlist = 8;

const bestAmong = (
  search: Search,
  lens: number,
  wanted: readonly { pitch: number; rank: number }[],
): Candidate | null => {
  const found: Candidate[] = [];
  for (const { pitch, rank } of wanted) {
    for (const swing of swings) {
      const candidate = candidateAt(search, lens, swing, pitch);
      if (candidate) found.push({ ...candidate, cost: candidate.cost + rank * pitchRank });
    }
  }
  found.sort((a, b) => a.cost - b.cost);
  let best: Candidate | null = null;
  for (const candidate of found.slice(0, shortlist)) {
    const full = judged(search, candidate);
    if (!best || full.cost < best.cost) best = full;
    if (best.cost < candidate.cost) break;
  }
  return best;
};

/** The pitches that an angle has of right; the others are for heads that these leave outside the frame. */
const rightPitches = 4;

const bestAtLens = (search: Search, lens: number): Candidate | null => {
  const ranked = pitches[search.setup.request.angle].map((pitch, rank) => ({ pitch, rank }));
  const best = bestAmong(search, lens, ranked.slice(0, rightPitches));
  if ((best && best.cost < acceptable) || ranked.length <= rightPitches) return best;
  const other = bestAmong(search, lens, ranked.slice(rightPitches));
  return other && (!best || other.cost < best.cost) ? other : best;
};

/** The lens that puts the camera `back` metres behind the near figure. */
const lensForBack = (search: Search, back: number): number => {
  const { setup, main, near, size } = search;
  const { lens, aspect, roll } = setup.request;
  const [pitch] = pitches[setup.request.angle];
  const axes = axesFor({ from: search.toNear, pitch: pitch ?? 0, roll }, { lens, aspect });
  const position = bodyFit(main, size, 0)(axes);
  const gap = distance(main.points.headCentre, near.points.headCentre);
  if (!position) return lens;
  return (lens * (gap + back)) / Math.max(0.05, distance(position, main.points.headCentre));
};

const bestOf = (search: Search): Candidate | null => {
  const { lens } = search.setup.request;
  const least = lensForBack(search, leastBack);
  let best = lens >= least ? bestAtLens(search, lens) : null;
  if (best && best.cost < acceptable) return best;
  for (const back of backs) {
    const other = clamp(lensForBack(search, back), 18, longestLens);
    const found = bestAtLens(search, other);
    if (found && (!best || found.cost + 0.3 < best.cost)) best = found;
    if (best && best.cost < acceptable) return best;
  }
  return best;
};

const warningsOf = (setup: Setup, found: Found, near: PosedFigure): CameraWarning[] => {
  const { request, pitch } = setup;
  const { size, candidate } = found;
  const { lens } = candidate.camera;
  const warnings: CameraWarning[] = [];
  if (!isOver(viewOf(candidate.camera), near)) {
    warnings.push({ kind: 'framing-replaced', asked: request.framing, used: 'single', because: 'no-room' });
  }
  if (size !== request.size) {
    const kind = isCutSize(request.size) ? 'size-loosened' : 'size-tightened';
    warnings.push({ kind, asked: request.size, factor: 1 });
  } else warnings.push(...loosenedBy(candidate.camera, found.main, size));
  if (Math.abs(lens - request.lens) > 0.01) warnings.push({ kind: 'lens-changed', asked: request.lens, used: lens });
  if (angleOfPitch(candidate.direction.pitch, 'over-the-shoulder') !== request.angle) {
    warnings.push({ kind: 'pitch-changed', asked: pitch, used: candidate.direction.pitch });
  }
  return warnings;
};

type Found = { readonly candidate: Candidate; readonly size: ShotSize; readonly main: PosedFigure };

/** Wider than this the near figure is no longer at the frame's edge. */
const widestOver: ShotSize = 'FS';

/** The camera behind `near`, on the scene's side; looser than asked where the frame has no room for both. */
export const overTheShoulder = (setup: Setup, main: PosedFigure, near: PosedFigure): Proposal | null => {
  const { size: asked } = setup.request;
  let size: ShotSize = isCutSize(asked) ? asked : widestOver;
  let best: Found | null = null;
  for (let step = 0; step < 4; step++) {
    const candidate = bestOf(searchOf({ setup, main, near, size }));
    if (candidate && (!best || candidate.cost < best.candidate.cost - 0.4)) best = { candidate, size, main };
    if ((best && best.candidate.cost < unfit) || !isCutSize(size)) break;
    size = looserThan[size];
  }
  if (!best) return null;
  return {
    camera: best.candidate.camera,
    direction: best.candidate.direction,
    shown: [main],
    kept: [near],
    crowd: 'makes-way',
    warnings: warningsOf(setup, best, near),
  };
};
