/**
 * The rules of cutting between two shots of a scene: cameras keep to one side of the line of action (180°), and a cut on
 * the same people at a like size goes at least 30° round them. Each warning carries the plan that shows why.
 */
import type { Camera, Vec3 } from '../stage/scene.ts';
import { clamp, degrees, dot, headingOf, subtract, unit, wrapAngle } from '../stage/vec3.ts';
import type { Angle, Framing, Movement, ShotSize } from './vocabulary.ts';
import { shotSizes } from './vocabulary.ts';

/** A shot as staged and solved. */
export type CutShot = {
  readonly size: ShotSize;
  readonly angle: Angle;
  readonly framing: Framing;
  readonly movement: Movement;
  readonly camera: Camera;
  /** Subjects as the stage spells them, the main one first; who is not staged is left out. */
  readonly subjects: readonly string[];
  /** Heads of all who are on the set, by name. */
  readonly heads: ReadonlyMap<string, Vec3>;
};

/** Metres seen from above: x to the right, z towards the viewer of the plan's foot. */
export type PlanPoint = readonly [x: number, z: number];

export type PlanCamera = {
  readonly at: PlanPoint;
  /** Radians, as headings of figures: what it looks along. */
  readonly heading: number;
};

/** What a small plan draws: the line, both cameras, and the angle between them seen from what they turn about. */
export type CutPlan = {
  readonly people: readonly { readonly name: string; readonly at: PlanPoint }[];
  /** From the first to the second of the two, when the cut is about two. */
  readonly line: readonly [PlanPoint, PlanPoint] | null;
  readonly cameras: readonly [before: PlanCamera, after: PlanCamera];
  /** What the angle is measured about. */
  readonly about: PlanPoint;
  /** Degrees between the two cameras seen from there, 0 to 180. */
  readonly degrees: number;
};

export type CutWarning = {
  readonly kind: 'line-crossed' | 'cut-too-small';
  readonly names: readonly string[];
  readonly plan: CutPlan;
};

/** Two shots of the same people are cut from one place to another at least this far around them, degrees. */
export const leastCutAngle = 30;
/** A camera this near the line of action, seen from its middle, stands on neither side of it: degrees. */
export const neutralAngle = 10;

/** Framings and angles whose camera the rules of cutting do not bind. */
const freeFramings: ReadonlySet<Framing> = new Set<Framing>(['point-of-view', 'insert', 'cutaway']);
const freeAngles: ReadonlySet<Angle> = new Set<Angle>(['overhead', 'birds-eye', 'worms-eye']);
/** Movements that leave the camera where it is. */
const standing: ReadonlySet<Movement> = new Set<Movement>([
  'static',
  'pan',
  'tilt',
  'handheld',
  'whip-pan',
  'rack-focus',
]);

/** Whether the rules of cutting bind a shot's camera at all. */
export const isBound = ({ framing, angle, movement }: Pick<CutShot, 'framing' | 'angle' | 'movement'>): boolean =>
  !freeFramings.has(framing) && !freeAngles.has(angle) && standing.has(movement);

const middleOf = (a: Vec3, b: Vec3): Vec3 => [(a[0] + b[0]) / 2, 0, (a[2] + b[2]) / 2];

/** Degrees at which a point stands off the line from `a` to `b`, seen from its middle: positive on its left. */
export const angleOffLine = (point: Vec3, a: Vec3, b: Vec3): number => {
  const along = unit([b[0] - a[0], 0, b[2] - a[2]], [0, 0, 0]);
  const middle = middleOf(a, b);
  const out = unit([point[0] - middle[0], 0, point[2] - middle[2]], [0, 0, 0]);
  return degrees(Math.asin(clamp(along[2] * out[0] - along[0] * out[2], -1, 1)));
};

const above = ([x, , z]: Vec3): PlanPoint => [x, z];
const planCamera = ({ position, target }: Camera): PlanCamera => ({
  at: above(position),
  heading: headingOf(subtract(target, position)),
});

const planOf = (before: CutShot, after: CutShot, about: Vec3, names: readonly string[]): CutPlan => {
  const people = names.flatMap((name) => {
    const head = before.heads.get(name);
    return head ? [{ name, at: above(head) }] : [];
  });
  const [first, second] = people;
  const heading = ({ camera }: CutShot): number => headingOf(subtract(camera.position, about));
  return {
    people,
    line: first && second ? [first.at, second.at] : null,
    cameras: [planCamera(before.camera), planCamera(after.camera)],
    about: above(about),
    degrees: Math.abs(degrees(wrapAngle(heading(after) - heading(before)))),
  };
};

/** The two people whom both shots are about; null when they are about one, or about more. */
const theTwo = (before: CutShot, after: CutShot): readonly [string, string] | null => {
  const [first, second, third] = new Set([...before.subjects, ...after.subjects]);
  return first !== undefined && second !== undefined && third === undefined ? [first, second] : null;
};

const lineCrossed = (before: CutShot, after: CutShot): CutWarning | null => {
  const two = theTwo(before, after);
  if (!two) return null;
  const off = [before, after].map(({ camera, heads }) => {
    const [a, b] = [heads.get(two[0]), heads.get(two[1])];
    return a && b ? angleOffLine(camera.position, a, b) : 0;
  });
  const [from = 0, to = 0] = off;
  if (Math.min(Math.abs(from), Math.abs(to)) < neutralAngle || from * to > 0) return null;
  const [a, b] = [before.heads.get(two[0]), before.heads.get(two[1])];
  if (!a || !b) return null;
  return { kind: 'line-crossed', names: two, plan: planOf(before, after, middleOf(a, b), two) };
};

const isNear = (a: ShotSize, b: ShotSize): boolean => Math.abs(shotSizes.indexOf(a) - shotSizes.indexOf(b)) <= 1;

const cutTooSmall = (before: CutShot, after: CutShot): CutWarning | null => {
  const [name] = before.subjects;
  const same =
    before.subjects.length === after.subjects.length &&
    before.subjects.every((subject) => after.subjects.includes(subject));
  const [headA, headB] = name === undefined ? [] : [before.heads.get(name), after.heads.get(name)];
  if (name === undefined || !same || !headA || !headB || !isNear(before.size, after.size)) return null;
  const turned = dot(unit(subtract(before.camera.position, headA)), unit(subtract(after.camera.position, headB)));
  const angle = degrees(Math.acos(clamp(turned, -1, 1)));
  if (angle >= leastCutAngle) return null;
  const plan = planOf(before, after, headA, before.subjects);
  return { kind: 'cut-too-small', names: before.subjects, plan: { ...plan, degrees: angle } };
};

/** What is wrong with the cut from one shot to the next; nothing when either is free of the rules. */
export const cutWarnings = (before: CutShot, after: CutShot): readonly CutWarning[] =>
  isBound(before) && isBound(after)
    ? [lineCrossed(before, after), cutTooSmall(before, after)].filter((warning) => warning !== null)
    : [];
