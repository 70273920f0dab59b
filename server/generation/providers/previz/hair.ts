/** Hair and hats: the scalp is raised within a clean hairline; hanging hair, tails, buns and brims are sheets on the head. */
import type { FigureLook } from '@oner/shared/stage/scene.ts';
import { addTufts } from './hair-curls.ts';
import { addHairStrokes } from './hair-strokes.ts';
import { type HeadFrame, headPolar, smoothstep, tableAt } from './head-frame.ts';
import { addSheet, addVertex, cutPart, type FigurePart, inflate, partIndex, type RestMesh } from './rest-mesh.ts';
import { num } from './typed-reads.ts';

export type HairStyle = FigureLook['hair'];

type Table = readonly (readonly [degrees: number, height: number])[];

/** Height of the hairline in the head (0 joint, 1 crown) by angle from the front: brow, temple, sideburn, ear, nape. */
const hairlines: Readonly<Record<'plain' | 'fringe' | 'swept' | 'hat' | 'full', Table>> = {
  plain: [
    [0, 0.83],
    [28, 0.83],
    [48, 0.78],
    [60, 0.68],
    [72, 0.52],
    [80, 0.42],
    [88, 0.44],
    [94, 0.56],
    [112, 0.54],
    [124, 0.3],
    [140, 0.12],
    [180, 0.06],
  ],
  fringe: [
    [0, 0.67],
    [40, 0.66],
    [58, 0.58],
    [70, 0.45],
    [85, 0.36],
    [110, 0.34],
    [140, 0.1],
    [180, 0.06],
  ],
  swept: [
    [0, 0.85],
    [25, 0.82],
    [45, 0.72],
    [62, 0.6],
    [78, 0.46],
    [92, 0.52],
    [112, 0.52],
    [126, 0.3],
    [145, 0.14],
    [180, 0.1],
  ],
  hat: [
    [0, 0.68],
    [90, 0.58],
    [180, 0.5],
  ],
  full: [
    [0, 0.8],
    [35, 0.78],
    [60, 0.62],
    [78, 0.42],
    [100, 0.4],
    [125, 0.22],
    [150, 0.08],
    [180, 0.04],
  ],
};

type Cap = {
  readonly line: keyof typeof hairlines;
  readonly part: 'hair' | 'hat';
  /** How far it stands off at the crown, at the sides and at the brow, in heads. */
  readonly crown: number;
  readonly side: number;
  readonly brow: number;
  readonly curl: number;
};

const caps: Readonly<Record<HairStyle, readonly Cap[]>> = {
  bald: [],
  crew: [{ line: 'plain', part: 'hair', crown: 0.035, side: 0.015, brow: 0.03, curl: 0 }],
  short: [{ line: 'plain', part: 'hair', crown: 0.105, side: 0.045, brow: 0.12, curl: 0.018 }],
  curly: [{ line: 'full', part: 'hair', crown: 0.2, side: 0.14, brow: 0.13, curl: 0.03 }],
  bob: [{ line: 'fringe', part: 'hair', crown: 0.1, side: 0.08, brow: 0.06, curl: 0 }],
  long: [{ line: 'swept', part: 'hair', crown: 0.1, side: 0.08, brow: 0.08, curl: 0 }],
  ponytail: [{ line: 'swept', part: 'hair', crown: 0.055, side: 0.03, brow: 0.05, curl: 0 }],
  bun: [{ line: 'swept', part: 'hair', crown: 0.06, side: 0.035, brow: 0.055, curl: 0 }],
  cap: [
    { line: 'plain', part: 'hair', crown: 0.03, side: 0.025, brow: 0.02, curl: 0 },
    { line: 'hat', part: 'hat', crown: 0.07, side: 0.03, brow: 0.04, curl: 0 },
  ],
  beanie: [
    { line: 'plain', part: 'hair', crown: 0.03, side: 0.03, brow: 0.02, curl: 0 },
    { line: 'hat', part: 'hat', crown: 0.17, side: 0.07, brow: 0.07, curl: 0 },
  ],
};

const degrees = (radians: number): number => (radians * 180) / Math.PI;

