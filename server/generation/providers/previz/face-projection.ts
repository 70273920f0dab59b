/** Puts points of a face's lattice on the screen, and inks strokes and fills areas there, only where that face is what is seen. */
import { nearPlane } from '@oner/shared/camera/view.ts';
import type { Vec3 } from '@oner/shared/stage/scene.ts';
import { cross, dot, subtract, unit } from '@oner/shared/stage/vec3.ts';
import type { FaceFacts } from './face.ts';
import type { FacePoint } from './face-shapes.ts';
import type { FrameFigure } from './frame-scene.ts';
import { partIndex } from './rest-mesh.ts';
import { tileSize } from './tremor.ts';
import { f32, i32, u8 } from './typed-reads.ts';

export type FaceProjection = {
  /** How far the face is turned to frame right (positive) or left; 0 is towards the lens, ±1 profile. */
  readonly turn: number;
  /** Inks a curve; the radius (px) goes by the share of its length. */
  readonly stroke: (points: readonly FacePoint[], radius: (share: number) => number, strength: number) => void;
  /** Fills a polygon with a grey, smoothed at its border. */
  readonly fill: (points: readonly FacePoint[], grey: number, strength?: number) => void;
};

type ScreenPoint = { readonly x: number; readonly y: number; readonly depth: number; readonly faces: boolean };

const skin = partIndex('skin');
const face = partIndex('face');

/** Cosine between a face's normal and the view under which nothing is drawn. */
const grazing = 0.1;

/** A face's point is hidden by what is nearer than it by this much, m. */
const hiddenBy = 0.03;

class FacePlane implements FaceProjection {
  readonly turn: number;
  readonly #facts: FaceFacts;
  readonly #figure: FrameFigure;

  constructor(facts: FaceFacts, figure: FrameFigure, turn: number) {
    this.#facts = facts;
    this.#figure = figure;
    this.turn = turn;
  }

