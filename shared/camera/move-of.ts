/**
 * What a movement's word does with the camera that a shot was solved to. The shot's still is the solved camera: the
 * start of what goes in, out or round, the end of what reveals (a pan to someone, a tilt), the middle of what passes.
 */

import { nameHash } from '../stage/name-hash.ts';
import { type PosedFigure, poseFigure } from '../stage/pose-figure.ts';
import type { Camera, StagedScene, Vec3 } from '../stage/scene.ts';
import { add, clamp, distance, mix, radians, scale, subtract, unit } from '../stage/vec3.ts';
import { panned, spotOf, turnedTo } from './aim-at.ts';
import { reachedFrom } from './clear-way.ts';
import type { ShakeKind } from './handheld.ts';
import type { CameraKey, CameraMove, Ease } from './move.ts';
import {
  carried,
  clearArc,
  fromTo,
  type Ground,
  groundOf,
  halfHeightAngle,
  halfWidthAngle,
  headroomOf,
  type MovingShot,
  orbited,
  sideToCome,
  wayOf,
} from './moving-ground.ts';
import { toCamera, viewOf } from './view.ts';

/** Whether the second is out of the frame, or near its edge. */
const isAside = ({ camera }: Ground, { points }: PosedFigure): boolean =>
  Math.abs(spotOf(camera, points.headCentre).x) > 0.7;

const isAhead = ({ camera }: Ground, { points }: PosedFigure): boolean =>
  toCamera(viewOf(camera), points.headCentre)[2] > 0.2;

const pan = (ground: Ground, ease: Ease, reach: number): CameraMove => {
  const { camera, main, second } = ground;
  if (second && isAside(ground, second)) {
    const spot = isAhead(ground, second)
      ? { x: -spotOf(camera, ground.aim).x, y: spotOf(camera, ground.aim).y }
      : { x: 0, y: 0.3 };
    return { keys: fromTo(camera, turnedTo(camera, second.points.headCentre, spot), ease) };
  }
  const goes = main?.figure.pose === 'walking' || main?.figure.pose === 'running';
  const angle = sideToCome(ground) * Math.min(radians(75), reach * halfWidthAngle(ground));
  if (goes) return { keys: fromTo(camera, panned(camera, angle, 0), ease) };
  return { keys: fromTo(panned(camera, angle, 0), camera, ease), stillAt: 1 };
};

/** Up someone to the face; down from the sky to a place. */
const tilt = (ground: Ground): CameraMove => {
  const { camera, main, high } = ground;
  const tight = main !== null && high < 1.4 * main.figure.height;
  const angle = Math.min(radians(50), 1.3 * halfHeightAngle(ground)) * (tight ? -1 : 1);
  return { keys: fromTo(panned(camera, 0, angle), camera), stillAt: 1 };
};

/** Towards or from the head, whose top keeps its place in the frame. */
const dolly = (ground: Ground, share: number): CameraMove => {
  const { camera } = ground;
  const aim = headroomOf(ground);
  return { keys: fromTo(camera, carried(ground, scale(subtract(aim, camera.position), share))) };
};

/** The lens changes; the operator keeps the headroom. */
const zoom = (ground: Ground, factor: number, keys: (to: Camera) => readonly CameraKey[]): CameraMove => {
  const { camera } = ground;
  const aim = headroomOf(ground);
  const zoomed = { ...camera, lens: clamp(camera.lens * factor, 10, 1000) };
  return { keys: keys(turnedTo(zoomed, aim, spotOf(camera, aim))) };
};

const passing = (ground: Ground, by: Vec3): CameraMove => {
  const [from, to] = [carried(ground, scale(by, -1)), carried(ground, by)];
  const whole = distance(from.position, to.position);
  const stillAt = whole < 1e-6 ? 0 : distance(from.position, ground.camera.position) / whole;
  return { keys: fromTo(from, to, 'linear'), stillAt };
};

const truck = (ground: Ground): CameraMove =>
  passing(ground, scale(ground.right, sideToCome(ground) * clamp(0.24 * ground.wide, 0.2, 2.5)));

const pedestal = (ground: Ground): CameraMove => passing(ground, [0, clamp(0.2 * ground.high, 0.12, 0.6), 0]);

/** Up and back on a boom, the head kept in its place. */
const crane = (ground: Ground): CameraMove => {
  const { camera, aim, ahead, depth } = ground;
  const by = add([0, clamp(0.6 * depth, 0.9, 4), 0], scale(ahead, -clamp(0.15 * depth, 0.1, 1)));
  return { keys: fromTo(camera, turnedTo(carried(ground, by), aim, spotOf(camera, aim))) };
};

/** Round the head, which keeps its place in the frame; to the side that has more room, towards the face first. */
const arc = (ground: Ground, degrees: number): CameraMove => {
  const toFace = -sideToCome(ground) * radians(degrees);
  const [one, other] = [clearArc(ground, toFace), clearArc(ground, -toFace)];
  const angle = Math.abs(one) + 0.01 >= Math.abs(other) ? one : other;
  const [from, to] = [ground.camera, orbited(ground, angle)];
  return { keys: fromTo(from, to).map((key, index) => (index === 0 ? { ...key, path: 'orbit' as const } : key)) };
};

/** With whoever goes; beside someone who does not, a slow truck. */
const tracking = (ground: Ground): CameraMove => {
  const way = wayOf(ground);
  if (Math.hypot(...way) < 0.05) return truck(ground);
  return { keys: fromTo(ground.camera, carried(ground, way), 'linear') };
};

