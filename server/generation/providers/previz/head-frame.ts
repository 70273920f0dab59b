/** Measures of a body's head at rest, in which hair and face are described. */
import type { Point, RestBody } from './load-figures.ts';

export type HeadFrame = {
  /** The head joint; its index in the skeleton. */
  readonly joint: number;
  readonly origin: Point;
  /** Crown above the head joint, m. */
  readonly rise: number;
  /** Skull's centre in depth, and half width and half depth above the ears, m. */
  readonly centreZ: number;
  readonly halfWidth: number;
  readonly halfDepth: number;
  /** Nose tip and the crown's height above it, the unit of the face. */
  readonly noseY: number;
  readonly unit: number;
};

export const jointIndex = (body: RestBody, name: string): number => Math.max(0, body.jointNames.indexOf(name));
export const jointAt = (body: RestBody, name: string): Point =>
  body.jointPositions[jointIndex(body, name)] ?? [0, 0, 0];

type Vertex = readonly [number, number, number];

const verticesOf = (body: RestBody): Vertex[] => {
  const list: Vertex[] = [];
  for (let v = 0; v < body.positions.length; v += 3) {
    const [x = 0, y = 0, z = 0] = body.positions.subarray(v, v + 3);
    list.push([x, y, z]);
  }
  return list;
};

export const headFrameOf = (body: RestBody): HeadFrame => {
  const origin = jointAt(body, 'head');
  const vertices = verticesOf(body);
  const crown = Math.max(...vertices.map(([, y]) => y));
  const rise = crown - origin[1];
  const skull = vertices.filter(([, y]) => y > origin[1] + 0.6 * rise && y < origin[1] + 0.82 * rise);
  const front = Math.max(...skull.map(([, , z]) => z));
  const back = Math.min(...skull.map(([, , z]) => z));
  const nose = vertices
    .filter(([x, y]) => Math.abs(x - origin[0]) < 0.1 * rise && y > origin[1] && y < origin[1] + 0.6 * rise)
    .reduce<Vertex>((best, vertex) => (vertex[2] > best[2] ? vertex : best), [0, origin[1] + 0.3 * rise, -1]);
  return {
    joint: jointIndex(body, 'head'),
    origin,
    rise,
    centreZ: (front + back) / 2,
    halfWidth: Math.max(...skull.map(([x]) => Math.abs(x - origin[0]))),
    halfDepth: (front - back) / 2,
    noseY: nose[1],
    unit: crown - nose[1],
  };
};

/** Height in the head (0 joint, 1 crown) and angle around it (0 front, π back, unsigned). */
export const headPolar = (
  head: HeadFrame,
  x: number,
  y: number,
  z: number,
): { readonly u: number; readonly theta: number } => ({
  u: (y - head.origin[1]) / head.rise,
  theta: Math.abs(Math.atan2((x - head.origin[0]) / head.halfWidth, (z - head.centreZ) / head.halfDepth)),
});

/** Piecewise linear, held flat outside the table. */
export const tableAt = (table: readonly (readonly [at: number, value: number])[], at: number): number => {
  let before = table[0] ?? [0, 0];
  for (const entry of table) {
    if (at <= entry[0]) {
      const span = entry[0] - before[0];
      return span <= 0 ? entry[1] : before[1] + ((entry[1] - before[1]) * (at - before[0])) / span;
    }
    before = entry;
  }
  return before[1];
};

export const smoothstep = (from: number, to: number, value: number): number => {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return t * t * (3 - 2 * t);
};
