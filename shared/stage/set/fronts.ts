/** House fronts, sheds and railway carriages: what closes a street, a quay or a platform. Their face is +z. */
import type { Vec3 } from '../scene.ts';
import { textHash } from '../text-hash.ts';
import { type PieceRoom, type PieceSite, roomOf, toned } from './furniture.ts';
import type { SolidLook } from './set-mesh.ts';
import { surfaceFlags } from './surface-flags.ts';

type Plan = PieceRoom & { readonly seed: number };

const planOf = (site: PieceSite): Plan => ({ ...roomOf(site), seed: textHash(site.piece.id) });

/** By night a lit pane shines and a dark one is darker than its wall. */
const paneLook = ({ night, piece }: PieceSite, lit: boolean): SolidLook => {
  if (!night) return toned(piece.tone, lit ? -50 : -66);
  return lit ? { tone: 238, flags: surfaceFlags.glow } : { tone: 52 };
};

type Rect = { readonly x0: number; readonly x1: number; readonly y0: number; readonly y1: number; readonly z: number };

const quad = ({ mesh }: PieceSite, { x0, x1, y0, y1, z }: Rect, look: SolidLook): void =>
  mesh.face(
    [
      [x0, y0, z],
      [x1, y0, z],
      [x1, y1, z],
      [x0, y1, z],
    ],
    look,
  );

const bars = { width: 0.9, strength: 0.8 };

/** A pane in its frame, with a cross of glazing bars and a sill. */
const sash = (site: PieceSite, at: Rect, lit: boolean): void => {
  const { x0, x1, y0, y1, z } = at;
  const frame = toned(site.piece.tone, 26);
  quad(site, { x0: x0 - 0.07, x1: x1 + 0.07, y0: y0 - 0.07, y1: y1 + 0.07, z: z + 0.012 }, frame);
  quad(site, { ...at, z: z + 0.024 }, paneLook(site, lit));
  const [middle, half] = [(x0 + x1) / 2, (y0 + y1) / 2];
  site.mesh.line([middle, y0, z + 0.03], [middle, y1, z + 0.03], bars);
  site.mesh.line([x0, half, z + 0.03], [x1, half, z + 0.03], bars);
  site.mesh.box([x0 - 0.12, y0 - 0.15, z], [x1 + 0.12, y0 - 0.07, z + 0.12], frame);
};

const doorway = (site: PieceSite, x: number, z: number): void => {
  quad(site, { x0: x - 0.6, x1: x + 0.6, y0: 0, y1: 2.36, z: z + 0.012 }, toned(site.piece.tone, 24));
  quad(site, { x0: x - 0.46, x1: x + 0.46, y0: 0.1, y1: 2.1, z: z + 0.024 }, toned(site.piece.tone, -58));
  site.mesh.line([x, 0.12, z + 0.03], [x, 2.08, z + 0.03], bars);
  site.mesh.box([x - 0.7, 0, z], [x + 0.7, 0.12, z + 0.35], toned(site.piece.tone, 6));
};

/** A shop's window with its sign board over it. */
const shopWindow = (site: PieceSite, at: Rect, lit: boolean): void => {
  sash(site, at, lit);
  const { x0, x1, y1, z } = at;
  site.mesh.box([x0 - 0.25, y1 + 0.22, z], [x1 + 0.25, y1 + 0.62, z + 0.16], toned(site.piece.tone, -34));
  if (!lit) return;
  // What hangs in the window, seen against the light.
  const step = (x1 - x0) / 7;
  for (let index = 1; index < 7; index++)
    site.mesh.line([x0 + index * step, y1, z + 0.03], [x0 + index * step, y1 - 0.3 - 0.14 * (index % 3), z + 0.03], {
      width: 1.6,
      strength: 1,
    });
};

const groundFloor = (site: PieceSite, { w, d, seed }: Plan, label: string): void => {
  const doorSide = seed % 2 === 0 ? -1 : 1;
  const doorX = doorSide * w * 0.58;
  doorway(site, doorX, d);
  const middle = -doorSide * w * 0.3;
  const lit = label.includes('lit') || (label.includes('shop') && seed % 3 === 0);
  if (label.includes('shop')) {
    const half = Math.min(1.5, w * 0.42);
    shopWindow(site, { x0: middle - half, x1: middle + half, y0: 0.8, y1: 2.3, z: d }, lit);
    return;
  }
  for (const offset of w > 2.6 ? [-0.85, 0.85] : [0])
    sash(site, { x0: middle + offset - 0.42, x1: middle + offset + 0.42, y0: 0.95, y1: 2.25, z: d }, lit);
};

const upperFloors = (site: PieceSite, { w, h, d, seed }: Plan): void => {
  const floors = Math.max(1, Math.min(6, Math.round((h - 3) / 2.7)));
  const across = Math.max(2, Math.min(6, Math.round((2 * w) / 1.9)));
  const step = (h - 3.1) / floors;
  for (let floor = 0; floor < floors; floor++) {
    for (let column = 0; column < across; column++) {
      const x = -w + ((2 * w) / across) * (column + 0.5);
      const y = 3.1 + step * floor + step * 0.16;
      const lit = textHash(`${seed} ${floor} ${column}`) % 100 < 14;
      sash(site, { x0: x - 0.4, x1: x + 0.4, y0: y, y1: y + Math.min(1.35, step * 0.6), z: d }, lit);
    }
  }
};

