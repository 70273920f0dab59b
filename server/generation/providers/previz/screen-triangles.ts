/** The triangles of a frame, projected: what rasterising, edges, tone and maps read by triangle number. */
import { nearPlane, type View } from '@oner/shared/camera/view.ts';
import { f32 } from './typed-reads.ts';

/** How a pixel of a triangle is shaded: by its own flat normal, or by the normals of its corners. */
export const shading = { flat: 0, smooth: 1 } as const;

/** What a triangle belongs to, and how it is drawn. */
export type Surface = {
  /** Number of the thing; 0 is the place itself (ground, walls). Different numbers get a line between them. */
  readonly object: number;
  readonly part: number;
  /** Base grey, 0 to 255. */
  readonly tone: number;
  readonly smooth: boolean;
  /** Seen from both sides. */
  readonly sheet: boolean;
  readonly flags: number;
};

export const surfaceFlags = {
  figure: 1,
  ground: 2,
  glow: 4,
  noCrease: 8,
  wall: 16,
  hair: 32,
  face: 64,
} as const;

export type Frustum = {
  readonly view: View;
  readonly width: number;
  readonly height: number;
  /** Pixels per unit of right/forward and of up/forward. */
  readonly scaleX: number;
  readonly scaleY: number;
};

export const frustumOf = (view: View, width: number, height: number): Frustum => ({
  view,
  width,
  height,
  scaleX: (view.fx * width) / 2,
  scaleY: (view.fy * height) / 2,
});

/** A corner in camera axes with its normal there: x, y, depth, nx, ny, nz. */
export type Corner = readonly [x: number, y: number, depth: number, nx: number, ny: number, nz: number];

const initialCapacity = 1 << 15;

/** Grows by doubling and is emptied, not freed, between frames. Numbers start at 1; 0 is "nothing". */
export class ScreenTriangles {
  count = 1;
  /** 1/depth = a·x + b·y + c at pixel (x, y). */
  planes = new Float64Array(initialCapacity * 3);
  /** Screen corners: x, y of each. */
  corners = new Float32Array(initialCapacity * 6);
  /** normal/depth of smooth triangles as planes: nine numbers. */
  normalPlanes = new Float32Array(initialCapacity * 9);
  flatNormals = new Float32Array(initialCapacity * 3);
  objects = new Int32Array(initialCapacity);
  parts = new Uint8Array(initialCapacity);
  tones = new Uint8Array(initialCapacity);
  flags = new Uint8Array(initialCapacity);
  shades = new Uint8Array(initialCapacity);

  /** How values change over the triangle being added. */
  readonly #gradient = { xb: 0, xc: 0, yb: 0, yc: 0, x: 0, y: 0 };
  readonly #values = new Float64Array(3);

  clear(): void {
    this.count = 1;
  }

