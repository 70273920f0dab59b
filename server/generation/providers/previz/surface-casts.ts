/** Finds points on a mesh at rest by casting rays at it, and adds vertices there that move with what they lie on. */
import { addBlend, type RestMesh, vertexCount } from './rest-mesh.ts';
import { num } from './typed-reads.ts';

type Vec = readonly [x: number, y: number, z: number];

export type Hit = {
  readonly point: Vec;
  /** Unit normal of the triangle. */
  readonly normal: Vec;
  readonly corners: readonly [number, number, number];
  readonly shares: readonly [number, number, number];
};

export type Cast = { readonly from: Vec; readonly way: Vec };

/** Triangles to cast at, so that not every ray meets the whole mesh. */
export const trianglesWhere = (
  mesh: RestMesh,
  wanted: (part: number, x: number, y: number, z: number) => boolean,
): readonly number[] => {
  const found: number[] = [];
  for (let t = 0; t < mesh.parts.length; t++) {
    const a = num(mesh.triangles, t * 3) * 3;
    const [x, y, z] = [num(mesh.positions, a), num(mesh.positions, a + 1), num(mesh.positions, a + 2)];
    if (wanted(num(mesh.parts, t), x, y, z)) found.push(t);
  }
  return found;
};

/** The farthest point at which a ray leaves the triangles: the outside of what lies around its start. */
export const castOut = (mesh: RestMesh, among: readonly number[], { from, way }: Cast): Hit | null => {
  let [best, far]: [Hit | null, number] = [null, 0];
  const p = mesh.positions;
  for (const t of among) {
    const corners = [
      num(mesh.triangles, t * 3),
      num(mesh.triangles, t * 3 + 1),
      num(mesh.triangles, t * 3 + 2),
    ] as const;
    const [a, b, c] = [corners[0] * 3, corners[1] * 3, corners[2] * 3];
    const [ux, uy, uz] = [num(p, b) - num(p, a), num(p, b + 1) - num(p, a + 1), num(p, b + 2) - num(p, a + 2)];
    const [vx, vy, vz] = [num(p, c) - num(p, a), num(p, c + 1) - num(p, a + 1), num(p, c + 2) - num(p, a + 2)];
    // Möller and Trumbore 1997.
    const [qx, qy, qz] = [way[1] * vz - way[2] * vy, way[2] * vx - way[0] * vz, way[0] * vy - way[1] * vx];
    const det = ux * qx + uy * qy + uz * qz;
    if (Math.abs(det) < 1e-14) continue;
    const [sx, sy, sz] = [from[0] - num(p, a), from[1] - num(p, a + 1), from[2] - num(p, a + 2)];
    const shareB = (sx * qx + sy * qy + sz * qz) / det;
    if (shareB < -1e-6 || shareB > 1 + 1e-6) continue;
    const [rx, ry, rz] = [sy * uz - sz * uy, sz * ux - sx * uz, sx * uy - sy * ux];
    const shareC = (way[0] * rx + way[1] * ry + way[2] * rz) / det;
    if (shareC < -1e-6 || shareB + shareC > 1 + 1e-6) continue;
    const distance = (vx * rx + vy * ry + vz * rz) / det;
    if (distance <= far) continue;
    far = distance;
    const [nx, ny, nz] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    const length = Math.hypot(nx, ny, nz) || 1;
    best = {
      point: [from[0] + way[0] * distance, from[1] + way[1] * distance, from[2] + way[2] * distance],
      normal: [nx / length, ny / length, nz / length],
      corners,
      shares: [1 - shareB - shareC, shareB, shareC],
    };
  }
  return best;
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