const addCap = (mesh: RestMesh, head: HeadFrame, cap: Cap): void => {
  const above = (x: number, y: number, z: number): number => {
    const { u, theta } = headPolar(head, x, y, z);
    // Below the chin nothing is hair, whatever its angle.
    return u < -0.3 ? -1 : u - tableAt(hairlines[cap.line], degrees(theta));
  };
  cutPart(mesh, {
    field: above,
    from: cap.part === 'hat' ? ['skin', 'face', 'hair'] : ['skin', 'face'],
    into: cap.part,
  });
  const inside = new Set<number>();
  for (let t = 0; t < mesh.parts.length; t++)
    if (num(mesh.parts, t) === partIndex(cap.part))
      for (let corner = 0; corner < 3; corner++) inside.add(num(mesh.triangles, t * 3 + corner));
  inflate(mesh, (x, y, z, vertex) => {
    if (!inside.has(vertex)) return 0;
    const { u, theta } = headPolar(head, x, y, z);
    const rim = smoothstep(-0.01, 0.1, above(x, y, z));
    const front = smoothstep(1.25, 0.3, theta) * smoothstep(1.02, 0.85, u);
    const base = cap.side + (cap.crown - cap.side) * smoothstep(0.5, 1, u) + (cap.brow - cap.side) * front * 0.6;
    const wave = cap.curl * (Math.sin(x * 190 + y * 70) * Math.sin(y * 170 + 1) + Math.sin(z * 180 + x * 60));
    return head.rise * rim * Math.max(0.005, base + wave * 0.5);
  });
};

/** A point around the head: angle from the front (signed, + is the figure's left), height, distance from the scalp in heads. */
const around = (head: HeadFrame, theta: number, u: number, off: number): readonly [number, number, number] => {
  const dome = u > 0.62 ? Math.sqrt(Math.max(0.02, 1 - ((u - 0.62) / 0.46) ** 2)) : 1;
  const reach = off * head.rise;
  return [
    head.origin[0] + Math.sin(theta) * (head.halfWidth * dome + reach),
    head.origin[1] + u * head.rise,
    head.centreZ + Math.cos(theta) * (head.halfDepth * dome + reach),
  ];
};

type Curtain = {
  /** Heights of the rows, from under the cap down; the angle at which each begins; its distance from the scalp. */
  readonly rows: readonly (readonly [u: number, startDegrees: number, off: number])[];
};

const curtains: Partial<Record<HairStyle, Curtain>> = {
  bob: {
    rows: [
      [0.93, 40, 0.1],
      [0.75, 52, 0.13],
      [0.5, 60, 0.17],
      [0.25, 64, 0.2],
      [0.05, 60, 0.2],
      [-0.13, 54, 0.17],
    ],
  },
  long: {
    rows: [
      [0.95, 30, 0.1],
      [0.75, 58, 0.12],
      [0.5, 70, 0.16],
      [0.2, 76, 0.18],
      [-0.1, 78, 0.2],
      [-0.4, 86, 0.3],
      [-0.75, 102, 0.4],
      [-1.05, 118, 0.42],
      [-1.34, 138, 0.34],
    ],
  },
};

const curtainColumns = 22;

const addCurtain = (mesh: RestMesh, head: HeadFrame, curtain: Curtain, chest: number): void => {
  const rows = curtain.rows.map(([u, start, off]) => {
    const from = (start * Math.PI) / 180;
    const hang = smoothstep(-0.1, -1.2, u) * 0.6;
    return Array.from({ length: curtainColumns }, (_, column) => {
      const theta = from + ((2 * Math.PI - 2 * from) * column) / (curtainColumns - 1);
      // The ends are cut unevenly.
      const ragged = u < -1.2 ? 0.03 * (((column * 7) % 5) / 2 - 1) : 0;
      return addVertex(mesh, around(head, theta, u + ragged, off), [
        { joint: head.joint, weight: 1 - hang },
        { joint: chest, weight: hang },
      ]);
    });
  });
  // Walked from the left over the back to the right, the outside of the sheet faces out.
  addSheet(mesh, rows, { part: 'hair' });
};

type Tube = readonly (readonly [back: number, u: number, radius: number])[];

