/** Curly hair: round tufts over a raised scalp, so that its outline is a cloud and not a polygon. */
import type { HeadFrame } from './head-frame.ts';
import { addVertex, partIndex, type RestMesh } from './rest-mesh.ts';
import { castOut, trianglesWhere } from './surface-casts.ts';

type Vec = readonly [x: number, y: number, z: number];

/** An octahedron, each face split in four: corners on the unit sphere, and triangles counter-clockwise from outside. */
const ball = (): {
  readonly corners: readonly Vec[];
  readonly triangles: readonly (readonly [number, number, number])[];
} => {
  const corners: Vec[] = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
    [-1, 0, 0],
    [0, -1, 0],
    [0, 0, -1],
  ];
  const between = new Map<string, number>();
  const middle = (a: number, b: number): number => {
    const key = a < b ? `${a} ${b}` : `${b} ${a}`;
    const known = between.get(key);
    if (known !== undefined) return known;
    const [p, q] = [corners[a] ?? [0, 0, 0], corners[b] ?? [0, 0, 0]];
    corners.push([(p[0] + q[0]) * Math.SQRT1_2, (p[1] + q[1]) * Math.SQRT1_2, (p[2] + q[2]) * Math.SQRT1_2]);
    between.set(key, corners.length - 1);
    return corners.length - 1;
  };
  const faces = [
    [0, 1, 2],
    [1, 3, 2],
    [3, 4, 2],
    [4, 0, 2],
    [1, 0, 5],
    [3, 1, 5],
    [4, 3, 5],
    [0, 4, 5],
  ] as const;
  const triangles = faces.flatMap(([a, b, c]) => {
    const [ab, bc, ca] = [middle(a, b), middle(b, c), middle(c, a)];
    return [[a, ab, ca] as const, [ab, b, bc] as const, [ca, bc, c] as const, [ab, bc, ca] as const];
  });
  return { corners, triangles };
};

const tufts = 58;
/** Radii, in heads. */
const radii = [0.13, 0.155, 0.18] as const;
/** How much of a tuft stands out of the scalp's shell, in its radii. */
const proud = 0.3;

/** Adds tufts wherever the scalp's shell is hair, spread evenly (a Fibonacci spiral) from the crown down. */
export const addTufts = (mesh: RestMesh, head: HeadFrame): void => {
  const hair = trianglesWhere(mesh, (part) => part === partIndex('hair'));
  const from: Vec = [head.origin[0], head.origin[1] + 0.5 * head.rise, head.centreZ];
  const { corners, triangles } = ball();
  for (let index = 0; index < tufts; index++) {
    const height = 1 - (1.5 * (index + 0.5)) / tufts;
    const [turn, wide] = [index * 2.399_963, Math.sqrt(1 - height * height)];
    const way: Vec = [Math.sin(turn) * wide, height, Math.cos(turn) * wide];
    const hit = castOut(mesh, hair, { from, way });
    if (!hit) continue;
    const radius = (radii[index % radii.length] ?? 0.15) * head.rise;
    const shift = radius * (proud - 1) + radius * 0.5;
    const centre = hit.point.map((value, axis) => value + (hit.normal[axis] ?? 0) * shift);
    const first = corners.map(([x, y, z]) =>
      addVertex(
        mesh,
        [(centre[0] ?? 0) + x * radius, (centre[1] ?? 0) + y * radius, (centre[2] ?? 0) + z * radius],
        [{ joint: head.joint, weight: 1 }],
      ),
    );
    for (const triangle of triangles) {
      mesh.triangles.push(...triangle.map((corner) => first[corner] ?? 0));
      mesh.parts.push(partIndex('hair'));
      mesh.sheets.push(0);
    }
  }
};
