/** A growing mesh in T-pose: vertices with skin weights and build morphs, triangles with the part that they belong to. */
import type { RestBody } from './load-figures.ts';
import { num } from './typed-reads.ts';

/** What a triangle of a figure is of. */
export const figureParts = [
  'skin',
  'top',
  'bottom',
  'shoes',
  'hair',
  'collar',
  'inner',
  'hat',
  'face',
  'held',
] as const;
export type FigurePart = (typeof figureParts)[number];
export const partIndex = (part: FigurePart): number => figureParts.indexOf(part);

export type RestMesh = {
  readonly positions: number[];
  readonly joints: number[];
  readonly weights: number[];
  /** Three deltas for each vertex, heavy, thin and muscular: nine numbers. */
  readonly morphs: number[];
  triangles: number[];
  /** A part for each triangle. */
  parts: number[];
  /** 1 for a sheet that is seen from both sides. */
  sheets: number[];
  /** Lines drawn on the surface: seams, buttons, locks of hair. */
  readonly strokes: SurfaceStroke[];
};

export type SurfaceStroke = {
  /** Vertices along it. */
  readonly vertices: readonly number[];
  /** Widths of a line on a figure close by, px at 1280 × 720; 0 to 1. */
  readonly width: number;
  readonly strength: number;
  /** Left out where the figure's head is smaller than this on the screen, px. */
  readonly from: number;
};

export const vertexCount = (mesh: RestMesh): number => mesh.positions.length / 3;

export const meshOf = (body: RestBody): RestMesh => {
  const count = body.positions.length / 3;
  const morphs: number[] = [];
  for (let vertex = 0; vertex < count; vertex++)
    for (const morph of body.morphs) morphs.push(...morph.subarray(vertex * 3, vertex * 3 + 3));
  return {
    positions: [...body.positions],
    joints: [...body.joints],
    weights: [...body.weights],
    morphs,
    triangles: [...body.triangles],
    parts: new Array<number>(body.triangles.length / 3).fill(0),
    sheets: new Array<number>(body.triangles.length / 3).fill(0),
    strokes: [],
  };
};

type Bond = { readonly joint: number; readonly weight: number };

/** Adds a vertex that follows the given joints and no morph. */
export const addVertex = (
  mesh: RestMesh,
  position: readonly [number, number, number],
  bonds: readonly Bond[],
): number => {
  mesh.positions.push(...position);
  for (let slot = 0; slot < 4; slot++) {
    mesh.joints.push(bonds[slot]?.joint ?? 0);
    mesh.weights.push(bonds[slot]?.weight ?? 0);
  }
  mesh.morphs.push(0, 0, 0, 0, 0, 0, 0, 0, 0);
  return vertexCount(mesh) - 1;
};

export const bondsOf = (mesh: RestMesh, vertex: number): Bond[] =>
  [0, 1, 2, 3].map((slot) => ({
    joint: num(mesh.joints, vertex * 4 + slot),
    weight: num(mesh.weights, vertex * 4 + slot),
  }));

const blendBonds = (a: readonly Bond[], b: readonly Bond[], share: number): Bond[] => {
  const sums = new Map<number, number>();
  for (const { joint, weight } of a) sums.set(joint, (sums.get(joint) ?? 0) + weight * (1 - share));
  for (const { joint, weight } of b) sums.set(joint, (sums.get(joint) ?? 0) + weight * share);
  const strongest = [...sums].sort((left, right) => right[1] - left[1]).slice(0, 4);
  const total = strongest.reduce((sum, [, weight]) => sum + weight, 0) || 1;
  return strongest.map(([joint, weight]) => ({ joint, weight: weight / total }));
};

