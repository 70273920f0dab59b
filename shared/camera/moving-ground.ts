/** What the recipes of movements work with: whom a shot is about, how large the frame is there, and how far a camera can go. */
import { walkedOn } from '../stage/figure-move.ts';
import { type PosedFigure, poseFigure } from '../stage/pose-figure.ts';
import type { Camera, StagedFigure, StagedScene, Vec3 } from '../stage/scene.ts';
import { add, cross, distance, dot, headingVector, radians, subtract, unit } from '../stage/vec3.ts';
import { spotOf } from './aim-at.ts';
import { reachedFrom } from './clear-way.ts';
import type { CameraKey, Ease } from './move.ts';
import { toCamera, viewOf } from './view.ts';
import type { Movement } from './vocabulary.ts';

export type MovingShot = {
  /** Settles how a carried camera sways. */
  readonly id: string;
  readonly movement: Movement;
  /** Names as staged, the main one first. */
  readonly subjects: readonly string[];
  readonly durationMs: number;
  /** Where the figures are when the shot ends; absent, whoever walks walks on. */
  readonly figuresEnd?: readonly StagedFigure[] | null;
};

export type Ground = {
  readonly shot: MovingShot;
  readonly scene: StagedScene;
  readonly camera: Camera;
  readonly end: readonly StagedFigure[] | null;
  /** Whom the shot is about, and the next of its subjects. */
  readonly main: PosedFigure | null;
  readonly second: PosedFigure | null;
  /** The main one's head; without anybody what the camera looks at. */
  readonly aim: Vec3;
  /** Depth of the aim, metres. */
  readonly depth: number;
  /** Level axes of the camera. */
  readonly right: Vec3;
  readonly ahead: Vec3;
  /** Width and height of the frame at the aim, metres. */
  readonly wide: number;
  readonly high: number;
};

export const groundOf = (shot: MovingShot, scene: StagedScene, camera: Camera): Ground => {
  const posed = shot.subjects.flatMap((name) => {
    const figure = scene.figures.find((one) => one.name === name);
    return figure ? [poseFigure(figure)] : [];
  });
  const [main = null, second = null] = posed;
  const aim = main?.points.headCentre ?? camera.target;
  const view = viewOf(camera);
  const depth = Math.max(0.3, toCamera(view, aim)[2]);
  const forward = unit(subtract(camera.target, camera.position));
  const right = unit(cross(forward, [0, 1, 0]), [1, 0, 0]);
  const ahead = unit(cross([0, 1, 0], right));
  const [wide, high] = [(2 * depth) / view.fx, (2 * depth) / view.fy];
  const end = shot.figuresEnd ?? null;
  return { shot, scene, camera, end, main, second, aim, depth, right, ahead, wide, high };
};

const moved = (camera: Camera, to: Vec3): Camera => ({
  ...camera,
  position: to,
  target: add(to, subtract(camera.target, camera.position)),
});

/** The camera carried in a straight line by an offset, as far as nothing is in its way. */
export const carried = ({ scene, camera }: Ground, by: Vec3): Camera =>
  moved(camera, reachedFrom(scene, camera.position, add(camera.position, by)));

export const fromTo = (from: Camera, to: Camera, ease: Ease = 'smooth'): readonly CameraKey[] => [
  { at: 0, camera: from, ease },
  { at: 1, camera: to },
];

/** +1 when what is to come is on the frame's right: where the main one looks or goes, else where others are. */
export const sideToCome = ({ camera, main, scene, right, aim }: Ground): 1 | -1 => {
  if (main) {
    const looks = dot(main.figure.pose === 'walking' ? headingVector(main.figure.heading) : main.facing, right);
    if (Math.abs(looks) > 0.15) return looks > 0 ? 1 : -1;
  }
  const others = scene.figures.filter(({ name }) => name !== main?.figure.name);
  const lean = others.reduce((sum, { position }) => sum + Math.sign(dot(subtract(position, aim), right)), 0);
  return lean === 0 ? (dot(subtract(aim, camera.position), right) > 0 ? -1 : 1) : lean > 0 ? 1 : -1;
};

export const halfWidthAngle = ({ camera }: Ground): number => Math.atan(1 / viewOf(camera).fx);
export const halfHeightAngle = ({ camera }: Ground): number => Math.atan(1 / viewOf(camera).fy);

/** What of the head keeps its place while it grows or shrinks: its top, so that headroom stays, where that is in the frame. */
export const headroomOf = ({ camera, main, aim }: Ground): Vec3 =>
  main && spotOf(camera, main.points.crown).y < 1 ? main.points.crown : aim;

const turnedAbout = ([px, , pz]: Vec3, angle: number, [x, y, z]: Vec3): Vec3 => {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [px + c * (x - px) + s * (z - pz), y, pz - s * (x - px) + c * (z - pz)];
};

export const orbited = ({ camera, aim }: Ground, angle: number): Camera => ({
  ...camera,
  position: turnedAbout(aim, angle, camera.position),
  target: turnedAbout(aim, angle, camera.target),
});

const arcStep = radians(6);

/** How far round the head nothing is in the way, up to an angle. */
export const clearArc = (ground: Ground, angle: number): number => {
  let at = 0;
  let from = ground.camera.position;
  for (let step = 1; step * arcStep <= Math.abs(angle) + 1e-9; step++) {
    const next = Math.sign(angle) * step * arcStep;
    const { position } = orbited(ground, next);
    if (distance(reachedFrom(ground.scene, from, position), position) > 1e-6) break;
    [at, from] = [next, position];
  }
  return at;
};

/** Where the main one goes in the shot, metres. */
export const wayOf = ({ main, shot, end, scene }: Ground): Vec3 => {
  if (!main) return [0, 0, 0];
  const there = (end ?? walkedOn(scene, shot.durationMs))?.find(({ name }) => name === main.figure.name);
  return there ? subtract(there.position, main.figure.position) : [0, 0, 0];
};
