/** What closes an outdoor view: a ring of far silhouettes, each the same in every frame. */
import type { Vec3 } from '../scene.ts';
import { textHash } from '../text-hash.ts';
import type { PieceSite } from './furniture.ts';
import type { SolidLook } from './set-mesh.ts';
import { surfaceFlags } from './surface-flags.ts';

type Ring = { readonly site: PieceSite; readonly radius: number; readonly height: number; readonly seed: string };

const at = ({ radius }: Ring, share: number, y: number, nearer = 0): Vec3 => {
  const turn = share * 2 * Math.PI;
  return [Math.sin(turn) * (radius - nearer), y, Math.cos(turn) * (radius - nearer)];
};

/** A number from 0 to 1 that stays the same. */
const chance = (ring: Ring, purpose: string, index: number): number =>
  (textHash(`${ring.seed}:${purpose}:${index}`) % 1000) / 1000;

/** Drawn from both sides of the ring's wall: faces look inwards. */
const upright = (
  ring: Ring,
  [from, to]: readonly [number, number],
  [low, high]: readonly [number, number],
  look: SolidLook & { readonly nearer?: number },
): void => {
  const near = look.nearer ?? 0;
  ring.site.mesh.face(
    [at(ring, to, low, near), at(ring, from, low, near), at(ring, from, high, near), at(ring, to, high, near)],
    look,
  );
};

const farTone = ({ night }: PieceSite, layer: number): number => (night ? 96 + layer * 22 : 128 + layer * 34);

/** Towers shoulder to shoulder, in two rows; by night some windows shine. */
const skyline = (ring: Ring, least: number): void => {
  for (const layer of [1, 0]) {
    const count = layer === 1 ? 40 : 30;
    for (let index = 0; index < count; index++) {
      const from = (index + chance(ring, `gap${layer}`, index) * 0.3) / count;
      const to = from + (0.62 + 0.4 * chance(ring, `wide${layer}`, index)) / count;
      const high =
        ring.height * (least + (1 - least) * chance(ring, `high${layer}`, index) ** 1.4) * (layer === 1 ? 1 : 0.62);
      upright(ring, [from, to], [0, high], { tone: farTone(ring.site, layer), nearer: layer === 0 ? 4 : 0 });
      if (ring.site.night && layer === 0) windows(ring, index, [from, to], high);
    }
  }
};

const windows = (ring: Ring, tower: number, [from, to]: readonly [number, number], high: number): void => {
  const [columns, floors] = [3, Math.max(1, Math.floor(high / 2.4))];
  for (let floor = 0; floor < floors; floor++) {
    for (let column = 0; column < columns; column++) {
      if (chance(ring, `lit${tower}`, floor * columns + column) > 0.3) continue;
      const start = from + ((to - from) * (column + 0.3)) / columns;
      const y = (high * (floor + 0.3)) / floors;
      upright(ring, [start, start + ((to - from) * 0.4) / columns], [y, y + 0.8], {
        tone: 216,
        flags: surfaceFlags.glow | surfaceFlags.noCrease,
        nearer: 4.2,
      });
    }
  }
};

/** House roofs: gables and chimneys. */
const roofs = (ring: Ring): void => {
  const count = 34;
  for (let index = 0; index < count; index++) {
    const [from, to] = [index / count, (index + 0.98) / count];
    const eaves = ring.height * (0.34 + 0.2 * chance(ring, 'eaves', index));
    const ridge = eaves + ring.height * (0.16 + 0.14 * chance(ring, 'ridge', index));
    const look = { tone: farTone(ring.site, index % 2) };
    const middle = (from + to) / 2;
    ring.site.mesh.face(
      [at(ring, to, 0), at(ring, from, 0), at(ring, from, eaves), at(ring, middle, ridge), at(ring, to, eaves)],
      look,
    );
    if (index % 3 === 0)
      upright(ring, [middle + 0.002, middle + 0.005], [eaves, ridge + 1.2], { tone: look.tone - 14, nearer: 0.2 });
  }
};

/** An edge that goes up and down in `steps`; `rough` 0 is smooth. */
const ridgeLine = (
  ring: Ring,
  look: SolidLook & { readonly nearer: number },
  shape: { readonly steps: number; readonly low: number; readonly purpose: string },
): void => {
  const { steps, low, purpose } = shape;
  const high = (index: number): number => ring.height * (low + (1 - low) * chance(ring, purpose, index % steps));
  for (let index = 0; index < steps; index++) {
    const [from, to] = [index / steps, (index + 1) / steps];
    ring.site.mesh.face(
      [
        at(ring, to, 0, look.nearer),
        at(ring, from, 0, look.nearer),
        at(ring, from, high(index), look.nearer),
        at(ring, to, high(index + 1), look.nearer),
      ],
      look,
    );
  }
};

const soft = surfaceFlags.noCrease;

const treeLine = (ring: Ring): void => {
  ridgeLine(ring, { tone: farTone(ring.site, 1), nearer: 0, flags: soft }, { steps: 72, low: 0.7, purpose: 'far' });
  ridgeLine(
    { ...ring, height: ring.height * 0.72 },
    { tone: farTone(ring.site, 0), nearer: 3, flags: soft },
    { steps: 96, low: 0.55, purpose: 'near' },
  );
};

const hills = (ring: Ring, low: number, steps: number): void => {
  ridgeLine(ring, { tone: farTone(ring.site, 2), nearer: 0, flags: soft }, { steps, low, purpose: 'far' });
  ridgeLine(
    { ...ring, height: ring.height * 0.55 },
    { tone: farTone(ring.site, 1), nearer: 4, flags: soft },
    { steps: steps - 5, low, purpose: 'near' },
  );
};

/** Masts with their stays over a low line of roofs. */
const masts = (ring: Ring): void => {
  roofs({ ...ring, height: ring.height * 0.62 });
  for (let index = 0; index < 30; index++) {
    const share = (index + chance(ring, 'mast', index)) / 30;
    const top = ring.height * (0.8 + 0.45 * chance(ring, 'tall', index));
    const foot = ring.height * 0.2;
    upright(ring, [share, share + 0.0009], [foot, top], { tone: farTone(ring.site, 0) - 30, nearer: 3 });
    for (const side of [-0.008, 0.009])
      ring.site.mesh.line(at(ring, share, top, 3.2), at(ring, share + side, foot + 2, 3.2), {
        width: 0.8,
        strength: 1,
      });
    ring.site.mesh.line(at(ring, share - 0.006, top * 0.72, 3.2), at(ring, share + 0.006, top * 0.74, 3.2), {
      width: 1,
      strength: 1,
    });
  }
};

const silhouettes: Readonly<Record<string, (ring: Ring) => void>> = {
  skyline: (ring) => skyline(ring, 0.25),
  roofs,
  trees: treeLine,
  masts,
  mountains: (ring) => hills(ring, 0.25, 22),
};

export const backdrop = (site: PieceSite): void => {
  const { size, label = 'hills' } = site.piece;
  const ring: Ring = { site, radius: Math.max(6, size[0] / 2), height: size[1], seed: label };
  const draw = silhouettes[label] ?? (() => hills(ring, 0.45, 26));
  draw(ring);
};
