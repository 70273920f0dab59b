/**
 * A mesh of few triangles from one of many: vertices that share a cell of a grid become one, at their mean, and triangles
 * that collapse go (vertex clustering; Rossignac and Borrel 1993). The grid is made coarser until few enough are left.
 */
import { type ModelMesh, meshLimits } from '@oner/shared/stage/model-mesh.ts';
import type { Vec3 } from '@oner/shared/stage/scene.ts';
import { ModelFault, modelLimits } from './model-error.ts';
import type { Triangles } from './model-triangles.ts';

/** A set is drawn with others and with figures: more triangles than this show no more, but cost more. */
const targetTriangles = 8_000;
/** Cells along the longest side: the finest grid only joins vertices that are one. */
const finestGrid = 4096;
const coarsest = 8;
const coarser = 0.7;

type Bounds = { readonly low: Vec3; readonly size: Vec3; readonly longest: number };

const boundsOf = ({ positions, corners }: Triangles): Bounds => {
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (const corner of corners) {
    for (let axis = 0; axis < 3; axis++) {
      const value = positions[corner * 3 + axis] ?? 0;
      if (!(Math.abs(value) < 1e9)) throw new ModelFault('invalid', 'meshes', 'a vertex is not at a finite place');
      if (value < (low[axis] ?? 0)) low[axis] = value;
      if (value > (high[axis] ?? 0)) high[axis] = value;
    }
  }
  const [x = 0, y = 0, z = 0] = low;
  const [X = 0, Y = 0, Z = 0] = high;
  const size: Vec3 = [X - x, Y - y, Z - z];
  return { low: [x, y, z], size, longest: Math.max(...size) };
};

const checkSize = ({ longest }: Bounds): void => {
  const { maxSize, minSize } = modelLimits;
  if (longest > maxSize)
    throw new ModelFault(
      'too-large',
      'meshes',
      `the model is ${Math.round(longest)} m long; ${maxSize} m are the most`,
    );
  if (longest < minSize) throw new ModelFault('invalid', 'meshes', 'the model has no extent');
};

/** Clusters numbered in the order in which triangles meet them, with the sum and count of the vertices in each. */
class Clusters {
  readonly sums: number[] = [];
  readonly counts: number[] = [];
  readonly #numbers = new Map<number, number>();
  readonly #ofVertex: Int32Array;
  readonly #source: Triangles;
  readonly #bounds: Bounds;
  readonly #grid: number;

  constructor(source: Triangles, bounds: Bounds, grid: number) {
    this.#source = source;
    this.#bounds = bounds;
    this.#grid = grid;
    this.#ofVertex = new Int32Array(source.positions.length / 3).fill(-1);
  }

  at(vertex: number): number {
    const known = this.#ofVertex[vertex] ?? -1;
    if (known >= 0) return known;
    const { positions } = this.#source;
    const { low, longest } = this.#bounds;
    const cell = (axis: 0 | 1 | 2): number =>
      Math.min(this.#grid - 1, Math.floor((((positions[vertex * 3 + axis] ?? 0) - low[axis]) / longest) * this.#grid));
    const key = (cell(0) * this.#grid + cell(1)) * this.#grid + cell(2);
    const number = this.#numbers.get(key) ?? this.counts.length;
    if (number === this.counts.length) {
      this.#numbers.set(key, number);
      this.counts.push(0);
      this.sums.push(0, 0, 0);
    }
    for (let axis = 0; axis < 3; axis++)
      this.sums[number * 3 + axis] = (this.sums[number * 3 + axis] ?? 0) + (positions[vertex * 3 + axis] ?? 0);
    this.counts[number] = (this.counts[number] ?? 0) + 1;
    this.#ofVertex[vertex] = number;
    return number;
  }
}

type Clustered = { readonly clusters: Clusters; readonly corners: number[]; readonly tones: number[] };

/** Null when more triangles are left than `most`. */
const clustered = (
  source: Triangles,
  bounds: Bounds,
  { grid, most }: { grid: number; most: number },
): Clustered | null => {
  const clusters = new Clusters(source, bounds, grid);
  const corners: number[] = [];
  const tones: number[] = [];
  const met = new Set<string>();
  for (let triangle = 0; triangle < source.tones.length; triangle++) {
    const [a, b, c] = [0, 1, 2].map((corner) => clusters.at(source.corners[triangle * 3 + corner] ?? 0));
    if (a === undefined || b === undefined || c === undefined || a === b || b === c || a === c) continue;
    // The same triangle twice, from whichever corner it starts.
    const key = a < b && a < c ? `${a} ${b} ${c}` : b < c ? `${b} ${c} ${a}` : `${c} ${a} ${b}`;
    if (met.has(key)) continue;
    met.add(key);
    corners.push(a, b, c);
    tones.push(source.tones[triangle] ?? 0);
    if (tones.length > most) return null;
  }
  return { clusters, corners, tones };
};

/** Stands on its floor, centred over the origin. */
const meshOf = ({ clusters, corners, tones }: Clustered, { low, size }: Bounds): ModelMesh => {
  const origin: Vec3 = [low[0] + size[0] / 2, low[1], low[2] + size[2] / 2];
  const positions = Float32Array.from(
    { length: clusters.counts.length * 3 },
    (_, at) => (clusters.sums[at] ?? 0) / (clusters.counts[Math.floor(at / 3)] ?? 1) - (origin[at % 3] ?? 0),
  );
  const least = modelLimits.minSize;
  return {
    // A flat model has a thickness, so that it can be stretched.
    size: [Math.max(least, size[0]), Math.max(least, size[1]), Math.max(least, size[2])],
    positions,
    triangles: Uint32Array.from(corners),
    tones: Uint8Array.from(tones),
  };
};

export const reduceMesh = (source: Triangles): ModelMesh => {
  if (source.tones.length === 0) throw new ModelFault('invalid', 'meshes', 'the model has no triangles');
  const bounds = boundsOf(source);
  checkSize(bounds);
  for (let grid = finestGrid; grid >= coarsest; grid = Math.floor(grid * coarser)) {
    const found = clustered(source, bounds, { grid, most: targetTriangles });
    if (found && found.tones.length > 0 && found.clusters.counts.length <= meshLimits.maxVertices)
      return meshOf(found, bounds);
    if (found) break;
  }
  throw new ModelFault('invalid', 'meshes', 'the model has no triangles of any size');
};
