/** A piece of the set as faces and lines, by its kind or as its own model. */
import type { SetPiece, SetPieceKind, Vec3 } from '../scene.ts';
import { backdrop } from './backdrop.ts';
import { car } from './car.ts';
import { bench, board, fence, rack } from './fittings.ts';
import { carriage, front, shed } from './fronts.ts';
import {
  bed,
  chair,
  counter,
  desk,
  lamp,
  type PieceSite,
  parapet,
  shelf,
  sofa,
  stairs,
  table,
  tree,
} from './furniture.ts';
import { boat, ground, jetty } from './grounds.ts';
import { addModel, type Models } from './model-piece.ts';
import { building, door, wall, windowPiece } from './openings.ts';
import { box } from './props.ts';
import { SetMesh } from './set-mesh.ts';

const builders: Readonly<Record<SetPieceKind, (site: PieceSite) => void>> = {
  table,
  desk,
  chair,
  sofa,
  bed,
  door,
  window: windowPiece,
  wall,
  counter,
  shelf,
  lamp,
  car,
  tree,
  building,
  parapet,
  stairs,
  box,
  front,
  shed,
  carriage,
  backdrop,
  ground,
  jetty,
  boat,
  rack,
  board,
  bench,
  fence,
};

/** Where a piece stands, and what lights it. */
export type PieceWhere = Pick<PieceSite, 'night' | 'dusk' | 'indoors' | 'ground'> & {
  /** Towards the light, a unit vector. */
  readonly light: Vec3;
  readonly models: Models;
};

/** In world co-ordinates, metres. */
export const buildPiece = (piece: SetPiece, { light, models, ...where }: PieceWhere): SetMesh => {
  const mesh = new SetMesh(piece.position, piece.heading);
  const model = piece.model && models.get(piece.model);
  if (model) addModel(mesh, piece, model);
  else builders[piece.kind]({ mesh, piece, ...where });
  if ((piece.kind === 'box' || piece.kind === 'lamp') && piece.position[1] > raised) hatchFoot(mesh, piece, light);
  return mesh;
};

/** What stands higher than this stands on something, not on the floor, m. */
const raised = 0.05;
const footStrokes = 26;

/** A hatched shadow at the foot of what stands on a table: cast shadows fall on floors only. */
const hatchFoot = (mesh: SetMesh, piece: SetPiece, light: Vec3): void => {
  const [w, d] = [piece.size[0] / 2, piece.size[2] / 2];
  const reach = (0.55 * piece.size[1]) / Math.max(0.3, light[1]);
  const [sin, cos] = [Math.sin(piece.heading), Math.cos(piece.heading)];
  // The light's way over the ground, in the piece's own axes.
  const [x, z] = [-(light[0] * cos - light[2] * sin) * reach, -(light[0] * sin + light[2] * cos) * reach];
  for (let stroke = 0; stroke < footStrokes; stroke++) {
    const along = (stroke + 0.5) / footStrokes;
    // From the two sides of the foot that the light leaves by.
    const from: Vec3 =
      stroke % 2 === 0
        ? [Math.sign(x) * w, 0.002, (2 * along - 1) * d]
        : [(2 * along - 1) * w, 0.002, Math.sign(z) * d];
    mesh.line(from, [from[0] + x, 0.002, from[2] + z], { width: 0.8, strength: 0.6 });
  }
};
