/** What hangs from the waist: skirts, and the tails of coats. A tube that goes with the hips above and with the thighs below. */
import type { Clothes } from '@oner/shared/stage/scene.ts';
import type { Measures } from './garment-measures.ts';
import { jointIndex, smoothstep } from './head-frame.ts';
import type { RestBody } from './load-figures.ts';
import { addSheet, addVertex, type FigurePart, type RestMesh } from './rest-mesh.ts';
import { nearestVertex, verticesWhere } from './surface-casts.ts';
import { num } from './typed-reads.ts';

export type Wears = { readonly body: RestBody; readonly measures: Measures; readonly clothes: Clothes };

export type SkirtCut = {
  /** How far down it reaches, 1 is the knee. */
  readonly down: number;
  /** How much further out the hem is than the hips, m at a height of 1.8 m. */
  readonly flare: number;
  /** Open before. */
  readonly open: boolean;
  readonly part: FigurePart;
  /** Height at which it begins. */
  readonly from: number;
};

const rowCount = 9;
const columnCount = 36;
/** Half the gap between the edges of what is open before, degrees: closed at the waist, this at the hem. */
const gap = 7;

type Girth = { readonly rx: number; readonly front: number; readonly back: number };

/** The box around hips or legs at a height: arms are stretched out far above. */
const girthAt = (mesh: RestMesh, y: number, scale: number): Girth => {
  const near = verticesWhere(mesh, (x, vy) => Math.abs(vy - y) < 0.035 * scale && Math.abs(x) < 0.32 * scale);
  const xs = near.map((vertex) => Math.abs(num(mesh.positions, vertex * 3)));
  const zs = near.map((vertex) => num(mesh.positions, vertex * 3 + 2));
  return {
    rx: Math.max(0.08 * scale, ...xs),
    front: Math.max(0.05 * scale, ...zs),
    back: Math.min(-0.05 * scale, ...zs),
  };
};

export const addSkirt = (mesh: RestMesh, { body, measures: m }: Wears, cut: SkirtCut): void => {
  const { scale } = m;
  const hemY = m.hipsY - (m.hipsY - m.kneeY) * cut.down;
  const bodyVertices = verticesWhere(
    mesh,
    (x, y) => y < cut.from + 0.1 * scale && y > hemY - 0.1 * scale && Math.abs(x) < 0.4 * scale,
  );
  const joints = {
    hips: jointIndex(body, 'hips'),
    left: jointIndex(body, 'leftUpperLeg'),
    right: jointIndex(body, 'rightUpperLeg'),
  };
  let widest: Girth = { rx: 0, front: 0, back: 0 };
  const rows = Array.from({ length: rowCount }, (_, row) => {
    const t = row / (rowCount - 1);
    const y = cut.from + (hemY - cut.from) * t;
    const here = girthAt(mesh, y, scale);
    // It hangs straight down from what is widest above.
    widest = {
      rx: Math.max(widest.rx, here.rx),
      front: Math.max(widest.front, here.front),
      back: Math.min(widest.back, here.back),
    };
    const off = (0.004 + 0.01 * Math.min(1, 4 * t) + cut.flare * t) * scale;
    const [middle, rz] = [(widest.front + widest.back) / 2, (widest.front - widest.back) / 2 + off];
    const half = cut.open ? ((0.4 + gap * t) * Math.PI) / 180 : 0;
    const columns = cut.open ? columnCount : columnCount - 1;
    const follow = smoothstep(m.hipsY + 0.03 * scale, m.hipsY - 0.14 * scale, y);
    return Array.from({ length: cut.open ? columnCount + 1 : columnCount }, (__, column) => {
      const angle = half + ((2 * Math.PI - 2 * half) * column) / (cut.open ? columns : columns + 1);
      const [s, c] = [Math.sin(angle), Math.cos(angle)];
      // A superellipse: squarer than an ellipse, as hips are. Folds wave at the hem.
      const square = 2 + 0.45 * Math.min(1, 3 * t);
      const swell = 1 / (Math.abs(s) ** square + Math.abs(c) ** square) ** (1 / square);
      const wave = 1 + 0.035 * t * cut.flare * 12 * Math.sin(angle * 9);
      const x = m.centreX + s * swell * (widest.rx + off) * wave;
      const z = middle + c * swell * rz * wave;
      const leftShare = smoothstep(-0.09 * scale, 0.09 * scale, x - m.centreX);
      const added = addVertex(
        mesh,
        [x, y, z],
        [
          { joint: joints.hips, weight: 1 - follow },
          { joint: joints.left, weight: follow * leftShare },
          { joint: joints.right, weight: follow * (1 - leftShare) },
        ],
      );
      const model = nearestVertex(mesh, [x, y, z], bodyVertices);
      for (let offset = 0; offset < 9; offset++) mesh.morphs[added * 9 + offset] = num(mesh.morphs, model * 9 + offset);
      return added;
    });
  });
  addSheet(mesh, rows, { part: cut.part, closed: !cut.open });
  addFolds(mesh, rows, cut);
};

/** Lines of the folds, from the middle down. */
const addFolds = (mesh: RestMesh, rows: readonly (readonly number[])[], { open, flare }: SkirtCut): void => {
  const lines = open ? [9, 18, 28] : flare > 0.05 ? [2, 6, 10, 14, 18, 22, 26, 30, 34] : [8, 18, 28];
  for (const [index, column] of lines.entries()) {
    const start = open && column === 18 ? 3 : 3 + (index % 3);
    mesh.strokes.push({
      vertices: rows.slice(start).map((row) => row[column] ?? 0),
      width: 0.7,
      strength: 0.75,
      from: 22,
    });
  }
};
