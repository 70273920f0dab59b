/** Which of the set lies in shadow: the scene's depths as the light sees them, looked up pixel by pixel. */

import { axesOf, type View } from '@oner/shared/camera/view.ts';
import type { SetPieceKind, StagedShot, Vec3 } from '@oner/shared/stage/scene.ts';
import { surfaceFlags } from '@oner/shared/stage/set/surface-flags.ts';
import { add, dot, scale, subtract } from '@oner/shared/stage/vec3.ts';
import type { FrameScene } from './frame-scene.ts';
import { type PixelBuffers, rasteriseDepth } from './rasterise.ts';
import { type Corner, type Frustum, ScreenTriangles, type Surface } from './screen-triangles.ts';
import { f32, u8 } from './typed-reads.ts';

/** What lies flat or is far off throws no shadow worth its cost. */
const shadowless: ReadonlySet<SetPieceKind> = new Set(['backdrop', 'ground', 'jetty']);

/** Pixels of the map that lies about the nearest figure, and of the coarser one that goes on where it ends. */
const nearSide = 832;
const farSide = 512;
/** Blocks of 8 by 8 pixels. */
const blockShift = 3;
const blockRim = 4;
/** How far off the light stands, m: far enough for its rays to be as good as parallel. */
const lightDistance = 160;
const surface: Surface = { object: 1, part: 0, tone: 0, smooth: false, sheet: false, flags: 0 };
/** The far map reaches so many times as far as the near one, and at most so far, m; its shadows fade over its last share. */
const farReach = { times: 5, most: 60, fade: 0.14 } as const;

type Reach = { readonly middle: Vec3; readonly radius: number };

/** What the light must cover: what the frame shows of the set, and of what may throw a shadow into it. */
const reachOf = ({ frustum, figures }: FrameScene): Reach => {
  const { view } = frustum;
  const depths = figures
    .map(({ posed }) => dot(subtract(posed.points.chest, view.position), view.forward))
    .filter((depth) => depth > 0.3);
  const depth = Math.min(30, depths.length > 0 ? Math.min(...depths) : 6);
  const wide = depth / Math.min(view.fx, view.fy);
  return { middle: add(view.position, scale(view.forward, depth + 0.5)), radius: Math.min(28, 3.2 + 1.5 * wide) };
};

/** What lies farther on. */
const beyond = ({ middle, radius }: Reach, { view }: Frustum): Reach => {
  const wider = Math.min(farReach.most, radius * farReach.times);
  const [x, , z] = view.forward;
  return { middle: add(middle, scale([x, 0, z], wider - radius)), radius: wider };
};

const lightFrustum = (light: Vec3, { middle, radius }: Reach, side: number): Frustum => {
  const position = add(middle, scale(light, lightDistance));
  const axes = axesOf(scale(light, -1), 0);
  const f = lightDistance / radius;
  const view: View = { position, ...axes, fx: f, fy: f };
  return { view, width: side, height: side, scaleX: (f * side) / 2, scaleY: (f * side) / 2 };
};

type Depths = Pick<PixelBuffers, 'inverseDepth' | 'width'>;
type Run = { readonly y: number; readonly from: number; readonly to: number };

/** What throws shadows: figures and pieces. */
type Casters = { readonly figures: FrameScene['figures']; readonly pieces: FrameScene['set'] };

/** Depths as the light sees them about one place; kept between frames. */
class LightMap {
  readonly #side: number;
  readonly #fade: number;
  readonly #buffers: { readonly width: number; readonly height: number; readonly inverseDepth: Float32Array };
  readonly #triangles = new ScreenTriangles();
  /** 1 for each block of the map that may hold a shadow: few do, and the map itself is slow to read. */
  readonly #blocks: Uint8Array;
  /** Light's axes by the frame's: co-ordinate = (x·a + y·b + c)/w + d, for right, up and forward. */
  readonly #way = new Float32Array(12);
  #scale = 0;
  #bias = 0;
  #empty = true;

  /** Shadows fade over the last share `fade` of the map. */
  constructor(side: number, fade: number) {
    this.#side = side;
    this.#blocks = new Uint8Array((side >> blockShift) ** 2);
    this.#fade = (fade * side) / 2;
    this.#buffers = { width: side, height: side, inverseDepth: new Float32Array(side * side) };
  }

