/**
 * The words for a picture: what a camera, however it came to stand there, makes of a shot. The inverse of the solver, read
 * from projected points. Words that say the same picture (a reaction is a single; a master is a group) are told apart only
 * by what the shot was before.
 */
import { type PosedFigure, poseFigure } from '../stage/pose-figure.ts';
import type { Camera, StagedScene } from '../stage/scene.ts';
import { degrees, distance, headingOf, length, mix, subtract, wrapAngle } from '../stage/vec3.ts';
import { angleOfPitch } from './angle-words.ts';
import { fullWindow } from './body-fit.ts';
import { isCutSize, standingLineOf } from './cut-lines.ts';
import { type CutLine, isUpright } from './fit.ts';
import { groupLine } from './group.ts';
import { boundsInView, facingInView, isInFrame } from './project.ts';
import { pitchOf, projectPoint, toCamera, type View, viewOf } from './view.ts';
import { type Angle, defaultFraming, type Framing, type ShotSize, shotSizes } from './vocabulary.ts';

export type CameraWords = {
  readonly size: ShotSize;
  readonly angle: Angle;
  readonly framing: Framing;
  /** Degrees, to a tenth. */
  readonly roll: number;
  /** Focal length, mm, to a tenth. */
  readonly lens: number;
  /** Names as staged: the main one first; over the shoulder the near one second; point of view the viewer first. */
  readonly subjects: readonly string[];
};

/** What the shot said before it was changed by hand: it decides between words that are equally true. */
export type WordsBefore = Pick<CameraWords, 'size' | 'framing'>;

/** A camera this near to someone's eyes sees as they do, metres. */
const inTheEyes = 0.04;
/** The near figure of an over-the-shoulder has at most this share of the main one's depth. */
const nearDepth = 0.93;
/** And turns at least this far from the lens, degrees. */
const backTurned = 100;
/** Degrees off a true profile that still read as one. */
const profileReach = 17;

type Reading = {
  readonly view: View;
  readonly camera: Camera;
  readonly figures: readonly PosedFigure[];
  readonly pitch: number;
};

const tenths = (value: number): number => Math.round(value * 10) / 10;

const headInFrame = ({ view }: Reading, { points }: PosedFigure): boolean =>
  isInFrame(view, points.headCentre) || isInFrame(view, points.eyes);

/** How far a cut line is from where its size has it: half frame heights; 0 is exact. */
const cutError = (view: View, line: CutLine): number => {
  if (!isUpright(view, line)) return scaleError(view, line);
  const cut = projectPoint(view, line.cut);
  const top = projectPoint(view, line.top);
  if (cut[2] < 0.05 || top[2] < 0.05) return 9;
  return Math.abs(cut[1] - line.cutAt) + 0.25 * Math.abs(top[1] - line.topAt);
};

/** A body along the view or across the frame is told by its scale, as it was fitted. */
const scaleError = (view: View, line: CutLine): number => {
  const long = length(subtract(line.top, line.cut));
  const nearest = Math.min(toCamera(view, mix(line.top, line.cut, 0.5))[2], toCamera(view, line.top)[2]);
  if (nearest < 0.05) return 9;
  const share = (view.fy * long) / nearest / (line.topAt - line.cutAt);
  return 1.5 * Math.abs(Math.log(share));
};

/** A figure small in its place is told by how high it is in the frame, wherever it stands there. */
const spreadError = (view: View, line: CutLine): number => {
  if (!isUpright(view, line)) return scaleError(view, line);
  const spread = projectPoint(view, line.top)[1] - projectPoint(view, line.cut)[1];
  return Math.abs(spread - (line.topAt - line.cutAt));
};

/** How far whole bodies are from filling the frame. */
const fullError = ({ view, pitch }: Reading, shown: readonly PosedFigure[]): number => {
  const [main] = shown;
  if (main && shown.length === 1 && pitch < -71) {
    return cutError(view, { ...standingLineOf(main, 'WS'), topAt: 0.84, cutAt: -0.88 });
  }
  const { left, right, bottom, top } = boundsInView(
    view,
    shown.flatMap(({ hull }) => hull),
  );
  // Bodies that are as wide as the frame are as large as they can be.
  const wide = Math.abs(right - left - (fullWindow.right - fullWindow.left)) < 0.04;
  const tall = Math.abs(top - bottom - (fullWindow.top - fullWindow.bottom));
  return 0.5 * Math.abs(top - fullWindow.top) + (wide ? 0 : tall);
};

