/** Shades hair: a light that breaks up on its strands, which run as each style is combed, so that a head from behind reads as hair. */
import type { View } from '@oner/shared/camera/view.ts';
import { transformDirection } from '@oner/shared/stage/mat4.ts';
import type { FigureLook, Vec3 } from '@oner/shared/stage/scene.ts';
import { dot, unit } from '@oner/shared/stage/vec3.ts';
import type { FrameFigure } from './frame-scene.ts';
import { randomFrom } from './tremor.ts';
import { f32 } from './typed-reads.ts';

/** How strands lie: how far they wind round the crown from top to bottom, how much they curl, and how many there are. */
type Combing = { readonly sweep: number; readonly curl: number; readonly finer: number };

const combings: Readonly<Record<FigureLook['hair'], Combing>> = {
  bald: { sweep: 0, curl: 0, finer: 1 },
  crew: { sweep: 0.2, curl: 0, finer: 1.7 },
  short: { sweep: 0.5, curl: 0, finer: 1 },
  curly: { sweep: 0.3, curl: 0.16, finer: 0.7 },
  bob: { sweep: 0.1, curl: 0, finer: 1 },
  long: { sweep: 0.1, curl: 0.02, finer: 1 },
  ponytail: { sweep: -0.35, curl: 0, finer: 1.1 },
  bun: { sweep: -0.3, curl: 0, finer: 1.1 },
  cap: { sweep: 0, curl: 0, finer: 1.5 },
  beanie: { sweep: 0, curl: 0, finer: 1.2 },
};

/** Heads smaller than the first on the screen show no strands, those larger than the second all of them, px. */
const strandsFrom = [44, 150] as const;

const tableSize = 512;

/** Smooth noise round the head in −1…1, of wide locks and of fine strands; it closes where it began. */
const strandTable = (): Float32Array => {
  const random = randomFrom(0x4a_17);
  const octave = (cells: number): ((at: number) => number) => {
    const lattice = Float32Array.from({ length: cells }, () => random() * 2 - 1);
    return (at) => {
      const place = (at / tableSize) * cells;
      const [cell, t] = [Math.floor(place), place - Math.floor(place)];
      const ease = t * t * (3 - 2 * t);
      return f32(lattice, cell % cells) * (1 - ease) + f32(lattice, (cell + 1) % cells) * ease;
    };
  };
  const [locks, strands, hairs] = [octave(26), octave(71), octave(190)];
  return Float32Array.from({ length: tableSize }, (_, at) => 0.5 * locks(at) + 0.34 * strands(at) + 0.24 * hairs(at));
};

const table = strandTable();

/** 0 to 4 round the circle, without trigonometry: the angle on a diamond. */
const around = (x: number, z: number): number => {
  const total = Math.abs(x) + Math.abs(z) + 1e-9;
  return z >= 0 ? 1 - x / total : 3 + x / total;
};

/** The hair of one head: its axes as the camera sees them, and how it is combed. */
export type Hairdo = Combing & {
  readonly left: Vec3;
  readonly up: Vec3;
  readonly front: Vec3;
  /** 0 to 1: how much of the strands is seen at this size. */
  readonly strands: number;
};

export const hairdoOf = ({ posed, mesh, headPixels }: FrameFigure, view: View): Hairdo => {
  const matrix = posed.world[mesh.head.joint] ?? [];
  const axis = (own: Vec3): Vec3 => {
    const turned = unit(transformDirection(matrix, own));
    return [dot(turned, view.right), dot(turned, view.up), dot(turned, view.forward)];
  };
  const [from, to] = strandsFrom;
  return {
    ...combings[posed.figure.look.hair],
    ...{ left: axis([1, 0, 0]), up: axis([0, 1, 0]), front: axis([0, 0, 1]) },
    strands: Math.min(1, Math.max(0, (headPixels - from) / (to - from))),
  };
};

/** How light the strand is on which a surface turned this way lies, −1…1; the normal is of unit length, in camera axes. */
export const strandAt = (hair: Hairdo, nx: number, ny: number, nz: number): number => {
  const { left, up, front } = hair;
  const x = nx * left[0] + ny * left[1] + nz * left[2];
  const y = nx * up[0] + ny * up[1] + nz * up[2];
  const z = nx * front[0] + ny * front[1] + nz * front[2];
  let turn = around(x, z) + hair.sweep * y;
  if (hair.curl > 0) turn += hair.curl * Math.sin(y * 14 + x * 9);
  const place = (turn + 8) * (tableSize / 4) * hair.finer;
  const cell = place | 0;
  const t = place - cell;
  return f32(table, cell & (tableSize - 1)) * (1 - t) + f32(table, (cell + 1) & (tableSize - 1)) * t;
};