  cast({ figures, pieces }: Casters, reach: Reach, { light, lens }: { light: Vec3; lens: Frustum }): void {
    this.#empty = figures.length + pieces.length === 0;
    if (this.#empty) return;
    const frustum = lightFrustum(light, reach, this.#side);
    this.#triangles.clear();
    this.#addFigures(figures, frustum);
    this.#addPieces(pieces, frustum);
    rasteriseDepth(this.#buffers, this.#triangles);
    this.#markBlocks();
    this.#scale = frustum.scaleX;
    this.#bias = 0.02 + (2.4 * reach.radius) / this.#side;
    this.#setWay(lens, frustum.view);
  }

  /** Blocks that a triangle may touch, with a rim as wide as what is read about a place: all others hold no shadow. */
  #markBlocks(): void {
    const blocks = this.#blocks;
    const across = this.#side >> blockShift;
    const { corners, count } = this.#triangles;
    blocks.fill(0);
    const block = (at: number): number => Math.min(across - 1, Math.max(0, at >> blockShift));
    for (let t = 1; t < count; t++) {
      const [ax, bx, cx] = [f32(corners, t * 6), f32(corners, t * 6 + 2), f32(corners, t * 6 + 4)];
      const [ay, by, cy] = [f32(corners, t * 6 + 1), f32(corners, t * 6 + 3), f32(corners, t * 6 + 5)];
      const left = block(Math.min(ax, bx, cx) - blockRim);
      const right = block(Math.max(ax, bx, cx) + blockRim);
      const bottom = block(Math.max(ay, by, cy) + blockRim);
      for (let row = block(Math.min(ay, by, cy) - blockRim); row <= bottom; row++)
        blocks.fill(1, row * across + left, row * across + right + 1);
    }
  }

  #setWay({ view, width, height, scaleX, scaleY }: Frustum, light: View): void {
    for (const [index, axis] of [light.right, light.up, light.forward].entries()) {
      const [r, u] = [dot(view.right, axis) / scaleX, dot(view.up, axis) / scaleY];
      const x = 0.5 - width / 2;
      const y = height / 2 - 0.5;
      const from = dot(subtract(view.position, light.position), axis);
      this.#way.set([r, -u, dot(view.forward, axis) + r * x + u * y, from], index * 4);
    }
  }

  #addFigures(figures: Casters['figures'], frustum: Frustum): void {
    for (const { mesh, skinned } of figures) {
      const corners = cornersOf(frustum.view, skinned.positions.subarray(0, mesh.vertices * 3));
      this.#triangles.addMesh(frustum, { corners, triangles: mesh.triangles, surfaceOf: () => surface });
    }
  }

