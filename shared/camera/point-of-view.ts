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
import { cutLineOf, isCutSize } from './cut-lines.ts';
import { pieceNamed } from './insert.ts';
import type { CameraWarning, Proposal, Setup } from './solution.ts';
import { axesOf, sensorHeight } from './view.ts';

const shortest = 14;
const longest = 200;
/** Where someone with nobody to look at looks: this far ahead. */
const ahead = 4;

type Look = { readonly target: Vec3; readonly lens: number };

/** tan of the half field that the points need about the direction, in frame heights. */
const neededTangent = (eyes: Vec3, forward: Vec3, points: readonly Vec3[], aspect: number, roll: number): number => {
  const { right, up } = axesOf(forward, radians(roll));
  return points.reduce((most, point) => {
    const offset = subtract(point, eyes);
    const depth = Math.max(0.1, dot(offset, forward));
    return Math.max(most, Math.abs(dot(offset, up)) / depth, Math.abs(dot(offset, right)) / depth / aspect);
  }, 0);
};

/** Looks so that the main's cut line fills the frame as far as a lens can from here. */
const lookAtOne = (setup: Setup, eyes: Vec3, seen: PosedFigure): Look => {
  const { size, aspect, lens } = setup.request;
  const line = isCutSize(size) ? cutLineOf(seen, size) : null;
  const { top, topAt, cut, cutAt } = line ?? {
    top: seen.points.crown,
    topAt: 0.84,
    cut: [seen.points.hips[0], seen.figure.position[1], seen.points.hips[2]] as Vec3,
    cutAt: -0.88,
  };
  const [rise, fall] = [angleUp(eyes, top), angleUp(eyes, cut)];
  const factor = Math.max(0.05, (topAt - cutAt) / Math.max(0.02, Math.tan(Math.max(0.02, rise - fall))));
  const wanted = (factor * sensorHeight(aspect)) / 2;
  const used = clamp(wanted, shortest, longest);
  const near = Math.abs(used / lens - 1) < 0.08 ? lens : used;
  const half = Math.atan(1 / ((2 * near) / sensorHeight(aspect)));
  const pitch = rise - Math.atan(topAt * Math.tan(half));
  const heading = headingOf(subtract(seen.points.headCentre, eyes));
  const forward = add(scale(headingVector(heading), Math.cos(pitch)), [0, Math.sin(pitch), 0]);
  return { target: add(eyes, scale(forward, horizontal(eyes, seen.points.headCentre))), lens: near };
};

const horizontal = (a: Vec3, b: Vec3): number => Math.max(0.3, Math.hypot(a[0] - b[0], a[2] - b[2]));
const angleUp = (eyes: Vec3, point: Vec3): number => Math.atan2(point[1] - eyes[1], horizontal(eyes, point));

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
  if (Math.abs(used - pitch) > 12) warnings.push({ kind: 'pitch-changed', asked: pitch, used });
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
