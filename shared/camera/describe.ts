/**
 * The words for a picture: what a camera, however it came to stand there, makes of a shot. The inverse of the solver, read
 * from projected points. Words that say the same picture (a reaction is a single; a master is a group) are told apart only
 * by what the shot was before.
 */
import { type PosedFigure, poseFigure } from '../stage/pose-figure.ts';
import type { Camera, StagedScene } from '../stage/scene.ts';
import { degrees, distance, dot, length, mix, subtract } from '../stage/vec3.ts';
import { fullWindow } from './body-fit.ts';
import { type CutSize, cutLineOf, isCutSize, standingLineOf } from './cut-lines.ts';
import { type CutLine, uprightShare } from './fit.ts';
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
const nearDepth = 0.85;
/** And turns at least this far from the lens, degrees. */
const backTurned = 75;
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
  const long = length(subtract(line.top, line.cut));
  if (dot(subtract(line.top, line.cut), view.up) < uprightShare * long) return scaleError(view, line, long);
  const cut = projectPoint(view, line.cut);
  const top = projectPoint(view, line.top);
  if (cut[2] < 0.05 || top[2] < 0.05) return 9;
  return Math.abs(cut[1] - line.cutAt) + 0.25 * Math.abs(top[1] - line.topAt);
};

/** A body along the view or across the frame is told by its scale, as it was fitted. */
const scaleError = (view: View, line: CutLine, long: number): number => {
  const nearest = Math.min(toCamera(view, mix(line.top, line.cut, 0.5))[2], toCamera(view, line.top)[2]);
  if (nearest < 0.05) return 9;
  const share = (view.fy * long) / nearest / (line.topAt - line.cutAt);
  return 1.5 * Math.abs(Math.log(share));
};

/** How far the whole body is from filling the frame. */
const fullError = ({ view, pitch }: Reading, posed: PosedFigure): number => {
  if (pitch < -71) return cutError(view, { ...standingLineOf(posed, 'WS'), topAt: 0.84, cutAt: -0.88 });
  const { left, right, bottom, top } = boundsInView(view, posed.hull);
  const tall = Math.abs(top - fullWindow.top) + 0.25 * Math.abs(bottom - fullWindow.bottom);
  // A body that is as wide as the frame is as large as it can be.
  const wide = Math.abs(right - left - (fullWindow.right - fullWindow.left)) < 0.04;
  return wide ? 0.5 * Math.abs(top - fullWindow.top) : tall;
};

const sizeErrors = (reading: Reading, posed: PosedFigure): readonly (readonly [ShotSize, number])[] =>
  shotSizes.flatMap((size): (readonly [ShotSize, number])[] => {
    if (size === 'EST') return [];
    if (size === 'FS') return [[size, fullError(reading, posed)]];
    const line = isCutSize(size)
      ? cutLineOf(posed, size satisfies CutSize, reading.view.up)
      : standingLineOf(posed, size === 'WS' ? 'WS' : 'EWS');
    return [[size, cutError(reading.view, line)]];
  });

/** Smaller than the EWS line says, it is still one. */
const sizeOf = (reading: Reading, posed: PosedFigure): ShotSize => {
  let best: readonly [ShotSize, number] = ['MS', Infinity];
  for (const entry of sizeErrors(reading, posed)) if (entry[1] < best[1] - 1e-9) best = entry;
  return best[0];
};

const angleFor = (pitch: number, over: boolean): Angle => {
  if (pitch < -65) return 'overhead';
  if (pitch < -26) return 'birds-eye';
  if (pitch < (over ? -11.5 : -7.5)) return 'high';
  if (pitch > 37.5) return 'worms-eye';
  return pitch > (over ? 2.5 : 7.5) ? 'low' : 'eye';
};

/** Who stands with their back to the lens at an edge of the foreground. */
const nearFigure = (reading: Reading, main: PosedFigure): PosedFigure | null => {
  const { view, figures } = reading;
  const depth = toCamera(view, main.points.headCentre)[2];
  return (
    figures.find((figure) => {
      const at = toCamera(view, figure.points.headCentre)[2];
      if (figure === main || at < 0.2 || at > nearDepth * depth) return false;
      const { left, right, bottom, top } = boundsInView(view, figure.headHull);
      const inFrame = right > -1 && left < 1 && top > -1 && bottom < 1;
      const aside = Math.abs(left + right) / 2 > 0.3;
      return inFrame && aside && Math.abs(facingInView(view, figure)) > backTurned;
    }) ?? null
  );
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
const many: ReadonlySet<Framing> = new Set<Framing>(['two-shot', 'three-shot', 'group', 'master']);

const asBefore = (framing: Framing, before: WordsBefore | null, everyone: boolean): Framing => {
  if (before === null || before.framing === framing) return framing;
  if (alike.some((words) => words.includes(framing) && words.includes(before.framing))) return before.framing;
  return before.framing === 'master' && everyone && many.has(framing) ? 'master' : framing;
};

const ofNobody = ({ camera, pitch }: Reading, before: WordsBefore | null, lens: number): CameraWords => {
  const thing = before?.framing === 'insert' || before?.framing === 'cutaway';
  return {
    ...{ size: before?.size ?? 'WS', angle: angleFor(pitch, false), framing: thing ? before.framing : 'insert' },
    ...{ roll: tenths(degrees(camera.roll)), lens, subjects: [] },
  };
};

/** Everyone in the frame and small: an establishing shot is an extreme wide one that was meant to be. */
const sizeAsBefore = (size: ShotSize, before: WordsBefore | null, everyone: boolean): ShotSize =>
  before?.size === 'EST' && everyone && (size === 'WS' || size === 'EWS' || size === 'FS') ? 'EST' : size;

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
    const size = sizeOf(reading, first);
    return {
      size,
      angle: angleFor(pitch, false),
      framing: 'point-of-view',
      roll,
      lens,
      subjects: [viewer.figure.name, ...names(shown)],
    };
  }
  const [main, near] = overPair(reading, shown);
  if (near) {
    const size = sizeOf(reading, main ?? first);
    return {
      size,
      angle: angleFor(pitch, true),
      framing: 'over-the-shoulder',
      roll,
      lens,
      subjects: names([main ?? first, near]),
    };
  }
  const everyone = all.every((figure) => headInFrame(reading, figure));
  const size = sizeAsBefore(sizeOf(reading, first), before, everyone);
  const counted = defaultFraming(shown.length);
  const profile = counted === 'single' && Math.abs(Math.abs(facingInView(reading.view, first)) - 90) < profileReach;
  const framing = asBefore(profile && pitch > -65 ? 'profile' : counted, before, everyone);
  return { size, angle: angleFor(pitch, false), framing, roll, lens, subjects: names(shown) };
};

/** The face and the back before it, when two of those shown stand so. */
const overPair = (reading: Reading, shown: readonly PosedFigure[]): readonly [PosedFigure?, PosedFigure?] => {
  if (shown.length > 2) return [];
  for (const main of shown) {
    if (Math.abs(facingInView(reading.view, main)) > 75) continue;
    const near = nearFigure(reading, main);
    if (near && (shown.length < 2 || shown.includes(near))) return [main, near];
  }
  return [];
};
