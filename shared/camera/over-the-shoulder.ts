/**
 * Over the shoulder: the main's face beyond the near figure's head and shoulder. The main's cut line fixes the camera for
 * each direction, so the search is over how far it stands off the line, how it is tilted, and, where the asked lens would
 * put it before the near figure, the lens.
 */
import { crossesCapsule, isInsideCapsule } from '../stage/capsule.ts';
import { fittingsOf } from '../stage/in-car.ts';
import { type Box, crossesBox } from '../stage/pieces.ts';
import type { PosedFigure } from '../stage/pose-figure.ts';
import type { Camera, Vec3 } from '../stage/scene.ts';
import { clamp, distance, dot, headingOf, headingVector, radians, subtract } from '../stage/vec3.ts';
import { angleOfPitch } from './angle-words.ts';
import { bodyFit } from './body-fit.ts';
import { isOutside } from './clear-view.ts';
import { isCutSize, looserThan } from './cut-lines.ts';
import { axesFor, cameraAt, type Direction } from './fit.ts';
import { loosenedBy } from './loosened.ts';
import { headCost, isOver, type NearPlace, nearCost, upperBody } from './near-figure.ts';
import { groundClearance } from './place-camera.ts';
import { headSamples, isInFrame } from './project.ts';
import type { CameraWarning, Proposal, Setup } from './solution.ts';
import { type View, viewOf } from './view.ts';
import type { Angle, ShotSize } from './vocabulary.ts';

/** Degrees off the line. */
const swings = [3, 5, 7, 9, 11, 13, 16, 19, 23, 28, 34, 42] as const;
/** Degrees of pitch that each angle has of right here; the others are for near figures whom these leave outside the frame. */
const pitches: Readonly<Record<Angle, { readonly own: readonly number[]; readonly others: readonly number[] }>> = {
  eye: { own: [-1, -4, 2, -5.5, -2.5, -7, 4, -10], others: [8, -16, 12, 16, -22, -30] },
  high: { own: [-15, -13, -19, -9], others: [-24] },
  low: { own: [8, 5, 12, 16], others: [3, -1, -6, -12] },
  'birds-eye': { own: [-30, -36, -27, -22], others: [] },
  overhead: { own: [-40, -32, -24], others: [] },
  'worms-eye': { own: [16, 10, 24, 5], others: [0, -6, -12] },
};
/** So much a pitch must be better than the one before it in the list. */
const pitchRank = 0.05;
/** Metres from the camera to the near figure. */
const leastBack = 0.55;
const distances = [0.8, 1.1, 1.5, 2, 2.7, 4, 6.5] as const;
const longestLens = 300;
const acceptable = 0.8;
/** What a doubling of the lens costs, beyond one for portraits, mm. */
const longCost = 0.25;
const portrait = 85;
/** And a wall that must go for the camera. */
const wildWall = 0.15;
/** Above this the pair does not fit, and a looser size is tried. */
const unfit = 2.2;

type Candidate = {
  readonly camera: Camera;
  readonly direction: Direction;
  readonly cost: number;
};

type Pair = { readonly setup: Setup; readonly main: PosedFigure; readonly near: PosedFigure; readonly size: ShotSize };

/** The share of the face that the near figure, the frame's edge or a seat hides. */
const coveredShare = (view: View, { main, near, fittings }: Search): number => {
  const samples = headSamples(view, main);
  const lost = samples.filter(
    (point) =>
      !isInFrame(view, point) ||
      near.capsules.some((capsule) => crossesCapsule(capsule, view.position, point)) ||
      fittings.some((box) => crossesBox(box, view.position, point)),
  );
  return lost.length / samples.length;
};

const othersInside = (setup: Setup, position: Vec3): boolean =>
  setup.figures.some((figure) => figure.capsules.some((capsule) => isInsideCapsule(capsule, position, 0.1)));

type Search = Pair & {
  readonly upper: readonly Vec3[];
  readonly fittings: readonly Box[];
  /** Heading from the main to the near figure. */
  readonly toNear: number;
  /** +1 when swinging counter-clockwise goes to the cameras' side. */
  readonly turn: number;
};

const searchOf = (pair: Pair): Search => {
  const toNear = headingOf(subtract(pair.near.points.headCentre, pair.main.points.headCentre));
  const aside = headingVector(toNear + Math.PI / 2);
  const fittings = pair.setup.request.scene.pieces.flatMap(fittingsOf);
  return {
    ...pair,
    upper: upperBody(pair.near),
    fittings,
    toNear,
    turn: dot(aside, pair.setup.line.side) >= 0 ? 1 : -1,
  };
};

