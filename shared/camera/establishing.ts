/** The whole place with everyone in it: establishing shots, and a master at a wide size. */
import { boundsOf, cornersOf } from '../stage/pieces.ts';
import type { StagedScene, Vec3 } from '../stage/scene.ts';
import { add, clamp, headingOf, radians, scale } from '../stage/vec3.ts';
import { fitPoints, type Window } from './fit.ts';
import { placeCamera } from './place-camera.ts';
import type { Proposal, Setup } from './solution.ts';

/** Degrees off square to the line: a place shows its depth from a corner. */
const turn = 24;
/** Pieces count up to this height indoors and out, metres; a tower may leave the frame. */
const tallest = { indoors: 2.6, outdoors: 5 } as const;
/** Pieces further from the middle than this do not decide the frame, metres. */
const farthest = 12;
/** Outdoors the frame reaches this far to either side of the middle, metres. */
const widest = 5;

const placePoints = (scene: StagedScene): Vec3[] => {
  const high = scene.setting === 'INT' ? tallest.indoors : tallest.outdoors;
  const side = scene.setting === 'EXT' || scene.extent[1] === 0 ? widest : scene.extent[0] / 2;
  const pieces = scene.pieces
    .filter((piece) => Math.hypot(piece.position[0], piece.position[2]) < farthest)
    .filter((piece) => boundsOf(piece).half[1] > 0.2)
    .flatMap(cornersOf)
    .map(([x, y, z]): Vec3 => [clamp(x, -side, side), Math.min(y, high), z]);
  if (scene.setting === 'EXT' || scene.extent[1] === 0) return pieces;
  const [w, , d] = scene.extent;
  const [x, z] = [w * 0.42, d * 0.42];
  return [...pieces, [-x, 0, -z], [x, 0, -z], [-x, 2, -z], [x, 2, -z]];
};

const window: Window = { left: -0.93, right: 0.93, bottom: -0.9, top: 0.86 };

export const establishing = (setup: Setup): Proposal | null => {
  const { scene, angle, roll, lens, aspect } = setup.request;
  const bodies = setup.figures.flatMap((figure) => figure.hull);
  const points = [...bodies, ...placePoints(scene)];
  const all: Vec3[] =
    points.length > 0
      ? points
      : [
          [-2, 0, 0],
          [2, 0, 0],
          [0, 1.8, 0],
        ];
  const middle = scale(
    all.reduce((sum, point) => add(sum, point), [0, 0, 0] as Vec3),
    1 / all.length,
  );
  const placed = placeCamera({
    direction: { from: headingOf(setup.line.side) + radians(turn), pitch: setup.pitch, roll },
    lens,
    aspect,
    angle,
    fit: (axes) => fitPoints(axes, all, window, { aim: middle, aimX: 0, aimY: -0.1 }),
    subject: middle,
  });
  return placed && { ...placed, shown: setup.figures, crowd: 'stays' };
};
