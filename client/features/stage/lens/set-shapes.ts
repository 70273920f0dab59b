/** Set pieces as simple solids for the view through the lens: each part is a box or a cylinder within the piece's size. */
import type { SetPiece, SetPieceKind, Vec3 } from '@oner/shared/stage/scene.ts';
import { BoxGeometry, type BufferGeometry, CylinderGeometry, SphereGeometry } from 'three';

/** Shares of the piece: x and z −0.5..0.5, y 0..1; `tone` is added to the piece's own grey. */
type Part = {
  readonly shape?: 'box' | 'cylinder' | 'ball';
  readonly from: Vec3;
  readonly to: Vec3;
  readonly tone?: number;
};

const whole: readonly Part[] = [{ from: [-0.5, 0, -0.5], to: [0.5, 1, 0.5] }];

const legs = (top: number, tone: number): readonly Part[] =>
  [
    [-0.5, -0.5],
    [0.42, -0.5],
    [-0.5, 0.42],
    [0.42, 0.42],
  ].map(([x = 0, z = 0]) => ({ from: [x, 0, z], to: [x + 0.08, top, z + 0.08], tone }));

const steps = (count: number): readonly Part[] =>
  Array.from({ length: count }, (_, index) => ({
    from: [-0.5, 0, 0.5 - (index + 1) / count],
    to: [0.5, (index + 1) / count, 0.5 - index / count],
    tone: index % 2 === 0 ? 0 : -8,
  }));

const wheels: readonly Part[] = [-0.31, 0.31].flatMap((z) =>
  [-0.5, 0.38].map((x): Part => ({ from: [x, 0, z - 0.08], to: [x + 0.12, 0.44, z + 0.08], tone: -80 })),
);

/** Something that people sit in and are seen in: floor, sides to the sill, posts, and a roof; x from side to side. */
const hull = ({
  from,
  to,
  low,
  sill,
  roof,
}: {
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly sill: number;
  readonly roof: number;
}): readonly Part[] => [
  { from: [-0.5, low, from], to: [0.5, low + 0.03, to], tone: -40 },
  { from: [-0.46, roof, from + 0.02], to: [0.46, 1, to - 0.06], tone: 10 },
  ...[-0.5, 0.47].flatMap((x): readonly Part[] => [
    { from: [x, low, from], to: [x + 0.03, sill, to] },
    ...[from, to - 0.006].map(
      (z): Part => ({ from: [x * 0.94, sill, z], to: [x * 0.94 + 0.014, roof, z + 0.006], tone: -20 }),
    ),
  ]),
];

const posts = (count: number): readonly Part[] =>
  Array.from({ length: count }, (_, index) => {
    const x = -0.5 + (index + 0.5) / count;
    return { from: [x - 0.2 / count, 0, -0.3], to: [x + 0.2 / count, 0.94, 0.3] };
  });

