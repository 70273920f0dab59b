/** The triangles of a frame, projected: what rasterising, edges, tone and maps read by triangle number. */
import { nearPlane, type View } from '@oner/shared/camera/view.ts';
import { f64 } from './typed-reads.ts';

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

/** Many triangles with corners in common: six numbers a corner, as in `Corner`. */
export type CornerMesh = {
  readonly corners: Float64Array;
  readonly triangles: Uint32Array;
  /** What a triangle belongs to; null leaves it out. */
  readonly surfaceOf: (triangle: number) => Surface | null;
};

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
  /** The corners of the triangle being added. */
  readonly #corners = new Float64Array(18);

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
    this.#setCorner(0, a);
    this.#setCorner(6, b);
    this.#setCorner(12, c);
    if (a[2] >= nearPlane && b[2] >= nearPlane && c[2] >= nearPlane) this.#addVisible(frustum, surface);
    else this.#addClipped(frustum, [a, b, c], surface);
  }

  /** Adds the triangles of a mesh as `add` does. */
  addMesh(frustum: Frustum, { corners, triangles, surfaceOf }: CornerMesh): void {
    for (let t = 0; t < triangles.length; t += 3) {
      const surface = surfaceOf(t / 3);
      if (!surface) continue;
      for (let corner = 0; corner < 3; corner++) {
        const from = (triangles[t + corner] ?? 0) * 6;
        for (let part = 0; part < 6; part++) this.#corners[corner * 6 + part] = corners[from + part] ?? 0;
      }
      const c = this.#corners;
      if (f64(c, 2) >= nearPlane && f64(c, 8) >= nearPlane && f64(c, 14) >= nearPlane)
        this.#addVisible(frustum, surface);
      else this.#addClipped(frustum, [cornerAt(c, 0), cornerAt(c, 6), cornerAt(c, 12)], surface);
    }
  }

  #setCorner(at: number, corner: Corner): void {
    for (let part = 0; part < 6; part++) this.#corners[at + part] = corner[part] ?? 0;
  }

  #addClipped(frustum: Frustum, corners: readonly Corner[], surface: Surface): void {
    const kept = clipNear(corners);
    for (let corner = 1; corner + 1 < kept.length; corner++) {
      const [first, second, third] = [kept[0], kept[corner], kept[corner + 1]];
      if (!(first && second && third)) continue;
      this.#setCorner(0, first);
      this.#setCorner(6, second);
      this.#setCorner(12, third);
      this.#addVisible(frustum, surface);
    }
  }

  #addVisible(frustum: Frustum, surface: Surface): void {
    const { width, height, scaleX, scaleY } = frustum;
    const corners = this.#corners;
    const wa = 1 / f64(corners, 2);
    const wb = 1 / f64(corners, 8);
    const wc = 1 / f64(corners, 14);
    const cx = width / 2;
    const cy = height / 2;
    const xa = cx + scaleX * f64(corners, 0) * wa;
    const ya = cy - scaleY * f64(corners, 1) * wa;
    const xb = cx + scaleX * f64(corners, 6) * wb;
    const yb = cy - scaleY * f64(corners, 7) * wb;
    const xc = cx + scaleX * f64(corners, 12) * wc;
    const yc = cy - scaleY * f64(corners, 13) * wc;
    if (Math.max(xa, xb, xc) < 0 || Math.min(xa, xb, xc) > width) return;
    if (Math.max(ya, yb, yc) < 0 || Math.min(ya, yb, yc) > height) return;
    // y runs down: a triangle that faces the lens turns clockwise on the screen's own axes, so its area is negative.
    const area = (xb - xa) * (yc - ya) - (yb - ya) * (xc - xa);
    if (Math.abs(area) < 1e-7 || (area > 0 && !surface.sheet)) return;
    this.#reserve();
    const t = this.count++;
    const s = this.corners;
    s[t * 6] = xa;
    s[t * 6 + 1] = ya;
    s[t * 6 + 2] = xb;
    s[t * 6 + 3] = yb;
    s[t * 6 + 4] = xc;
    s[t * 6 + 5] = yc;
    const gradient = this.#gradient;
    gradient.xb = (yc - ya) / area;
    gradient.xc = (yb - ya) / area;
    gradient.yb = (xc - xa) / area;
    gradient.yc = (xb - xa) / area;
    // Pixel centres lie at half co-ordinates.
    gradient.x = xa - 0.5;
    gradient.y = ya - 0.5;
    this.#values[0] = wa;
    this.#values[1] = wb;
    this.#values[2] = wc;
    this.#solve(this.planes, t * 3);
    this.#setFlatNormal(t, area > 0 ? -1 : 1);
    if (surface.smooth) this.#setNormalPlanes(t, area > 0 ? -1 : 1);
    this.objects[t] = surface.object;
    this.parts[t] = surface.part;
    this.tones[t] = surface.tone;
    this.flags[t] = surface.flags;
    this.shades[t] = surface.smooth ? shading.smooth : shading.flat;
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

  #setFlatNormal(t: number, flip: number): void {
    const c = this.#corners;
    const ux = f64(c, 6) - f64(c, 0);
    const uy = f64(c, 7) - f64(c, 1);
    const uz = f64(c, 8) - f64(c, 2);
    const vx = f64(c, 12) - f64(c, 0);
    const vy = f64(c, 13) - f64(c, 1);
    const vz = f64(c, 14) - f64(c, 2);
    // Right, up and forward are left-handed, so the cross product changes its sign.
    const x = uz * vy - uy * vz;
    const y = ux * vz - uz * vx;
    const z = uy * vx - ux * vy;
    const scale = flip / (Math.sqrt(x * x + y * y + z * z) || 1);
    this.flatNormals[t * 3] = x * scale;
    this.flatNormals[t * 3 + 1] = y * scale;
    this.flatNormals[t * 3 + 2] = z * scale;
  }

  #setNormalPlanes(t: number, flip: number): void {
    const c = this.#corners;
    const wa = flip / f64(c, 2);
    const wb = flip / f64(c, 8);
    const wc = flip / f64(c, 14);
    for (let axis = 0; axis < 3; axis++) {
      this.#values[0] = f64(c, 3 + axis) * wa;
      this.#values[1] = f64(c, 9 + axis) * wb;
      this.#values[2] = f64(c, 15 + axis) * wc;
      this.#solve(this.normalPlanes, t * 9 + axis * 3);
    }
  }

  /** 1/depth of the triangle's plane at a pixel, which may lie outside it. */
  inverseDepth(t: number, x: number, y: number): number {
    const { planes } = this;
    return (planes[t * 3] ?? 0) * x + (planes[t * 3 + 1] ?? 0) * y + (planes[t * 3 + 2] ?? 0);
  }
}

const cornerAt = (c: Float64Array, at: number): Corner => [
  f64(c, at),
  f64(c, at + 1),
  f64(c, at + 2),
  f64(c, at + 3),
  f64(c, at + 4),
  f64(c, at + 5),
];

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