const sizeError = (reading: Reading, shown: readonly PosedFigure[], size: ShotSize): number => {
  const [main] = shown;
  if (!main || size === 'EST') return Infinity;
  if (size === 'FS') return fullError(reading, shown);
  const line = groupLine(size, reading.view, shown, main);
  return isCutSize(size) ? cutError(reading.view, line) : spreadError(reading.view, line);
};

const sizeOf = (reading: Reading, shown: readonly PosedFigure[]): ShotSize => {
  let best: { readonly size: ShotSize; readonly error: number } = { size: 'MS', error: Infinity };
  for (const size of shotSizes) {
    const error = sizeError(reading, shown, size);
    if (error < best.error - 1e-9) best = { size, error };
  }
  return best.size;
};

/** Who stands with their back to the lens at an edge of the foreground. */
const nearFigure = (reading: Reading, main: PosedFigure, among: readonly PosedFigure[]): PosedFigure | null => {
  const { view } = reading;
  const depth = toCamera(view, main.points.headCentre)[2];
  return (
    among.find((figure) => {
      const at = toCamera(view, figure.points.headCentre)[2];
      if (figure === main || at < 0.2 || at > nearDepth * depth) return false;
      const { left, right, bottom, top } = boundsInView(view, figure.headHull);
      const inFrame = right > -0.97 && left < 0.97 && top > -0.97 && bottom < 0.97;
      const aside = Math.abs(left + right) / 2 > 0.3;
      return inFrame && aside && Math.abs(facingInView(view, figure)) > backTurned;
    }) ?? null
  );
};

/** Whether both heads are whole in the frame: a two-shot from an angle is an over-the-shoulder only if it was meant as one. */
const areWhole = ({ view }: Reading, shown: readonly PosedFigure[]): boolean =>
  shown.every(({ headHull }) => {
    const { left, right, bottom, top } = boundsInView(view, headHull);
    return left > -1 && right < 1 && bottom > -1 && top < 1;
  });

/** Whether the camera looks square to where the face does, seen from above. */
const isSideOn = ({ forward }: View, { facing }: PosedFigure): boolean => {
  if (Math.hypot(facing[0], facing[2]) < 0.3) return false;
  const off = degrees(wrapAngle(headingOf(facing) - headingOf([-forward[0], 0, -forward[2]])));
  return Math.abs(Math.abs(off) - 90) < profileReach;
};

/** Larger in the frame comes first, then nearer to its middle. */
const prominence = ({ view }: Reading, { points }: PosedFigure): number => {
  const [x, y, depth] = projectPoint(view, points.headCentre);
  return (view.fy / Math.max(0.2, depth)) * (1 - 0.35 * Math.hypot(x, y));
};

const subjectsOf = (reading: Reading, named: readonly string[]): readonly PosedFigure[] => {
  const seen = reading.figures.filter((figure) => headInFrame(reading, figure));
  const asked = named.flatMap((name) => seen.find(({ figure }) => figure.name === name) ?? []);
  if (asked.length > 0) return asked;
  return seen.toSorted((a, b) => prominence(reading, b) - prominence(reading, a)).slice(0, 1);
};

const viewerOf = ({ camera, figures }: Reading): PosedFigure | null =>
  figures.find(({ points }) => distance(points.eyes, camera.position) < inTheEyes) ?? null;

/** Words for one and the same picture: the shot keeps its own. */
const alike: readonly (readonly Framing[])[] = [
  ['single', 'reaction', 'reverse', 'cutaway'],
  ['insert', 'cutaway'],
];
/** Far off, a profile is a single. */
const alikeFar: readonly Framing[] = ['single', 'reaction', 'reverse', 'cutaway', 'profile'];
const many: ReadonlySet<Framing> = new Set<Framing>(['two-shot', 'three-shot', 'group', 'master']);

/** Whether everyone of the scene is in the frame; whether faces are too small, or too much from above, to tell. */
type Picture = { readonly everyone: boolean; readonly far: boolean };

const asBefore = (framing: Framing, before: WordsBefore | null, { everyone, far }: Picture): Framing => {
  if (before === null || before.framing === framing) return framing;
  const words = far ? [...alike, alikeFar] : alike;
  if (words.some((one) => one.includes(framing) && one.includes(before.framing))) return before.framing;
  return before.framing === 'master' && everyone && many.has(framing) ? 'master' : framing;
};

