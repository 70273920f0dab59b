/** What can be put on a set: each kind with the size and grey that it comes with. */
import type { SetPiece, SetPieceKind, Vec3 } from '@oner/shared/stage/scene.ts';

const usual: Readonly<Record<SetPieceKind, readonly [size: Vec3, tone: number]>> = {
  table: [[1.4, 0.74, 0.8], 176],
  desk: [[1.5, 0.74, 0.7], 150],
  chair: [[0.46, 0.92, 0.46], 150],
  sofa: [[1.9, 0.82, 0.88], 140],
  bed: [[1.5, 0.52, 2], 190],
  door: [[0.9, 2.04, 0.1], 120],
  window: [[1.6, 1.3, 0.12], 235],
  wall: [[3, 2.7, 0.12], 205],
  counter: [[2.2, 0.98, 0.6], 150],
  shelf: [[0.9, 1.9, 0.32], 140],
  lamp: [[0.4, 1.6, 0.4], 210],
  car: [[1.76, 1.5, 4.4], 128],
  tree: [[3, 5, 3], 120],
  building: [[10, 14, 8], 150],
  parapet: [[4, 1.08, 0.34], 170],
  stairs: [[1.4, 1.5, 2.4], 165],
  box: [[0.6, 0.5, 0.6], 150],
  front: [[6, 8, 0.6], 165],
  shed: [[2.6, 2.6, 2.2], 150],
  carriage: [[2.8, 3.4, 12], 140],
  backdrop: [[120, 24, 120], 170],
  ground: [[3, 0.01, 2], 150],
  jetty: [[2, 0.8, 8], 150],
  boat: [[1.8, 1, 5], 150],
  rack: [[1.4, 1.2, 0.12], 130],
  board: [[1.8, 1.2, 0.06], 90],
  bench: [[1.5, 0.86, 0.5], 140],
  fence: [[3, 1.1, 0.08], 140],
};

/** The pieces of the library, furniture first. */
export const libraryKinds: readonly SetPieceKind[] = [
  'table',
  'chair',
  'desk',
  'sofa',
  'bed',
  'shelf',
  'counter',
  'lamp',
  'bench',
  'box',
  'board',
  'rack',
  'wall',
  'door',
  'window',
  'stairs',
  'ground',
  'car',
  'tree',
  'fence',
  'parapet',
  'shed',
  'front',
  'building',
  'carriage',
  'boat',
  'jetty',
];

/** Height over the floor that a kind comes at, metres. */
const sill = (kind: SetPieceKind): number => (kind === 'window' ? 0.9 : kind === 'board' || kind === 'rack' ? 0.9 : 0);

/** A new piece of a kind, its middle at a point of the plan. */
export const newPiece = (kind: SetPieceKind, id: string, [x, z]: readonly [number, number]): SetPiece => {
  const [size, tone] = usual[kind];
  return { id, kind, position: [x, sill(kind), z], heading: 0, size, tone };
};
