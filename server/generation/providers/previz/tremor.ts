/** Seeded randomness of the hand: tileable noise that shifts and thickens strokes, the hatching tile and paper grain. */

import { textHash } from '@oner/shared/stage/text-hash.ts';
import { f32 } from './typed-reads.ts';

/** mulberry32: a small seeded generator of numbers in [0, 1). */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

export const tileSize = 256;

/** Smooth noise in −1…1 on a tile that repeats; `cell` px between independent values. */
const noiseTile = (random: () => number, cell: number): Float32Array => {
  const cells = tileSize / cell;
  const lattice = Float32Array.from({ length: cells * cells }, () => random() * 2 - 1);
  const out = new Float32Array(tileSize * tileSize);
  for (let y = 0; y < tileSize; y++) {
    for (let x = 0; x < tileSize; x++) {
      const [cx, cy] = [Math.floor(x / cell), Math.floor(y / cell)];
      const ease = (t: number): number => t * t * (3 - 2 * t);
      const [tx, ty] = [ease((x % cell) / cell), ease((y % cell) / cell)];
      const at = (dx: number, dy: number): number => f32(lattice, ((cy + dy) % cells) * cells + ((cx + dx) % cells));
      const upper = at(0, 0) * (1 - tx) + at(1, 0) * tx;
      const lower = at(0, 1) * (1 - tx) + at(1, 1) * tx;
      out[y * tileSize + x] = upper * (1 - ty) + lower * ty;
    }
  }
  return out;
};

export type Tremor = {
  /** Shift of a stroke in x and y, and its change of thickness, −1…1, on a repeating tile. */
  readonly shiftX: Float32Array;
  readonly shiftY: Float32Array;
  readonly weight: Float32Array;
  /** Hatching at 45°, 0…255 of ink. */
  readonly hatch: Uint8Array;
  /** Paper grain, −1…1. */
  readonly grain: Int8Array;
  /** Where this frame's tiles begin. */
  readonly offset: number;
  /** Widths and strengths of lines, and how far they shake, against ink. */
  readonly pen: number;
  readonly pressure: number;
  readonly shake: number;
};

const hatchTile = (wobble: Float32Array): Uint8Array => {
  const out = new Uint8Array(tileSize * tileSize);
  const period = 8;
  for (let y = 0; y < tileSize; y++) {
    for (let x = 0; x < tileSize; x++) {
      const at = x + y + f32(wobble, y * tileSize + x) * 1.1;
      const phase = Math.abs((((at % period) + period) % period) - period / 2);
      out[y * tileSize + x] = Math.round(255 * Math.max(0, Math.min(1, 1.15 - phase)));
    }
  }
  return out;
};

/** The tiles are the same for every frame; the seed decides where on them a frame begins. */
export const createTremor = (): ((seed: string, style: Pick<Tremor, 'pen' | 'pressure' | 'shake'>) => Tremor) => {
  const random = randomFrom(0x0e_11_e5);
  const tiles = {
    shiftX: noiseTile(random, 32),
    shiftY: noiseTile(random, 32),
    weight: noiseTile(random, 16),
    hatch: hatchTile(noiseTile(random, 64)),
    grain: Int8Array.from({ length: tileSize * tileSize }, () => Math.round(random() * 2 - 1)),
  };
  return (seed, { pen, pressure, shake }) => ({
    ...tiles,
    ...{ pen, pressure, shake },
    offset: textHash(seed) % (tileSize * tileSize),
  });
};
