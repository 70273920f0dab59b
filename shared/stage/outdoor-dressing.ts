/** The pieces of outdoor places: fronts on both sides of a street, water and boats at a harbour, what closes the view. */
import { nameHash } from './name-hash.ts';
import type { OutdoorKind } from './place-kind.ts';
import type { SetPiece, Vec3 } from './scene.ts';

export type Outdoors = {
  readonly kind: OutdoorKind;
  /** Settles everything that is left to chance: the place's name. */
  readonly seed: string;
  /** The heading's place and what the action says of it. */
  readonly words: string;
};

const quarter = Math.PI / 2;

const piece = (
  id: string,
  kind: SetPiece['kind'],
  position: Vec3,
  size: Vec3,
  more: { readonly heading?: number; readonly tone?: number; readonly label?: string } = {},
): SetPiece => ({
  id,
  kind,
  position,
  heading: more.heading ?? 0,
  size,
  tone: more.tone ?? 170,
  ...(more.label === undefined ? {} : { label: more.label }),
});

export type BackdropKind = 'skyline' | 'roofs' | 'trees' | 'hills' | 'mountains' | 'masts';

/** What closes the view all round: a ring of silhouettes `radius` metres off, up to `height`. */
const backdrop = (label: BackdropKind, radius = 80, height = 16): SetPiece =>
  piece('backdrop', 'backdrop', [0, 0, 0], [2 * radius, height, 2 * radius], { label, tone: 150 });

const sheet = (
  id: string,
  label: string,
  [x, z]: readonly [number, number],
  size: readonly [number, number],
): SetPiece => piece(id, 'ground', [x, 0.012, z], [size[0], 0, size[1]], { label });

const hashed = (seed: string, purpose: string): ((limit: number) => number) => {
  let hash = nameHash(`${seed}:${purpose}`);
  return (limit) => {
    const value = hash % limit;
    hash = nameHash(`${purpose}:${hash}`);
    return value;
  };
};

const trees = (seed: string, spots: readonly (readonly [x: number, z: number])[]): SetPiece[] =>
  spots.map(([x, z], index) => {
    const dice = hashed(seed, `tree:${index}`);
    const at: Vec3 = [x + (dice(100) / 100 - 0.5) * 1.2, 0, z + (dice(100) / 100 - 0.5) * 1.2];
    return piece(`tree-${index + 1}`, 'tree', at, [2.4 + dice(9) / 10, 4.2 + dice(26) / 10, 2.4 + dice(9) / 10], {
      tone: 122 + dice(20),
    });
  });

type Street = { readonly half: number; readonly low: number; readonly lit: string; readonly from: number };

/** House fronts in a row along z on one side, facing the street. */
const row = (seed: string, side: -1 | 1, { half, low, lit, from }: Street): SetPiece[] => {
  const dice = hashed(seed, `row:${side}`);
  const fronts: SetPiece[] = [];
  for (let z = from, index = 0; z > -22; index++) {
    const width = 4.6 + dice(24) / 10;
    const height = low + dice(30) / 10;
    fronts.push(
      piece(
        `front-${side < 0 ? 'left' : 'right'}-${index + 1}`,
        'front',
        [side * (half + 2.5), 0, z - width / 2],
        [width, height, 5],
        {
          heading: -side * quarter,
          tone: 132 + dice(6) * 12,
          ...(dice(3) === 0 ? { label: lit } : {}),
        },
      ),
    );
    z -= width + (dice(5) === 0 ? 0.9 : 0.02);
  }
  return fronts;
};

const wetWords = /\b(rain\w*|wet|puddles?|drizzl\w*|storm)\b|雨|湿/i;
/** Rain that falls, in sight: it is drawn over everything. */
const rainWords = /\b(rain(?:s|ing|fall|storm)?|drizzl\w+|downpour|pouring)\b|下雨|大雨|暴雨|雨中|细雨|小雨/i;
const rain = (words: string): SetPiece[] => (rainWords.test(words) ? [sheet('rain', 'rain', [0, 0], [60, 60])] : []);
const shipWords = /\b(harbou?r|docks?|quay|masts?|boats?|ships?|pier|port)\b|港|码头|船/i;
const cobbleWords = /\bcobbl\w+|\b(lane|alley|old town|village|mews)\b|石板|巷|胡同|老街/i;

