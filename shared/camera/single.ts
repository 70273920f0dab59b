/** One figure: single, reaction, reverse and profile. */
import { crossesCapsule, isInsideCapsule } from '../stage/capsule.ts';
import { fittingsOf } from '../stage/in-car.ts';
import { boundsOf, cornersOf, crossesBox, isInsideBox } from '../stage/pieces.ts';
import type { PosedFigure } from '../stage/pose-figure.ts';
import { dot, headingOf, headingVector, radians, wrapAngle } from '../stage/vec3.ts';
import { bodyFit, fullWindow } from './body-fit.ts';
import { isCutSize } from './cut-lines.ts';
import { fitPoints } from './fit.ts';
import { loosenedBy } from './loosened.ts';
import { placeCamera } from './place-camera.ts';
import { boundsInView, facingInView } from './project.ts';
import type { CameraWarning, Fit, Proposal, Setup } from './solution.ts';
import { type View, viewOf } from './view.ts';
import type { Framing, ShotSize } from './vocabulary.ts';

/** Degrees off the face that the camera prefers, best first. */
const offsets: Partial<Record<Framing, readonly number[]>> = {
  profile: [90, 84, 96],
  reverse: [18, 26, 10],
  reaction: [26, 34, 18, 42],
};
const singleOffsets = [32, 40, 24, 48, 16, 56] as const;
/** The head's place off the middle for looking room, half frame widths. */
const thirds: Partial<Record<ShotSize, number>> = { ECU: 0.06, VCU: 0.14, CU: 0.24, MCU: 0.3 };
const third = 0.33;

/** A face that looks up from a bed is seen from beside and above at least this steeply, degrees. */
const besideLyingPitch = -35;

/** In narrow frames the head stays nearer the middle, or the shoulders leave the frame. */
const lookingRoom = (size: ShotSize, aspect: number): number =>
  (thirds[size] ?? third) * Math.min(1, Math.max(0.3, (aspect - 0.4) / 1.2));

const faceHeading = (posed: PosedFigure): number => {
  const flat = Math.hypot(posed.facing[0], posed.facing[2]);
  return flat > 0.3 ? headingOf(posed.facing) : posed.figure.heading;
};

/** Which way to go round from the face so as to stay on the cameras' side; +1 counter-clockwise. */
const turnToSide = (setup: Setup, heading: number): number => {
  const aside = headingVector(heading + Math.PI / 2);
  return dot(aside, setup.line.side) >= 0 ? 1 : -1;
};

/** The heading that the camera stands at, brought onto the cameras' side of the line; within 100° of the face if it can. */
const headingOnSide = (setup: Setup, face: number, offset: number): { from: number; crossed: boolean } => {
  const turn = turnToSide(setup, face);
  const from = face + turn * radians(offset);
  if (dot(headingVector(from), setup.line.side) >= 0.02) return { from, crossed: false };
  const square = headingOf(setup.line.side);
  const rest = wrapAngle(from - square);
  const brought = square + Math.sign(rest) * radians(86);
  const awayFromFace = Math.abs(wrapAngle(brought - face));
  return awayFromFace <= radians(105) ? { from: brought, crossed: false } : { from, crossed: true };
};

/** Who sits in a car is shown whole with the car: no camera fits between them. */
const carFit = (setup: Setup, main: PosedFigure): Fit | null => {
  const { size, scene } = setup.request;
  if (size !== 'FS' && size !== 'WS') return null;
  const car = scene.pieces.find((piece) => piece.kind === 'car' && isInsideBox(boundsOf(piece), main.points.hips));
  if (!car) return null;
  const points = [...main.hull, ...cornersOf(car)];
  const window = size === 'FS' ? fullWindow : { left: -0.7, right: 0.7, bottom: -0.7, top: 0.6 };
  return (axes) => fitPoints(axes, points, window, { aim: car.position, aimX: 0, aimY: -0.3 });
};

type Candidate = Proposal & { readonly cost: number };

/** What stands in the way: a camera inside someone, or others before the main's face or in the foreground. */
const obstruction = (setup: Setup, view: View, main: PosedFigure): number => {
  const fittings = setup.request.scene.pieces.flatMap(fittingsOf);
  let cost = fittings.some((box) => crossesBox(box, view.position, main.points.eyes)) ? 3 : 0;
  for (const other of setup.figures) {
    if (other === main) continue;
    if (other.capsules.some((capsule) => isInsideCapsule(capsule, view.position, 0.15))) cost += 4;
    if (other.capsules.some((capsule) => crossesCapsule(capsule, view.position, main.points.eyes))) cost += 3;
    const { left, right, bottom, top } = boundsInView(view, other.headHull);
    if (right > -1 && left < 1 && top > -1 && bottom < 1) cost += 0.5;
  }
  return cost;
};

const candidateAt = (setup: Setup, main: PosedFigure, offset: number, rank: number): Candidate | null => {
  const { size, angle, roll, lens, aspect, framing } = setup.request;
  const lying = Math.abs(main.facing[1]) > 0.7;
  const beside = { from: headingOf(setup.line.side) + radians(offset - 32), crossed: false };
  const { from, crossed } = lying ? beside : headingOnSide(setup, faceHeading(main), offset);
  const pitch = lying ? Math.min(setup.pitch, besideLyingPitch) : setup.pitch;
  const direction = { from, pitch, roll };
  const base = { direction, lens, aspect, angle, subject: main.points.eyes, body: main };
  const whole = carFit(setup, main);
  const first = placeCamera({ ...base, fit: whole ?? bodyFit(main, size, 0) });
  if (!first) return null;
  const facing = facingInView(viewOf(first.camera), main);
  const room = Math.abs(facing) > 150 || setup.request.angle === 'overhead' ? 0 : Math.sign(facing);
  const placed = placeCamera({ ...base, fit: whole ?? bodyFit(main, size, -room * lookingRoom(size, aspect)) });
  if (!placed) return null;
  const warnings: CameraWarning[] = [...placed.warnings];
  if (crossed) warnings.push({ kind: 'line-crossed' });
  if (!whole) warnings.push(...loosenedBy(placed.camera, main, size));
  if (pitch !== setup.pitch) warnings.push({ kind: 'pitch-changed', asked: setup.pitch, used: pitch });
  const cost = obstruction(setup, viewOf(placed.camera), main) + rank * (framing === 'profile' ? 0.6 : 0.2);
  return { ...placed, warnings, shown: [main], crowd: isCutSize(size) || size === 'FS' ? 'makes-way' : 'stays', cost };
};

/** A frame of one figure, from the direction that is least in others' way. */
export const single = (setup: Setup, main: PosedFigure, framing: Framing = setup.request.framing): Proposal | null => {
  const wanted = offsets[framing] ?? singleOffsets;
  let best: Candidate | null = null;
  for (const [rank, offset] of wanted.entries()) {
    const candidate = candidateAt(setup, main, offset, rank);
    if (candidate && (!best || candidate.cost < best.cost - 1e-9)) best = candidate;
    if (best && best.cost <= (rank + 1) * 0.2) break;
  }
  return best;
};
