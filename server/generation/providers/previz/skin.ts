/** Skinning: build morphs, linear blend of the joints' matrices, normals; and a finer mesh for close figures. */
import type { Mat4 } from '@oner/shared/stage/mat4.ts';
import type { Build } from '@oner/shared/stage/scene.ts';
import type { DressedMesh } from './dressed-mesh.ts';
import { f32, num, u8, u32 } from './typed-reads.ts';

/** World positions and shading normals of a posed mesh. */
export type SkinnedMesh = {
  readonly positions: Float32Array;
  readonly normals: Float32Array;
  readonly triangles: Uint32Array;
  readonly parts: Uint8Array;
  readonly sheets: Uint8Array;
};

/** Rest to world for each joint: three rows of four. */
const skinMatrices = (mesh: DressedMesh, world: readonly Mat4[]): Float32Array => {
  const out = new Float32Array(mesh.jointPositions.length * 12);
  for (let joint = 0; joint < mesh.jointPositions.length; joint++) {
    const matrix = world[joint] ?? [];
    const [x, y, z] = mesh.jointPositions[joint] ?? [0, 0, 0];
    for (let row = 0; row < 3; row++) {
      const [a, b, c] = [num(matrix, row), num(matrix, 4 + row), num(matrix, 8 + row)];
      out.set([a, b, c, num(matrix, 12 + row) - a * x - b * y - c * z], joint * 12 + row * 4);
    }
  }
  return out;
};

const skinPositions = (mesh: DressedMesh, matrices: Float32Array, build: Build): Float32Array => {
  const out = new Float32Array(mesh.vertices * 3);
  const { positions, morphs, joints, weights } = mesh;
  const { heavy, thin, muscular } = build;
  const morphed = (v: number, axis: number): number => {
    const m = v * 9 + axis;
    const delta = heavy * f32(morphs, m) + thin * f32(morphs, m + 3) + muscular * f32(morphs, m + 6);
    return f32(positions, v * 3 + axis) + delta;
  };
  for (let v = 0; v < mesh.vertices; v++) {
    const [px, py, pz] = [morphed(v, 0), morphed(v, 1), morphed(v, 2)];
    let [x, y, z] = [0, 0, 0];
    for (let slot = v * 4; slot < v * 4 + 4; slot++) {
      const weight = f32(weights, slot);
      if (weight === 0) continue;
      const j = u8(joints, slot) * 12;
      x +=
        weight * (f32(matrices, j) * px + f32(matrices, j + 1) * py + f32(matrices, j + 2) * pz + f32(matrices, j + 3));
      y +=
        weight *
        (f32(matrices, j + 4) * px + f32(matrices, j + 5) * py + f32(matrices, j + 6) * pz + f32(matrices, j + 7));
      z +=
        weight *
        (f32(matrices, j + 8) * px + f32(matrices, j + 9) * py + f32(matrices, j + 10) * pz + f32(matrices, j + 11));
    }
    out[v * 3] = x;
    out[v * 3 + 1] = y;
    out[v * 3 + 2] = z;
  }
  return out;
};

const addFaceNormals = (normals: Float32Array, p: Float32Array, triangles: Uint32Array): void => {
  for (let t = 0; t < triangles.length; t += 3) {
    const a = u32(triangles, t) * 3;
    const b = u32(triangles, t + 1) * 3;
    const c = u32(triangles, t + 2) * 3;
    const ux = f32(p, b) - f32(p, a);
    const uy = f32(p, b + 1) - f32(p, a + 1);
    const uz = f32(p, b + 2) - f32(p, a + 2);
    const vx = f32(p, c) - f32(p, a);
    const vy = f32(p, c + 1) - f32(p, a + 1);
    const vz = f32(p, c + 2) - f32(p, a + 2);
    const nx = uy * vz - uz * vy;
    const ny = uz * vx - ux * vz;
    const nz = ux * vy - uy * vx;
    for (let corner = t; corner < t + 3; corner++) {
      const v = u32(triangles, corner) * 3;
      normals[v] = f32(normals, v) + nx;
      normals[v + 1] = f32(normals, v + 1) + ny;
      normals[v + 2] = f32(normals, v + 2) + nz;
    }
  }
};

const normalise = (normals: Float32Array): void => {
  for (let v = 0; v < normals.length; v += 3) {
    const x = f32(normals, v);
    const y = f32(normals, v + 1);
    const z = f32(normals, v + 2);
    const scale = 1 / (Math.sqrt(x * x + y * y + z * z) || 1);
    normals[v] = x * scale;
    normals[v + 1] = y * scale;
    normals[v + 2] = z * scale;
  }
};

/** Evens the normals out along the edges, so that shadows have one calm border. */
const relax = (normals: Float32Array, edges: Uint32Array): Float32Array => {
  const out = Float32Array.from(normals);
  for (let e = 0; e < edges.length; e += 2) {
    const a = u32(edges, e) * 3;
    const b = u32(edges, e + 1) * 3;
    for (let axis = 0; axis < 3; axis++) {
      out[a + axis] = f32(out, a + axis) + 0.4 * f32(normals, b + axis);
      out[b + axis] = f32(out, b + axis) + 0.4 * f32(normals, a + axis);
    }
  }
  normalise(out);
  return out;
};

