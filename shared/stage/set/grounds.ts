/** What lies on the ground: water, puddles, paving, paths, rugs; and what belongs to the water's edge. */
import type { Vec3 } from '../scene.ts';
import { type PieceSite, roomOf, toned } from './furniture.ts';
import { surfaceFlags } from './surface-flags.ts';

/** Lines are drawn only this near the set's middle: further off they would run together. */
const drawnReach = 26;

const darker = (tone: number, by: number): number => Math.max(4, Math.min(250, tone + by));

const outline = (w: number, d: number, round: boolean): Vec3[] => {
  if (!round)
    return [
      [-w, 0, d],
      [w, 0, d],
      [w, 0, -d],
      [-w, 0, -d],
    ];
  return Array.from({ length: 18 }, (_, step): Vec3 => {
    const turn = (-step / 18) * 2 * Math.PI;
    const wave = 1 + 0.16 * Math.sin(turn * 3 + 1);
    return [Math.cos(turn) * w * wave, 0, -Math.sin(-turn) * d * wave];
  });
};

/** Rows of short strokes, each a little off: cobbles, waves, boards. */
const rows = (
  { mesh }: PieceSite,
  [w, d]: readonly [number, number],
  look: {
    readonly apart: number;
    readonly length: number;
    readonly gap: number;
    readonly bend: number;
    readonly strength: number;
  },
): void => {
  const [halfX, halfZ] = [Math.min(w, drawnReach), Math.min(d, drawnReach)];
  let row = 0;
  for (let z = halfZ - look.apart * 0.5; z > -halfZ; z -= look.apart, row++) {
    const shift = ((row * 37) % 10) / 10;
    for (let x = -halfX + shift * look.length; x + look.length < halfX; x += look.length + look.gap) {
      const middle: Vec3 = [x + look.length / 2, 0.006, z + look.bend];
      const stroke = { width: 0.75, strength: look.strength };
      mesh.line([x, 0.006, z], middle, stroke);
      mesh.line(middle, [x + look.length, 0.006, z], stroke);
    }
  }
};

/** A flat sheet; its label says of what. */
export const ground = (site: PieceSite): void => {
  const { w, d } = roomOf(site);
  const label = site.piece.label ?? '';
  const sheet = (by: number, flags = 0): void =>
    site.mesh.face(outline(w, d, label === 'puddle'), {
      tone: darker(site.ground, by),
      flags: surfaceFlags.ground | surfaceFlags.noCrease | flags,
    });
  switch (label) {
    case 'water':
      sheet(site.night ? -28 : -34);
      rows(site, [w, d], { apart: 1.3, length: 1.5, gap: 2.7, bend: 0.12, strength: 0.6 });
      return;
    case 'puddle':
      sheet(site.night ? 40 : 14);
      return;
    case 'cobbles':
      sheet(site.night ? 6 : -14);
      rows(site, [w, Math.min(d, 14)], { apart: 0.42, length: 0.36, gap: 0.3, bend: 0.07, strength: 0.55 });
      return;
    case 'line':
      sheet(site.night ? 70 : 26);
      return;
    case 'rain':
      return;
    case 'rug':
      sheet(-34);
      return;
    default:
      sheet(site.night ? -10 : -22);
  }
};

/** Planks on piles over the water. */
export const jetty = (site: PieceSite): void => {
  const { w, h, d } = roomOf(site);
  const { mesh } = site;
  mesh.face(
    [
      [-w, h, d],
      [w, h, d],
      [w, h, -d],
      [-w, h, -d],
    ],
    { tone: darker(site.ground, site.night ? 34 : -20), flags: surfaceFlags.ground | surfaceFlags.noCrease },
  );
  for (let z = -d; z <= d; z += 0.3) mesh.line([-w, h + 0.004, z], [w, h + 0.004, z], { width: 0.7, strength: 0.6 });
  for (const x of [-w, w])
    for (let z = -d + 0.4; z <= d; z += 2.2)
      mesh.turned(
        [x, z],
        [
          [0, 0.13],
          [0.62, 0.12],
        ],
        { ...toned(110, 0), sides: 8 },
      );
};

/** A ring of the hull at a height: pointed at the bow (+z), square at the stern. */
const hullRing = (y: number, w: number, d: number, fine: number): Vec3[] => [
  [w, y, -d * 0.1],
  [w * 0.66, y, d * 0.55],
  [0, y, d * fine],
  [-w * 0.66, y, d * 0.55],
  [-w, y, -d * 0.1],
  [-w * 0.72, y, -d],
  [w * 0.72, y, -d],
];

/** An open boat; on trestles, or with a mast and its stays, as its label says. */
export const boat = (site: PieceSite): void => {
  const { w, h, d } = roomOf(site);
  const { mesh, piece } = site;
  const label = piece.label ?? '';
  const rings = [
    hullRing(0.02, w * 0.45, d * 0.86, 0.9),
    hullRing(h * 0.5, w * 0.86, d * 0.95, 0.97),
    hullRing(h, w, d, 1),
  ];
  mesh.loft(rings, { tone: piece.tone });
  mesh.loft(
    [hullRing(h + 0.004, w * 0.88, d * 0.93, 0.94), hullRing(h + 0.008, w * 0.86, d * 0.92, 0.93)],
    toned(piece.tone, -52),
  );
  for (const z of [-0.45, 0.1]) mesh.box([-w * 0.8, h, d * z], [w * 0.8, h + 0.05, d * z + 0.22], toned(piece.tone, 8));
  if (label === 'trestles') {
    for (const z of [-0.5, 0.45]) {
      mesh.box([-w, -0.12, d * z - 0.06], [w, 0.06, d * z + 0.06], { tone: 110 });
      for (const x of [-w, w - 0.08])
        mesh.box([x, -piece.position[1], d * z - 0.05], [x + 0.08, 0, d * z + 0.05], { tone: 110 });
    }
  }
  if (label === 'mast') {
    const top = Math.max(7, d * 2.4);
    mesh.turned(
      [0, d * 0.1],
      [
        [h, 0.09],
        [top, 0.05],
      ],
      { tone: 120, sides: 6 },
    );
    for (const [x, z] of [
      [0, d],
      [0, -d],
      [w, 0],
      [-w, 0],
    ] as const)
      mesh.line([0, top, d * 0.1], [x, h, z], { width: 0.9, strength: 0.9 });
    mesh.box([-0.05, h + 0.9, -d * 0.8], [0.05, h + 1, d * 0.1], { tone: 120 });
  }
};
