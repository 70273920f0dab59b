/** The pieces of a place: rooms here, against the back and the sides, out of the way of people and cameras. */
import { outdoorPieces } from './outdoor-dressing.ts';
import { type IndoorKind, isIndoorKind, isOutdoorKind, type PlaceKind } from './place-kind.ts';
import type { SetPiece, Vec3 } from './scene.ts';

export type Dressing = { readonly extent: Vec3; readonly pieces: readonly SetPiece[] };

export type PlaceToDress = {
  readonly kind: PlaceKind;
  readonly indoors: boolean;
  /** The heading's place. */
  readonly place: string;
  /** What the action says of it: rain, masts, shelves of keys. */
  readonly words: string;
  /** Kinds of pieces that people already use. */
  readonly taken: ReadonlySet<string>;
};

/** Rooms: width, wall height, depth, metres. */
const rooms: Partial<Record<IndoorKind, Vec3>> = {
  train: [9, 2.4, 3],
  stairs: [5, 3.2, 4.6],
  hallway: [9, 2.7, 2.8],
  kitchen: [4.8, 2.7, 4.4],
  hospital: [5.6, 2.8, 4.8],
  bedroom: [5, 2.7, 4.8],
  bar: [7, 3, 5.4],
  restaurant: [8, 3, 6.5],
  shop: [6, 2.9, 4.8],
  boathouse: [9, 4, 7],
  warehouse: [9, 3.8, 7],
  'living-room': [6, 2.7, 5.4],
  classroom: [7.4, 3, 6],
  'waiting-hall': [11, 4.2, 8],
  office: [5.4, 2.7, 5],
};
const plainRoom: Vec3 = [5.6, 2.7, 5];

type More = { readonly heading?: number; readonly tone?: number; readonly label?: string };

const piece = (id: string, kind: SetPiece['kind'], position: Vec3, size: Vec3, more: More = {}): SetPiece => ({
  id,
  kind,
  position,
  heading: more.heading ?? 0,
  size,
  tone: more.tone ?? 170,
  ...(more.label === undefined ? {} : { label: more.label }),
});

/** Where the walls are: left, right and back. */
type Walls = { readonly left: number; readonly right: number; readonly back: number; readonly height: number };

const door = ({ back }: Walls, x: number, id = 'door'): SetPiece =>
  piece(id, 'door', [x, 0, back + 0.04], [0.88, 2.03, 0.08], { tone: 186 });
const windowAt = ({ back }: Walls, x: number, size: readonly [number, number] = [1.6, 1.3], id = 'window'): SetPiece =>
  piece(id, 'window', [x, 0.95, back + 0.04], [size[0], size[1], 0.08], { tone: 222 });
const picture = ({ back }: Walls, x: number, id = 'picture'): SetPiece =>
  piece(id, 'board', [x, 1.35, back + 0.03], [0.7, 0.52, 0.04], { tone: 200, label: 'picture' });
const board = ({ back }: Walls, x: number, size: readonly [number, number], label: string): SetPiece =>
  piece('board', 'board', [x, 1, back + 0.04], [size[0], size[1], 0.06], { tone: 90, label });
const shelfAt = ({ back }: Walls, x: number, id = 'shelf'): SetPiece =>
  piece(id, 'shelf', [x, 0, back + 0.2], [1.1, 2, 0.34], { tone: 150 });
const lampAt = ({ left, back }: Walls): SetPiece =>
  piece('lamp', 'lamp', [left + 0.5, 0, back + 0.5], [0.4, 1.6, 0.4], { tone: 200 });
/** A wall of small things, the middle of it at `x`. */
const rack = ({ back, height }: Walls, x: number, width: number, label: string, id = 'rack'): SetPiece =>
  piece(id, 'rack', [x, 0.5, back + 0.1], [width, height - 0.9, 0.16], { tone: 140, label });
const sideRack = ({ left, right, height }: Walls, side: -1 | 1, label: string): SetPiece =>
  piece(
    `rack-${side < 0 ? 'left' : 'right'}`,
    'rack',
    [side < 0 ? left + 0.1 : right - 0.1, 0.5, 0],
    [3, height - 0.9, 0.16],
    {
      heading: (-side * Math.PI) / 2,
      tone: 136,
      label,
    },
  );

const wares: readonly (readonly [string, RegExp])[] = [
  ['keys', /\b(keys?|locksmith\w*)\b|钥匙|锁/i],
  ['bottles', /\b(bottles?|wine|liquor|whisk\w+|pharmacy|medicines?|pub|bar)\b|酒|药/i],
  ['tools', /\b(tools?|hardware|workshop|garage|boats?)\b|工具|五金|修/i],
  ['books', /\b(books?|library|archive|records?|paper\w*)\b|书|图书/i],
];
const waresOf = (words: string, place: string): string =>
  wares.find(([, pattern]) => pattern.test(place))?.[0] ??
  wares.find(([, pattern]) => pattern.test(words))?.[0] ??
  'goods';