  #reserve(): void {
    const capacity = this.objects.length;
    if (this.count < capacity) return;
    const grow = <T extends Float64Array | Float32Array | Int32Array | Uint8Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    this.planes = grow(this.planes, new Float64Array(capacity * 6));
    this.corners = grow(this.corners, new Float32Array(capacity * 12));
    this.normalPlanes = grow(this.normalPlanes, new Float32Array(capacity * 18));
    this.flatNormals = grow(this.flatNormals, new Float32Array(capacity * 6));
    this.objects = grow(this.objects, new Int32Array(capacity * 2));
    this.parts = grow(this.parts, new Uint8Array(capacity * 2));
    this.tones = grow(this.tones, new Uint8Array(capacity * 2));
    this.flags = grow(this.flags, new Uint8Array(capacity * 2));
    this.shades = grow(this.shades, new Uint8Array(capacity * 2));
  }

  /** Adds a triangle given in camera axes, cut at the near plane; what faces away or lies off the frame is left out. */
  add(frustum: Frustum, [a, b, c]: readonly [Corner, Corner, Corner], surface: Surface): void {
    if (a[2] >= nearPlane && b[2] >= nearPlane && c[2] >= nearPlane) {
      this.#addVisible(frustum, [a, b, c], surface);
      return;
    }
    const kept = clipNear([a, b, c]);
    for (let corner = 1; corner + 1 < kept.length; corner++) {
      const [first, second, third] = [kept[0], kept[corner], kept[corner + 1]];
      if (first && second && third) this.#addVisible(frustum, [first, second, third], surface);
    }
  }

  #addVisible(frustum: Frustum, [a, b, c]: readonly [Corner, Corner, Corner], surface: Surface): void {
    const { width, height, scaleX, scaleY } = frustum;
    const [wa, wb, wc] = [1 / a[2], 1 / b[2], 1 / c[2]];
    const [cx, cy] = [width / 2, height / 2];
    const [xa, ya] = [cx + scaleX * a[0] * wa, cy - scaleY * a[1] * wa];
    const [xb, yb] = [cx + scaleX * b[0] * wb, cy - scaleY * b[1] * wb];
    const [xc, yc] = [cx + scaleX * c[0] * wc, cy - scaleY * c[1] * wc];
    if (Math.max(xa, xb, xc) < 0 || Math.min(xa, xb, xc) > width) return;
    if (Math.max(ya, yb, yc) < 0 || Math.min(ya, yb, yc) > height) return;
    // y runs down: a triangle that faces the lens turns clockwise on the screen's own axes, so its area is negative.
    const area = (xb - xa) * (yc - ya) - (yb - ya) * (xc - xa);
    if (Math.abs(area) < 1e-7 || (area > 0 && !surface.sheet)) return;
    this.#reserve();
    const t = this.count++;
    this.#setCorners(t, [xa, ya, xb, yb, xc, yc], area);
    this.#values[0] = wa;
    this.#values[1] = wb;
    this.#values[2] = wc;
    this.#solve(this.planes, t * 3);
    this.#setFlatNormal(t, [a, b, c], area > 0 ? -1 : 1);
    if (surface.smooth) this.#setNormalPlanes(t, [a, b, c], area > 0 ? -1 : 1);
    this.objects[t] = surface.object;
    this.parts[t] = surface.part;
    this.tones[t] = surface.tone;
    this.flags[t] = surface.flags;
    this.shades[t] = surface.smooth ? shading.smooth : shading.flat;
  }

  #setCorners(t: number, screen: readonly [number, number, number, number, number, number], area: number): void {
    const [xa, ya, xb, yb, xc, yc] = screen;
    for (let index = 0; index < 6; index++) this.corners[t * 6 + index] = screen[index] ?? 0;
    const gradient = this.#gradient;
    gradient.xb = (yc - ya) / area;
    gradient.xc = (yb - ya) / area;
    gradient.yb = (xc - xa) / area;
    gradient.yc = (xb - xa) / area;
    // Pixel centres lie at half co-ordinates.
    gradient.x = xa - 0.5;
    gradient.y = ya - 0.5;
  }

  /** The plane through the three values of the corners, into three numbers at `at`. */
  #solve(out: Float64Array | Float32Array, at: number): void {
    const gradient = this.#gradient;
    const value = this.#values[0] ?? 0;
    const risesB = (this.#values[1] ?? 0) - value;
    const risesC = (this.#values[2] ?? 0) - value;
    const alongX = risesB * gradient.xb - risesC * gradient.xc;
    const alongY = risesC * gradient.yc - risesB * gradient.yb;
    out[at] = alongX;
    out[at + 1] = alongY;
    out[at + 2] = value - alongX * gradient.x - alongY * gradient.y;
  }

  #setFlatNormal(t: number, [a, b, c]: readonly [Corner, Corner, Corner], flip: number): void {
    const ux = b[0] - a[0];
    const uy = b[1] - a[1];
    const uz = b[2] - a[2];
    const vx = c[0] - a[0];
    const vy = c[1] - a[1];
    const vz = c[2] - a[2];
    // Right, up and forward are left-handed, so the cross product changes its sign.
    const x = uz * vy - uy * vz;
    const y = ux * vz - uz * vx;
    const z = uy * vx - ux * vy;
    const scale = flip / (Math.sqrt(x * x + y * y + z * z) || 1);
    this.flatNormals[t * 3] = x * scale;
    this.flatNormals[t * 3 + 1] = y * scale;
    this.flatNormals[t * 3 + 2] = z * scale;
  }

  #setNormalPlanes(t: number, [a, b, c]: readonly [Corner, Corner, Corner], flip: number): void {
    const wa = flip / a[2];
    const wb = flip / b[2];
    const wc = flip / c[2];
    for (let axis = 0; axis < 3; axis++) {
      this.#values[0] = (a[3 + axis] ?? 0) * wa;
      this.#values[1] = (b[3 + axis] ?? 0) * wb;
      this.#values[2] = (c[3 + axis] ?? 0) * wc;
      this.#solve(this.normalPlanes, t * 9 + axis * 3);
    }
  }

  /** 1/depth of the triangle's plane at a pixel, which may lie outside it. */
  inverseDepth(t: number, x: number, y: number): number {
    const { planes } = this;
    return (planes[t * 3] ?? 0) * x + (planes[t * 3 + 1] ?? 0) * y + (planes[t * 3 + 2] ?? 0);
  }

  normalPlane(t: number, index: number): number {
    return f32(this.normalPlanes, t * 9 + index);
  }
}

const clipNear = (corners: readonly Corner[]): Corner[] => {
  const kept: Corner[] = [];
  for (let index = 0; index < corners.length; index++) {
    const from = corners[index];
    const to = corners[(index + 1) % corners.length];
    if (!from || !to) continue;
    if (from[2] >= nearPlane) kept.push(from);
    if (from[2] >= nearPlane !== to[2] >= nearPlane) {
      const share = (nearPlane - from[2]) / (to[2] - from[2]);
      const mix = (axis: 0 | 1 | 2 | 3 | 4 | 5): number => from[axis] + (to[axis] - from[axis]) * share;
      kept.push([mix(0), mix(1), nearPlane, mix(3), mix(4), mix(5)]);
    }
  }
  return kept;
};
