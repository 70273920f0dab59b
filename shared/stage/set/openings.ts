/** Walls and what is let into them: doors, windows, whole buildings. */
import type { SetPiece, Vec3 } from '../scene.ts';
import { textHash } from '../text-hash.ts';
import { type PieceRoom, type PieceSite, roomOf, toned } from './furniture.ts';
import type { SolidLook } from './set-mesh.ts';
import { surfaceFlags } from './surface-flags.ts';

/** A bulb over a door in the open. */
export const doorBulb = ({ size }: SetPiece): Vec3 => [0, size[1] + 0.34, Math.max(0.03, size[2] / 2) + 0.16];

/**
 * Glass is bright by day. By night it shines where a light is on behind it, else it is dark; from inside a dark room it shows the
 * paler night.
 */
const glassLook = (site: PieceSite, lit: boolean): SolidLook => {
  if (!site.night) return { tone: lit ? 246 : 206 };
  if (site.indoors) return { tone: site.dusk ? 218 : 118, flags: surfaceFlags.glow };
  return lit ? { tone: 244, flags: surfaceFlags.glow } : { tone: 70 };
};

export const wall = (site: PieceSite): void => {
  const { w, h, d } = roomOf(site);
  const { mesh, piece } = site;
  mesh.box([-w, 0, -d], [w, h, d], { tone: piece.tone, flags: surfaceFlags.wall });
  const skirting = Math.min(0.1, h * 0.1);
  mesh.box([-w - 0.01, 0, -d - 0.015], [w + 0.01, skirting, d + 0.015], toned(piece.tone, -16));
};

export const door = (site: PieceSite): void => {
  const [w, h, d] = [site.piece.size[0] / 2, site.piece.size[1], Math.max(0.03, site.piece.size[2] / 2)];
  const { mesh, piece } = site;
  const frame = toned(piece.tone, 20);
  const jamb = Math.min(0.08, w * 0.2);
  mesh.box([-w, 0, -d], [-w + jamb, h, d], frame);
  mesh.box([w - jamb, 0, -d], [w, h, d], frame);
  mesh.box([-w, h - jamb, -d], [w, h, d], frame);
  mesh.box([-w + jamb, 0, -d * 0.5], [w - jamb, h - jamb, d * 0.5], { tone: piece.tone });
  for (const side of [-1, 1]) {
    const z = side * (d * 0.5 + 0.003);
    for (const [low, high] of [
      [0.1, 0.45],
      [0.52, 0.92],
    ] as const)
      panel(site, { low: h * low, high: h * high, z, half: w - jamb - 0.1 });
    const [x, y] = [w - jamb - 0.08, h * 0.48];
    mesh.box([x - 0.06, y - 0.012, z - 0.025], [x + 0.02, y + 0.012, z + 0.025], { tone: 60 });
  }
  if (site.night && !site.indoors) bulb(site);
};

/** A bulb under its shade over a door. */
const bulb = ({ mesh, piece }: PieceSite): void => {
  const [x, y, z] = doorBulb(piece);
  mesh.box([x - 0.015, y + 0.06, 0], [x + 0.015, y + 0.09, z], { tone: 60 });
  const ring = (radius: number, height: number) => [y + height, radius] as const;
  mesh.turned([x, z], [ring(0.13, 0.03), ring(0.03, 0.11)], { tone: 60, sides: 12 });
  mesh.turned([x, z], [ring(0.03, -0.07), ring(0.06, -0.02), ring(0.05, 0.03)], {
    tone: 250,
    flags: surfaceFlags.glow,
    sides: 12,
  });
};

const panel = (
  site: PieceSite,
  at: { readonly low: number; readonly high: number; readonly z: number; readonly half: number },
): void => {
  const { low, high, z, half } = at;
  const stroke = { width: 0.8, strength: 0.7 };
  site.mesh.line([-half, low, z], [half, low, z], stroke);
  site.mesh.line([half, low, z], [half, high, z], stroke);
  site.mesh.line([half, high, z], [-half, high, z], stroke);
  site.mesh.line([-half, high, z], [-half, low, z], stroke);
};

export const windowPiece = (site: PieceSite): void => {
  const [w, h, d] = [site.piece.size[0] / 2, site.piece.size[1], Math.max(0.03, site.piece.size[2] / 2)];
  const { mesh, piece } = site;
  const frame = toned(Math.max(piece.tone, 150), 20);
  const bar = Math.min(0.06, w * 0.12);
  mesh.box([-w, 0, -d], [-w + bar, h, d], frame);
  mesh.box([w - bar, 0, -d], [w, h, d], frame);
  mesh.box([-w, h - bar, -d], [w, h, d], frame);
  mesh.box([-w - 0.05, -0.03, -d - 0.06], [w + 0.05, bar * 0.6, d + 0.06], frame);
  const thin = bar * 0.45;
  mesh.box([-thin / 2, 0, -d * 0.5], [thin / 2, h, d * 0.5], frame);
  mesh.box([-w, h * 0.5 - thin / 2, -d * 0.5], [w, h * 0.5 + thin / 2, d * 0.5], frame);
  const glass = glassLook(site, true);
  mesh.box([-w + bar, bar * 0.6, -0.004], [w - bar, h - bar, 0.004], glass);
};

/** Windows in rows on all four sides; by night about a third of them are lit, always the same ones. */
export const building = (site: PieceSite): void => {
  const { w, h, d } = roomOf(site);
  const { mesh, piece } = site;
  mesh.box([-w, 0, -d], [w, h, d], { tone: piece.tone, flags: surfaceFlags.wall });
  mesh.box([-w - 0.2, h, -d - 0.2], [w + 0.2, h + 0.35, d + 0.2], toned(piece.tone, 14));
  const seed = textHash(piece.id);
  for (let side = 0; side < 4; side++) facade(site, { side, w, h, d, seed: seed + side * 7919 });
};

type Facade = PieceRoom & { readonly side: number; readonly seed: number };

/** More windows than this on a side are drawn larger instead: a tower in the distance must not cost the frame. */
const maxAcross = 14;
const maxFloors = 16;

const facade = (site: PieceSite, { side, w, h, d, seed }: Facade): void => {
  const half = side % 2 === 0 ? w : d;
  const out = (side % 2 === 0 ? d : w) + 0.015;
  const across = Math.max(1, Math.min(maxAcross, Math.floor((2 * half) / 2.4)));
  const floors = Math.max(1, Math.min(maxFloors, Math.floor(h / 3)));
  const [stepX, stepY] = [(2 * half) / across, h / floors];
  const turn = (x: number, y: number): readonly [number, number, number] => {
    if (side === 0) return [x, y, out];
    if (side === 1) return [out, y, -x];
    return side === 2 ? [-x, y, -out] : [-out, y, x];
  };
  for (let floor = 0; floor < floors; floor++) {
    for (let column = 0; column < across; column++) {
      const lit = textHash(`${seed} ${floor} ${column}`) % 100 < 34;
      const x = -half + stepX * (column + 0.5);
      const y = stepY * (floor + 0.3);
      const [rx, ry] = [Math.min(0.62, stepX * 0.27), stepY * 0.46];
      mesh4(site, [turn(x - rx, y), turn(x + rx, y), turn(x + rx, y + ry), turn(x - rx, y + ry)], glassOf(site, lit));
    }
  }
};

const glassOf = (site: PieceSite, lit: boolean): SolidLook =>
  site.night ? glassLook(site, lit) : toned(site.piece.tone, lit ? -46 : -62);

const mesh4 = (site: PieceSite, points: readonly (readonly [number, number, number])[], look: SolidLook): void =>
  site.mesh.face(points, look);