/** Swinging counter-clockwise round the main moves what stands before it to frame left. */
const placeOf = ({ near, size, setup, turn }: Search): NearPlace => ({
  near,
  size,
  aspect: setup.request.aspect,
  onLeft: turn > 0,
});

/** The main stands off the middle, on the side away from the near figure. */
const mainOffset = (size: ShotSize, aspect: number): number =>
  (size === 'ECU' || size === 'VCU' ? 0.2 : 0.3) + (aspect < 1 ? 0.05 : 0);

const candidateAt = (search: Search, lens: number, swing: number, pitch: number): Candidate | null => {
  const { setup, main, size, toNear, turn } = search;
  const { roll, aspect } = setup.request;
  const direction = { from: toNear + turn * radians(swing), pitch, roll };
  const axes = axesFor(direction, { lens, aspect });
  const position = bodyFit(main, size, turn * mainOffset(size, aspect))(axes);
  if (!position || position[1] < groundClearance) return null;
  const camera = cameraAt(axes, position, main.points.eyes, { lens, aspect, roll });
  const cost = headCost({ position, ...axes }, placeOf(search)) + 0.012 * Math.max(0, swing - 24);
  return { camera, direction, cost };
};

/** The candidate with all that is to be said against it, the quickest first: what is worse than `worst` already is not looked at further. */
const judged = (search: Search, candidate: Candidate, worst: number): Candidate => {
  const view = viewOf(candidate.camera);
  const place = placeOf(search);
  const { position } = candidate.camera;
  let cost = candidate.cost - headCost(view, place) + nearCost(view, place, search.upper);
  if (isOutside(search.setup.request.scene, position)) cost += wildWall;
  if (cost < worst) cost += isOver(view, place) ? 0 : 3;
  if (cost < worst) cost += 12 * coveredShare(view, search);
  if (cost < worst) cost += othersInside(search.setup, position) ? 10 : 0;
  return { ...candidate, cost };
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
    const full = judged(search, candidate, best?.cost ?? Infinity);
    if (!best || full.cost < best.cost) best = full;
    if (best.cost < candidate.cost) break;
  }
  return best;
};

const bestAtLens = (search: Search, lens: number): Candidate | null => {
  const { own, others } = pitches[search.setup.request.angle];
  const ranked = [...own, ...others].map((pitch, rank) => ({ pitch, rank }));
  const best = bestAmong(search, lens, ranked.slice(0, own.length));
  if ((best && best.cost < acceptable) || others.length === 0) return best;
  const other = bestAmong(search, lens, ranked.slice(own.length));
  return other && (!best || other.cost < best.cost) ? other : best;
};

/** The lens that puts the camera `back` metres behind the near figure. */
const lensForBack = (search: Search, back: number): number => {
  const { setup, main, near, size } = search;
  const { lens, aspect, roll } = setup.request;
  const [pitch] = pitches[setup.request.angle].own;
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
  for (const back of distances) {
    const other = clamp(lensForBack(search, back), 18, longestLens);
    const at = bestAtLens(search, other);
    const found = at && { ...at, cost: at.cost + longCost * Math.max(0, Math.log2(other / Math.max(lens, portrait))) };
    if (found && (!best || found.cost + 0.3 < best.cost)) best = found;
    if (best && best.cost < acceptable) return best;
  }
  return best;
};

const warningsOf = (setup: Setup, found: Found): CameraWarning[] => {
  const { request, pitch } = setup;
  const { size, candidate, place } = found;
  const { lens } = candidate.camera;
  const warnings: CameraWarning[] = [];
  if (!isOver(viewOf(candidate.camera), place)) {
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

type Found = {
  readonly candidate: Candidate;
  readonly size: ShotSize;
  readonly main: PosedFigure;
  readonly place: NearPlace;
};

/** Wider than this the near figure is no longer at the frame's edge. */
const widestOver: ShotSize = 'FS';

/** The camera behind `near`, on the scene's side; looser than asked where the frame has no room for both. */
export const overTheShoulder = (setup: Setup, main: PosedFigure, near: PosedFigure): Proposal | null => {
  const { size: asked } = setup.request;
  let size: ShotSize = isCutSize(asked) ? asked : widestOver;
  let best: Found | null = null;
  for (let step = 0; step < 4; step++) {
    const search = searchOf({ setup, main, near, size });
    const candidate = bestOf(search);
    if (candidate && (!best || candidate.cost < best.candidate.cost - 0.4)) {
      best = { candidate, size, main, place: placeOf(search) };
    }
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
    warnings: warningsOf(setup, best),
  };
};
