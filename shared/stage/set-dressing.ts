/** The pieces of a place, against the back and the sides, out of the way of people and cameras. */
import { nameHash } from './name-hash.ts';
import type { PlaceKind } from './place-kind.ts';
import type { SetPiece, Vec3 } from './scene.ts';

export type Dressing = { readonly extent: Vec3; readonly pieces: readonly SetPiece[] };

/** Rooms: width, wall height, depth, metres. */
const rooms: Partial<Record<PlaceKind, Vec3>> = {
  stairs: [5, 3.2, 4.6],
  hallway: [9, 2.7, 2.8],
  kitchen: [4.8, 2.7, 4.4],
  bedroom: [5, 2.7, 4.8],
  restaurant: [8, 3, 6.5],
  shop: [7, 3, 6],
  'living-room': [6, 2.7, 5.4],
  office: [5.4, 2.7, 5],
  room: [5.6, 2.7, 5],
};

const door = (x: number, back: number): SetPiece => ({
  id: 'door',
  kind: 'door',
  position: [x, 0, back + 0.04],
  heading: 0,
  size: [0.88, 2.03, 0.08],
  tone: 186,
});
const windowAt = (x: number, back: number): SetPiece => ({
  id: 'window',
  kind: 'window',
  position: [x, 0.9, back + 0.04],
  heading: 0,
  size: [1.6, 1.3, 0.08],
  tone: 222,
});
const standing = (id: string, kind: SetPiece['kind'], position: Vec3, size: Vec3, tone: number): SetPiece => ({
  id,
  kind,
  position,
  heading: 0,
  size,
  tone,
});

const roomPieces = (kind: PlaceKind, [width, height, depth]: Vec3, taken: ReadonlySet<string>): SetPiece[] => {
  const [left, right, back] = [-width / 2, width / 2, -depth / 2];
  const shelf = standing('shelf', 'shelf', [right - 0.75, 0, back + 0.2], [1.1, 2, 0.34], 150);
  const lamp = standing('lamp', 'lamp', [left + 0.4, 0, back + 0.4], [0.36, 1.6, 0.36], 200);
  const inRoom = [door(left + 1.3, back), windowAt(0.7, back)];
  switch (kind) {
    case 'hallway':
      return [door(left + 1.6, back), { ...door(right - 1.8, back), id: 'door-2' }];
    case 'stairs':
      return [door(left + 1, back), standing('stairs', 'stairs', [right - 1.1, 0, back + 1.3], [1.2, 1.9, 2.6], 170)];
    case 'kitchen':
      return [
        door(left + 0.7, back),
        standing('counter', 'counter', [0.75, 0, back + 0.32], [2.8, 0.9, 0.62], 190),
        { ...windowAt(0.6, back), position: [0.6, 1.15, back + 0.04], size: [1.4, 1, 0.08] },
      ];
    case 'bedroom':
      return taken.has('bed')
        ? [...inRoom, lamp]
        : [...inRoom, standing('bed', 'bed', [right - 0.9, 0, back + 1.1], [1.5, 0.52, 2], 190), lamp];
    case 'restaurant':
      return [
        ...inRoom,
        standing('counter', 'counter', [right - 1.6, 0, back + 0.9], [2.6, 1.08, 0.6], 160),
        standing('table-2', 'table', [left + 1.3, 0, back + 1.6], [0.8, 0.74, 0.8], 170),
      ];
    case 'shop':
      return [
        door(left + 0.8, back),
        ...[-0.9, 0.6, 2.1].map((x, index) => ({
          ...shelf,
          id: `shelf-${index + 1}`,
          position: [x, 0, back + 0.2] as Vec3,
        })),
        standing('counter', 'counter', [right - 1, 0, back + 1.6], [1.6, 1, 0.6], 170),
      ];
    case 'living-room':
      return [...inRoom, standing('sofa', 'sofa', [right - 1.2, 0, back + 0.95], [1.9, 0.82, 0.86], 160), lamp];
    case 'office':
      return taken.has('desk')
        ? [...inRoom, shelf]
        : [...inRoom, shelf, standing('desk', 'desk', [right - 1, 0, back + 1.4], [1.4, 0.74, 0.7], 150)];
    default:
      return height > 0 ? [...inRoom, shelf] : [];
  }
};

const trees = (seed: string, count: number, near: number): SetPiece[] =>
  Array.from({ length: count }, (_, index) => {
    const hash = nameHash(`${seed}:tree:${index}`);
    const x = (index - (count - 1) / 2) * (14 / Math.max(1, count)) + ((hash % 100) / 100 - 0.5) * 1.6;
    const height = 4 + ((hash >>> 8) % 100) / 50;
    return standing(`tree-${index + 1}`, 'tree', [x, 0, -near - ((hash >>> 16) % 100) / 22], [2.6, height, 2.6], 130);
  });

const skyline = (seed: string, distance: number, ground: number): SetPiece[] =>
  [-18, -6.5, 5, 17].map((x, index) => {
    const hash = nameHash(`${seed}:building:${index}`);
    const height = 9 + (hash % 9);
    const width = 8 + ((hash >>> 8) % 3);
    return standing(`building-${index + 1}`, 'building', [x, ground, -distance], [width, height, 7], 188 + (hash % 20));
  });

const outdoorPieces = (kind: PlaceKind, seed: string): SetPiece[] => {
  switch (kind) {
    case 'rooftop':
      return [
        standing('parapet', 'parapet', [0, 0, -2.7], [11, 1, 0.3], 178),
        standing('stair-door', 'door', [-3.6, 0, -1.76], [0.88, 2.03, 0.08], 150),
        standing('stair-house', 'wall', [-3.6, 0, -2.2], [1.7, 2.4, 0.8], 196),
        ...skyline(seed, 26, -9).map((piece) => ({ ...piece, tone: 206 })),
      ];
    case 'forest':
      return trees(seed, 9, 2.8);
    case 'open':
      return trees(seed, 3, 9);
    case 'stairs':
      return [standing('stairs', 'stairs', [0, 0, -2.6], [4, 1.2, 2], 180), ...skyline(seed, 11, 0)];
    case 'car':
      return [...trees(seed, 4, 7), ...skyline(seed, 16, 0).slice(1, 3)];
    default:
      return [
        ...skyline(seed, 9, 0),
        ...trees(seed, 2, 3.4),
        standing('lamp', 'lamp', [3.2, 0, -2.6], [0.4, 3.6, 0.4], 120),
      ];
  }
};

/** What stands in a place of this kind; `taken` are kinds that people already use. */
export const dressPlace = (kind: PlaceKind, indoors: boolean, seed: string, taken: ReadonlySet<string>): Dressing => {
  const extent = indoors && kind !== 'car' ? (rooms[kind] ?? [5.6, 2.7, 5]) : null;
  if (extent) return { extent, pieces: roomPieces(kind, extent, taken) };
  return { extent: kind === 'rooftop' ? [12, 0, 7] : [24, 0, 16], pieces: outdoorPieces(kind, seed) };
};
