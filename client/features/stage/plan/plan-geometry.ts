import { verticalFieldOfView } from '@oner/shared/camera/view.ts';
import type { Camera, SetPiece, StagedFigure, StagedScene, Vec3 } from '@oner/shared/stage/scene.ts';

/** A point of the plan, metres: x to the right, y down the page (z of the stage). */
export type PlanPoint = readonly [x: number, y: number];
export type PlanBox = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

/** Metres of ground around what is shown. */
const margin = 0.5;
/** How far a field of view is drawn, metres. */
const wedgeReach = 60;

const flat = ([x, , z]: Vec3): PlanPoint => [x, z];

/** The set's own ground, metres. */
export const groundOf = (scene: StagedScene): PlanBox => ({
  left: -scene.extent[0] / 2,
  top: -scene.extent[2] / 2,
  width: scene.extent[0],
  height: scene.extent[2],
});

/** How far out of the set a camera may draw the plan's edge, metres: of those beyond it only the way is shown. */
const usualReach = 1.6;
/** The most of a large ground that is shown without anyone on it, metres from the middle. */
const mostGround = 4.5;

/** What the plan shows: everyone with some room, the set as far as it is near, and the cameras that stand by it, at most `reach` metres out of it; `own` wherever it is. */
export const planBox = (
  scene: StagedScene,
  cameras: readonly Camera[],
  { own = null, reach = usualReach }: { readonly own?: Camera | null; readonly reach?: number } = {},
): PlanBox => {
  const ground = groundOf(scene);
  const half = { x: Math.min(ground.width / 2, mostGround), y: Math.min(ground.height / 2, mostGround) };
  const people = scene.figures.map(({ position }) => flat(position));
  const near = cameras
    .map(({ position }) => flat(position))
    .filter(([x, y]) => Math.abs(x) < half.x + reach && Math.abs(y) < half.y + reach);
  const points = [...people, ...near, ...(own === null ? [] : [flat(own.position)])];
  const edge = (at: 0 | 1, side: 'min' | 'max', own: number): number =>
    Math[side](own, ...points.map((point) => point[at] + (side === 'min' ? -margin : margin)));
  const [left, right] = [edge(0, 'min', -half.x), edge(0, 'max', half.x)];
  const [top, bottom] = [edge(1, 'min', -half.y), edge(1, 'max', half.y)];
  return { left, top, width: right - left, height: bottom - top };
};

/** Degrees that something which faces +z at 0 is turned on the plan, clockwise as SVG counts. */
export const planTurn = (heading: number): number => (-heading * 180) / Math.PI;

/** The way a camera looks on the plan, degrees clockwise from the right; null when it looks straight down or up. */
export const cameraTurn = ({ position, target }: Camera): number | null => {
  const [dx, dy] = [target[0] - position[0], target[2] - position[2]];
  return Math.hypot(dx, dy) < 1e-3 ? null : (Math.atan2(dy, dx) * 180) / Math.PI;
};

/** Horizontal field of view, radians. */
export const horizontalFieldOfView = ({ lens, aspect }: Pick<Camera, 'lens' | 'aspect'>): number =>
  2 * Math.atan(Math.tan(verticalFieldOfView(lens, aspect) / 2) * aspect);

/** What a camera sees of the ground, as a triangle from where it stands; null when it looks straight down or up. */
export const wedgeOf = (camera: Camera): readonly PlanPoint[] | null => {
  const turn = cameraTurn(camera);
  if (turn === null) return null;
  const [x, y] = flat(camera.position);
  const side = (half: number): PlanPoint => {
    const angle = (turn * Math.PI) / 180 + half;
    return [x + wedgeReach * Math.cos(angle), y + wedgeReach * Math.sin(angle)];
  };
  const half = horizontalFieldOfView(camera) / 2;
  return [[x, y], side(-half), side(half)];
};

export type Line = { readonly through: Vec3; readonly along: Vec3; readonly side: Vec3 };

/** The line of action and the ground on the cameras' side of it. */
export const lineShapes = ({
  through,
  along,
  side,
}: Line): { readonly ends: readonly [PlanPoint, PlanPoint]; readonly half: readonly PlanPoint[] } => {
  const at = (a: number, b: number): PlanPoint => [
    through[0] + along[0] * a + side[0] * b,
    through[2] + along[2] * a + side[2] * b,
  ];
  return {
    ends: [at(-wedgeReach, 0), at(wedgeReach, 0)],
    half: [at(-wedgeReach, 0), at(wedgeReach, 0), at(wedgeReach, wedgeReach), at(-wedgeReach, wedgeReach)],
  };
};

export const pointsText = (points: readonly PlanPoint[]): string =>
  points.map(([x, y]) => `${x.toFixed(3)},${y.toFixed(3)}`).join(' ');

/** Metres from the camera to the one whom the shot is of; to its target without anyone. */
export const subjectDistance = (camera: Camera, figures: readonly StagedFigure[], main: string | undefined): number => {
  const figure = figures.find(({ name }) => name === main);
  const to = figure?.position ?? camera.target;
  const up = figure ? 0 : to[1] - camera.position[1];
  return Math.hypot(to[0] - camera.position[0], up, to[2] - camera.position[2]);
};

/** Pieces that stand on the floor from the lowest up, so that what lies on another is drawn over it. */
export const piecesInOrder = (pieces: readonly SetPiece[]): readonly SetPiece[] =>
  pieces.toSorted((a, b) => a.position[1] + a.size[1] - (b.position[1] + b.size[1]));