/** A ridge along the front: eaves, slates and a chimney. */
const roof = (site: PieceSite, { w, h, d, seed }: Plan): void => {
  const { mesh, piece } = site;
  const rise = Math.min(2, d * 0.55);
  const look = toned(piece.tone, -38);
  const [o, e] = [0.14, 0.22];
  mesh.face(
    [
      [-w - o, h, d + e],
      [w + o, h, d + e],
      [w + o, h + rise, 0],
      [-w - o, h + rise, 0],
    ],
    look,
  );
  mesh.face(
    [
      [w + o, h, -d - e],
      [-w - o, h, -d - e],
      [-w - o, h + rise, 0],
      [w + o, h + rise, 0],
    ],
    look,
  );
  for (const side of [-1, 1]) {
    const gable: Vec3[] = [
      [side * w, h, side * d],
      [side * w, h, -side * d],
      [side * w, h + rise, 0],
    ];
    mesh.face(gable, toned(piece.tone, -6));
  }
  for (const share of [0.3, 0.6])
    mesh.line(
      [-w, h + rise * share + 0.01, d * (1 - share) + 0.1],
      [w, h + rise * share + 0.01, d * (1 - share) + 0.1],
      { width: 0.7, strength: 0.5 },
    );
  const x = (seed % 2 === 0 ? -1 : 1) * w * 0.6;
  mesh.box([x - 0.3, h + rise * 0.4, -0.3], [x + 0.3, h + rise + 0.9, 0.3], toned(piece.tone, -20));
};

/** A house in a row: door, shop window or sashes below, windows above, a roof. `lit` in its label lights the ground floor. */
export const front = (site: PieceSite): void => {
  const plan = planOf(site);
  const { w, h, d } = plan;
  const { mesh, piece } = site;
  mesh.box([-w, 0, -d], [w, h, d], { tone: piece.tone, flags: surfaceFlags.wall });
  if (h < 3.2 || w < 1) return;
  mesh.box([-w - 0.02, 2.82, d], [w + 0.02, 2.96, d + 0.08], toned(piece.tone, 16));
  groundFloor(site, plan, piece.label ?? '');
  upperFloors(site, plan);
  roof(site, plan);
};

/** A shed of upright boards with a gable to the front and a wide door. */
export const shed = (site: PieceSite): void => {
  const { w, h, d } = planOf(site);
  const { mesh, piece } = site;
  const eaves = h * 0.62;
  mesh.box([-w, 0, -d], [w, eaves, d], { tone: piece.tone, flags: surfaceFlags.wall });
  for (const z of [d, -d])
    mesh.face(
      [
        [-w, eaves, z],
        [w, eaves, z],
        [0, h, z],
      ],
      { tone: piece.tone },
    );
  for (const side of [-1, 1])
    mesh.face(
      [
        [side * (w + 0.25), eaves - 0.16, side * (d + 0.3)],
        [side * (w + 0.25), eaves - 0.16, -side * (d + 0.3)],
        [0, h + 0.06, -side * (d + 0.3)],
        [0, h + 0.06, side * (d + 0.3)],
      ],
      toned(piece.tone, 18),
    );
  const half = Math.min(1.1, w * 0.5);
  quad(site, { x0: -half, x1: half, y0: 0, y1: Math.min(2.2, eaves * 0.9), z: d + 0.02 }, toned(piece.tone, -40));
  for (let x = -w + 0.28; x < w; x += 0.28) {
    const top = eaves + (h - eaves) * (1 - Math.abs(x) / w);
    mesh.line([x, Math.abs(x) < half ? 2.22 : 0, d + 0.03], [x, top, d + 0.03], { width: 0.8, strength: 0.75 });
  }
  mesh.line([0, 0, d + 0.04], [0, Math.min(2.2, eaves * 0.9), d + 0.04], { width: 1.2, strength: 1 });
  sash(site, { x0: w * 0.58, x1: w * 0.86, y0: 1.2, y1: 1.8, z: d }, false);
};

/** A railway carriage: a band of windows, doors at its thirds. */
export const carriage = (site: PieceSite): void => {
  const { w, h, d } = planOf(site);
  const { mesh, piece } = site;
  mesh.box([-w, 0.3, -d], [w, h - 0.3, d], { tone: piece.tone });
  mesh.box([-w, h - 0.3, -d * 0.86], [w, h, d * 0.86], toned(piece.tone, -26));
  mesh.box([-w + 0.4, 0, -d * 0.8], [w - 0.4, 0.3, d * 0.7], { tone: 60 });
  mesh.box([-w, h * 0.32, d], [w, h * 0.37, d + 0.02], toned(piece.tone, -60));
  const count = Math.max(1, Math.floor((2 * w) / 2));
  for (let index = 0; index < count; index++) {
    const x = -w + ((2 * w) / count) * (index + 0.5);
    const doorHere = index % 4 === 1;
    const at = {
      x0: x - (doorHere ? 0.55 : 0.78),
      x1: x + (doorHere ? 0.55 : 0.78),
      y0: h * (doorHere ? 0.12 : 0.46),
      y1: h * 0.8,
      z: d + 0.03,
    };
    quad(site, at, doorHere ? toned(piece.tone, 26) : paneLook(site, site.night));
    if (doorHere)
      quad(site, { ...at, x0: at.x0 + 0.2, x1: at.x1 - 0.2, y0: h * 0.46, z: d + 0.04 }, paneLook(site, site.night));
  }
};