/** Adds the vertex that lies `share` of the way from `a` to `b`. */
const addBetween = (mesh: RestMesh, a: number, b: number, share: number): number => {
  const mix = (list: readonly number[], width: number, offset: number): number =>
    num(list, a * width + offset) * (1 - share) + num(list, b * width + offset) * share;
  const added = addVertex(
    mesh,
    [mix(mesh.positions, 3, 0), mix(mesh.positions, 3, 1), mix(mesh.positions, 3, 2)],
    blendBonds(bondsOf(mesh, a), bondsOf(mesh, b), share),
  );
  for (let offset = 0; offset < 9; offset++) mesh.morphs[added * 9 + offset] = mix(mesh.morphs, 9, offset);
  return added;
};

/** Adds a vertex at `position` that follows others by their shares. */
export const addBlend = (
  mesh: RestMesh,
  position: readonly [number, number, number],
  { vertices, shares }: { readonly vertices: readonly number[]; readonly shares: readonly number[] },
): number => {
  const sums = new Map<number, number>();
  for (const [index, vertex] of vertices.entries())
    for (const { joint, weight } of bondsOf(mesh, vertex))
      sums.set(joint, (sums.get(joint) ?? 0) + weight * (shares[index] ?? 0));
  const strongest = [...sums].sort((left, right) => right[1] - left[1]).slice(0, 4);
  const total = strongest.reduce((sum, [, weight]) => sum + weight, 0) || 1;
  const added = addVertex(
    mesh,
    position,
    strongest.map(([joint, weight]) => ({ joint, weight: weight / total })),
  );
  for (let offset = 0; offset < 9; offset++)
    mesh.morphs[added * 9 + offset] = vertices.reduce(
      (sum, vertex, index) => sum + num(mesh.morphs, vertex * 9 + offset) * (shares[index] ?? 0),
      0,
    );
  return added;
};

export type PartCut = {
  /** Signed field on rest positions; the part is where it is positive. */
  readonly field: (x: number, y: number, z: number, vertex: number) => number;
  /** Only triangles of these parts are cut or relabelled. */
  readonly from: readonly FigurePart[];
  readonly into: FigurePart;
};

/**
 * Relabels the triangles where the field is positive, splitting those that it crosses, so that the border is a clean
 * curve instead of the mesh's saw. Returns the vertices on the border.
 */
export const cutPart = (mesh: RestMesh, { field, from, into }: PartCut): readonly number[] => {
  const sources = new Set(from.map(partIndex));
  const values: number[] = [];
  for (let vertex = 0; vertex < vertexCount(mesh); vertex++) {
    const value = field(
      num(mesh.positions, vertex * 3),
      num(mesh.positions, vertex * 3 + 1),
      num(mesh.positions, vertex * 3 + 2),
      vertex,
    );
    values.push(value === 0 ? 1e-7 : value);
  }
  const border = new Map<string, number>();
  const crossing = (a: number, b: number): number => {
    const key = a < b ? `${a} ${b}` : `${b} ${a}`;
    const known = border.get(key);
    if (known !== undefined) return known;
    const share = Math.min(0.98, Math.max(0.02, num(values, a) / (num(values, a) - num(values, b))));
    const added = addBetween(mesh, a, b, share);
    border.set(key, added);
    return added;
  };
  const triangles: number[] = [];
  const parts: number[] = [];
  const sheets: number[] = [];
  const emit = (corners: readonly number[], part: number, sheet: number): void => {
    triangles.push(...corners);
    parts.push(part);
    sheets.push(sheet);
  };
  for (let t = 0; t < mesh.parts.length; t++) {
    const part = num(mesh.parts, t);
    const sheet = num(mesh.sheets, t);
    const corners = mesh.triangles.slice(t * 3, t * 3 + 3);
    const inside = corners.filter((corner) => num(values, corner) > 0).length;
    if (!sources.has(part) || inside === 0) emit(corners, part, sheet);
    else if (inside === 3) emit(corners, partIndex(into), sheet);
    else splitTriangle(corners, values, { crossing, emit, part, into: partIndex(into), sheet });
  }
  mesh.triangles = triangles;
  mesh.parts = parts;
  mesh.sheets = sheets;
  return [...border.values()];
};

