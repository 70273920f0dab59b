/** A move set by hand, kept out of walls, things, people and the ground also between its keys: its way ends before them. */
import type { StagedFigure, StagedScene, Vec3 } from '../stage/scene.ts';
import { add, distance, subtract } from '../stage/vec3.ts';
import { wayFrom } from './clear-way.ts';
import { type CameraKey, type CameraMove, cameraAt } from './move.ts';

export type FreeMove = {
  readonly move: CameraMove;
  /** The share of the shot at which the camera comes to a stand; null when nothing is in its way. */
  readonly stopsAt: number | null;
};

/** Moments of a move that are looked at; one in a metre's walk of a camera that goes far. */
const moments = 96;
/** A camera that goes less than this in a whole move stands. */
const stands = 1e-3;

const timeOf = (moment: number): number => moment / moments;

/** The first moment at which something is in the camera's way; null when it is free throughout. */
const firstBlocked = (move: CameraMove, isFree: (point: Vec3, t: number) => boolean): number | null => {
  for (let moment = 1; moment <= moments; moment++) {
    if (!isFree(cameraAt(move, timeOf(moment)).position, timeOf(moment))) return moment;
  }
  return null;
};

const standingAt = (key: CameraKey, at: Vec3): CameraKey => {
  const { camera, path: _, ...rest } = key;
  return { ...rest, camera: { ...camera, position: at, target: add(at, subtract(camera.target, camera.position)) } };
};

/** The move up to a moment; from there on the camera stays where it is and only turns and zooms as its keys have it. */
const endedAt = (move: CameraMove, t: number): CameraMove => {
  const camera = cameraAt(move, t);
  const before = move.keys.filter(({ at }) => at < t - 1e-9);
  const last = before.at(-1);
  const stop: CameraKey = { at: t, camera, ...(last?.ease === undefined ? {} : { ease: last.ease }) };
  const after = move.keys.filter(({ at }) => at > t + 1e-9).map((key) => standingAt(key, camera.position));
  return { ...move, keys: [...before, stop, ...after] };
};

const goes = ({ keys: [first, ...rest] }: CameraMove): boolean =>
  rest.some(({ camera }) => first !== undefined && distance(camera.position, first.camera.position) > stands);

/** The same move when nothing is in its way; what the camera stands in at the start is not drawn, and in nobody's way. */
export const freeMove = (
  move: CameraMove,
  scene: StagedScene,
  figuresEnd: readonly StagedFigure[] | null = null,
): FreeMove => {
  const [first] = move.keys;
  if (!first || !goes(move)) return { move, stopsAt: null };
  const { shake, ...steady } = move;
  const isFree = wayFrom(scene, first.camera.position, figuresEnd);
  let blocked = firstBlocked(steady, isFree);
  let [ended, stopsAt]: [CameraMove, number | null] = [steady, null];
  // A curve is another one when it ends sooner: it may have to end sooner still.
  for (let end = moments; blocked !== null && end > 0; ) {
    end = Math.min(end, blocked) - 1;
    [ended, stopsAt] = [endedAt(steady, timeOf(end)), timeOf(end)];
    blocked = firstBlocked(ended, isFree);
  }
  if (stopsAt === null) return { move, stopsAt };
  return { move: shake ? { ...ended, shake } : ended, stopsAt };
};
