/**
 * Finds the lines of a drawing between neighbouring pixels (outlines, folds of depth, creases, borders of parts), smooths the
 * staircase away by averaging along the line, and inks them with a hand's tremor.
 */
import { EdgeClassifier, type EdgeFacts } from './edge-classifier.ts';
import type { InkLayer } from './ink-layer.ts';
import { type Tremor, tileSize } from './tremor.ts';
import { f32, i32, u8 } from './typed-reads.ts';

class EdgeList {
  count = 0;
  pixels = new Int32Array(1 << 15);
  widths = new Float32Array(1 << 15);
  strengths = new Float32Array(1 << 15);
  fades = new Float32Array(1 << 15);

  push(pixel: number, { width, strength, fade }: EdgeClassifier): void {
    if (this.count === this.pixels.length) {
      const grow = <T extends Int32Array | Float32Array>(from: T, to: T): T => {
        to.set(from);
        return to;
      };
      this.pixels = grow(this.pixels, new Int32Array(this.count * 2));
      this.widths = grow(this.widths, new Float32Array(this.count * 2));
      this.strengths = grow(this.strengths, new Float32Array(this.count * 2));
      this.fades = grow(this.fades, new Float32Array(this.count * 2));
    }
    this.pixels[this.count] = pixel;
    this.widths[this.count] = width;
    this.strengths[this.count] = strength;
    this.fades[this.count] = fade;
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

/** Finds the lines of a frame. */
export const findEdges = (facts: EdgeFacts, space: EdgeWorkspace): void => {
  const { width, height, triangle } = facts.buffers;
  const classifier = new EdgeClassifier(facts);
  space.across.count = 0;
  space.down.count = 0;
  space.acrossMap.fill(0);
  space.downMap.fill(0);
  for (let y = 0; y < height - 1; y++) {
    const row = y * width;
    let next = i32(triangle, row);
    for (let pixel = row; pixel < row + width - 1; pixel++) {
      const t = next;
      next = i32(triangle, pixel + 1);
      if (t !== next && classifier.classify(pixel, pixel + 1)) {
        space.across.push(pixel, classifier);
        space.acrossMap[pixel] = 1;
      }
      if (t !== i32(triangle, pixel + width) && classifier.classify(pixel, pixel + width)) {
        space.down.push(pixel, classifier);
        space.downMap[pixel] = 1;
      }
    }
  }
};

/** How many pixels along a line its place is averaged over, to each side. */
const walkLength = 5;

/** A line with fewer edges than this in the square of `speckReach` around it is a fleck and left out. */
const speckEdges = 8;
const speckReach = 4;

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

/** How found lines are drawn: by which hand, and whether far ones are paler. */
export type EdgePen = { readonly tremor: Tremor; readonly faded: boolean };

const inkList = (
  { tremor, faded }: EdgePen,
  layer: InkLayer,
  run: {
    readonly list: EdgeList;
    readonly map: Uint8Array;
    readonly otherMap: Uint8Array;
    readonly horizontal: boolean;
  },
): void => {
  const { width } = layer;
  const { list, map, otherMap, horizontal } = run;
  const stride = horizontal ? { along: 1, aside: width } : { along: width, aside: 1 };
  const forward = { ...stride, sums: new Int32Array(walkLength + 1) };
  const backward = { along: -stride.along, aside: stride.aside, sums: new Int32Array(walkLength + 1) };
  for (let index = 0; index < list.count; index++) {
    const pixel = i32(list.pixels, index);
    const ahead = walk(map, pixel, forward);
    const behind = walk(map, pixel, backward);
    // A lone step of a steep line is drawn by the edges that run the other way.
    if (ahead + behind === 0) continue;
    if (ahead + behind < walkLength && isSpeck([map, otherMap], pixel, width)) continue;
    // Equal reach to both sides keeps the mean on a straight line.
    const reach = Math.min(ahead, behind);
    const aside = (i32(forward.sums, reach) + i32(backward.sums, reach)) / (2 * reach + 1);
    const x = (pixel % width) + (horizontal ? 0.5 : 1 + aside);
    const y = Math.floor(pixel / width) + (horizontal ? 1 + aside : 0.5);
    const tile = (((y & 255) * tileSize + (x & 255)) | 0) + tremor.offset;
    const noise = tile % (tileSize * tileSize);
    const radius = f32(list.widths, index) * tremor.pen * (1 + 0.32 * f32(tremor.weight, noise));
    const strength = f32(list.strengths, index) * (faded ? f32(list.fades, index) : 1) * tremor.pressure;
    const shift = Math.min(0.9, 0.35 + radius * 0.3) * tremor.shake;
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

const isSpeck = (maps: readonly [Uint8Array, Uint8Array], pixel: number, width: number): boolean => {
  let edges = 0;
  for (let dy = -speckReach; dy <= speckReach; dy++) {
    const row = pixel + dy * width;
    for (let at = row - speckReach; at <= row + speckReach; at++) {
      edges += u8(maps[0], at) + u8(maps[1], at);
      if (edges >= speckEdges) return false;
    }
  }
  return true;
};

/** Inks the lines that were found, which may be done again by another hand. */
export const inkEdges = (pen: EdgePen, space: EdgeWorkspace, layer: InkLayer): void => {
  inkList(pen, layer, { list: space.down, map: space.downMap, otherMap: space.acrossMap, horizontal: true });
  inkList(pen, layer, { list: space.across, map: space.acrossMap, otherMap: space.downMap, horizontal: false });
};
