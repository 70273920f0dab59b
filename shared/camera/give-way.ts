/** Extras give way: whoever a shot is not of does not hide whom it is of, nor stand before them. */
import { crossesCapsule } from '../stage/capsule.ts';
import type { PosedFigure } from '../stage/pose-figure.ts';
import type { Vec3 } from '../stage/scene.ts';
import { mix } from '../stage/vec3.ts';
import { boundsInView, isInFrame } from './project.ts';
import { toCamera, type View } from './view.ts';

/** The most of a body in the frame that others may hide. */
const mostHidden = 0.35;
/** Whoever is nearer than this share of the main one's depth looms: they are not in the picture of a place. */
const looms = 0.55;

/** Points over a body as far as it is in the frame. */
const bodyPoints = (view: View, { capsules }: PosedFigure): readonly Vec3[] =>
  capsules.flatMap(({ from, to }) => [from, mix(from, to, 0.5), to]).filter((point) => isInFrame(view, point));

const hiddenBy = (view: View, points: readonly Vec3[], { capsules }: PosedFigure): readonly number[] =>
  points.flatMap((point, index) =>
    capsules.some((capsule) => crossesCapsule(capsule, view.position, point)) ? [index] : [],
  );

/** Those of the extras who must go for a body to be seen: who hides most of it first. */
const hidersOf = (view: View, main: PosedFigure, extras: readonly PosedFigure[]): readonly PosedFigure[] => {
  const points = bodyPoints(view, main);
  const depth = toCamera(view, main.points.hips)[2];
  const hiders = extras
    .filter(({ points: { hips } }) => toCamera(view, hips)[2] < depth + 0.3)
    .map((figure) => ({ figure, hides: hiddenBy(view, points, figure) }))
    .filter(({ hides }) => hides.length > 0)
    .sort((a, b) => b.hides.length - a.hides.length);
  const gone: PosedFigure[] = [];
  for (const [index, { figure }] of hiders.entries()) {
    const left = new Set(hiders.slice(index).flatMap(({ hides }) => hides));
    if (left.size <= mostHidden * points.length) break;
    gone.push(figure);
  }
  return gone;
};

const isInPicture = (view: View, figure: PosedFigure): boolean => {
  const ahead = figure.hull.filter((point) => toCamera(view, point)[2] > 0.05);
  if (ahead.length === 0) return false;
  const { left, right, bottom, top } = boundsInView(view, ahead);
  return right > -1 && left < 1 && top > -1 && bottom < 1;
};

/** Which of the extras are left out, in a frame that shows the place with people in it. */
export const givingWay = (
  view: View,
  mains: readonly PosedFigure[],
  extras: readonly PosedFigure[],
): ReadonlySet<PosedFigure> => {
  const nearest = mains.reduce((least, { points }) => Math.min(least, toCamera(view, points.headCentre)[2]), Infinity);
  const looming = extras.filter(
    (figure) => toCamera(view, figure.points.headCentre)[2] < looms * nearest && isInPicture(view, figure),
  );
  const others = extras.filter((figure) => !looming.includes(figure));
  return new Set([...looming, ...mains.flatMap((main) => hidersOf(view, main, others))]);
};