const roundHead = (normals: Float32Array, mesh: DressedMesh, matrices: Float32Array): void => {
  const m = mesh.head.joint * 12;
  const scale = 1 / (Math.hypot(f32(matrices, m), f32(matrices, m + 1), f32(matrices, m + 2)) || 1);
  for (let v = 0; v < mesh.vertices; v++) {
    const share = f32(mesh.roundNormals, v * 4 + 3);
    if (share === 0) continue;
    const x = f32(mesh.roundNormals, v * 4) * scale * share;
    const y = f32(mesh.roundNormals, v * 4 + 1) * scale * share;
    const z = f32(mesh.roundNormals, v * 4 + 2) * scale * share;
    for (let row = 0; row < 3; row++) {
      const turned =
        f32(matrices, m + row * 4) * x + f32(matrices, m + row * 4 + 1) * y + f32(matrices, m + row * 4 + 2) * z;
      normals[v * 3 + row] = f32(normals, v * 3 + row) * (1 - share) + turned;
    }
  }
};

export type Skinning = {
  readonly world: readonly Mat4[];
  readonly build: Build;
  /** Splits every triangle in four on a rounded surface: for figures that fill the frame. */
  readonly fine: boolean;
};

export const skinMesh = (mesh: DressedMesh, { world, build, fine }: Skinning): SkinnedMesh => {
  const matrices = skinMatrices(mesh, world);
  const positions = skinPositions(mesh, matrices, build);
  const geometric = new Float32Array(mesh.vertices * 3);
  addFaceNormals(geometric, positions, mesh.triangles);
  normalise(geometric);
  const normals = relax(relax(relax(geometric, mesh.edges), mesh.edges), mesh.edges);
  roundHead(normals, mesh, matrices);
  const { triangles, parts, sheets } = mesh;
  return fine ? refine(mesh, { positions, normals, geometric }) : { positions, normals, triangles, parts, sheets };
};

type Coarse = {
  readonly positions: Float32Array;
  readonly normals: Float32Array;
  readonly geometric: Float32Array;
};

/** The share of Phong tessellation's bulge (Boubekeur and Alexa 2008) that a midpoint takes. */
const bulge = 0.7;

const midpoints = (mesh: DressedMesh, { positions: p, normals, geometric: n }: Coarse): Coarse => {
  const count = mesh.vertices + mesh.edges.length / 2;
  const out = { positions: new Float32Array(count * 3), normals: new Float32Array(count * 3), geometric: n };
  out.positions.set(p);
  out.normals.set(normals);
  for (let e = 0; e < mesh.edges.length; e += 2) {
    const a = u32(mesh.edges, e) * 3;
    const b = u32(mesh.edges, e + 1) * 3;
    const at = (mesh.vertices + e / 2) * 3;
    // Half the edge, measured along each end's normal, is how far the tangent planes miss the middle.
    let ha = 0;
    let hb = 0;
    for (let axis = 0; axis < 3; axis++) {
      const half = (f32(p, b + axis) - f32(p, a + axis)) / 2;
      ha += half * f32(n, a + axis);
      hb -= half * f32(n, b + axis);
    }
    for (let axis = 0; axis < 3; axis++) {
      const lift = (ha * f32(n, a + axis) + hb * f32(n, b + axis)) / 2;
      out.positions[at + axis] = (f32(p, a + axis) + f32(p, b + axis)) / 2 - bulge * lift;
      out.normals[at + axis] = f32(normals, a + axis) + f32(normals, b + axis);
    }
  }
  return out;
};

const refine = (mesh: DressedMesh, coarse: Coarse): SkinnedMesh => {
  const { positions, normals } = midpoints(mesh, coarse);
  const count = mesh.parts.length;
  const triangles = new Uint32Array(count * 12);
  const parts = new Uint8Array(count * 4);
  const sheets = new Uint8Array(count * 4);
  for (let t = 0; t < count; t++) {
    const a = u32(mesh.triangles, t * 3);
    const b = u32(mesh.triangles, t * 3 + 1);
    const c = u32(mesh.triangles, t * 3 + 2);
    const ab = mesh.vertices + u32(mesh.triangleEdges, t * 3);
    const bc = mesh.vertices + u32(mesh.triangleEdges, t * 3 + 1);
    const ca = mesh.vertices + u32(mesh.triangleEdges, t * 3 + 2);
    triangles.set([a, ab, ca, ab, b, bc, ca, bc, c, ab, bc, ca], t * 12);
    parts.fill(u8(mesh.parts, t), t * 4, t * 4 + 4);
    sheets.fill(u8(mesh.sheets, t), t * 4, t * 4 + 4);
  }
  return { positions, normals, triangles, parts, sheets };
};
