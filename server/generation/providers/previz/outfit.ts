/** Clothes: parts of the body cut along clean borders, let out from the skin, with a collar. */
import { jointAt, smoothstep } from './head-frame.ts';
import type { RestBody } from './load-figures.ts';
import {
  addSheet,
  addVertex,
  bondsOf,
  cutPart,
  type FigurePart,
  inflate,
  partIndex,
  type RestMesh,
} from './rest-mesh.ts';
import { num } from './typed-reads.ts';

export const outfits = ['sweater', 'shirt', 'jacket', 'tee'] as const;
export type Outfit = (typeof outfits)[number];

/** The borders of clothes on a body at rest, m. */
type Measures = {
  readonly scale: number;
  readonly centreX: number;
  readonly hemY: number;
  readonly ankleY: number;
  readonly sleeveX: number;
  readonly chinY: number;
  /** Height of the neckline over a depth z. */
  readonly neckline: (z: number) => number;
  readonly openTipY: number;
};

const measure = (body: RestBody, outfit: Outfit): Measures => {
  const scale = body.height / 1.8;
  const neck = jointAt(body, 'neck');
  const head = jointAt(body, 'head');
  const hips = jointAt(body, 'hips');
  const upperArm = jointAt(body, 'leftUpperArm');
  const lowerArm = jointAt(body, 'leftLowerArm');
  const hand = jointAt(body, 'leftHand');
  return {
    scale,
    centreX: neck[0],
    hemY: hips[1] - (outfit === 'jacket' ? 0.06 : 0.02) * scale,
    ankleY: jointAt(body, 'leftFoot')[1] * 0.98,
    sleeveX: outfit === 'tee' ? upperArm[0] + 0.62 * (lowerArm[0] - upperArm[0]) : hand[0] - 0.012 * scale,
    chinY: head[1] - 0.02 * scale,
    neckline: (z) => neck[1] + 0.012 * scale - 0.55 * (z - neck[2] + 0.05 * scale),
    openTipY: jointAt(body, 'chest')[1] + 0.03 * scale,
  };
};

/** Positive on head and neck. */
const neckField =
  (m: Measures) =>
  (x: number, y: number, z: number): number => {
    if (y > m.chinY) return 1;
    return Math.min(y - m.neckline(z), 0.1 * m.scale - Math.abs(x - m.centreX));
  };

/** How far cloth stands off the skin at a point, 0 to 1: nothing at cuffs and neckline. */
const ease = (m: Measures, x: number, y: number, z: number): number =>
  smoothstep(0, 0.03 * m.scale, m.sleeveX - Math.abs(x)) * smoothstep(-0.002, 0.045 * m.scale, -neckField(m)(x, y, z));

const verticesOfPart = (mesh: RestMesh, parts: readonly FigurePart[]): ReadonlySet<number> => {
  const wanted = new Set(parts.map(partIndex));
  const vertices = new Set<number>();
  for (let t = 0; t < mesh.parts.length; t++)
    if (wanted.has(num(mesh.parts, t)))
      for (let corner = 0; corner < 3; corner++) vertices.add(num(mesh.triangles, t * 3 + corner));
  return vertices;
};

/** Metres that each kind of cloth stands off, at a height of 1.8 m. */
const looseness: Readonly<Record<Outfit, number>> = { sweater: 0.012, shirt: 0.009, jacket: 0.018, tee: 0.008 };

export const dressBody = (mesh: RestMesh, body: RestBody, outfit: Outfit): void => {
  const m = measure(body, outfit);
  cutPart(mesh, { field: (_x, y) => y - m.hemY, from: ['skin'], into: 'top' });
  const border = cutPart(mesh, { field: neckField(m), from: ['top'], into: 'skin' });
  cutPart(mesh, { field: (x, _y) => Math.abs(x) - m.sleeveX, from: ['top'], into: 'skin' });
  relabelBelow(mesh, m.hemY);
  cutPart(mesh, { field: (_x, y) => m.ankleY - y, from: ['bottom'], into: 'shoes' });
  if (outfit === 'jacket') openFront(mesh, m);
  const top = verticesOfPart(mesh, ['top']);
  const bottom = verticesOfPart(mesh, ['bottom']);
  inflate(mesh, (x, y, z, vertex) => {
    if (top.has(vertex)) return looseness[outfit] * m.scale * ease(m, x, y, z);
    return bottom.has(vertex) ? 0.008 * m.scale * smoothstep(m.ankleY, m.ankleY + 0.05, y) : 0;
  });
  addCollar(mesh, m, { outfit, border });
};