const ofNobody = ({ camera, pitch }: Reading, before: WordsBefore | null, lens: number): CameraWords => {
  const thing = before?.framing === 'insert' || before?.framing === 'cutaway';
  return {
    ...{ size: before?.size ?? 'WS', angle: angleOfPitch(pitch), framing: thing ? before.framing : 'insert' },
    ...{ roll: tenths(degrees(camera.roll)), lens, subjects: [] },
  };
};

const wideSizes: ReadonlySet<ShotSize> = new Set<ShotSize>(['FS', 'WS', 'EWS', 'EST']);

/** With everyone in the frame a place is as wide as it was meant to be: rooms leave no more for an extreme wide shot. */
const sizeAsBefore = (size: ShotSize, before: WordsBefore | null, everyone: boolean): ShotSize => {
  if (!before || !everyone || !wideSizes.has(size) || !wideSizes.has(before.size) || before.size === 'FS') return size;
  return before.size === 'EST' || before.framing === 'master' ? before.size : size;
};

/**
 * What the shot has become: `subjects` are those whom it is about, kept as long as their heads are in the frame, else
 * whoever is most to be seen.
 */
export const describeCamera = (
  scene: StagedScene,
  camera: Camera,
  options: { readonly subjects: readonly string[]; readonly before?: WordsBefore | null },
): CameraWords => {
  const { subjects: named, before = null } = options;
  const all = scene.figures.map(poseFigure);
  const pitch = pitchOf(camera);
  const viewer = viewerOf({ view: viewOf(camera), camera, figures: all, pitch });
  const figures = all.filter((figure) => figure !== viewer);
  const reading: Reading = { view: viewOf(camera), camera, figures, pitch };
  const [roll, lens] = [tenths(degrees(camera.roll)), tenths(camera.lens)];
  const shown = subjectsOf(reading, named);
  const [first] = shown;
  if (!first) {
    const words = ofNobody(reading, before, lens);
    return viewer ? { ...words, framing: 'point-of-view', subjects: [viewer.figure.name] } : words;
  }
  const names = (list: readonly PosedFigure[]): readonly string[] => list.map(({ figure }) => figure.name);
  if (viewer) {
    const size = sizeOf(reading, shown);
    return {
      size,
      angle: angleOfPitch(pitch),
      framing: 'point-of-view',
      roll,
      lens,
      subjects: [viewer.figure.name, ...names(shown)],
    };
  }
  const [main, near] = overPair(reading, shown, before);
  if (near) {
    const size = sizeOf(reading, [main ?? first]);
    return {
      size,
      angle: angleOfPitch(pitch, 'over-the-shoulder'),
      framing: 'over-the-shoulder',
      roll,
      lens,
      subjects: names([main ?? first, near]),
    };
  }
  const everyone = all.every((figure) => headInFrame(reading, figure));
  const size = sizeAsBefore(sizeOf(reading, shown), before, everyone);
  const counted = defaultFraming(shown.length);
  const profile = counted === 'single' && isSideOn(reading.view, first);
  const far = pitch < -65 || size === 'WS' || size === 'EWS' || size === 'EST';
  const framing = asBefore(profile && !far ? 'profile' : counted, before, { everyone, far });
  return { size, angle: angleOfPitch(pitch), framing, roll, lens, subjects: names(shown) };
};

/**
 * The face and the back before it. Who was asked for alone stays alone, with others in the picture, at sizes that show the
 * place; a pair that was meant as one, both whole, stays one.
 */
const overPair = (
  reading: Reading,
  shown: readonly PosedFigure[],
  before: WordsBefore | null,
): readonly [PosedFigure?, PosedFigure?] => {
  const [first, second] = shown;
  if (!first || shown.length > 2) return [];
  if (second && before && many.has(before.framing) && areWhole(reading, shown)) return [];
  const alone = !second && before !== null && before.framing !== 'over-the-shoulder';
  if (alone && !isCutSize(sizeOf(reading, [first]))) return [];
  for (const main of shown) {
    if (Math.abs(facingInView(reading.view, main)) > 75) continue;
    const near = nearFigure(reading, main, second ? shown : reading.figures);
    if (near) return [main, near];
  }
  return [];
};
