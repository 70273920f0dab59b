/** Says what line a pen would draw between two neighbouring pixels: outline, fold of depth, crease, border of parts, or none. */

import { surfaceFlags } from '@oner/shared/stage/set/surface-flags.ts';
import type { PixelBuffers } from './rasterise.ts';
import { partIndex } from './rest-mesh.ts';
import type { Frustum, ScreenTriangles } from './screen-triangles.ts';
import { f32, i32, u8 } from './typed-reads.ts';

export type EdgeFacts = {
  readonly buffers: PixelBuffers;
  readonly triangles: ScreenTriangles;
  readonly frustum: Frustum;
  /** 1/depth from which lines pale, to which, and by how much at most. */
  readonly fade: { readonly near: number; readonly far: number; readonly most: number };
};

/** Line widths at 1280 × 720, px; strengths 0 to 1. */
const lines = {
  figure: { width: 1.35, strength: 1 },
  set: { width: 0.85, strength: 0.95 },
  part: { width: 0.72, strength: 0.95 },
  crease: { width: 0.6, strength: 0.85 },
  tone: { width: 0.55, strength: 0.7 },
} as const;

const hairPart = partIndex('hair');
const skinPart = partIndex('skin');
const facePart = partIndex('face');
const heldPart = partIndex('held');

const isBare = (part: number): boolean => part === skinPart || part === facePart;

/** A break in depth counts from this many metres on, or this many pixels' worth of them. */
const breakOf = {
  figure: { metres: 0.01, pixels: 7 },
  skin: { metres: 0.013, pixels: 7 },
  face: { metres: 0.07, pixels: 7 },
  hair: { metres: 0.045, pixels: 7 },
  set: { metres: 0.02, pixels: 3 },
} as const;

/** Says what line, if any, runs between two neighbouring pixels of different triangles; the answer is in `width`, `strength` and `fade`. */
export class EdgeClassifier {
  width = 0;
  strength = 0;
  /** What distance leaves of the strength, 0 to 1. */
  fade = 1;
  readonly #facts: EdgeFacts;
  readonly #metresPerPixel: number;
  readonly #scale: number;

  constructor(facts: EdgeFacts) {
    this.#facts = facts;
    this.#metresPerPixel = 1 / facts.frustum.scaleY;
    this.#scale = Math.sqrt((facts.buffers.width * facts.buffers.height) / (1280 * 720));
  }

  #set(line: { readonly width: number; readonly strength: number }, factor: number, depth: number): void {
    const { fade } = this.#facts;
    const far = Math.min(1, Math.max(0, (fade.near - 1 / depth) / (fade.near - fade.far)));
    this.width = line.width * factor * this.#scale;
    this.strength = line.strength;
    this.fade = 1 - fade.most * far;
  }

  /** Heavier near, finer far: 1 where a pixel covers 3.2 mm. */
  #weightAt(depth: number): number {
    const ratio = 0.0032 / (this.#metresPerPixel * depth);
    return Math.min(1.45, Math.max(0.42, 1.15 * ratio ** 0.4));
  }

  classify(pixel: number, other: number): boolean {
    const { buffers, triangles } = this.#facts;
    const a = i32(buffers.triangle, pixel);
    const b = i32(buffers.triangle, other);
    const wa = f32(buffers.inverseDepth, pixel);
    const wb = f32(buffers.inverseDepth, other);
    if (a === 0 || b === 0 || i32(triangles.objects, a) !== i32(triangles.objects, b))
      return this.#outline(a, b, [wa, wb]);
    const isFigure = (u8(triangles.flags, a) & surfaceFlags.figure) !== 0;
    const depth = 1 / Math.max(wa, wb);
    const limits = isFigure ? this.#figureLimits(a, b) : breakOf.set;
    const tolerance = Math.max(limits.metres, limits.pixels * this.#metresPerPixel * depth);
    if (Math.abs(1 / wa - 1 / wb) > tolerance && this.#breaks(pixel, other, tolerance)) {
      this.#set(isFigure ? lines.figure : lines.set, isFigure ? this.#weightAt(depth) * 0.74 : 0.9, depth);
      return true;
    }
    return isFigure ? this.#border(a, b, depth) : this.#crease(a, b, depth);
  }

  #figureLimits(a: number, b: number): { readonly metres: number; readonly pixels: number } {
    const part = u8(this.#facts.triangles.parts, a);
    const other = u8(this.#facts.triangles.parts, b);
    if (part === facePart && other === facePart) return breakOf.face;
    // The jaw before the neck.
    if (isBare(part) && isBare(other)) return breakOf.skin;
    if (part !== other) return breakOf.figure;
    return part === hairPart ? breakOf.hair : breakOf.figure;
  }

  #outline(a: number, b: number, [wa, wb]: readonly [number, number]): boolean {
    const { triangles } = this.#facts;
    const near = wa >= wb ? a : b;
    const depth = 1 / Math.max(wa, wb);
    const gap = Math.min(wa, wb) > 0 ? 1 / Math.min(wa, wb) - depth : 1000;
    const distance = gap > 1.2 ? 1.42 : gap < 0.06 ? 0.62 : 1.1;
    const flags = u8(triangles.flags, near);
    if ((flags & surfaceFlags.figure) !== 0) this.#set(lines.figure, this.#weightAt(depth) * distance, depth);
    else if ((flags & surfaceFlags.ground) !== 0) this.#set(lines.crease, 0.9, depth);
    else this.#set(lines.set, Math.min(1.2, distance) * Math.min(1.5, this.#weightAt(depth) + 0.25), depth);
    return true;
  }

  /** Whether both triangles, extended to the other's pixel, miss it. */
  #breaks(pixel: number, other: number, tolerance: number): boolean {
    const { buffers, triangles } = this.#facts;
    const { width } = buffers;
    const miss = (from: number, to: number): number => {
      const t = i32(buffers.triangle, from);
      const extended = triangles.inverseDepth(t, to % width, Math.floor(to / width));
      return extended <= 0 ? Infinity : Math.abs(1 / extended - 1 / f32(buffers.inverseDepth, to));
    };
    return miss(pixel, other) > tolerance && miss(other, pixel) > tolerance;
  }

  #border(a: number, b: number, depth: number): boolean {
    const { triangles } = this.#facts;
    const [partA, partB] = [u8(triangles.parts, a), u8(triangles.parts, b)];
    if (partA === heldPart && partB === heldPart) return this.#crease(a, b, depth);
    if (partA === partB || (isBare(partA) && isBare(partB))) return false;
    this.#set(lines.part, this.#weightAt(depth), depth);
    return true;
  }

  #crease(a: number, b: number, depth: number): boolean {
    const { triangles } = this.#facts;
    const n = triangles.flatNormals;
    const dot =
      f32(n, a * 3) * f32(n, b * 3) + f32(n, a * 3 + 1) * f32(n, b * 3 + 1) + f32(n, a * 3 + 2) * f32(n, b * 3 + 2);
    if (dot < 0.8) {
      if ((u8(triangles.flags, a) & surfaceFlags.noCrease) !== 0) return false;
      this.#set(lines.crease, Math.min(1.2, this.#weightAt(depth) + 0.2), depth);
      return true;
    }
    if (Math.abs(u8(triangles.tones, a) - u8(triangles.tones, b)) < 12) return false;
    this.#set(lines.tone, Math.min(1.1, this.#weightAt(depth) + 0.1), depth);
    return true;
  }
}
