/** Finds points on a mesh at rest by casting rays at it, and adds vertices there that move with what they lie on. */
import { addBlend, type RestMesh, vertexCount } from './rest-mesh.ts';
import { f64, num } from './typed-reads.ts';

type Vec = readonly [x: number, y: number, z: number];

export type Hit = {
  readonly point: Vec;
  /** Unit normal of the triangle. */
  readonly normal: Vec;
  readonly corners: readonly [number, number, number];
  readonly shares: readonly [number, number, number];
};

export type Cast = { readonly from: Vec; readonly way: Vec };

/** Triangles to cast at, packed: nine co-ordinates of each, and the sphere around it (middle, radius). */
export type Target = { readonly triangles: readonly number[]; readonly packed: Float64Array };

const stride = 13;

/** The triangles of a mesh whose part and first corner are wanted, as they lie now. */
export const trianglesWhere = (
  mesh: RestMesh,
  wanted: (part: number, x: number, y: number, z: number) => boolean,
): Target => {
  const p = mesh.positions;
  const triangles: number[] = [];
  for (let t = 0; t < mesh.parts.length; t++) {
    const a = num(mesh.triangles, t * 3) * 3;
    if (wanted(num(mesh.parts, t), num(p, a), num(p, a + 1), num(p, a + 2))) triangles.push(t);
  }
  const packed = new Float64Array(triangles.length * stride);
  for (let index = 0; index < triangles.length; index++) {
    const t = (triangles[index] ?? 0) * 3;
    const at = index * stride;
    for (let corner = 0; corner < 3; corner++) {
      const vertex = num(mesh.triangles, t + corner) * 3;
      for (let axis = 0; axis < 3; axis++) packed[at + corner * 3 + axis] = num(p, vertex + axis);
    }
    setSphere(packed, at);
  }
  return { triangles, packed };
};

/** The middle of a triangle and how far its farthest corner is from there. */
const setSphere = (packed: Float64Array, at: number): void => {
  let radius = 0;
  for (let axis = 0; axis < 3; axis++)
    packed[at + 9 + axis] = (f64(packed, at + axis) + f64(packed, at + 3 + axis) + f64(packed, at + 6 + axis)) / 3;
  for (let corner = 0; corner < 9; corner += 3) {
    let square = 0;
    for (let axis = 0; axis < 3; axis++) square += (f64(packed, at + corner + axis) - f64(packed, at + 9 + axis)) ** 2;
    radius = Math.max(radius, Math.sqrt(square));
  }
  packed[at + 12] = radius;
};

/** Whether a ray (its way a unit vector) passes the sphere around a triangle. */
const passes = (packed: Float64Array, at: number, { from, way }: Cast): boolean => {
  const [x, y, z] = [f64(packed, at + 9) - from[0], f64(packed, at + 10) - from[1], f64(packed, at + 11) - from[2]];
  const radius = f64(packed, at + 12) * 1.001 + 1e-9;
  const along = x * way[0] + y * way[1] + z * way[2];
  return along > -radius && x * x + y * y + z * z - along * along <= radius * radius;
};

/** The farthest point at which a ray leaves the triangles: the outside of what lies around its start. */
export const castOut = (mesh: RestMesh, { triangles, packed }: Target, cast: Cast): Hit | null => {
  const { from, way } = cast;
  let [best, far, shareOfB, shareOfC] = [-1, 0, 0, 0];
  for (let index = 0; index < triangles.length; index++) {
    const p = index * stride;
    if (!passes(packed, p, cast)) continue;
    const [ax, ay, az] = [f64(packed, p), f64(packed, p + 1), f64(packed, p + 2)];
    const [ux, uy, uz] = [f64(packed, p + 3) - ax, f64(packed, p + 4) - ay, f64(packed, p + 5) - az];
    const [vx, vy, vz] = [f64(packed, p + 6) - ax, f64(packed, p + 7) - ay, f64(packed, p + 8) - az];
    // Möller and Trumbore 1997.
    const [qx, qy, qz] = [way[1] * vz - way[2] * vy, way[2] * vx - way[0] * vz, way[0] * vy - way[1] * vx];
    const det = ux * qx + uy * qy + uz * qz;
    if (Math.abs(det) < 1e-14) continue;
    const [sx, sy, sz] = [from[0] - ax, from[1] - ay, from[2] - az];
    const shareB = (sx * qx + sy * qy + sz * qz) / det;
    if (shareB < -1e-6 || shareB > 1 + 1e-6) continue;
    const [rx, ry, rz] = [sy * uz - sz * uy, sz * ux - sx * uz, sx * uy - sy * ux];
    const shareC = (way[0] * rx + way[1] * ry + way[2] * rz) / det;
    if (shareC < -1e-6 || shareB + shareC > 1 + 1e-6) continue;
    const distance = (vx * rx + vy * ry + vz * rz) / det;
    if (distance > far) [best, far, shareOfB, shareOfC] = [index, distance, shareB, shareC];
  }
  return best < 0
    ? null
    : hitOf(mesh, triangles[best] ?? 0, { cast, far, shares: [1 - shareOfB - shareOfC, shareOfB, shareOfC] });
};

type Found = { readonly cast: Cast; readonly far: number; readonly shares: readonly [number, number, number] };

const hitOf = (mesh: RestMesh, t: number, { cast: { from, way }, far, shares }: Found): Hit => {
  const p = mesh.positions;
  const corners = [num(mesh.triangles, t * 3), num(mesh.triangles, t * 3 + 1), num(mesh.triangles, t * 3 + 2)] as const;
  const [a, b, c] = [corners[0] * 3, corners[1] * 3, corners[2] * 3];
  const [ux, uy, uz] = [num(p, b) - num(p, a), num(p, b + 1) - num(p, a + 1), num(p, b + 2) - num(p, a + 2)];
  const [vx, vy, vz] = [num(p, c) - num(p, a), num(p, c + 1) - num(p, a + 1), num(p, c + 2) - num(p, a + 2)];
  const [nx, ny, nz] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
  const length = Math.hypot(nx, ny, nz) || 1;
  return {
    point: [from[0] + way[0] * far, from[1] + way[1] * far, from[2] + way[2] * far],
    normal: [nx / length, ny / length, nz / length],
    corners,
    shares,
  };
};

/** Adds a vertex over a hit, `lift` metres off the surface. */
export const addOver = (mesh: RestMesh, { point, normal, corners, shares }: Hit, lift: number): number =>
  addBlend(mesh, [point[0] + normal[0] * lift, point[1] + normal[1] * lift, point[2] + normal[2] * lift], {
    vertices: corners,
    shares,
  });

/** The vertex of the body that lies nearest to a point: what is put on there follows it. */
export const nearestVertex = (mesh: RestMesh, [x, y, z]: Vec, among: readonly number[]): number => {
  let [best, least] = [0, Infinity];
  for (const vertex of among) {
    const [dx, dy, dz] = [
      num(mesh.positions, vertex * 3) - x,
      num(mesh.positions, vertex * 3 + 1) - y,
      num(mesh.positions, vertex * 3 + 2) - z,
    ];
    const distance = dx * dx + dy * dy + dz * dz;
    if (distance < least) [best, least] = [vertex, distance];
  }
  return best;
};

export const verticesWhere = (mesh: RestMesh, wanted: (x: number, y: number, z: number) => boolean): number[] =>
  Array.from({ length: vertexCount(mesh) }, (_, vertex) => vertex).filter((vertex) =>
    wanted(num(mesh.positions, vertex * 3), num(mesh.positions, vertex * 3 + 1), num(mesh.positions, vertex * 3 + 2)),
  );