  #addPieces(pieces: Casters['pieces'], frustum: Frustum): void {
    const corner = cornerIn(frustum.view);
    for (const { faces } of pieces) {
      for (const { points, flags } of faces) {
        if ((flags & (surfaceFlags.ground | surfaceFlags.glow)) !== 0) continue;
        const corners = points.map(([x, y, z]) => corner(x, y, z));
        for (let index = 1; index + 1 < corners.length; index++) {
          const [a, b, c] = [corners[0], corners[index], corners[index + 1]];
          if (a && b && c) this.#triangles.add(frustum, [a, b, c], surface);
        }
      }
    }
  }

  /** How much of the light is kept from what is seen at a pixel, 0 to 1, or −1 off the map; `depth` is that along the view, m. */
  shade(x: number, y: number, depth: number): number {
    if (this.#empty) return -1;
    const way = this.#way;
    const side = this.#side;
    const right = f32(way, 0) * x + f32(way, 1) * y + f32(way, 2);
    const up = f32(way, 4) * x + f32(way, 5) * y + f32(way, 6);
    const ahead = f32(way, 8) * x + f32(way, 9) * y + f32(way, 10);
    const far = ahead * depth + f32(way, 11);
    const by = this.#scale / far;
    const u = side / 2 - 0.5 + (right * depth + f32(way, 3)) * by;
    const v = side / 2 - 0.5 - (up * depth + f32(way, 7)) * by;
    if (!(u > 2 && v > 2 && u < side - 4 && v < side - 4)) return -1;
    if (u8(this.#blocks, (v >> blockShift) * (side >> blockShift) + (u >> blockShift)) === 0) return 0;
    const shadow = this.#read(u, v, 1 / (far - this.#bias));
    const edge = Math.min(u, v, side - u, side - v);
    return edge < this.#fade ? (shadow * edge) / this.#fade : shadow;
  }

  /** `shade` for the first pixel of each two of a run, by the number of the two. */
  shadeRun({ y, from, to }: Run, { inverseDepth, width }: Depths, out: Float32Array): void {
    if (this.#empty) {
      out.fill(-1, from >> 1, (to + 1) >> 1);
      return;
    }
    const way = this.#way;
    const side = this.#side;
    const blocks = this.#blocks;
    const [across, scale, bias, fade] = [side >> blockShift, this.#scale, this.#bias, this.#fade];
    const [rx, ux, ax] = [f32(way, 0), f32(way, 4), f32(way, 8)];
    const rightAt = f32(way, 1) * y + f32(way, 2);
    const upAt = f32(way, 5) * y + f32(way, 6);
    const aheadAt = f32(way, 9) * y + f32(way, 10);
    const [rightFrom, upFrom, farFrom] = [f32(way, 3), f32(way, 7), f32(way, 11)];
    const middle = side / 2 - 0.5;
    const row = y * width;
    for (let x = from; x < to; x = (x | 1) + 1) {
      const depth = 1 / f32(inverseDepth, row + x);
      const far = (ax * x + aheadAt) * depth + farFrom;
      const by = scale / far;
      const u = middle + ((rx * x + rightAt) * depth + rightFrom) * by;
      const v = middle - ((ux * x + upAt) * depth + upFrom) * by;
      let shadow = -1;
      if (u > 2 && v > 2 && u < side - 4 && v < side - 4) {
        shadow = 0;
        if (u8(blocks, (v >> blockShift) * across + (u >> blockShift)) !== 0) {
          shadow = this.#read(u, v, 1 / (far - bias));
          const edge = fade > 0 ? Math.min(u, v, side - u, side - v) : fade;
          if (edge < fade) shadow *= edge / fade;
        }
      }
      out[x >> 1] = shadow;
    }
  }

  #read(u: number, v: number, limit: number): number {
    const side = this.#side;
    const at = ((v | 0) - 1) * side + (u | 0) - 1;
    const seen = this.#buffers.inverseDepth;
    const a = f32(seen, at) > limit;
    const b = f32(seen, at + 3) > limit;
    const c = f32(seen, at + 3 * side) > limit;
    const d = f32(seen, at + 3 * side + 3) > limit;
    if (a === b && a === c && a === d) return a ? 1 : 0;
    return this.#edge(at, limit, [u - (u | 0), v - (v | 0)]);
  }

  /** The mean over three by three places at the rim of a shadow, each between four of the map's. */
  #edge(at: number, limit: number, [tx, ty]: readonly [number, number]): number {
    let sum = 0;
    for (let row = 0; row < 4; row++) {
      const down = row === 0 ? 1 - ty : row === 3 ? ty : 1;
      for (let column = 0; column < 4; column++) {
        if (f32(this.#buffers.inverseDepth, at + row * this.#side + column) <= limit) continue;
        sum += down * (column === 0 ? 1 - tx : column === 3 ? tx : 1);
      }
    }
    return sum / 9;
  }
}

/** Whether all of what is so large and stands there lies within reach of the light that comes from above it. */
const within = ({ middle, radius }: Reach, [x, y, z]: Vec3, size: number): boolean =>
  Math.hypot(x - middle[0], y - middle[1], z - middle[2]) + size < radius;

/** The scene's shadows: fine about the nearest figure, coarser farther on, gone where distance takes them. */
export class ShadowMap {
  readonly #near = new LightMap(nearSide, 0);
  readonly #far = new LightMap(farSide, farReach.fade);

  cast(shot: StagedShot, scene: FrameScene, light: Vec3): void {
    const reach = reachOf(scene);
    const lit = { light, lens: scene.frustum };
    const pieces = scene.set.filter(({ object }) => {
      const kind = shot.scene.pieces[object - 1]?.kind;
      return kind !== undefined && !shadowless.has(kind);
    });
    this.#near.cast({ figures: scene.figures, pieces }, reach, lit);
    const outside = {
      figures: scene.figures.filter(({ posed }) => !within(reach, posed.points.chest, posed.figure.height)),
      pieces: pieces.filter(({ object }) => {
        const piece = shot.scene.pieces[object - 1];
        return piece !== undefined && !within(reach, piece.position, Math.hypot(...piece.size));
      }),
    };
    this.#far.cast(outside, beyond(reach, scene.frustum), lit);
  }

  /** How much of the light is kept from what is seen at a pixel, 0 to 1; `depth` is that along the view, m. */
  shade(x: number, y: number, depth: number): number {
    const near = this.#near.shade(x, y, depth);
    return near >= 0 ? near : Math.max(0, this.#far.shade(x, y, depth));
  }

  /** `shade` for the first pixel of each two of a run, by the number of the two. */
  shadeRun(run: Run, depths: Depths, out: Float32Array): void {
    this.#near.shadeRun(run, depths, out);
    const { y, from, to } = run;
    for (let x = from; x < to; x = (x | 1) + 1) {
      if (f32(out, x >> 1) >= 0) continue;
      const depth = 1 / f32(depths.inverseDepth, y * depths.width + x);
      out[x >> 1] = Math.max(0, this.#far.shade(x, y, depth));
    }
  }
}

/** Points in the light's axes: six numbers each, as corners are, without normals. */
const cornersOf = ({ position, right, up, forward }: View, points: Float32Array): Float64Array => {
  const [px, py, pz] = position;
  const [rx, ry, rz] = right;
  const [ux, uy, uz] = up;
  const [fx, fy, fz] = forward;
  const out = new Float64Array(points.length * 2);
  for (let v = 0, at = 0; v < points.length; v += 3, at += 6) {
    const dx = f32(points, v) - px;
    const dy = f32(points, v + 1) - py;
    const dz = f32(points, v + 2) - pz;
    out[at] = dx * rx + dy * ry + dz * rz;
    out[at + 1] = dx * ux + dy * uy + dz * uz;
    out[at + 2] = dx * fx + dy * fy + dz * fz;
  }
  return out;
};

const cornerIn = ({ position, right, up, forward }: View): ((x: number, y: number, z: number) => Corner) => {
  const [px, py, pz] = position;
  const [rx, ry, rz] = right;
  const [ux, uy, uz] = up;
  const [fx, fy, fz] = forward;
  return (x, y, z) => {
    const [dx, dy, dz] = [x - px, y - py, z - pz];
    return [dx * rx + dy * ry + dz * rz, dx * ux + dy * uy + dz * uz, dx * fx + dy * fy + dz * fz, 0, 0, -1];
  };
};
