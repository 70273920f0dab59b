/** A lattice laid on the face at rest, skinned with it, on which features are drawn in the face's own co-ordinates. */
import type { HeadFrame } from './head-frame.ts';
import { addSheet, addVertex, partIndex, type RestMesh } from './rest-mesh.ts';
import { num } from './typed-reads.ts';

/**
 * The lattice: x runs to the figure's left and y up from the nose tip, in units of the crown's height above it.
 * Vertices lie row by row from `first` on.
 */
export type FaceGrid = {
  readonly first: number;
  readonly columns: number;
  readonly rows: number;
  readonly left: number;
  readonly bottom: number;
  readonly step: number;
};

const columns = 21;
const rows = 23;
const left = -0.5;
const bottom = -0.48;
const step = 0.05;

type Hit = {
  readonly z: number;
  readonly corners: readonly [number, number, number];
  readonly shares: readonly number[];
};

const hitTriangle = (mesh: RestMesh, t: number, x: number, y: number): Hit | null => {
  const corners = [0, 1, 2].map((corner) => num(mesh.triangles, t * 3 + corner));
  const [a = 0, b = 0, c = 0] = corners;
  const p = mesh.positions;
  const [ax, ay, bx, by] = [num(p, a * 3), num(p, a * 3 + 1), num(p, b * 3), num(p, b * 3 + 1)];
  const [cx, cy] = [num(p, c * 3), num(p, c * 3 + 1)];
  const area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
  // Only what faces the front is hit.
  if (area <= 1e-12) return null;
  const sa = ((bx - x) * (cy - y) - (by - y) * (cx - x)) / area;
  const sb = ((cx - x) * (ay - y) - (cy - y) * (ax - x)) / area;
  const sc = 1 - sa - sb;
  if (sa < -1e-6 || sb < -1e-6 || sc < -1e-6) return null;
  const z = sa * num(p, a * 3 + 2) + sb * num(p, b * 3 + 2) + sc * num(p, c * 3 + 2);
  return { z, corners: [a, b, c], shares: [sa, sb, sc] };
};

const faceTriangles = (mesh: RestMesh, head: HeadFrame): number[] => {
  const found: number[] = [];
  for (let t = 0; t < mesh.parts.length; t++) {
    const corner = num(mesh.triangles, t * 3);
    const [y, z] = [num(mesh.positions, corner * 3 + 1), num(mesh.positions, corner * 3 + 2)];
    const low = head.origin[1] - 0.25 * head.rise;
    if (num(mesh.parts, t) === partIndex('skin') && y > low && z > head.centreZ - head.halfDepth * 0.4) found.push(t);
  }
  return found;
};

const reachesHeight = (mesh: RestMesh, t: number, y: number): boolean => {
  const heights = [0, 1, 2].map((corner) => num(mesh.positions, num(mesh.triangles, t * 3 + corner) * 3 + 1));
  return Math.min(...heights) <= y && Math.max(...heights) >= y;
};

/** Call before hair is put on: the brow under a fringe is a part of the face. */
export const addFaceGrid = (mesh: RestMesh, head: HeadFrame): FaceGrid => {
  const candidates = faceTriangles(mesh, head);
  const first = mesh.positions.length / 3;
  for (let row = 0; row < rows; row++) {
    const y = head.noseY + (bottom + row * step) * head.unit;
    const inRow = candidates.filter((t) => reachesHeight(mesh, t, y));
    for (let column = 0; column < columns; column++) {
      const x = head.origin[0] + (left + column * step) * head.unit;
      let best: Hit | null = null;
      for (const t of inRow) {
        const hit = hitTriangle(mesh, t, x, y);
        if (hit && (!best || hit.z > best.z)) best = hit;
      }
      // Beside the face the lattice falls back to the cheek's depth; nothing is drawn there.
      const z = best?.z ?? head.centreZ;
      const added = addVertex(mesh, [x, y, z], [{ joint: head.joint, weight: 1 }]);
      if (best) followMorphs(mesh, added, best);
    }
  }
  evenOut(mesh, first, head);
  plugMouth(mesh, first, head);
  return { first, columns, rows, left, bottom, step };
};

/** Eye sockets and lips are evened out beside the nose: what is drawn on them must not follow their hollows. */
const evenOut = (mesh: RestMesh, first: number, head: HeadFrame): void => {
  const depth = (row: number, column: number): number => num(mesh.positions, (first + row * columns + column) * 3 + 2);
  for (let pass = 0; pass < 6; pass++) {
    const next: number[] = [];
    for (let row = 1; row < rows - 1; row++)
      for (let column = 1; column < columns - 1; column++)
        next.push(
          (depth(row - 1, column) + depth(row + 1, column) + depth(row, column - 1) + depth(row, column + 1)) / 4,
        );
    for (let row = 1; row < rows - 1; row++) {
      for (let column = 1; column < columns - 1; column++) {
        const isNose = Math.abs(left + column * step) < 0.13 && Math.abs(bottom + row * step - 0.06) < 0.17;
        const at = (first + row * columns + column) * 3 + 2;
        // Only forward: the lattice stays on or before the skin.
        const smooth = next[(row - 1) * (columns - 2) + column - 1] ?? 0;
        if (!isNose && num(mesh.positions, at) > head.centreZ)
          mesh.positions[at] = num(mesh.positions, at) * 0.4 + smooth * 0.6;
      }
    }
  }
};

/** The mesh's mouth is a slit through which the wall behind would show: a sheet of skin closes it from inside. */
const plugMouth = (mesh: RestMesh, first: number, head: HeadFrame): void => {
  const grid: number[][] = [];
  for (let row = 0; row < rows; row++) {
    const up = bottom + row * step;
    if (up < -0.34 || up > -0.11) continue;
    const line: number[] = [];
    for (let column = 0; column < columns; column++) {
      if (Math.abs(left + column * step) > 0.22) continue;
      const at = first + row * columns + column;
      const [x, y, z] = [0, 1, 2].map((axis) => num(mesh.positions, at * 3 + axis));
      const added = addVertex(mesh, [x ?? 0, y ?? 0, (z ?? 0) - 0.05 * head.unit], [{ joint: head.joint, weight: 1 }]);
      for (let offset = 0; offset < 9; offset++) mesh.morphs[added * 9 + offset] = num(mesh.morphs, at * 9 + offset);
      line.push(added);
    }
    grid.push(line);
  }
  addSheet(mesh, grid.reverse(), { part: 'face', twoSided: false });
};

/** Marks the front of the face, whose own folds are not inked: its features are drawn. Call before hair is put on. */
export const markFace = (mesh: RestMesh, head: HeadFrame): void => {
  for (const t of faceTriangles(mesh, head)) {
    let [x, y] = [0, 0];
    for (let corner = 0; corner < 3; corner++) {
      x += num(mesh.positions, num(mesh.triangles, t * 3 + corner) * 3) / 3;
      y += num(mesh.positions, num(mesh.triangles, t * 3 + corner) * 3 + 1) / 3;
    }
    const aside = Math.abs(x - head.origin[0]) / head.unit;
    const up = (y - head.noseY) / head.unit;
    if (aside < 0.4 && up > -0.42 && up < 0.5) mesh.parts[t] = partIndex('face');
  }
};

const followMorphs = (mesh: RestMesh, vertex: number, { corners, shares }: Hit): void => {
  for (let offset = 0; offset < 9; offset++) {
    let sum = 0;
    for (let corner = 0; corner < 3; corner++)
      sum += num(mesh.morphs, num(corners, corner) * 9 + offset) * num(shares, corner);
    mesh.morphs[vertex * 9 + offset] = sum;
  }
};