/** Centres behind the skull's centre (in half depths), heights and radii (in heads) of a tail and a bun. */
const tubes: Partial<Record<HairStyle, Tube>> = {
  ponytail: [
    [0.85, 0.72, 0.02],
    [1.12, 0.78, 0.12],
    [1.42, 0.66, 0.17],
    [1.55, 0.35, 0.18],
    [1.5, -0.05, 0.15],
    [1.4, -0.45, 0.08],
    [1.36, -0.62, 0.01],
  ],
  bun: [
    [0.75, 1.02, 0.02],
    [0.8, 1.1, 0.16],
    [0.95, 1.1, 0.23],
    [1.15, 1.02, 0.24],
    [1.3, 0.93, 0.18],
    [1.38, 0.88, 0.02],
  ],
};

const tubeSides = 10;

const addTube = (mesh: RestMesh, head: HeadFrame, tube: Tube): void => {
  const centres = tube.map(([back, u]): readonly [number, number] => [
    head.origin[1] + u * head.rise,
    head.centreZ - back * head.halfDepth,
  ]);
  const rows = tube.map(([, , radius], row) => {
    const [y, z] = centres[row] ?? [0, 0];
    const before = centres[Math.max(0, row - 1)] ?? [0, 0];
    const after = centres[Math.min(centres.length - 1, row + 1)] ?? [0, 0];
    const length = Math.hypot(after[0] - before[0], after[1] - before[1]) || 1;
    // Across the tube in the mid plane: at right angles to the way it runs.
    const [ny, nz] = [-(after[1] - before[1]) / length, (after[0] - before[0]) / length];
    return Array.from({ length: tubeSides }, (_, side) => {
      const turn = (side / tubeSides) * 2 * Math.PI;
      const reach = radius * head.rise;
      return addVertex(
        mesh,
        [head.origin[0] + Math.cos(turn) * reach, y + Math.sin(turn) * reach * ny, z + Math.sin(turn) * reach * nz],
        [{ joint: head.joint, weight: 1 }],
      );
    });
  });
  addSheet(mesh, rows, { part: 'hair', closed: true });
};

/** A brim before the brow, or a turned-up band round the head. */
const addHatTrim = (mesh: RestMesh, head: HeadFrame, style: 'cap' | 'beanie'): void => {
  const part: FigurePart = 'hat';
  const at = (theta: number, u: number, off: number): number =>
    addVertex(mesh, around(head, theta, u, off), [{ joint: head.joint, weight: 1 }]);
  if (style === 'beanie') {
    const turn = Array.from({ length: 28 }, (_, step) => (step / 28) * 2 * Math.PI);
    const level = (theta: number): number => 0.63 - 0.09 * (1 - Math.cos(theta));
    const profile = [
      [-0.06, 0.05],
      [-0.06, 0.1],
      [0.13, 0.12],
      [0.13, 0.03],
    ] as const;
    const rows = profile.map(([rise, off]) => turn.map((theta) => at(theta, level(theta) + rise, off)));
    addSheet(mesh, rows, { part, closed: true });
    return;
  }
  const steps = Array.from({ length: 13 }, (_, step) => -1 + (step / 12) * 2);
  const rows = [0, 0.5, 1].map((reach) =>
    steps.map((step) =>
      at(step * 1.1, 0.685 - reach * 0.09, 0.02 + reach * 0.42 * Math.sqrt(Math.max(0, 1 - step * step))),
    ),
  );
  addSheet(mesh, rows, { part });
};

export const addHair = (mesh: RestMesh, head: HeadFrame, options: { style: HairStyle; chestJoint: number }): void => {
  const { style, chestJoint } = options;
  for (const cap of caps[style]) addCap(mesh, head, cap);
  const curtain = curtains[style];
  if (curtain) addCurtain(mesh, head, curtain, chestJoint);
  const tube = tubes[style];
  if (tube) addTube(mesh, head, tube);
  if (style === 'cap' || style === 'beanie') addHatTrim(mesh, head, style);
  if (style === 'curly') addTufts(mesh, head);
  addHairStrokes(mesh, head, style);
};
