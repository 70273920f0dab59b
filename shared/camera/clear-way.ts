/** How far a camera can travel: not through people, furniture or walls, nor into the ground. */
import { isInsideCapsule } from '../stage/capsule.ts';
import { type Box, boundsOf, isInsideBox, solidsOf } from '../stage/pieces.ts';
import { type PosedFigure, poseFigure } from '../stage/pose-figure.ts';
import type { StagedFigure, StagedScene, Vec3 } from '../stage/scene.ts';
import { mix, scale, subtract } from '../stage/vec3.ts';
import { groundClearance } from './place-camera.ts';

/** Metres that a camera keeps from people and from things. */
const personMargin = 0.25;
const thingMargin = 0.12;
const steps = 16;

type Obstacles = { readonly figures: readonly PosedFigure[]; readonly solids: readonly Box[] };

const isBlocked = ({ figures, solids }: Obstacles, point: Vec3): boolean =>
  point[1] < groundClearance - 1e-6 ||
  solids.some((box) => isInsideBox(box, point, thingMargin)) ||
  figures.some(({ capsules }) => capsules.some((capsule) => isInsideCapsule(capsule, point, personMargin)));

const isInRoom = ({ extent }: StagedScene, [x, y, z]: Vec3): boolean =>
  Math.abs(x) < extent[0] / 2 && Math.abs(z) < extent[2] / 2 && y < extent[1];

/** What stands where the camera is when it sets out is not in its way: it is not drawn there either. */
const obstaclesOf = (scene: StagedScene, from: Vec3): Obstacles => ({
  figures: scene.figures
    .map(poseFigure)
    .filter(({ capsules }) => !capsules.some((capsule) => isInsideCapsule(capsule, from, personMargin))),
  solids: scene.pieces
    .filter((piece) => !isInsideBox(boundsOf(piece), from, thingMargin))
    .flatMap((piece) => (piece.kind === 'backdrop' ? [] : solidsOf(piece))),
});

/** Whether a camera that set out from a place may be at a point. */
const isOpen = (scene: StagedScene, from: Vec3, obstacles: Obstacles): ((point: Vec3) => boolean) => {
  const indoors = scene.extent[1] > 0.5 && isInRoom(scene, from);
  return (point) => !isBlocked(obstacles, point) && (!indoors || isInRoom(scene, point));
};

/** Whether a camera that set out from a place may be at a point at a share of the shot, people being on their ways. */
export const wayFrom = (
  scene: StagedScene,
  from: Vec3,
  figuresEnd: readonly StagedFigure[] | null,
): ((point: Vec3, t: number) => boolean) => {
  const { figures, solids } = obstaclesOf(scene, from);
  const ends = new Map(figuresEnd?.map(({ name, position }) => [name, position]));
  const ways = figures.map((figure) => ({
    figure,
    way: subtract(ends.get(figure.figure.name) ?? figure.figure.position, figure.figure.position),
  }));
  const isFree = isOpen(scene, from, { figures: [], solids });
  return (point, t) =>
    isFree(point) &&
    !ways.some(({ figure, way }) => isBlocked({ figures: [figure], solids: [] }, subtract(point, scale(way, t))));
};

/** The farthest point that can be reached in a straight line from one place towards another. */
export const reachedFrom = (scene: StagedScene, from: Vec3, to: Vec3): Vec3 => {
  const isFree = isOpen(scene, from, obstaclesOf(scene, from));
  let reached = from;
  for (let step = 1; step <= steps; step++) {
    const point = mix(from, to, step / steps);
    if (!isFree(point)) break;
    reached = point;
  }
  return reached;
};
