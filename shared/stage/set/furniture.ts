/** The set's pieces indoors and out, each built to the size that the stage gives it. */
import type { SetPiece } from '../scene.ts';
import type { SetMesh, SolidLook } from './set-mesh.ts';
import { surfaceFlags } from './surface-flags.ts';

export type PieceSite = {
  readonly mesh: SetMesh;
  readonly piece: SetPiece;
  readonly night: boolean;
  /** Night, but the sky is still bright. */
  readonly dusk: boolean;
  readonly indoors: boolean;
  /** Grey of the ground that it stands on. */
  readonly ground: number;
};

/** Half the width, the height and half the depth of a piece, metres. */
export type PieceRoom = { readonly w: number; readonly h: number; readonly d: number };

export const roomOf = ({ piece: { size } }: PieceSite): PieceRoom => ({ w: size[0] / 2, h: size[1], d: size[2] / 2 });

const sizeOf = (site: PieceSite): PieceRoom & { readonly look: SolidLook } => ({
  ...roomOf(site),
  look: { tone: site.piece.tone },
});

export const toned = (tone: number, by: number, flags = 0): SolidLook => ({
  tone: Math.max(0, Math.min(255, tone + by)),
  flags,
});

const legs = (mesh: SetMesh, inset: { w: number; d: number; h: number; thick: number }, look: SolidLook): void => {
  const { w, d, h, thick } = inset;
  for (const [sx, sz] of [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ] as const) {
    const [x, z] = [sx * (w - thick / 2), sz * (d - thick / 2)];
    mesh.box([x - thick / 2, 0, z - thick / 2], [x + thick / 2, h, z + thick / 2], look);
  }
};

export const table = (site: PieceSite): void => {
  const { w, h, d, look } = sizeOf(site);
  const thick = Math.min(0.045, h * 0.1);
  site.mesh.box([-w, h - thick, -d], [w, h, d], look);
  legs(site.mesh, { w: w - 0.04, d: d - 0.04, h: h - thick, thick: 0.06 }, toned(look.tone, -24));
};

export const desk = (site: PieceSite): void => {
  const { w, h, d, look } = sizeOf(site);
  table(site);
  const drawers = toned(look.tone, -14);
  site.mesh.box([w * 0.35, h * 0.12, -d + 0.03], [w - 0.05, h - 0.05, d - 0.03], drawers);
  for (const level of [0.38, 0.64])
    site.mesh.line([w * 0.35, h * level, d - 0.028], [w - 0.05, h * level, d - 0.028], { width: 0.8, strength: 0.8 });
};

export const chair = (site: PieceSite): void => {
  const { w, h, d, look } = sizeOf(site);
  const seat = Math.min(0.46, h * 0.52);
  const dark = toned(look.tone, -22);
  site.mesh.box([-w, seat - 0.045, -d], [w, seat, d], look);
  legs(site.mesh, { w, d, h: seat - 0.045, thick: 0.042 }, dark);
  for (const x of [-w, w - 0.042]) site.mesh.box([x, seat, -d], [x + 0.042, h, -d + 0.042], dark);
  for (const [low, high] of [
    [0.78, 1],
    [0.38, 0.56],
  ] as const)
    site.mesh.box(
      [-w + 0.042, seat + (h - seat) * low, -d + 0.008],
      [w - 0.042, seat + (h - seat) * high, -d + 0.034],
      look,
    );
};

export const sofa = (site: PieceSite): void => {
  const { w, h, d, look } = sizeOf(site);
  const seat = h * 0.52;
  const arm = Math.min(0.2, w * 0.25);
  const { mesh } = site;
  mesh.box([-w, 0.06, -d], [w, seat - 0.1, d - 0.02], toned(look.tone, -12));
  mesh.box([-w, 0.06, -d], [w, h, -d + 0.22], look);
  for (const x of [-w, w - arm]) mesh.box([x, 0.06, -d], [x + arm, h * 0.74, d], toned(look.tone, -6));
  const cushions = w > 0.7 ? 2 : 1;
  const width = (2 * (w - arm)) / cushions;
  for (let index = 0; index < cushions; index++) {
    const x = -w + arm + index * width;
    mesh.box([x + 0.008, seat - 0.1, -d + 0.2], [x + width - 0.008, seat + 0.02, d], toned(look.tone, 8));
  }
};

export const bed = (site: PieceSite): void => {
  const { w, h, d, look } = sizeOf(site);
  const { mesh } = site;
  const top = Math.min(h, 0.55);
  mesh.box([-w, 0, -d - 0.05], [w, Math.max(h, top + 0.42), -d], toned(look.tone, -40));
  mesh.box([-w, 0.08, -d], [w, top * 0.55, d], toned(look.tone, -40));
  mesh.box([-w + 0.02, top * 0.55, -d], [w - 0.02, top, d - 0.02], toned(look.tone, 22));
  mesh.box([-w - 0.01, top * 0.6, -d * 0.25], [w + 0.01, top + 0.035, d], look);
  const pillows = w > 0.6 ? [-0.5, 0.5] : [0];
  for (const side of pillows) {
    const [x, half] = [side * w, Math.min(0.33, w * 0.42)];
    mesh.box([x - half, top, -d + 0.06], [x + half, top + 0.12, -d + 0.46], toned(look.tone, 36));
  }
};

