/** Shadows that figures and furniture throw on the floor, as a mask over the frame. */
import type { SetPieceKind, StagedShot, Vec3 } from '@oner/shared/stage/scene.ts';
import { dot, subtract } from '@oner/shared/stage/vec3.ts';
import type { FrameScene } from './frame-scene.ts';
import { fillMask } from './rasterise.ts';
import { type Corner, type ScreenTriangles, type Surface, surfaceFlags } from './screen-triangles.ts';
import type { SetFace } from './set-mesh.ts';
import { f32, u32 } from './typed-reads.ts';

/** What stands against a wall, lies flat or is far off throws no shadow worth its cost. */
const shadowless: ReadonlySet<SetPieceKind> = new Set([
  'wall',
  'door',
  'window',
  'backdrop',
  'ground',
  'jetty',
  'rack',
  'board',
]);

/** Shadows longer than this are cut, m. */
const longest = 12;

const surface: Surface = { object: 1, part: 0, tone: 0, smooth: false, sheet: true, flags: 0 };

export type ShadowCast = {
  readonly shot: StagedShot;
  readonly scene: FrameScene;
  readonly light: Vec3;
  readonly mask: Uint8Array;
  /** Emptied and used. */
  readonly triangles: ScreenTriangles;
};

const dropper = ({ scene, light }: ShadowCast): ((x: number, y: number, z: number) => Corner) => {
  const { view } = scene.frustum;
  return (x, y, z) => {
    const along = Math.min(longest, Math.max(0, y) / Math.max(0.15, light[1]));
    const offset = subtract([x - light[0] * along, 0, z - light[2] * along], view.position);
    return [dot(offset, view.right), dot(offset, view.up), dot(offset, view.forward), 0, 0, -1];
  };
};

type Drop = (x: number, y: number, z: number) => Corner;

const castFigures = ({ scene, triangles }: ShadowCast, drop: Drop): void => {
  for (const { mesh, skinned } of scene.figures) {
    const { positions } = skinned;
    const dropped: Corner[] = [];
    for (let v = 0; v < mesh.vertices * 3; v += 3)
      dropped.push(drop(f32(positions, v), f32(positions, v + 1), f32(positions, v + 2)));
    for (let t = 0; t < mesh.triangles.length; t += 3) {
      const a = dropped[u32(mesh.triangles, t)];
      const b = dropped[u32(mesh.triangles, t + 1)];
      const c = dropped[u32(mesh.triangles, t + 2)];
      if (a && b && c) triangles.add(scene.frustum, [a, b, c], surface);
    }
  }
};

/** What of a piece throws a shadow: of a building its walls only, whose shadow the windows' lies in. */
const castingFaces = (kind: SetPieceKind | undefined, faces: readonly SetFace[]): readonly SetFace[] => {
  if (kind === undefined || shadowless.has(kind)) return [];
  const upright = faces.filter(({ flags }) => (flags & surfaceFlags.ground) === 0);
  return kind === 'building' || kind === 'front' || kind === 'shed'
    ? faces.filter(({ flags }) => (flags & surfaceFlags.wall) !== 0)
    : upright;
};

const castPieces = ({ scene, triangles, shot }: ShadowCast, drop: Drop): void => {
  for (const { object, faces } of scene.set) {
    for (const { points } of castingFaces(shot.scene.pieces[object - 1]?.kind, faces)) {
      const dropped = points.map(([x, y, z]) => drop(x, y, z));
      for (let corner = 1; corner + 1 < dropped.length; corner++) {
        const [a, b, c] = [dropped[0], dropped[corner], dropped[corner + 1]];
        if (a && b && c) triangles.add(scene.frustum, [a, b, c], surface);
      }
    }
  }
};

export const castShadows = (cast: ShadowCast): void => {
  cast.mask.fill(0);
  cast.triangles.clear();
  const drop = dropper(cast);
  castFigures(cast, drop);
  castPieces(cast, drop);
  fillMask(cast.mask, cast.scene.frustum, cast.triangles);
};
