/** Collars: bands, rolls, points, lapels and hoods on a smooth ring round the neck. */
import type { Clothes } from '@oner/shared/stage/scene.ts';
import { cuts } from './clothes.ts';
import { addBlend, addSheet, partIndex, type RestMesh } from './rest-mesh.ts';
import type { Wears } from './skirt.ts';
import { addOver, castOut, nearestVertex, trianglesWhere } from './surface-casts.ts';
import { num } from './typed-reads.ts';

/** A point of the neckline: its angle from the front, its place, and the vertex that it follows. */
type Ring = {
  readonly angle: number;
  readonly place: readonly [x: number, y: number, z: number];
  readonly out: readonly [x: number, z: number];
  readonly model: number;
};

const ringPoints = 40;
/** How far along the ring the border's own teeth are evened out, radians. */
const evened = 0.2;

/** The neckline as a smooth curve: the border of the cut has the mesh's teeth. */
const ringAround = (mesh: RestMesh, { measures: m }: Wears, border: readonly number[]): Ring[] => {
  const points = border
    .map((vertex) => ({
      vertex,
      x: num(mesh.positions, vertex * 3) - m.centreX,
      y: num(mesh.positions, vertex * 3 + 1),
      z: num(mesh.positions, vertex * 3 + 2),
    }))
    .filter(({ x }) => Math.abs(x) < 0.1 * m.scale);
  const middle = points.reduce((sum, { z }) => sum + z, 0) / Math.max(1, points.length);
  const around = points.map((point) => ({
    ...point,
    angle: Math.atan2(point.x, point.z - middle),
    radius: Math.hypot(point.x, point.z - middle),
  }));
  return Array.from({ length: ringPoints }, (_, index): Ring => {
    const angle = ((index + 0.5) / ringPoints) * 2 * Math.PI - Math.PI;
    let [total, radius, y] = [0, 0, 0];
    for (const point of around) {
      const apart = Math.abs(((point.angle - angle + 3 * Math.PI) % (2 * Math.PI)) - Math.PI);
      const weight = Math.exp(-((apart / evened) ** 2)) + 1e-9;
      total += weight;
      radius += weight * point.radius;
      y += weight * point.y;
    }
    const out = [Math.sin(angle), Math.cos(angle)] as const;
    const place = [m.centreX + (out[0] * radius) / total, y / total, middle + (out[1] * radius) / total] as const;
    return { angle, place, out, model: nearestVertex(mesh, place, border) };
  });
};

type Row = readonly [out: number, up: number];

/** Rows from the neckline on: metres out and up at a height of 1.8 m, by how far to the front a point lies, −1 to 1. */
type Profile = { readonly open: boolean; readonly rows: (front: number) => readonly Row[] };

const profiles: Readonly<Record<Clothes['collar'], Profile>> = {
  none: {
    open: false,
    rows: () => [
      [0.004, -0.012],
      [0.006, 0.002],
      [0, 0.006],
    ],
  },
  round: {
    open: false,
    rows: () => [
      [0.007, -0.014],
      [0.011, 0.002],
      [0.007, 0.014],
      [-0.003, 0.016],
    ],
  },
  turtleneck: {
    open: false,
    rows: () => [
      [0.006, -0.014],
      [0.013, 0.006],
      [0.016, 0.034],
      [0.012, 0.056],
      [0.003, 0.062],
      [-0.006, 0.052],
    ],
  },
  shirt: {
    open: true,
    rows: (front) => [
      [0.002, -0.006],
      [0.005, 0.026],
      [0.013, 0.03],
      [0.026 + 0.006 * front, -0.012 - 0.022 * Math.max(0, front)],
    ],
  },
  lapel: {
    open: true,
    rows: (front) => [
      [0.004, -0.006],
      [0.009, 0.028],
      [0.02, 0.03],
      [0.042 + 0.01 * front, -0.012 - 0.016 * Math.max(0, front)],
    ],
  },
  hood: {
    open: false,
    rows: (front) => {
      const full = 0.35 + 0.65 * Math.max(0, -front);
      return [
        [0.004, -0.016],
        [0.024 * full + 0.004, -0.02 * full],
        [0.062 * full, 0.004],
        [0.066 * full, 0.036 * full + 0.008],
        [0.034 * full, 0.062 * full],
        [0.004, 0.036],
        [-0.006, 0.01],
      ];
    },
  },
};

/** Half the opening of a collar at the throat, radians. */
const throat = 0.2;

export const addCollar = (mesh: RestMesh, wears: Wears, border: readonly number[]): void => {
  if (border.length === 0) return;
  const { scale } = wears.measures;
  const profile = profiles[wears.clothes.collar];
  const ring = ringAround(mesh, wears, border);
  // What is open starts and ends at the throat: the ring is walked from there round the nape.
  const walked = profile.open ? ring.filter(({ angle }) => Math.abs(angle) > throat) : ring;
  const ordered = profile.open
    ? [...walked.filter(({ angle }) => angle > 0), ...walked.filter(({ angle }) => angle <= 0)]
    : ring;
  const rowCount = profile.rows(0).length;
  const rows = Array.from({ length: rowCount }, (_, row) =>
    ordered.map(({ place: [x, y, z], out: [ox, oz], model, angle }) => {
      const [out, up] = profile.rows(Math.cos(angle))[row] ?? [0, 0];
      return addBlend(mesh, [x + ox * out * scale, y + up * scale, z + oz * out * scale], {
        vertices: [model],
        shares: [1],
      });
    }),
  );
  addSheet(mesh, rows, { part: 'collar', closed: !profile.open });
  if (wears.clothes.collar === 'lapel') addLapels(mesh, wears);
};

/** How wide a lapel is along the opening's edge, from the collar down to its tip, m at a height of 1.8 m. */
const lapelWidths = [0.03, 0.052, 0.07, 0.056, 0.042, 0.028, 0.014, 0.002] as const;

/** The turned back edges of an opening in front. */
const addLapels = (mesh: RestMesh, { measures: m, clothes }: Wears): void => {
  const vee = cuts[clothes.top].vee ?? { depth: 0.3, half: 0.05 };
  const topY = m.neckline(0.06 * m.scale) + 0.004 * m.scale;
  const tipY = topY + (m.hemY - topY) * vee.depth;
  const cloth = new Set([partIndex('top'), partIndex('inner'), partIndex('skin')]);
  const front = trianglesWhere(
    mesh,
    (part, x, y, z) => cloth.has(part) && z > -0.02 && Math.abs(x) < 0.25 * m.scale && y > m.hipsY,
  );
  const at = (x: number, y: number, lift: number): number | null => {
    const hit = castOut(mesh, front, { from: [x, y, -0.02], way: [0, 0, 1] });
    return hit && addOver(mesh, hit, lift * m.scale);
  };
  for (const side of [-1, 1]) {
    const rows = lapelWidths.map((width, index) => {
      const t = index / (lapelWidths.length - 1);
      const y = topY + (tipY - topY) * t;
      const edge = vee.half * m.scale * (1 - t);
      return [0, 0.5, 1].map((share) =>
        at(
          m.centreX + side * (edge + width * share * m.scale),
          y - share * 0.012 * m.scale,
          0.006 + 0.008 * (1 - share),
        ),
      );
    });
    const whole = rows.filter((row): row is number[] => row.every((vertex) => vertex !== null));
    if (whole.length > 1) addSheet(mesh, side > 0 ? whole : whole.map((row) => [...row].reverse()), { part: 'collar' });
  }
};