type Split = {
  readonly crossing: (a: number, b: number) => number;
  readonly emit: (corners: readonly number[], part: number, sheet: number) => void;
  readonly part: number;
  readonly into: number;
  readonly sheet: number;
};

/** Splits a triangle with one corner on its own side into that corner's triangle and two of the other side. */
const splitTriangle = (corners: readonly number[], values: readonly number[], split: Split): void => {
  const positive = corners.filter((corner) => num(values, corner) > 0);
  const lone = positive.length === 1 ? positive[0] : corners.find((corner) => num(values, corner) <= 0);
  const first = corners.indexOf(lone ?? 0);
  const [a, b, c] = [num(corners, first), num(corners, (first + 1) % 3), num(corners, (first + 2) % 3)];
  const ab = split.crossing(a, b);
  const ac = split.crossing(a, c);
  const [loneSide, otherSide] = positive.length === 1 ? [split.into, split.part] : [split.part, split.into];
  split.emit([a, ab, ac], loneSide, split.sheet);
  split.emit([ab, b, c], otherSide, split.sheet);
  split.emit([ab, c, ac], otherSide, split.sheet);
};

/** Unit normals at the vertices, weighted by area. */
export const restNormals = (mesh: RestMesh): number[] => {
  const normals = new Array<number>(mesh.positions.length).fill(0);
  const p = mesh.positions;
  for (let t = 0; t < mesh.triangles.length; t += 3) {
    const [a, b, c] = [num(mesh.triangles, t) * 3, num(mesh.triangles, t + 1) * 3, num(mesh.triangles, t + 2) * 3];
    const [ux, uy, uz] = [num(p, b) - num(p, a), num(p, b + 1) - num(p, a + 1), num(p, b + 2) - num(p, a + 2)];
    const [vx, vy, vz] = [num(p, c) - num(p, a), num(p, c + 1) - num(p, a + 1), num(p, c + 2) - num(p, a + 2)];
    const normal = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    for (const corner of [a, b, c])
      for (let axis = 0; axis < 3; axis++) normals[corner + axis] = num(normals, corner + axis) + num(normal, axis);
  }
  for (let v = 0; v < normals.length; v += 3) {
    const length = Math.hypot(num(normals, v), num(normals, v + 1), num(normals, v + 2)) || 1;
    for (let axis = 0; axis < 3; axis++) normals[v + axis] = num(normals, v + axis) / length;
  }
  return normals;
};

/** Moves vertices along their normals by `distance` metres, which may be 0. */
export const inflate = (
  mesh: RestMesh,
  distance: (x: number, y: number, z: number, vertex: number) => number,
): void => {
  const normals = restNormals(mesh);
  const p = mesh.positions;
  for (let vertex = 0; vertex < vertexCount(mesh); vertex++) {
    const v = vertex * 3;
    const d = distance(num(p, v), num(p, v + 1), num(p, v + 2), vertex);
    if (d !== 0) for (let axis = 0; axis < 3; axis++) p[v + axis] = num(p, v + axis) + num(normals, v + axis) * d;
  }
};

/** Adds a grid of points as a sheet; rows of equal length; `closed` joins the last column to the first. */
export const addSheet = (
  mesh: RestMesh,
  rows: readonly (readonly number[])[],
  options: { readonly part: FigurePart; readonly closed?: boolean; readonly twoSided?: boolean },
): void => {
  for (let row = 0; row + 1 < rows.length; row++) {
    const [upper, lower] = [rows[row] ?? [], rows[row + 1] ?? []];
    const columns = options.closed === true ? upper.length : upper.length - 1;
    for (let column = 0; column < columns; column++) {
      const next = (column + 1) % upper.length;
      const [a, b, c, d] = [num(upper, column), num(upper, next), num(lower, column), num(lower, next)];
      mesh.triangles.push(a, c, b, b, c, d);
      mesh.parts.push(partIndex(options.part), partIndex(options.part));
      const sheet = options.twoSided === false ? 0 : 1;
      mesh.sheets.push(sheet, sheet);
    }
  }
};
