/** Shades the set: one tone for each face by the way it is turned, then cast shadows and the light of lamps and windows. */
import type { View } from '@oner/shared/camera/view.ts';
import type { Vec3 } from '@oner/shared/stage/scene.ts';
import { surfaceFlags } from '@oner/shared/stage/set/surface-flags.ts';
import { dot, subtract } from '@oner/shared/stage/vec3.ts';
import type { Ambience } from './ambience.ts';
import type { DrawingStyle } from './drawing-style.ts';
import type { Practical } from './practicals.ts';
import { type Frustum, type ScreenTriangles, shading } from './screen-triangles.ts';
import type { ShadowMap } from './shadow-map.ts';
import type { Canvas, Run } from './tone.ts';
import { f32, i32, u8 } from './typed-reads.ts';

export type SetLight = {
  readonly triangles: ScreenTriangles;
  readonly frustum: Frustum;
  readonly ambience: Ambience;
  readonly shadows: ShadowMap;
  readonly practicals: readonly Practical[];
  readonly style: DrawingStyle;
};

/** Faces turned this little to the light keep their shadow side's tone: no cast shadow is seen on them. */
const leastTurned = 0.05;
const bytesOf = 255;
/** Where the shade of round things begins, by n·l. */
const roundBorder = 0.12;

/** A light in the frame's own co-ordinates: offset = (x·a + y·b + c)·depth − d along each axis of the camera. */
type NearLight = {
  readonly right: number;
  readonly up: number;
  readonly ahead: number;
  readonly perSquare: number;
  readonly gain: number;
  readonly warm: number;
};

/** Grey that a face loses by how it is turned to the light. */
const flatDrop = (turned: number): number => {
  if (turned > 0.55) return -6;
  if (turned > leastTurned) return 8;
  return turned > -0.35 ? 26 : 38;
};

/** Grey that a ball of leaves loses: two borders, softened over this much of n·l. */
const leafBorders = [0.16, -0.36] as const;
const leafDrops = [22, 16] as const;
const leafBlur = 0.1;
const leafDrop = (turned: number): number => {
  const below = (border: number): number => Math.min(1, Math.max(0, (border - turned) / leafBlur + 0.5));
  return leafDrops[0] * below(leafBorders[0]) + leafDrops[1] * below(leafBorders[1]) - 4;
};

/** What is round has two tones with one border, not a mosaic of its facets. */
const roundDrop = (turned: number): number => (turned > roundBorder ? -2 : 24);

export class SetShader {
  readonly #light: SetLight;
  readonly #sun: Vec3;
  readonly #near: readonly NearLight[];
  readonly #tones: Float32Array;
  readonly #hatches: Float32Array;
  /** 1 where a cast shadow may be seen. */
  readonly #open: Uint8Array;
  /** A bit for each light that the triangle is turned to. */
  readonly #litBy: Uint8Array;
  #gain = 0;
  #warm = 0;
  readonly #depth: number;
  /** Of the pixel of two by two that was worked out: triangle, grey, hatching, warmth, shadow. */
  readonly #cellTriangle: Int32Array;
  readonly #cellTone: Float32Array;
  readonly #cellHatch: Float32Array;
  readonly #cellWarm: Float32Array;
  readonly #cellShadow: Float32Array;
  /** The pixel that is being worked out, and how much of the light is kept from it. */
  readonly #spot = { x: 0, y: 0, shadow: 0 };
  readonly #centreX: number;
  readonly #centreY: number;
  readonly #perX: number;
  readonly #perY: number;