const puddles = (words: string): SetPiece[] =>
  wetWords.test(words)
    ? [
        sheet('puddle-1', 'puddle', [-1.6, 1.5], [1.7, 0.9]),
        sheet('puddle-2', 'puddle', [1.3, -2.6], [2.2, 1.1]),
        sheet('puddle-3', 'puddle', [-0.5, -7], [2.6, 1.5]),
      ]
    : [];

/** Fronts on both sides, one across the end with its window lit, a lamp, and what stands over the roofs. */
const street = ({ seed, words }: Outdoors, half: number, low: number): SetPiece[] => {
  const far: BackdropKind = shipWords.test(words) ? 'masts' : half > 5 ? 'skyline' : 'roofs';
  return [
    ...row(seed, -1, { half, low, lit: 'shop', from: 10 }),
    ...row(seed, 1, { half, low, lit: 'shop', from: 11.5 }),
    piece('front-end', 'front', [0.4, 0, -27], [2 * half + 4, low + 1.4, 5], { tone: 150, label: 'lit shop' }),
    piece('lamp', 'lamp', [half - 0.7, 0, -4.2], [0.42, 3.7, 0.42], { tone: 110 }),
    ...(half > 5 ? [piece('lamp-2', 'lamp', [0.7 - half, 0, -9.5], [0.42, 3.7, 0.42], { tone: 110 })] : []),
    sheet('paving', cobbleWords.test(words) ? 'cobbles' : 'road', [0, -7], [2 * half - (half > 5 ? 3 : 0.2), 32]),
    ...puddles(words),
    backdrop(far, 74, far === 'skyline' ? 30 : 17),
  ];
};

const harbour = ({ words }: Outdoors): SetPiece[] => [
  sheet('water', 'water', [0, -84], [320, 160]),
  piece('quay-edge', 'parapet', [0, 0, -4], [40, 0.24, 0.5], { tone: 150 }),
  piece('boat-1', 'boat', [-4.4, 0, -7], [2.4, 1.5, 7], { heading: quarter - 0.12, tone: 176, label: 'mast' }),
  piece('boat-2', 'boat', [5, 0, -9], [2.6, 1.6, 8], { heading: quarter + 0.1, tone: 136, label: 'mast' }),
  piece('crate-1', 'box', [3, 0, -2.9], [0.9, 0.8, 0.8], { tone: 140, heading: 0.3, label: 'CRATE' }),
  piece('lamp', 'lamp', [-3.2, 0, -3.2], [0.42, 3.6, 0.42], { tone: 110 }),
  ...puddles(words),
  backdrop('masts', 90, 15),
];

const shedByWater = (): SetPiece[] => [
  sheet('water', 'water', [0, -2], [300, 280]),
  piece('jetty', 'jetty', [0, 0, 0.6], [7, 0.024, 9]),
  piece('shed', 'shed', [-0.4, 0, -5.6], [5.4, 4.2, 5], { tone: 84 }),
  piece('boat', 'boat', [5.3, 0, -1.8], [1.7, 0.9, 4.3], { heading: 0.25, tone: 190 }),
  piece('post-1', 'lamp', [2.9, 0, -2.7], [0.3, 2.5, 0.3], { tone: 100 }),
  backdrop('hills', 90, 11),
];

const platform = (): SetPiece[] => [
  piece('train', 'carriage', [0, 0, -4.2], [26, 3.4, 2.8], { tone: 168 }),
  sheet('edge', 'line', [0, -2.35], [40, 0.14]),
  piece('bench', 'bench', [3.1, 0, -1], [1.9, 0.86, 0.55], { tone: 140 }),
  piece('sign', 'board', [-2.8, 2.2, -1.6], [1.7, 0.42, 0.1], { tone: 214, label: 'sign' }),
  piece('post-1', 'lamp', [-4.6, 0, -1.7], [0.4, 3.5, 0.4], { tone: 110 }),
  piece('post-2', 'lamp', [5.4, 0, -1.7], [0.4, 3.5, 0.4], { tone: 110 }),
  backdrop('skyline', 70, 17),
];

