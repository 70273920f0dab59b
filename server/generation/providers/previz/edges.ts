/**
 * Finds the lines of a drawing between neighbouring pixels (outlines, folds of depth, creases, borders of parts), smooths the
 * staircase away by averaging along the line, and inks them with a hand's tremor.
 */
import type { InkLayer } from './ink-layer.ts';
import type { PixelBuffers } from './rasterise.ts';
import { partIndex } from './rest-mesh.ts';
import { type Frustum, type ScreenTriangles, surfaceFlags } from './screen-triangles.ts';
import { type Tremor, tileSize } from './tremor.ts';
import { f32, i32, u8 } from './typed-reads.ts';

export type EdgeFacts = {
  readonly buffers: PixelBuffers;
  readonly triangles: ScreenTriangles;
  readonly frustum: Frustum;
  readonly tremor: Tremor;
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

const isBare = (part: number): boolean => part === skinPart || part === facePart;

/** A break in depth counts from this many metres on, or this many pixels' worth of them. */
const breakOf = {
  figure: { metres: 0.01, pixels: 7 },
  skin: { metres: 0.013, pixels: 7 },
  face: { metres: 0.07, pixels: 7 },
  hair: { metres: 0.045, pixels: 7 },
  set: { metres: 0.02, pixels: 3 },
} as const;

class EdgeList {
  count = 0;
  pixels = new Int32Array(1 << 15);
  widths = new Float32Array(1 << 15);
  strengths = new Float32Array(1 << 15);

  push(pixel: number, width: number, strength: number): void {
    if (this.count === this.pixels.length) {
      const grow = <T extends Int32Array | Float32Array>(from: T, to: T): T => {
        to.set(from);
        return to;
      };
      this.pixels = grow(this.pixels, new Int32Array(this.count * 2));
      this.widths = grow(this.widths, new Float32Array(this.count * 2));
      this.strengths = grow(this.strengths, new Float32Array(this.count * 2));
    }
    this.pixels[this.count] = pixel;
    this.widths[this.count] = width;
    this.strengths[this.count] = strength;
    this.count++;
  }
}

/** Kept between frames of one size. */
export type EdgeWorkspace = {
  readonly across: EdgeList;
  readonly down: EdgeList;
  /** Whether a line runs between a pixel and its right, and its lower neighbour. */
  readonly acrossMap: Uint8Array;
  readonly downMap: Uint8Array;
};

export const createEdgeWorkspace = (width: number, height: number): EdgeWorkspace => ({
  across: new EdgeList(),
  down: new EdgeList(),
  acrossMap: new Uint8Array(width * height),
  downMap: new Uint8Array(width * height),
});

/** Says what line, if any, runs between two neighbouring pixels of different triangles; the answer is in `width` and `strength`. */
class EdgeClassifier {
  width = 0;
  strength = 0;
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
    this.strength = line.strength * (1 - fade.most * far);
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
      this.#set(isFigure ? lines.figure : lines.set, isFigure ? this.#weightAt(depth) * 0.82 : 0.9, depth);
      return true;
    }
    return isFigure ? this.#border(a, b, depth) : this.#crease(a, b, depth);
  }

  #figureLimits(a: number, b: number): { readonly metres: number; readonly pixels: number } {
    const part = u8(this.#facts.triangles.parts, a);
    if (part === facePart || u8(this.#facts.triangles.parts, b) === facePart) return breakOf.face;
    if (part !== u8(this.#facts.triangles.parts, b)) return breakOf.figure;
    return part === hairPart ? breakOf.hair : part === skinPart ? breakOf.skin : breakOf.figure;
  }

  #outline(a: number, b: number, [wa, wb]: readonly [number, number]): boolean {
    const { triangles } = this.#facts;
    const near = wa >= wb ? a : b;
    const depth = 1 / Math.max(wa, wb);
    const gap = Math.min(wa, wb) > 0 ? 1 / Math.min(wa, wb) - depth : 1000;
    const distance = gap > 1.2 ? 1.2 : gap < 0.06 ? 0.66 : 1;
    const flags = u8(triangles.flags, near);
    if ((flags & surfaceFlags.figure) !== 0) this.#set(lines.figure, this.#weightAt(depth) * distance, depth);
    else if ((flags & surfaceFlags.ground) !== 0) this.#set(lines.crease, 0.9, depth);
    else this.#set(lines.set, distance * Math.min(1.5, this.#weightAt(depth) + 0.25), depth);
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

const collect = (facts: EdgeFacts, space: EdgeWorkspace): void => {
  const { width, height, triangle } = facts.buffers;
  const classifier = new EdgeClassifier(facts);
  space.across.count = 0;
  space.down.count = 0;
  space.acrossMap.fill(0);
  space.downMap.fill(0);
  for (let y = 0; y < height - 1; y++) {
    const row = y * width;
    for (let pixel = row; pixel < row + width - 1; pixel++) {
      const t = i32(triangle, pixel);
      if (t !== i32(triangle, pixel + 1) && classifier.classify(pixel, pixel + 1)) {
        space.across.push(pixel, classifier.width, classifier.strength);
        space.acrossMap[pixel] = 1;
      }
      if (t !== i32(triangle, pixel + width) && classifier.classify(pixel, pixel + width)) {
        space.down.push(pixel, classifier.width, classifier.strength);
        space.downMap[pixel] = 1;
      }
    }
  }
};

/** How many pixels along a line its place is averaged over, to each side. */
const walkLength = 5;

/** Shorter runs than this that join nothing are left out. */
const speckLength = 3;

/**
 * Walks from an edge along its run, one pixel a step, following steps of one pixel aside; gives the number of steps. `sums` takes
 * the sideways offsets added up, so that the mean over any reach can be read from it. `along` and `aside` are index strides.
 */
const walk = (
  map: Uint8Array,
  start: number,
  strides: { readonly along: number; readonly aside: number; readonly sums: Int32Array },
): number => {
  const { along, aside, sums } = strides;
  let [at, offset, steps, sum] = [start, 0, 0, 0];
  while (steps < walkLength) {
    const next = at + along;
    if (u8(map, next) !== 0) at = next;
    else if (u8(map, next + aside) !== 0) {
      at = next + aside;
      offset++;
    } else if (u8(map, next - aside) !== 0) {
      at = next - aside;
      offset--;
    } else break;
    sum += offset;
    sums[++steps] = sum;
  }
  return steps;
};

/** Strokes are doubled: a second, fainter one beside the first. */
const secondStroke = { distance: 1.7, strength: 0.4, radius: 0.55 } as const;

const inkList = (
  facts: EdgeFacts,
  layer: InkLayer,
  run: {
    readonly list: EdgeList;
    readonly map: Uint8Array;
    readonly otherMap: Uint8Array;
    readonly horizontal: boolean;
  },
): void => {
  const { width } = facts.buffers;
  const { tremor } = facts;
  const { list, map, otherMap, horizontal } = run;
  const stride = horizontal ? { along: 1, aside: width } : { along: width, aside: 1 };
  const forward = { ...stride, sums: new Int32Array(walkLength + 1) };
  const backward = { along: -stride.along, aside: stride.aside, sums: new Int32Array(walkLength + 1) };
  for (let index = 0; index < list.count; index++) {
    const pixel = i32(list.pixels, index);
    const ahead = walk(map, pixel, forward);
    const behind = walk(map, pixel, backward);
    // A lone step of a steep line is drawn by the edges that run the other way; a speck by itself is no line.
    if (ahead + behind === 0) continue;
    if (ahead + behind < speckLength && !isOnOther(otherMap, pixel, width)) continue;
    // Equal reach to both sides keeps the mean on a straight line.
    const reach = Math.min(ahead, behind);
    const aside = (i32(forward.sums, reach) + i32(backward.sums, reach)) / (2 * reach + 1);
    const x = (pixel % width) + (horizontal ? 0.5 : 1 + aside);
    const y = Math.floor(pixel / width) + (horizontal ? 1 + aside : 0.5);
    const tile = (((y & 255) * tileSize + (x & 255)) | 0) + tremor.offset;
    const noise = tile % (tileSize * tileSize);
    const radius = f32(list.widths, index) * (1 + 0.32 * f32(tremor.weight, noise));
    const strength = f32(list.strengths, index);
    const shift = Math.min(0.9, 0.35 + radius * 0.3);
    const [sx, sy] = [x + f32(tremor.shiftX, noise) * shift, y + f32(tremor.shiftY, noise) * shift];
    layer.dab(sx, sy, { radius, strength });
    if (radius > 0.9) {
      const swing = f32(tremor.weight, (noise + 8192) % (tileSize * tileSize)) * secondStroke.distance;
      layer.dab(sx + (horizontal ? 0 : swing), sy + (horizontal ? swing : 0), {
        radius: secondStroke.radius,
        strength: strength * secondStroke.strength,
      });
    }
  }
};

const isOnOther = (map: Uint8Array, pixel: number, width: number): boolean =>
  (u8(map, pixel) | u8(map, pixel - 1) | u8(map, pixel + width) | u8(map, pixel - width) | u8(map, pixel + 1)) !== 0;

export const inkEdges = (facts: EdgeFacts, space: EdgeWorkspace, layer: InkLayer): void => {
  collect(facts, space);
  inkList(facts, layer, { list: space.down, map: space.downMap, otherMap: space.acrossMap, horizontal: true });
  inkList(facts, layer, { list: space.across, map: space.acrossMap, otherMap: space.downMap, horizontal: false });
};