const shop = (walls: Walls, { place, words, taken }: PlaceToDress): SetPiece[] => {
  const label = waresOf(words, place);
  const { left, right, back } = walls;
  const goods =
    label === 'books'
      ? [-1.2, 0, 1.2, 2.4].map((x, index) => shelfAt(walls, x - 0.1, `shelf-${index + 1}`))
      : [rack(walls, 0.55, right - left - 1.9, label), sideRack(walls, -1, label), sideRack(walls, 1, label)];
  const counter = piece('counter', 'counter', [right - 1.1, 0, back + 1.3], [1.7, 1, 0.6], { tone: 170 });
  return [door(walls, left + 0.7), ...goods, ...(taken.has('counter') ? [] : [counter])];
};

const bar = (walls: Walls, { taken }: PlaceToDress): SetPiece[] => [
  rack(walls, 0.5, 4.4, 'bottles'),
  ...(taken.has('counter')
    ? []
    : [piece('counter', 'counter', [0.5, 0, walls.back + 1], [4.6, 1.08, 0.6], { tone: 120 })]),
  door(walls, walls.left + 0.7),
  piece('table-2', 'table', [walls.left + 1.1, 0, walls.back + 1.8], [0.7, 0.74, 0.7], { tone: 150 }),
  piece('lamp', 'lamp', [walls.right - 0.5, 0, walls.back + 0.6], [0.4, 1.6, 0.4], { tone: 180 }),
];

const restaurant = (walls: Walls, { taken }: PlaceToDress): SetPiece[] => [
  door(walls, walls.left + 0.9),
  windowAt(walls, -0.9, [2.6, 1.6]),
  ...(taken.has('counter')
    ? []
    : [piece('counter', 'counter', [walls.right - 1.6, 0, walls.back + 0.9], [2.4, 1.05, 0.6], { tone: 150 })]),
  rack({ ...walls, height: 2.9 }, walls.right - 1.5, 2.2, 'bottles'),
  piece('table-2', 'table', [walls.left + 1.2, 0, walls.back + 1.7], [0.8, 0.74, 0.8]),
  piece('chair-back-1', 'chair', [walls.left + 1.2, 0, walls.back + 1.05], [0.46, 0.92, 0.46], { tone: 150 }),
  piece('chair-back-2', 'chair', [walls.left + 2, 0, walls.back + 1.8], [0.46, 0.92, 0.46], {
    tone: 150,
    heading: -Math.PI / 2,
  }),
];

const kitchen = (walls: Walls, { taken }: PlaceToDress): SetPiece[] => [
  door(walls, walls.left + 0.7),
  piece('counter', 'counter', [0.55, 0, walls.back + 0.32], [2.6, 0.9, 0.62], { tone: 190 }),
  piece('window', 'window', [0.5, 1.15, walls.back + 0.04], [1.2, 0.95, 0.08], { tone: 222 }),
  piece('cupboards', 'rack', [-0.75, 1.5, walls.back + 0.18], [1, 0.75, 0.32], { tone: 196, label: 'cupboards' }),
  piece('fridge', 'box', [walls.right - 0.45, 0, walls.back + 0.4], [0.66, 1.8, 0.64], { tone: 222, label: 'FRIDGE' }),
  ...(taken.has('table')
    ? []
    : [piece('table-2', 'table', [walls.left + 0.8, 0, -0.9], [0.8, 0.74, 0.8], { tone: 180 })]),
];

const classroom = (walls: Walls): SetPiece[] => [
  door(walls, walls.left + 0.8),
  board(walls, 0.5, [3.2, 1.2], 'blackboard'),
  ...[-1, 1].flatMap((side) =>
    [-1.1, 0.3].map((z, index) =>
      piece(`desk-${side < 0 ? 'left' : 'right'}-${index + 1}`, 'table', [side * 2.5, 0, z], [1.1, 0.74, 0.5], {
        tone: 190,
      }),
    ),
  ),
];

const train = (walls: Walls): SetPiece[] => [
  ...[-3.2, -1.1, 1.1, 3.2].map((x, index) =>
    piece(`window-${index + 1}`, 'window', [x, 0.95, walls.back + 0.04], [1.5, 0.9, 0.08], { tone: 222 }),
  ),
  ...[-2.25, 2.25].map((x, index) =>
    piece(`bench-${index + 1}`, 'bench', [x, 0, walls.back + 0.6], [0.95, 1.1, 0.55], {
      tone: 120,
      heading: index === 0 ? Math.PI / 2 : -Math.PI / 2,
    }),
  ),
  piece('luggage-rack', 'rack', [0, 1.98, walls.back + 0.2], [6.4, 0.12, 0.36], { tone: 130, label: 'rail' }),
  door(walls, walls.left + 0.6),
];