const rooftop = (seed: string): SetPiece[] => {
  const towers = [-19, -7, 4.5, 16].map((x, index) => {
    const dice = hashed(seed, `tower:${index}`);
    return piece(`building-${index + 1}`, 'building', [x, -9, -27 - dice(5)], [7 + dice(3), 11 + dice(10), 7], {
      tone: 180 + dice(24),
    });
  });
  return [
    piece('parapet', 'parapet', [0, 0, -2.7], [14, 1, 0.3], { tone: 178 }),
    piece('stair-house', 'wall', [-3.9, 0, -1.5], [2, 2.5, 1.6], { tone: 186 }),
    piece('stair-door', 'door', [-3.7, 0, -0.68], [0.88, 2.03, 0.08], { tone: 140 }),
    piece('tank', 'box', [4.3, 0, -1.6], [1.5, 1.7, 1.5], { tone: 160, label: 'TANK' }),
    ...towers,
    backdrop('skyline', 48, 15),
  ];
};

const wood: readonly (readonly [number, number])[] = [
  [-4.2, -2.6],
  [-2.1, -5.4],
  [2.4, -4],
  [4.8, -2.2],
  [0.5, -8],
  [-6.8, -7],
  [6.6, -7.4],
  [-7.5, 0.6],
  [8, 1],
  [3.2, -11],
  [-3.6, -11.5],
];

const house = ({ seed }: Outdoors): SetPiece[] => [
  piece('house', 'front', [-1, 0, -6.6], [9, 5.6, 5], { tone: 186, label: 'lit house' }),
  sheet('path', 'path', [-1, -1.4], [1.6, 5.4]),
  piece('fence', 'parapet', [6.4, 0, -3.6], [5.4, 0.9, 0.1], { tone: 196 }),
  ...trees(seed, [
    [5.6, -6],
    [-8, -5],
  ]),
  backdrop('trees', 60, 9),
];

/** What stands in an outdoor place of this kind, and the rain that falls there. */
export const outdoorPieces = (place: Outdoors): SetPiece[] => [...piecesOf(place), ...rain(place.words)];

const piecesOf = (place: Outdoors): SetPiece[] => {
  const { kind, seed } = place;
  switch (kind) {
    case 'rooftop':
      return rooftop(seed);
    case 'alley':
      return street(place, 2.5, 7);
    case 'lane':
      return street(place, 3.6, 5.6);
    case 'street':
      return street(place, 6.6, 8.4);
    case 'harbour':
      return harbour(place);
    case 'shed-by-water':
      return shedByWater();
    case 'platform':
      return platform();
    case 'beach':
      return [
        sheet('water', 'water', [0, -156], [400, 300]),
        sheet('foam', 'line', [0, -5.4], [60, 0.2]),
        piece('boat', 'boat', [5.2, 0, -3.4], [1.5, 0.8, 3.8], { heading: 1.1, tone: 176 }),
      ];
    case 'forest':
      return [...trees(seed, wood), backdrop('trees', 34, 11)];
    case 'park':
      return [
        ...trees(seed, [
          [-4.4, -4],
          [4.9, -4.6],
          [-0.6, -9.5],
          [8.5, -9],
        ]),
        piece('bench', 'bench', [2.5, 0, -1.9], [1.8, 0.86, 0.55], { tone: 140 }),
        sheet('path', 'path', [0, -4.2], [40, 1.8]),
        backdrop('trees', 52, 9),
      ];
    case 'mountains':
      return [backdrop('mountains', 120, 44)];
    case 'open':
      return [
        ...trees(seed, [
          [-7, -13],
          [9, -17],
        ]),
        piece('fence', 'fence', [0, 0, -6], [44, 1.05, 0.1], { tone: 150 }),
        backdrop('hills', 110, 17),
      ];
    case 'stairs':
      return [
        piece('stairs', 'stairs', [0, 0, -2.9], [6, 1.5, 2.4], { tone: 180 }),
        piece('front', 'front', [0, 1.5, -6.7], [14, 7.5, 5], { tone: 182 }),
        backdrop('roofs', 60, 15),
      ];
    case 'house':
      return house(place);
    case 'car':
    case 'road':
      return [
        sheet('road', 'road', [0, 0], [7, 200]),
        ...trees(seed, [
          [-6.4, -7],
          [6.6, -11],
          [-7, -19],
          [7.4, 8],
        ]),
        piece('post', 'lamp', [4.4, 0, -4.6], [0.42, 4.2, 0.42], { tone: 110 }),
        backdrop('skyline', 90, 22),
      ];
  }
};