/** Back along its own axis while the lens grows, or in while it widens: what stands at the head's depth keeps its size. */
const dollyZoom = (ground: Ground): CameraMove => {
  const { camera, depth, aim } = ground;
  const forward = unit(subtract(camera.target, camera.position));
  const back = carried(ground, scale(forward, -0.9 * depth));
  const ahead = carried(ground, scale(forward, 0.45 * depth));
  const wayBack = distance(back.position, camera.position) / depth;
  const end = wayBack > 0.4 || wayBack > distance(ahead.position, camera.position) / depth ? back : ahead;
  const grown = (camera.lens * toCamera(viewOf(end), aim)[2]) / depth;
  return { keys: fromTo(camera, { ...end, lens: clamp(grown, 8, 1200) }), hold: aim };
};

const seedOf = (id: string): number => nameHash(id) % 100_000;

const swaying = (move: CameraMove, kind: ShakeKind, { shot }: Ground): CameraMove => ({
  ...move,
  shake: { kind, seed: seedOf(shot.id) },
});

const still = ({ camera }: Ground): CameraMove => ({ keys: [{ at: 0, camera }] });

/** What is carried goes with whoever walks, else it creeps in. */
const carriedAlong = (ground: Ground): CameraMove =>
  Math.hypot(...wayOf(ground)) > 0.05 ? tracking(ground) : dolly(ground, 0.16);

const drone = (ground: Ground): CameraMove => {
  const { camera, aim, ahead, depth } = ground;
  const by = add([0, clamp(0.9 * depth, 2, 14), 0], scale(ahead, -clamp(0.8 * depth, 1.5, 12)));
  return { keys: fromTo(camera, turnedTo(carried(ground, by), aim, spotOf(camera, aim))) };
};

/** Past the head and on, banked into its turns. */
const fpv = (ground: Ground): CameraMove => {
  const { camera, aim, ahead, right, depth, scene } = ground;
  const side = -sideToCome(ground);
  const aside = (by: number): Vec3 => scale(right, side * by);
  const wanted = [
    add(mix(camera.position, aim, 0.5), add(aside(0.25 * depth), [0, 0.1, 0])),
    add(aim, add(aside(0.7), [0, 0.25, 0])),
    add(aim, add(add(aside(0.5), scale(ahead, 0.9 * depth)), [0, 0.7, 0])),
  ];
  const banks = [side * 0.22, side * -0.12, side * -0.3];
  const keys: CameraKey[] = [{ at: 0, camera, path: 'curve', ease: 'linear' }];
  let from = camera.position;
  for (const [index, to] of wanted.entries()) {
    const position = reachedFrom(scene, from, to);
    const target = add(position, scale(unit(subtract(position, from), ahead), depth));
    const roll = camera.roll + (banks[index] ?? 0);
    keys.push({
      at: [0.4, 0.7, 1][index] ?? 1,
      camera: { ...camera, position, target, roll },
      path: 'curve',
      ease: 'linear',
    });
    from = position;
  }
  return { keys };
};

/** From the main one to the next subject, else to what is behind. */
const rackFocus = (ground: Ground): CameraMove => {
  const { camera, depth, second, scene, main } = ground;
  const depths = scene.figures
    .filter(({ name }) => name !== main?.figure.name)
    .map((figure) => toCamera(viewOf(camera), poseFigure(figure).points.headCentre)[2])
    .filter((other) => other > 0.2 && Math.abs(other - depth) > 0.15);
  const to = second ? Math.max(0.2, toCamera(viewOf(camera), second.points.headCentre)[2]) : (depths[0] ?? 3 * depth);
  return {
    keys: [
      { at: 0, camera, focus: depth },
      { at: 0.4, camera, focus: depth },
      { at: 0.65, camera, focus: to },
    ],
  };
};

const byWord = (ground: Ground): CameraMove => {
  switch (ground.shot.movement) {
    case 'static':
      return still(ground);
    case 'pan':
      return pan(ground, 'smooth', 1.1);
    case 'whip-pan':
      return pan(ground, 'snap', 2.4);
    case 'tilt':
      return tilt(ground);
    case 'dolly-in':
      return dolly(ground, 0.38);
    case 'dolly-out':
      return dolly(ground, -0.55);
    case 'zoom-in':
      return zoom(ground, 1.8, (to) => fromTo(ground.camera, to));
    case 'zoom-out':
      return zoom(ground, 1 / 1.8, (to) => fromTo(ground.camera, to));
    case 'crash-zoom':
      return zoom(ground, 2.4, (to) => [
        { at: 0.3, camera: ground.camera, ease: 'in' },
        { at: 0.5, camera: to },
      ]);
    case 'truck':
      return truck(ground);
    case 'pedestal':
      return pedestal(ground);
    case 'crane':
      return crane(ground);
    case 'tracking':
      return tracking(ground);
    case 'arc':
      return arc(ground, 54);
    case 'dolly-zoom':
      return dollyZoom(ground);
    case 'rack-focus':
      return rackFocus(ground);
    case 'handheld':
      return swaying(still(ground), 'handheld', ground);
    case 'steadicam':
      return swaying(carriedAlong(ground), 'steadicam', ground);
    case 'gimbal':
      return swaying(arc(ground, 18), 'gimbal', ground);
    case 'drone':
      return swaying(drone(ground), 'drone', ground);
    case 'fpv':
      return fpv(ground);
  }
};

/** The move of a shot from the camera that it was solved to: keys from which a person may go on by hand. */
export const moveOf = (shot: MovingShot, scene: StagedScene, camera: Camera): CameraMove =>
  byWord(groundOf(shot, scene, camera));