  /** The lattice's world position at a point of the face. */
  #world(x: number, y: number): Vec3 {
    const { face } = this.#figure.mesh;
    const p = this.#figure.skinned.positions;
    const gx = Math.min(face.columns - 1.001, Math.max(0, (x - face.left) / face.step));
    const gy = Math.min(face.rows - 1.001, Math.max(0, (y - face.bottom) / face.step));
    const [column, row] = [Math.floor(gx), Math.floor(gy)];
    const [tx, ty] = [gx - column, gy - row];
    const at = (face.first + row * face.columns + column) * 3;
    const down = face.columns * 3;
    const mix = (axis: number): number =>
      (f32(p, at + axis) * (1 - tx) + f32(p, at + 3 + axis) * tx) * (1 - ty) +
      (f32(p, at + down + axis) * (1 - tx) + f32(p, at + down + 3 + axis) * tx) * ty;
    return [mix(0), mix(1), mix(2)];
  }

  /** Whether the lattice is turned to the lens at a point: beyond the cheek it is not. */
  #facesLens(x: number, y: number, here: Vec3): boolean {
    const { view } = this.#facts.scene.frustum;
    const across = subtract(this.#world(x + 0.03, y), here);
    const up = subtract(this.#world(x, y + 0.03), here);
    const normal = unit(cross(across, up));
    return dot(normal, unit(subtract(view.position, here))) > grazing;
  }

  #project([x, y]: FacePoint): ScreenPoint {
    const { frustum } = this.#facts.scene;
    const { view } = frustum;
    const here = this.#world(x, y);
    const eye = (axis: readonly [number, number, number]): number =>
      (here[0] - view.position[0]) * axis[0] +
      (here[1] - view.position[1]) * axis[1] +
      (here[2] - view.position[2]) * axis[2];
    const depth = eye(view.forward);
    const by = 1 / Math.max(nearPlane, depth);
    return {
      x: frustum.width / 2 + frustum.scaleX * eye(view.right) * by,
      y: frustum.height / 2 - frustum.scaleY * eye(view.up) * by,
      depth,
      faces: depth > nearPlane && this.#facesLens(x, y, here),
    };
  }

  /** Whether this figure's skin, at about this depth, is what is seen at a pixel. */
  #sees(x: number, y: number, depth: number): boolean {
    const { buffers, scene } = this.#facts;
    const [px, py] = [Math.floor(x), Math.floor(y)];
    if (px < 0 || py < 0 || px >= buffers.width || py >= buffers.height) return false;
    const pixel = py * buffers.width + px;
    const t = i32(buffers.triangle, pixel);
    if (t === 0 || i32(scene.triangles.objects, t) !== this.#figure.object) return false;
    const part = u8(scene.triangles.parts, t);
    if (part !== skin && part !== face) return false;
    return 1 / f32(buffers.inverseDepth, pixel) > depth - hiddenBy;
  }

  stroke(points: readonly FacePoint[], radius: (share: number) => number, strength: number): void {
    const { layer, tremor } = this.#facts;
    // A face stays readable in every hand.
    const pen = 0.45 + 0.55 * tremor.pen;
    const pressure = 0.4 + 0.6 * tremor.pressure;
    const screen = points.map((point) => this.#project(point));
    for (let index = 0; index + 1 < screen.length; index++) {
      const [from, to] = [screen[index], screen[index + 1]];
      if (!(from?.faces && to?.faces)) continue;
      const length = Math.hypot(to.x - from.x, to.y - from.y);
      const steps = Math.min(400, Math.max(1, Math.ceil(length / 0.7)));
      for (let step = 0; step < steps; step++) {
        const t = step / steps;
        const [x, y] = [from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t];
        if (!this.#sees(x, y, from.depth + (to.depth - from.depth) * t)) continue;
        const noise = ((y & 255) * tileSize + (x & 255) + tremor.offset) % (tileSize * tileSize);
        const width = radius((index + t) / (screen.length - 1)) * pen * (1 + 0.18 * f32(tremor.weight, noise));
        layer.dab(x + f32(tremor.shiftX, noise) * 0.4, y + f32(tremor.shiftY, noise) * 0.4, {
          radius: width,
          strength: strength * pressure,
        });
      }
    }
  }

  fill(points: readonly FacePoint[], grey: number, strength = 1): void {
    const { tones, buffers } = this.#facts;
    const screen = points.map((point) => this.#project(point));
    if (screen.every(({ faces }) => !faces)) return;
    const depth = screen.reduce((sum, point) => sum + point.depth, 0) / screen.length;
    const top = Math.max(0, Math.floor(Math.min(...screen.map(({ y }) => y))));
    const bottom = Math.min(buffers.height - 1, Math.ceil(Math.max(...screen.map(({ y }) => y))));
    const left = Math.max(0, Math.floor(Math.min(...screen.map(({ x }) => x))));
    const right = Math.min(buffers.width - 1, Math.ceil(Math.max(...screen.map(({ x }) => x))));
    if (right <= left) return;
    const cover = new Float32Array(right - left + 2);
    for (let y = top; y <= bottom; y++) {
      cover.fill(0);
      for (let sample = 0; sample < 4; sample++) addSpans(cover, screen, { y: y + (sample + 0.5) / 4, left, right });
      for (let x = left; x <= right; x++) {
        const share = Math.min(1, f32(cover, x - left) / 4) * strength;
        if (share === 0 || !this.#sees(x + 0.5, y + 0.5, depth)) continue;
        const pixel = y * buffers.width + x;
        const tone = tones[pixel] ?? 0;
        tones[pixel] = tone + (grey - tone) * share;
      }
    }
  }
}

/** Adds the exact horizontal cover of a polygon's spans on one scan line (even-odd). */
const addSpans = (
  cover: Float32Array,
  polygon: readonly ScreenPoint[],
  line: { readonly y: number; readonly left: number; readonly right: number },
): void => {
  const crossings: number[] = [];
  for (let index = 0; index < polygon.length; index++) {
    const [a, b] = [polygon[index], polygon[(index + 1) % polygon.length]];
    if (a && b && a.y > line.y !== b.y > line.y) crossings.push(a.x + ((line.y - a.y) / (b.y - a.y)) * (b.x - a.x));
  }
  crossings.sort((a, b) => a - b);
  for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
    const from = Math.max(line.left, crossings[pair] ?? 0);
    const to = Math.min(line.right + 1, crossings[pair + 1] ?? 0);
    for (let x = Math.floor(from); x < to; x++) {
      const share = Math.min(to, x + 1) - Math.max(from, x);
      if (share > 0) cover[x - line.left] = f32(cover, x - line.left) + share;
    }
  }
};

/** Null when the face is turned away from the lens or behind it. */
export const projectFace = (facts: FaceFacts, figure: FrameFigure): FaceProjection | null => {
  const { view } = facts.scene.frustum;
  const { facing, points } = figure.posed;
  const towards = [
    view.position[0] - points.eyes[0],
    view.position[1] - points.eyes[1],
    view.position[2] - points.eyes[2],
  ] as const;
  const distance = Math.hypot(...towards) || 1;
  const front = (facing[0] * towards[0] + facing[1] * towards[1] + facing[2] * towards[2]) / distance;
  if (front < -0.35) return null;
  const turn = facing[0] * view.right[0] + facing[1] * view.right[1] + facing[2] * view.right[2];
  return new FacePlane(facts, figure, turn);
};
