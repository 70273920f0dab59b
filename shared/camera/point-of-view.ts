/** Point of view: the camera at someone's eyes, looking at the others; the one whose eyes they are is not drawn. */
import type { PosedFigure } from '../stage/pose-figure.ts';
import type { Camera, SetPiece, Vec3 } from '../stage/scene.ts';
import {
  add,
  clamp,
  cross,
  degrees,
  dot,
  headingOf,
  headingVector,
  radians,
  scale,
  subtract,
  unit,
} from '../stage/vec3.ts';
import { spotOf, turnedTo } from './aim-at.ts';
import { angleOfPitch } from './angle-words.ts';
import { fullWindow } from './body-fit.ts';
import { cutLineOf, isCutSize, standingLineOf } from './cut-lines.ts';
import type { CutLine } from './fit.ts';
import { pieceNamed } from './insert.ts';
import type { CameraWarning, Proposal, Setup } from './solution.ts';
import { axesOf, sensorHeight, viewOf } from './view.ts';
import type { ShotSize } from './vocabulary.ts';

const shortest = 14;
const longest = 300;
/** Where someone with nobody to look at looks: this far ahead. */
const ahead = 4;

/** Where the eyes look, and how many times larger the lens would have to show it. */
type Look = { readonly target: Vec3; readonly lens: number; readonly factor?: number };

/** tan of the half field that the points need about the direction, in frame heights. */
const neededTangent = (eyes: Vec3, forward: Vec3, points: readonly Vec3[], aspect: number, roll: number): number => {
  const { right, up } = axesOf(forward, radians(roll));
  return points.reduce((most, point) => {
    const offset = subtract(point, eyes);
    const depth = Math.max(0.1, dot(offset, forward));
    return Math.max(most, Math.abs(dot(offset, up)) / depth, Math.abs(dot(offset, right)) / depth / aspect);
  }, 0);
};

const lineFor = (seen: PosedFigure, size: ShotSize, camera: Camera): CutLine => {
  if (isCutSize(size)) return cutLineOf(seen, size, viewOf(camera).up);
  if (size !== 'FS') return standingLineOf(seen, size === 'WS' ? 'WS' : 'EWS');
  const high = (point: Vec3): number => spotOf(camera, point).y;
  const top = seen.hull.reduce((most, point) => (high(point) > high(most) ? point : most), seen.points.crown);
  const cut = seen.hull.reduce((least, point) => (high(point) < high(least) ? point : least), seen.points.leftToes);
  return { top, topAt: fullWindow.top, cut, cutAt: fullWindow.bottom };
};

/** Passes after which tilt and lens no longer change what is seen. */
const passes = 14;
/** Looser or tighter than this share, the lens could not make the size. */
const sameSize = 0.03;

/** Turns and zooms until the cut line of whoever is seen lies at its place, as far as a lens can from here. */
const lookAtOne = (setup: Setup, eyes: Vec3, seen: PosedFigure): Look => {
  const { size, aspect, lens: asked, roll } = setup.request;
  const head = seen.points.headCentre;
  let camera: Camera = { position: eyes, target: head, roll: radians(roll), lens: asked, aspect };
  let wanted = asked;
  let line = lineFor(seen, size, camera);
  for (let pass = 0; pass < passes; pass++) {
    line = lineFor(seen, size, camera);
    const spread = spotOf(camera, line.top).y - spotOf(camera, line.cut).y;
    wanted = camera.lens * clamp((line.topAt - line.cutAt) / Math.max(1e-3, spread), 0.2, 5);
    camera = { ...camera, lens: clamp(wanted, shortest, longest) };
    // What is smaller than asked is kept in the middle; what is larger keeps its head.
    const share = camera.lens / wanted;
    const middle = (line.topAt + line.cutAt) / 2;
    const span = (line.topAt - line.cutAt) * share;
    const y = share > 1 ? line.topAt - span : middle - span / 2;
    const spot = { x: spotOf(camera, line.cut).x - spotOf(camera, head).x, y };
    camera = turnedTo(camera, line.cut, spot);
  }
  const near = Math.abs(camera.lens / asked - 1) < sameSize / 2 ? asked : camera.lens;
  return { target: camera.target, lens: near, factor: wanted / camera.lens };
};