const partsOf: Partial<Record<SetPieceKind, readonly Part[]>> = {
  table: [{ from: [-0.5, 0.93, -0.5], to: [0.5, 1, 0.5] }, ...legs(0.93, -24)],
  desk: [
    { from: [-0.5, 0.93, -0.5], to: [0.5, 1, 0.5] },
    { from: [0.15, 0.1, -0.46], to: [0.47, 0.93, 0.46], tone: -14 },
    ...legs(0.93, -24),
  ],
  chair: [
    { from: [-0.5, 0.45, -0.5], to: [0.5, 0.5, 0.5] },
    { from: [-0.5, 0.62, -0.5], to: [0.5, 1, -0.42] },
    { from: [-0.5, 0.5, -0.5], to: [-0.42, 1, -0.42], tone: -22 },
    { from: [0.42, 0.5, -0.5], to: [0.5, 1, -0.42], tone: -22 },
    ...legs(0.45, -22),
  ],
  sofa: [
    { from: [-0.5, 0.08, -0.5], to: [0.5, 0.5, 0.5] },
    { from: [-0.5, 0.5, -0.5], to: [0.5, 1, -0.26] },
    { from: [-0.5, 0.5, -0.5], to: [-0.4, 0.75, 0.5], tone: -8 },
    { from: [0.4, 0.5, -0.5], to: [0.5, 0.75, 0.5], tone: -8 },
  ],
  bed: [
    { from: [-0.5, 0, -0.5], to: [0.5, 0.55, 0.5], tone: -30 },
    { from: [-0.48, 0.55, -0.46], to: [0.48, 1, 0.49] },
    { from: [-0.3, 1, -0.44], to: [0.3, 1.2, -0.24], tone: 20 },
    { from: [-0.5, 0, -0.52], to: [0.5, 1.9, -0.49], tone: -40 },
  ],
  counter: [
    { from: [-0.46, 0, -0.42], to: [0.46, 0.94, 0.42], tone: -12 },
    { from: [-0.5, 0.94, -0.5], to: [0.5, 1, 0.5] },
  ],
  shelf: [
    { from: [-0.5, 0, -0.5], to: [0.5, 1, -0.42] },
    { from: [-0.5, 0, -0.5], to: [-0.46, 1, 0.5] },
    { from: [0.46, 0, -0.5], to: [0.5, 1, 0.5] },
    ...[0.02, 0.27, 0.52, 0.77, 0.98].map((y): Part => ({ from: [-0.46, y - 0.02, -0.42], to: [0.46, y, 0.5] })),
  ],
  lamp: [
    { shape: 'cylinder', from: [-0.4, 0, -0.4], to: [0.4, 0.03, 0.4], tone: -60 },
    { shape: 'cylinder', from: [-0.06, 0.03, -0.06], to: [0.06, 0.8, 0.06], tone: -60 },
    { shape: 'cylinder', from: [-0.5, 0.78, -0.5], to: [0.5, 1, 0.5], tone: 40 },
  ],
  tree: [
    { shape: 'cylinder', from: [-0.07, 0, -0.07], to: [0.07, 0.45, 0.07], tone: -30 },
    { shape: 'ball', from: [-0.5, 0.34, -0.5], to: [0.5, 1, 0.5] },
  ],
  car: [
    { from: [-0.5, 0.16, 0.2], to: [0.5, 0.58, 0.5] },
    { from: [-0.5, 0.16, -0.5], to: [0.5, 0.6, -0.36] },
    ...hull({ from: -0.36, to: 0.2, low: 0.16, sill: 0.56, roof: 0.96 }),
    ...wheels,
  ],
  carriage: hull({ from: -0.5, to: 0.5, low: 0.14, sill: 0.42, roof: 0.97 }),
  stairs: steps(6),
  bench: [
    { from: [-0.5, 0.42, -0.5], to: [0.5, 0.5, 0.5] },
    { from: [-0.5, 0.5, -0.5], to: [0.5, 1, -0.38] },
    { from: [-0.46, 0, -0.4], to: [-0.38, 0.42, 0.4], tone: -24 },
    { from: [0.38, 0, -0.4], to: [0.46, 0.42, 0.4], tone: -24 },
  ],
  fence: [...posts(9), { from: [-0.5, 0.72, -0.5], to: [0.5, 0.8, 0.5], tone: -10 }],
  parapet: [
    { from: [-0.5, 0, -0.4], to: [0.5, 0.93, 0.4] },
    { from: [-0.5, 0.93, -0.5], to: [0.5, 1, 0.5], tone: 14 },
  ],
  door: [
    { from: [-0.5, 0, -0.5], to: [0.5, 1, 0.5] },
    { shape: 'ball', from: [0.32, 0.48, 0.5], to: [0.4, 0.52, 1.2], tone: -60 },
  ],
  window: [
    { from: [-0.5, 0, -0.5], to: [0.5, 1, 0.1], tone: 30 },
    { from: [-0.02, 0, 0.1], to: [0.02, 1, 0.5], tone: -40 },
    { from: [-0.5, 0.49, 0.1], to: [0.5, 0.52, 0.5], tone: -40 },
  ],
  rack: [
    { from: [-0.5, 0, -0.5], to: [0.5, 1, -0.3], tone: -20 },
    ...[0.12, 0.45, 0.78].flatMap((y) =>
      Array.from({ length: 9 }, (_, index): Part => {
        const x = -0.46 + (index + 0.5) * (0.92 / 9);
        return { from: [x - 0.02, y, -0.3], to: [x + 0.02, y + 0.16, 0.3], tone: 26 };
      }),
    ),
  ],
  boat: [
    { from: [-0.5, 0.1, -0.4], to: [0.5, 0.6, 0.5] },
    { from: [-0.3, 0.1, -0.5], to: [0.3, 0.6, -0.4] },
    { from: [-0.3, 0.6, -0.1], to: [0.3, 1, 0.3], tone: 20 },
  ],
  jetty: [{ from: [-0.5, 0.8, -0.5], to: [0.5, 1, 0.5] }, ...legs(0.8, -30)],
};

const geometries: Readonly<Record<'box' | 'cylinder' | 'ball', BufferGeometry>> = {
  box: new BoxGeometry(1, 1, 1),
  cylinder: new CylinderGeometry(0.5, 0.5, 1, 20),
  ball: new SphereGeometry(0.5, 18, 12),
};

export type Solid = {
  readonly geometry: BufferGeometry;
  /** Its middle and size in the piece's axes, metres. */
  readonly middle: Vec3;
  readonly size: Vec3;
  readonly tone: number;
};

/** The least that a part measures, metres: a sheet on the ground has no thickness of its own. */
const thinnest = 0.012;

/** The parts of a piece in its own axes, from its floor's centre. */
export const solidsOfPiece = ({ kind, size, tone }: SetPiece): readonly Solid[] =>
  (partsOf[kind] ?? whole).map(({ shape = 'box', from, to, tone: more = 0 }) => ({
    geometry: geometries[shape],
    middle: [((from[0] + to[0]) / 2) * size[0], ((from[1] + to[1]) / 2) * size[1], ((from[2] + to[2]) / 2) * size[2]],
    size: [
      Math.max(thinnest, (to[0] - from[0]) * size[0]),
      Math.max(thinnest, (to[1] - from[1]) * size[1]),
      Math.max(thinnest, (to[2] - from[2]) * size[2]),
    ],
    tone: Math.min(255, Math.max(0, tone + more)),
  }));
