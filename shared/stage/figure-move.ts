/** Figures on their way in a shot: from where they stand when it begins to where they are when it ends. Pure. */
import { isInsideCapsule } from './capsule.ts';
import { isInsideBox, solidsOf } from './pieces.ts';
import { poseFigure } from './pose-figure.ts';
import type { FigureMotion, Pose, StagedFigure, StagedScene, Vec3 } from './scene.ts';
import { add, clamp, distance, headingOf, headingVector, mix, scale, subtract, wrapAngle } from './vec3.ts';

/** Metres a second. */
export const paces = { walking: 1.3, running: 3.2 } as const;
/** A double step, heights of the body. */
const stridesOf = { walking: 0.84, running: 1.5 } as const;
/** Who goes no further than this shifts their weight and takes no step, metres. */
const leastSteps = 0.35;
/** The share of the shot in which someone gets going, and in which they come to rest. */
const starting = 0.16;

const smooth = (t: number): number => t * t * (3 - 2 * t);
const turned = (a: number, b: number, share: number): number => a + wrapAngle(b - a) * share;

const isGoing = (pose: Pose): pose is 'walking' | 'running' => pose === 'walking' || pose === 'running';
/** Poses that someone can walk out of or into. */
const onFeet: ReadonlySet<Pose> = new Set<Pose>([
  'standing',
  'contrapposto',
  'walking',
  'running',
  'pointing',
  'leaning',
  'phone-at-ear',
  'looking-at-phone',
]);

type Going = Pick<StagedFigure, 'pose' | 'heading'> & { readonly motion?: FigureMotion };

/** Gets going, walks along the way, and comes to rest as the end has it. */
const stepping = (start: StagedFigure, end: StagedFigure, t: number): Going => {
  const gait = start.pose === 'running' || end.pose === 'running' ? 'running' : 'walking';
  const way = subtract(end.position, start.position);
  const along = headingOf(way);
  const done = distance(start.position, end.position) * t;
  const stride = (done / (stridesOf[gait] * start.height)) % 1;
  const toGait = isGoing(start.pose) ? 1 : smooth(clamp(t / starting, 0, 1));
  const toRest = isGoing(end.pose) ? 0 : smooth(clamp((t - 1 + starting) / starting, 0, 1));
  const heading = turned(turned(start.heading, along, toGait), end.heading, isGoing(end.pose) ? 0 : toRest);
  if (toRest > 0) return { pose: gait, heading, motion: { stride, to: { ...posedAs(end), share: toRest } } };
  if (toGait === 1) return { pose: gait, heading, motion: { stride } };
  return { pose: start.pose, heading, motion: { stride, to: { pose: gait, share: toGait } } };
};

const posedAs = ({ pose, gesture, reach }: StagedFigure): Pick<StagedFigure, 'pose' | 'gesture' | 'reach'> => ({
  pose,
  ...(gesture === undefined ? {} : { gesture }),
  ...(reach === undefined ? {} : { reach }),
});

const shifting = (start: StagedFigure, end: StagedFigure, share: number): Going => {
  const heading = turned(start.heading, end.heading, share);
  const same = start.pose === end.pose && start.gesture === end.gesture && start.reach === end.reach;
  return same
    ? { pose: start.pose, heading }
    : { pose: start.pose, heading, motion: { to: { ...posedAs(end), share } } };
};

const gazeBetween = (a: Vec3 | null, b: Vec3 | null, share: number): Vec3 | null =>
  a && b ? mix(a, b, share) : share < 0.5 ? a : b;

const figureAt = (start: StagedFigure, end: StagedFigure, t: number): StagedFigure => {
  if (t <= 0) return start;
  if (t >= 1) return end;
  const walks = distance(start.position, end.position) > leastSteps && onFeet.has(start.pose) && onFeet.has(end.pose);
  // Who is already going and goes on keeps an even pace.
  const even = walks && isGoing(start.pose) && isGoing(end.pose);
  const share = even ? t : smooth(t);
  return {
    ...start,
    ...(walks ? stepping(start, end, share) : shifting(start, end, share)),
    position: mix(start.position, end.position, share),
    gaze: gazeBetween(start.gaze, end.gaze, share),
    expression: share < 0.5 ? start.expression : end.expression,
  };
};

/** The figures at a share of the shot's duration, 0..1; who is not among those at the end stays as they are. */
export const figuresAt = (
  start: readonly StagedFigure[],
  end: readonly StagedFigure[] | null,
  t: number,
): readonly StagedFigure[] => {
  if (end === null || t <= 0) return start;
  const byName = new Map(end.map((figure) => [figure.name, figure]));
  return start.map((figure) => {
    const there = byName.get(figure.name);
    return there && there !== figure ? figureAt(figure, there, t) : figure;
  });
};

/** Farther than this nobody goes in one shot of their own accord, metres. */
const longestWay = 12;
/** Metres that who walks keeps from walls, things and people. */
const bodyWidth = 0.35;
const stepsOnWay = 12;

/** Whether someone could stand here: in the room, in no thing and in nobody. */
const isFree = (scene: StagedScene, self: StagedFigure, at: Vec3): boolean => {
  const [width, height, depth] = scene.extent;
  if (height > 0.5 && (Math.abs(at[0]) > width / 2 - bodyWidth || Math.abs(at[2]) > depth / 2 - bodyWidth))
    return false;
  const waist = add(at, [0, 0.8, 0]);
  const knee = add(at, [0, 0.4, 0]);
  return (
    !scene.pieces.some((piece) =>
      solidsOf(piece).some((box) => isInsideBox(box, waist, bodyWidth) || isInsideBox(box, knee, bodyWidth)),
    ) &&
    !scene.figures.some(
      (other) =>
        other.name !== self.name &&
        poseFigure(other).capsules.some((capsule) => isInsideCapsule(capsule, waist, bodyWidth)),
    )
  );
};

/** Where those who walk or run are after so long, as far as their way is free; null when nobody goes anywhere. */
export const walkedOn = (scene: StagedScene, durationMs: number): readonly StagedFigure[] | null => {
  let anyone = false;
  const end = scene.figures.map((figure) => {
    if (!isGoing(figure.pose)) return figure;
    const way = scale(headingVector(figure.heading), Math.min(longestWay, (paces[figure.pose] * durationMs) / 1000));
    let position = figure.position;
    for (let step = 1; step <= stepsOnWay; step++) {
      const next = add(figure.position, scale(way, step / stepsOnWay));
      if (!isFree(scene, figure, next)) break;
      position = next;
    }
    if (position === figure.position) return figure;
    anyone = true;
    return { ...figure, position, gaze: null };
  });
  return anyone ? end : null;
};