const lookAtAll = (setup: Setup, eyes: Vec3, seen: readonly PosedFigure[]): Look => {
  const { aspect, lens, roll, size } = setup.request;
  const sum = seen.reduce((all, figure) => add(all, unit(subtract(figure.points.headCentre, eyes))), [0, 0, 0] as Vec3);
  const down: Vec3 = isCutSize(size) ? [0, -0.04, 0] : [0, -0.12, 0];
  const forward = unit(add(unit(sum), down));
  const points = seen.flatMap((figure) => (isCutSize(size) ? figure.headHull : figure.hull));
  const tangent = neededTangent(eyes, forward, points, aspect, roll) / 0.92;
  const widest = sensorHeight(aspect) / 2 / Math.max(0.05, tangent);
  return { target: add(eyes, scale(forward, 2)), lens: clamp(Math.min(lens, widest), shortest, longest) };
};

/** What of the set eyes rest on, and never what only closes the view. */
const isSight = ({ kind }: SetPiece): boolean => kind !== 'backdrop' && kind !== 'ground' && kind !== 'chair';

/** The named thing, else what of the set stands most nearly ahead: nobody stares at a bare wall. */
const sightOf = (setup: Setup, viewer: PosedFigure): SetPiece | null => {
  const named = setup.request.focus ? pieceNamed(setup, setup.request.focus) : null;
  if (named) return named;
  const ahead = (piece: SetPiece): number => {
    const away = subtract(piece.position, viewer.figure.position);
    return Math.hypot(away[0], away[2]) < 0.9
      ? -1
      : dot(unit([away[0], 0, away[2]]), headingVector(headingOf(viewer.facing)));
  };
  let best: { readonly piece: SetPiece; readonly at: number } | null = null;
  for (const piece of setup.request.scene.pieces.filter(isSight)) {
    const at = ahead(piece);
    if (at > -1 && (!best || at > best.at + 1e-9)) best = { piece, at };
  }
  return best?.piece ?? null;
};

const lookAtThing = (setup: Setup, piece: SetPiece): Look => {
  const middle = add(piece.position, [0, piece.size[1] / 2, 0]);
  return { target: middle, lens: setup.request.lens };
};

const lookAhead = (setup: Setup, viewer: PosedFigure): Look => {
  const { eyes } = viewer.points;
  const pitch = radians(clamp(setup.pitch, -60, 45));
  const level = headingVector(headingOf(viewer.facing));
  const forward = add(scale(level, Math.cos(pitch)), [0, Math.sin(pitch), 0]);
  return { target: viewer.figure.gaze ?? add(eyes, scale(forward, ahead)), lens: setup.request.lens };
};

/** A little before the eyes, out of the viewer's own face. */
const eyePoint = (viewer: PosedFigure): Vec3 => viewer.points.eyes;

export const pointOfView = (setup: Setup, viewer: PosedFigure): Proposal => {
  const { request, pitch } = setup;
  const named = setup.subjects.filter((figure) => figure !== viewer);
  const others = setup.figures.filter((figure) => figure !== viewer);
  const thing = named.length > 0 ? null : pieceNamed(setup, request.focus ?? '');
  const someone = thing ? [] : others.slice(0, 1);
  const seen = named.length > 0 ? named : someone;
  const eyes = eyePoint(viewer);
  const [first] = seen;
  const sight = first || viewer.figure.gaze ? thing : sightOf(setup, viewer);
  const look = sight
    ? lookAtThing(setup, sight)
    : !first
      ? lookAhead(setup, viewer)
      : seen.length === 1
        ? lookAtOne(setup, eyes, first)
        : lookAtAll(setup, eyes, seen);
  const camera: Camera = {
    position: eyes,
    target: look.target,
    roll: radians(request.roll),
    lens: look.lens,
    aspect: request.aspect,
  };
  const forward = unit(subtract(look.target, eyes));
  const used = degrees(Math.asin(clamp(forward[1], -1, 1)));
  const warnings: CameraWarning[] = [];
  if (Math.abs(look.lens - request.lens) > 0.01) {
    warnings.push({ kind: 'lens-changed', asked: request.lens, used: look.lens });
  }
  if (angleOfPitch(used) !== request.angle) warnings.push({ kind: 'pitch-changed', asked: pitch, used });
  const { factor = 1 } = look;
  if (factor > 1 + sameSize) warnings.push({ kind: 'size-loosened', asked: request.size, factor });
  if (factor < 1 - sameSize) warnings.push({ kind: 'size-tightened', asked: request.size, factor });
  const from = headingOf(scale(cross([0, 1, 0], cross(forward, [0, 1, 0])), -1));
  return {
    camera,
    direction: { from, pitch: used, roll: request.roll },
    shown: seen,
    crowd: thing ? 'makes-way' : 'stays',
    withoutFigure: viewer.figure.name,
    warnings,
  };
};