  constructor(light: SetLight) {
    const { triangles, frustum, ambience } = light;
    const { view, width, height, scaleX, scaleY } = frustum;
    this.#light = light;
    this.#depth = ambience.shadow;
    this.#sun = inView(view, ambience.light);
    this.#near = light.practicals.map(({ position, reach, gain, warm }) => {
      const [right, up, ahead] = inView(view, subtract(position, view.position));
      return { right, up, ahead, perSquare: 1 / (reach * reach), gain, warm };
    });
    this.#tones = new Float32Array(triangles.count);
    this.#hatches = new Float32Array(triangles.count);
    this.#open = new Uint8Array(triangles.count);
    this.#litBy = new Uint8Array(triangles.count);
    const cells = (width >> 1) + 1;
    this.#cellTriangle = new Int32Array(cells);
    this.#cellTone = new Float32Array(cells);
    this.#cellHatch = new Float32Array(cells);
    this.#cellWarm = new Float32Array(cells);
    this.#cellShadow = new Float32Array(cells);
    this.#centreX = width / 2 - 0.5;
    this.#centreY = height / 2 - 0.5;
    this.#perX = 1 / scaleX;
    this.#perY = 1 / scaleY;
    for (let t = 1; t < triangles.count; t++)
      if ((u8(triangles.flags, t) & surfaceFlags.figure) === 0) this.#prepare(t);
  }

  #prepare(t: number): void {
    const { triangles, ambience } = this.#light;
    const flags = u8(triangles.flags, t);
    const own = u8(triangles.tones, t);
    this.#tones[t] = own;
    if ((flags & surfaceFlags.glow) !== 0) return;
    this.#litBy[t] = this.#lightsThatReach(t);
    const { ownTone, body } = this.#light.style;
    const isPlace = i32(triangles.objects, t) === 0;
    const base = isPlace ? own : body + (own - body) * ownTone;
    if ((flags & surfaceFlags.ground) !== 0) {
      this.#open[t] = 1;
      return;
    }
    if (u8(triangles.shades, t) === shading.smooth) {
      this.#tones[t] = base;
      return;
    }
    const n = triangles.flatNormals;
    const turned = f32(n, t * 3) * this.#sun[0] + f32(n, t * 3 + 1) * this.#sun[1] + f32(n, t * 3 + 2) * this.#sun[2];
    const drop = (flags & surfaceFlags.noCrease) !== 0 ? roundDrop(turned) : flatDrop(turned);
    // Object 0 is the place, whose tones are given as they are to be.
    const tone = isPlace ? base - drop * 0.3 : ambience.floor + (base - drop) * ambience.pieceGain;
    this.#tones[t] = Math.max(6, Math.min(252, tone));
    this.#hatches[t] = turned <= -0.2 && !isPlace ? 0.75 : 0;
    this.#open[t] = turned > leastTurned ? 1 : 0;
  }

  /** Which of the lights lie before the triangle's plane. */
  #lightsThatReach(t: number): number {
    const { triangles } = this.#light;
    const n = triangles.flatNormals;
    const [nx, ny, nz] = [f32(n, t * 3), f32(n, t * 3 + 1), f32(n, t * 3 + 2)];
    const x = f32(triangles.corners, t * 6);
    const y = f32(triangles.corners, t * 6 + 1);
    const depth = 1 / Math.max(1e-6, triangles.inverseDepth(t, x - 0.5, y - 0.5));
    const px = (x - 0.5 - this.#centreX) * this.#perX * depth;
    const py = (this.#centreY - y + 0.5) * this.#perY * depth;
    let bits = 0;
    for (const [index, { right, up, ahead }] of this.#near.entries())
      if ((right - px) * nx + (up - py) * ny + (ahead - depth) * nz > 0.02) bits |= 1 << index;
    return bits;
  }

  /** Rows come from the top, their runs from the left: shadow and light are worked out for one pixel of every four. */
  paint(run: Run, canvas: Canvas): void {
    if (this.#isPlain(run.t)) this.#paintPlain(run, canvas);
    else this.#paintCells(run, canvas);
  }

  /** Whether no shadow falls on it and no lamp lights it: then only the distance changes its tone. */
  #isPlain(t: number): boolean {
    if (u8(this.#open, t) !== 0 || u8(this.#litBy, t) !== 0) return false;
    return u8(this.#light.triangles.shades, t) === shading.flat;
  }

  #paintPlain({ t, y, from, to }: Run, { haze, hatchInk, hatching, tones, warmth, width, inverseDepth }: Canvas): void {
    const row = y * width;
    const tone = f32(this.#tones, t);
    const hatch = (f32(this.#hatches, t) * hatchInk) / bytesOf;
    warmth.fill(0, row + from, row + to);
    // 1/depth is straight along a row: where both ends are before the haze, so is all between them.
    const farthest = Math.min(f32(inverseDepth, row + from), f32(inverseDepth, row + to - 1));
    if (hatch === 0 && farthest >= haze.near) {
      tones.fill(tone, row + from, row + to);
      return;
    }
    const tileRow = (y & 255) << 8;
    for (let x = from; x < to; x++) {
      const veil = (haze.near - f32(inverseDepth, row + x)) * haze.span;
      const share = veil > 0 ? hazeShare(veil) * haze.most : 0;
      const ink = hatch * (1 - share) * u8(hatching, tileRow | (x & 255));
      tones[row + x] = tone + (haze.grey - tone) * share - ink;
    }
  }

  #paintCells(run: Run, canvas: Canvas): void {
    const { t, y, from, to } = run;
    this.#workRow(run, canvas);
    const { tones, warmth, hatching } = canvas;
    const cellTone = this.#cellTone;
    const cellHatch = this.#cellHatch;
    const cellWarm = this.#cellWarm;
    const isWarm = u8(this.#litBy, t) !== 0;
    const row = y * canvas.width;
    const tileRow = (y & 255) << 8;
    if (!isWarm) warmth.fill(0, row + from, row + to);
    for (let x = from; x < to; x++) {
      const cell = x >> 1;
      const hatch = f32(cellHatch, cell);
      const tone = f32(cellTone, cell);
      tones[row + x] = hatch > 0 ? tone - hatch * u8(hatching, tileRow | (x & 255)) : tone;
      if (isWarm) warmth[row + x] = f32(cellWarm, cell);
    }
  }

  /** Works out the cells of a run: on even rows all, on odd ones those that showed something else in the row above. */
  #workRow(run: Run, canvas: Canvas): void {
    const { t, y, from, to } = run;
    const { width, inverseDepth } = canvas;
    const { shadows } = this.#light;
    const cellTriangle = this.#cellTriangle;
    const isEven = (y & 1) === 0;
    const isOpen = u8(this.#open, t) !== 0;
    if (isEven && isOpen) shadows.shadeRun(run, { inverseDepth, width }, this.#cellShadow);
    const last = (to - 1) >> 1;
    for (let cell = from >> 1; cell <= last; cell++) {
      if (!isEven && i32(cellTriangle, cell) === t) continue;
      const x = Math.max(from, cell * 2);
      let shadow = 0;
      if (isOpen)
        shadow = isEven ? f32(this.#cellShadow, cell) : shadows.shade(x, y, 1 / f32(inverseDepth, y * width + x));
      this.#spot.x = x;
      this.#spot.y = y;
      this.#spot.shadow = shadow;
      this.#work(t, canvas);
    }
  }

  /** Tone, hatching and warmth of the pixel at `#spot`, kept for its cell. */
  #work(t: number, { haze, hatchInk, width, inverseDepth: depths }: Canvas): void {
    const { x, y, shadow } = this.#spot;
    const inverseDepth = f32(depths, y * width + x);
    const cell = x >> 1;
    let tone = f32(this.#tones, t);
    let hatch = f32(this.#hatches, t);
    this.#gain = 0;
    this.#warm = 0;
    if (u8(this.#light.triangles.shades, t) === shading.smooth) {
      const { floor, pieceGain } = this.#light.ambience;
      tone = floor + (tone - leafDrop(this.#turnedAt(t, x, y))) * pieceGain;
    }
    if (shadow > 0) {
      tone *= 1 - this.#depth * shadow;
      hatch = Math.max(hatch, shadow * 0.6);
    }
    const bits = u8(this.#litBy, t);
    if (bits !== 0) this.#addLights(bits, 1 / inverseDepth);
    if (this.#gain > 0) {
      hatch *= Math.max(0, 1 - this.#gain / 90);
      // A dark thing takes less of the light, a bright one is soon at its brightest.
      tone += this.#gain * (0.25 + tone / 190) * (1 - tone / 300);
    }
    const veil = (haze.near - inverseDepth) * haze.span;
    const share = veil > 0 ? hazeShare(veil) * haze.most : 0;
    this.#cellTriangle[cell] = t;
    this.#cellTone[cell] = tone + (haze.grey - tone) * share;
    this.#cellHatch[cell] = (hatch * hatchInk * (1 - share)) / bytesOf;
    this.#cellWarm[cell] = this.#warm;
  }

  /** How far a round body is turned to the light at a pixel, with the unrest of leaves. */
  #turnedAt(t: number, x: number, y: number): number {
    const planes = this.#light.triangles.normalPlanes;
    const along = (first: number): number =>
      f32(planes, t * 9 + first) * x + f32(planes, t * 9 + first + 1) * y + f32(planes, t * 9 + first + 2);
    const [nx, ny, nz] = [along(0), along(3), along(6)];
    const scale = 1 / Math.sqrt(nx * nx + ny * ny + nz * nz + 1e-20);
    const leaves = Math.sin(nx * scale * 19 + ny * scale * 7) * Math.sin(ny * scale * 17 - nz * scale * 11);
    return (nx * this.#sun[0] + ny * this.#sun[1] + nz * this.#sun[2]) * scale + 0.13 * leaves;
  }

  #addLights(bits: number, depth: number): void {
    const x = (this.#spot.x - this.#centreX) * this.#perX * depth;
    const y = (this.#centreY - this.#spot.y) * this.#perY * depth;
    let gain = 0;
    let warm = 0;
    for (let index = 0; index < this.#near.length; index++) {
      const light = this.#near[index];
      if (!light || (bits & (1 << index)) === 0) continue;
      const dx = light.right - x;
      const dy = light.up - y;
      const dz = light.ahead - depth;
      const near = 1 - (dx * dx + dy * dy + dz * dz) * light.perSquare;
      if (near <= 0) continue;
      const more = light.gain * near * near;
      gain += more;
      warm += more * light.warm;
    }
    this.#gain = gain;
    this.#warm = Math.min(bytesOf, warm * 1.7);
  }
}

/** Haze sets in softly. */
export const hazeShare = (veil: number): number => {
  const most = Math.min(veil, 1);
  return most * (2 * most - most * most);
};

const inView = (view: View, offset: Vec3): Vec3 => [
  dot(offset, view.right),
  dot(offset, view.up),
  dot(offset, view.forward),
];