export const counter = (site: PieceSite): void => {
  const { w, h, d, look } = sizeOf(site);
  site.mesh.box([-w + 0.03, 0, -d + 0.02], [w - 0.03, h - 0.05, d - 0.05], toned(look.tone, -18));
  site.mesh.box([-w, h - 0.05, -d], [w, h, d], toned(look.tone, 16));
  const doors = Math.max(1, Math.round((2 * w) / 0.6));
  for (let index = 1; index < doors; index++) {
    const x = -w + (2 * w * index) / doors;
    site.mesh.line([x, 0.08, d - 0.048], [x, h - 0.07, d - 0.048], { width: 0.8, strength: 0.8 });
  }
};

const bookTones = [60, 120, 170, 90, 205, 140, 40, 185] as const;

export const shelf = (site: PieceSite): void => {
  const { w, h, d, look } = sizeOf(site);
  const { mesh } = site;
  const board = 0.03;
  for (const x of [-w, w - board]) mesh.box([x, 0, -d], [x + board, h, d], look);
  mesh.box([-w + board, 0, -d], [w - board, h, -d + 0.015], toned(look.tone, -30));
  const levels = Math.max(2, Math.round(h / 0.4));
  for (let level = 0; level <= levels; level++) {
    const y = Math.min(h - board, (h * level) / levels);
    mesh.box([-w + board, y, -d], [w - board, y + board, d], look);
    if (level < levels) books(site, { y: y + board, room: h / levels - board, level });
  }
};

const books = (site: PieceSite, row: { readonly y: number; readonly room: number; readonly level: number }): void => {
  const { w, d } = sizeOf(site);
  let x = -w + 0.04;
  for (let index = 0; x < w - 0.12; index++) {
    const turn = (index * 7 + row.level * 5) % 11;
    const thick = 0.035 + 0.006 * (turn % 5);
    if (turn === 4) {
      x += 0.16;
      continue;
    }
    const height = row.room * (0.6 + 0.03 * turn);
    const tone = bookTones[(index * 3 + row.level) % bookTones.length] ?? 120;
    site.mesh.box([x, row.y, -d + 0.02], [x + thick, row.y + height, d - 0.04], { tone });
    x += thick + 0.002;
  }
};

export const lamp = (site: PieceSite): void => {
  const { w, h, look } = sizeOf(site);
  const { mesh } = site;
  const radius = Math.max(0.06, w);
  const glow = site.night ? toned(246, 0, surfaceFlags.glow) : toned(236, 0);
  const metal = toned(look.tone, -30);
  mesh.turned(
    [0, 0],
    [
      [0, radius * 0.6],
      [0.025, radius * 0.6],
    ],
    { ...metal, sides: 14 },
  );
  mesh.turned(
    [0, 0],
    [
      [0.02, 0.014],
      [h * 0.86, 0.014],
    ],
    { ...metal, sides: 6 },
  );
  mesh.turned(
    [0, 0],
    [
      [h - Math.min(0.3, h * 0.4), radius],
      [h, radius * 0.68],
    ],
    { ...glow, sides: 16 },
  );
};

export const stairs = (site: PieceSite): void => {
  const { w, h, d, look } = sizeOf(site);
  const steps = Math.max(2, Math.round(h / 0.17));
  for (let step = 0; step < steps; step++) {
    const front = d - (2 * d * step) / steps;
    site.mesh.box([-w, 0, -d], [w, (h * (step + 1)) / steps, front], toned(look.tone, step % 2 === 0 ? 0 : -3));
  }
};

export const parapet = (site: PieceSite): void => {
  const { w, h, d, look } = sizeOf(site);
  site.mesh.box([-w, 0, -d], [w, h - 0.08, d], look);
  site.mesh.box([-w - 0.03, h - 0.08, -d - 0.04], [w + 0.03, h, d + 0.04], toned(look.tone, 16));
};

export const tree = (site: PieceSite): void => {
  const { w, h, d, look } = sizeOf(site);
  const { mesh } = site;
  const crown = toned(look.tone, 0, surfaceFlags.noCrease);
  const radius = Math.max(w, d);
  mesh.turned(
    [0, 0],
    [
      [0, radius * 0.16],
      [h * 0.12, radius * 0.1],
      [h * 0.55, radius * 0.07],
    ],
    { tone: 84, sides: 8 },
  );
  const blobs = [
    [0, 0.68, 0, 0.72],
    [-0.46, 0.54, 0.2, 0.46],
    [0.45, 0.57, -0.1, 0.5],
    [0.1, 0.5, 0.42, 0.46],
    [-0.1, 0.56, -0.42, 0.5],
    [0.08, 0.85, 0.05, 0.44],
    [-0.4, 0.74, -0.06, 0.42],
    [0.42, 0.76, 0.16, 0.36],
  ] as const;
  for (const [x, y, z, size] of blobs) {
    mesh.ball([x * radius, h * y, z * radius], { radius: radius * size, flat: 0.8 }, crown);
  }
};
