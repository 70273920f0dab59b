/** The meshes of a glTF's scene where its nodes place them. */
import type { Gltf, Node } from './gltf-schema.ts';
import { ModelFault, modelLimits } from './model-error.ts';

/** Column-major, 16 numbers. */
export type Matrix = readonly number[];

export type PlacedMesh = { readonly mesh: number; readonly matrix: Matrix; readonly skinned: boolean };

const identity: Matrix = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

const multiply = (a: Matrix, b: Matrix): Matrix =>
  Array.from({ length: 16 }, (_, at) => {
    const [column, row] = [at >> 2, at & 3];
    let sum = 0;
    for (let step = 0; step < 4; step++) sum += (a[step * 4 + row] ?? 0) * (b[column * 4 + step] ?? 0);
    return sum;
  });

const localMatrix = ({ matrix, translation, rotation, scale }: Node): Matrix => {
  if (matrix) return matrix;
  const [tx = 0, ty = 0, tz = 0] = translation ?? [];
  const [sx = 1, sy = 1, sz = 1] = scale ?? [];
  const [rx = 0, ry = 0, rz = 0, rw = 1] = rotation ?? [];
  const length = Math.hypot(rx, ry, rz, rw) || 1;
  const [x, y, z, w] = [rx / length, ry / length, rz / length, rw / length];
  return [
    ...[(1 - 2 * (y * y + z * z)) * sx, 2 * (x * y + z * w) * sx, 2 * (x * z - y * w) * sx, 0],
    ...[2 * (x * y - z * w) * sy, (1 - 2 * (x * x + z * z)) * sy, 2 * (y * z + x * w) * sy, 0],
    ...[2 * (x * z + y * w) * sz, 2 * (y * z - x * w) * sz, (1 - 2 * (x * x + y * y)) * sz, 0],
    ...[tx, ty, tz, 1],
  ];
};

/** Nodes that nobody has for a child: the roots where no scene names any. */
const rootsOf = ({ nodes }: Gltf): readonly number[] => {
  const children = new Set(nodes.flatMap(({ children: list = [] }) => list));
  return nodes.flatMap((_, index) => (children.has(index) ? [] : [index]));
};

/** Each node has one parent at most, so that none is met twice: the tree is as large as the file, and has no rings. */
export const placedMeshes = (gltf: Gltf): readonly PlacedMesh[] => {
  const scene = gltf.scenes?.[gltf.scene ?? 0];
  if (gltf.scene !== undefined && !scene) throw new ModelFault('invalid', 'scene', `there is no scene ${gltf.scene}`);
  const placed: PlacedMesh[] = [];
  const met = new Set<number>();
  const roots = scene?.nodes ?? rootsOf(gltf);
  const waiting = roots.map((node) => ({ node, matrix: identity, depth: 1 })).reverse();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node: index, matrix, depth } = next;
    const path = `nodes.${index}`;
    const node = gltf.nodes[index];
    if (!node) throw new ModelFault('invalid', path, 'there is no such node');
    if (met.has(index)) throw new ModelFault('invalid', path, 'the node has two parents, or is its own ancestor');
    if (depth > modelLimits.maxDepth)
      throw new ModelFault('too-large', path, `nodes lie more than ${modelLimits.maxDepth} deep in one another`);
    met.add(index);
    const world = multiply(matrix, localMatrix(node));
    if (node.mesh !== undefined) placed.push({ mesh: node.mesh, matrix: world, skinned: node.skin !== undefined });
    for (const child of node.children ?? []) waiting.push({ node: child, matrix: world, depth: depth + 1 });
  }
  return placed;
};