/** What is left as skin under the hem are the legs: trousers. */
const relabelBelow = (mesh: RestMesh, hemY: number): void => {
  for (let t = 0; t < mesh.parts.length; t++) {
    if (num(mesh.parts, t) !== partIndex('skin')) continue;
    const heights = [0, 1, 2].map((corner) => num(mesh.positions, num(mesh.triangles, t * 3 + corner) * 3 + 1));
    if (Math.max(...heights) <= hemY + 1e-4) mesh.parts[t] = partIndex('bottom');
  }
};

/** The V of a jacket, in which the shirt under it shows. */
const openFront = (mesh: RestMesh, m: Measures): void => {
  const topY = m.neckline(0.06 * m.scale);
  // A row of vertices down the middle: else triangles wider than the V's tip would miss it.
  cutPart(mesh, { field: (x, _y, z) => (z < 0 ? -1 : x - m.centreX), from: ['top'], into: 'top' });
  cutPart(mesh, {
    field: (x, y, z) => {
      if (z < 0) return -1;
      const halfWidth = (0.062 * m.scale * (y - m.openTipY)) / Math.max(0.01, topY - m.openTipY);
      return halfWidth - Math.abs(x - m.centreX);
    },
    from: ['top'],
    into: 'inner',
  });
};

type Ring = { readonly vertex: number; readonly angle: number; readonly out: readonly [number, number] };

const ringAround = (mesh: RestMesh, m: Measures, border: readonly number[]): Ring[] => {
  const points = border
    .map((vertex) => ({
      vertex,
      x: num(mesh.positions, vertex * 3) - m.centreX,
      z: num(mesh.positions, vertex * 3 + 2),
    }))
    .filter(({ x }) => Math.abs(x) < 0.095 * m.scale);
  const middle = points.reduce((sum, { z }) => sum + z, 0) / Math.max(1, points.length);
  return points
    .map(({ vertex, x, z }) => {
      const length = Math.hypot(x, z - middle) || 1;
      return { vertex, angle: Math.atan2(x, z - middle), out: [x / length, (z - middle) / length] as const };
    })
    .sort((a, b) => a.angle - b.angle);
};

/** Rows of a collar from the neckline on: metres out and up, at a height of 1.8 m. */
const collarRows: Readonly<Record<Outfit, readonly (readonly [out: number, up: number])[]>> = {
  sweater: [
    [0.007, -0.012],
    [0.009, 0.004],
    [0.004, 0.02],
    [-0.004, 0.02],
  ],
  tee: [
    [0.005, -0.01],
    [0.005, 0.006],
    [-0.002, 0.008],
  ],
  shirt: [
    [0, -0.004],
    [0.003, 0.03],
    [0.012, 0.026],
    [0.024, -0.014],
  ],
  jacket: [
    [0.002, -0.004],
    [0.005, 0.028],
    [0.013, 0.026],
    [0.026, -0.02],
  ],
};

const addCollar = (
  mesh: RestMesh,
  m: Measures,
  options: { readonly outfit: Outfit; readonly border: readonly number[] },
): void => {
  const ring = ringAround(mesh, m, options.border);
  const open = options.outfit === 'shirt' || options.outfit === 'jacket';
  // An open collar starts and ends at the throat: the ring is walked from there round the nape.
  const half = 0.17;
  const walked = open ? ring.filter(({ angle }) => Math.abs(angle) > half) : ring;
  const ordered = open
    ? [...walked.filter(({ angle }) => angle > 0), ...walked.filter(({ angle }) => angle <= 0)]
    : ring;
  const rows = collarRows[options.outfit].map(([out, up]) =>
    ordered.map(({ vertex, out: [ox, oz] }) => {
      const p = vertex * 3;
      return addVertex(
        mesh,
        [
          num(mesh.positions, p) + ox * out * m.scale,
          num(mesh.positions, p + 1) + up * m.scale,
          num(mesh.positions, p + 2) + oz * out * m.scale,
        ],
        bondsOf(mesh, vertex),
      );
    }),
  );
  addSheet(mesh, rows, { part: 'collar', closed: !open });
};
