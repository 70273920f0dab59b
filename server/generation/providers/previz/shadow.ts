/** Shadows that figures and furniture throw on the floor, as a mask over the frame. */
import type { SetPieceKind, StagedShot, Vec3 } from '@oner/shared/stage/scene.ts';
import { dot, subtract } from '@oner/shared/stage/vec3.ts';
import type { FrameScene } from './frame-scene.ts';
import { fillMask } from './rasterise.ts';
import type { Corner, ScreenTriangles, Surface } from './screen-triangles.ts';
import { f32, u32 } from './typed-reads.ts';

/** What stands against a wall or is one throws no shadow worth its cost. */
const shadowless: ReadonlySet<SetPieceKind> = new Set(['wall', 'door', 'window']);

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

export const castShadows = (cast: ShadowCast): void => {
  const { scene, triangles, mask, shot } = cast;
  const { frustum } = scene;
  const drop = dropper(cast);
  mask.fill(0);
  triangles.clear();
  for (const { mesh, skinned } of scene.figures) {
    const dropped: Corner[] = [];
    for (let v = 0; v < mesh.vertices; v++)
      dropped.push(
        drop(f32(skinned.positions, v * 3), f32(skinned.positions, v * 3 + 1), f32(skinned.positions, v * 3 + 2)),
      );
    for (let t = 0; t < mesh.triangles.length; t += 3) {
      const a = dropped[u32(mesh.triangles, t)];
      const b = dropped[u32(mesh.triangles, t + 1)];
      const c = dropped[u32(mesh.triangles, t + 2)];
      if (a && b && c) triangles.add(frustum, [a, b, c], surface);
    }
  }
  for (const { object, faces } of scene.set) {
    const piece = shot.scene.pieces[object - 1];
    if (!piece || shadowless.has(piece.kind)) continue;
    for (const { points, flags } of faces) {
      // A building's windows lie within its walls' shadow.
      if (piece.kind === 'building' && (flags & surfaceFlags.wall) === 0) continue;
      const dropped = points.map(([x, y, z]) => drop(x, y, z));
      for (let corner = 1; corner + 1 < dropped.length; corner++) {
        const [a, b, c] = [dropped[0], dropped[corner], dropped[corner + 1]];
        if (a && b && c) triangles.add(frustum, [a, b, c], surface);
      }
    }
  }
  fillMask(mask, frustum, triangles);
};
