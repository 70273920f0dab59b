/** The place and its pieces as faces: floor or ground, the room's walls, and each piece by its kind. */
import type { StagedScene, Vec3 } from '@oner/shared/stage/scene.ts';
import { buildPiece } from '@oner/shared/stage/set/build-piece.ts';
import type { Models } from '@oner/shared/stage/set/model-piece.ts';
import { type SetFace, type SetLine, SetMesh } from '@oner/shared/stage/set/set-mesh.ts';
import { surfaceFlags } from '@oner/shared/stage/set/surface-flags.ts';

/** Faces and lines of one thing; 0 is the place itself, pieces count from 1 in the scene's order. */
export type SetObject = {
  readonly object: number;
  readonly faces: readonly SetFace[];
  readonly lines: readonly SetLine[];
};

/** Tones of the place, 0 to 255. */
export type PlaceTones = { readonly ground: number; readonly wall: number; readonly ceiling: number };

/** Reach of open ground around the camera, m: beyond it the haze has taken it. */
const groundReach = 400;
const skirting = 0.1;

/** A rectangle on the ground, its sides by co-ordinate. */
type Plot = { readonly x0: number; readonly x1: number; readonly z0: number; readonly z1: number };

const addFloor = (mesh: SetMesh, { x0, x1, z0, z1 }: Plot, tone: number): void => {
  const corners: Vec3[] = [
    [x0, 0, z1],
    [x1, 0, z1],
    [x1, 0, z0],
    [x0, 0, z0],
  ];
  mesh.face(corners, { tone, flags: surfaceFlags.ground });
};

/** Floor boards, at most 40 lines. */
const addBoards = (mesh: SetMesh, { x0, x1, z0, z1 }: Plot): void => {
  const spacing = Math.max(0.45, (x1 - x0) / 40);
  const stroke = { width: 0.7, strength: 0.42 };
  for (let at = x0 + spacing; at < x1 - 0.05; at += spacing) mesh.line([at, 0.002, z0], [at, 0.002, z1], stroke);
};

/** A camera behind a wall has that wall moved back behind it, so that no frame looks past the end of the set. */
const behindCamera = 0.7;

const plotOf = ([width, , depth]: Vec3, camera: Vec3): Plot => ({
  x0: Math.min(-width / 2, camera[0] - behindCamera),
  x1: Math.max(width / 2, camera[0] + behindCamera),
  z0: Math.min(-depth / 2, camera[2] - behindCamera),
  z1: Math.max(depth / 2, camera[2] + behindCamera),
});

const addRoom = (mesh: SetMesh, height: number, plot: Plot, tones: PlaceTones): void => {
  const { x0, x1, z0, z1 } = plot;
  addFloor(mesh, plot, tones.ground);
  addBoards(mesh, plot);
  const wall = { tone: tones.wall, flags: surfaceFlags.wall };
  const side = { tone: tones.wall - 10, flags: surfaceFlags.wall };
  const board = { tone: tones.wall - 22 };
  const along = (ax: number, az: number, bx: number, bz: number, look: typeof wall): void => {
    const strip = (low: number, high: number): Vec3[] => [
      [ax, low, az],
      [bx, low, bz],
      [bx, high, bz],
      [ax, high, az],
    ];
    mesh.face(strip(skirting, height), look);
    mesh.face(strip(0, skirting), board);
    mesh.line([ax, skirting, az], [bx, skirting, bz], { width: 0.8, strength: 0.7 });
  };
  along(x0, z0, x1, z0, wall);
  along(x1, z1, x0, z1, wall);
  along(x1, z0, x1, z1, side);
  along(x0, z1, x0, z0, side);
  mesh.face(
    [
      [x0, height, z0],
      [x1, height, z0],
      [x1, height, z1],
      [x0, height, z1],
    ],
    { tone: tones.ceiling },
  );
};

/** Short strokes that lay the ground down: always at the same places. */
const addGroundStrokes = (mesh: SetMesh, origin: Vec3): void => {
  for (let index = 0; index < 90; index++) {
    const turn = index * 2.399_963;
    const reach = 1.2 * Math.sqrt(index) * (1 + index * 0.012);
    const [x, z] = [origin[0] + Math.sin(turn) * reach, origin[2] + Math.cos(turn) * reach];
    const length = 0.25 + 0.5 * ((index * 37) % 17) * 0.06;
    mesh.line([x - length, 0.004, z + 0.02], [x + length, 0.004, z], { width: 0.8, strength: 0.5 });
  }
};

const isRoom = ({ setting, extent: [width, height, depth] }: StagedScene): boolean =>
  setting !== 'EXT' && height > 0.5 && width > 0.5 && depth > 0.5;

const buildPlace = (scene: StagedScene, camera: Vec3, tones: PlaceTones): SetMesh => {
  const mesh = new SetMesh([0, 0, 0], 0);
  if (isRoom(scene)) {
    addRoom(mesh, scene.extent[1], plotOf(scene.extent, camera), tones);
    return mesh;
  }
  const ground = new SetMesh([camera[0], 0, camera[2]], 0);
  addFloor(ground, { x0: -groundReach, x1: groundReach, z0: -groundReach, z1: groundReach }, tones.ground);
  addGroundStrokes(ground, [0, 0, 0]);
  return ground;
};

/** Where the set is seen from, how light it is, and where the light comes from (a unit vector towards it). */
export type SetView = {
  readonly camera: Vec3;
  readonly tones: PlaceTones;
  readonly light: Vec3;
  readonly models: Models;
};

export const buildSet = (scene: StagedScene, { camera, tones, light, models }: SetView): SetObject[] => {
  const dusk = scene.time === 'dusk';
  const night = scene.time === 'night' || dusk;
  const place = buildPlace(scene, camera, tones);
  const pieces = scene.pieces.map((piece, index) => ({
    object: index + 1,
    mesh: buildPiece(piece, { night, dusk, indoors: isRoom(scene), ground: tones.ground, light, models }),
  }));
  return [{ object: 0, mesh: place }, ...pieces].map(({ object, mesh }) => ({
    object,
    faces: mesh.faces,
    lines: mesh.lines,
  }));
};