const hospital = (walls: Walls, { taken }: PlaceToDress): SetPiece[] => [
  door(walls, walls.left + 0.8),
  windowAt(walls, 0.5),
  ...(taken.has('bed')
    ? []
    : [piece('bed', 'bed', [walls.right - 0.9, 0, walls.back + 1.1], [1, 0.6, 2], { tone: 224 })]),
  piece('stand', 'counter', [walls.right - 0.45, 0, walls.back + 0.35], [0.5, 0.85, 0.45], { tone: 214 }),
  piece('monitor', 'box', [walls.right - 0.45, 0.85, walls.back + 0.35], [0.42, 0.34, 0.3], {
    tone: 190,
    label: 'MONITOR',
  }),
  piece('curtain', 'wall', [walls.left + 2, 0, walls.back + 0.9], [0.06, 2.2, 1.6], { tone: 226 }),
];

const sofaAt = (walls: Walls): SetPiece =>
  piece('sofa', 'sofa', [walls.right - 1.2, 0, walls.back + 0.95], [1.9, 0.82, 0.86], { tone: 160 });

const roomPieces = (dressed: PlaceToDress, walls: Walls): SetPiece[] => {
  const { left, right, back } = walls;
  const { taken } = dressed;
  const inRoom = [door(walls, left + 1.3), windowAt(walls, 0.7)];
  switch (dressed.kind) {
    case 'train':
      return train(walls);
    case 'hallway':
      return [
        door(walls, left + 1.6),
        door(walls, right - 1.8, 'door-2'),
        picture(walls, -0.5),
        door(walls, 0.9, 'door-3'),
      ];
    case 'stairs':
      return [
        door(walls, left + 1),
        piece('stairs', 'stairs', [right - 1.1, 0, back + 1.3], [1.2, 1.9, 2.6]),
        windowAt(walls, -0.3, [0.8, 1]),
      ];
    case 'kitchen':
      return kitchen(walls, dressed);
    case 'hospital':
      return hospital(walls, dressed);
    case 'bedroom':
      return [
        ...inRoom,
        ...(taken.has('bed') ? [] : [piece('bed', 'bed', [right - 0.9, 0, back + 1.1], [1.5, 0.52, 2], { tone: 190 })]),
        lampAt(walls),
        picture(walls, right - 0.75),
      ];
    case 'bar':
      return bar(walls, dressed);
    case 'restaurant':
      return restaurant(walls, dressed);
    case 'shop':
      return shop(walls, dressed);
    case 'boathouse':
      return [
        piece('boat', 'boat', [0.4, 0.5, back + 1.4], [1.6, 0.9, 4.4], {
          heading: Math.PI / 2,
          tone: 200,
          label: 'trestles',
        }),
        rack(walls, right - 1.6, 2.4, 'tools'),
        door(walls, left + 1.2),
      ];
    case 'warehouse':
      return [
        shelfAt(walls, right - 1),
        shelfAt(walls, right - 2.2, 'shelf-2'),
        rack(walls, -0.6, 2.4, 'tools'),
        piece('crate-1', 'box', [left + 2.6, 0, back + 0.7], [1, 0.9, 0.9], { tone: 150, label: 'CRATE' }),
        door(walls, left + 1.2),
      ];
    case 'living-room':
      return [
        ...inRoom,
        sofaAt(walls),
        lampAt(walls),
        picture(walls, right - 1.2),
        piece('rug', 'ground', [0, 0.012, -0.2], [3.2, 0, 2.2], { label: 'rug' }),
      ];
    case 'classroom':
      return classroom(walls);
    case 'waiting-hall':
      return [
        door(walls, left + 1.4),
        board(walls, 0.8, [2.8, 1], 'departures'),
        ...[-2.6, 0.2, 3].map((x, index) =>
          piece(`bench-${index + 1}`, 'bench', [x, 0, back + 1.5], [2.2, 0.9, 0.6], { tone: 140 }),
        ),
      ];
    case 'office':
      return [
        ...inRoom,
        shelfAt(walls, right - 0.75),
        ...(taken.has('desk')
          ? []
          : [piece('desk', 'desk', [right - 1, 0, back + 1.5], [1.4, 0.74, 0.7], { tone: 150 })]),
        picture(walls, left + 2.4),
      ];
    default:
      return [...inRoom, shelfAt(walls, right - 0.75), picture(walls, left + 2.4)];
  }
};

/** What stands in a place of this kind. A car indoors has the road around it. */
export const dressPlace = (dressed: PlaceToDress): Dressing => {
  const { kind, indoors, place, words } = dressed;
  if (indoors && kind !== 'car') {
    const extent = (isIndoorKind(kind) ? rooms[kind] : undefined) ?? plainRoom;
    const [width, height, depth] = extent;
    return { extent, pieces: roomPieces(dressed, { left: -width / 2, right: width / 2, back: -depth / 2, height }) };
  }
  const outdoors = { kind: isOutdoorKind(kind) ? kind : 'street', seed: place, words: `${place}\n${words}` } as const;
  return { extent: kind === 'rooftop' ? [12, 0, 7] : [24, 0, 16], pieces: outdoorPieces(outdoors) };
};
