/** Clothes: parts of the body cut along clean borders and let out from the skin, tails and skirts, a collar, seams. */
import type { Clothes } from '@oner/shared/stage/scene.ts';
import { cuts } from './clothes.ts';
import { addCollar } from './collar.ts';
import { ease, type Measures, measure, neckField } from './garment-measures.ts';
import { smoothstep } from './head-frame.ts';
import type { RestBody } from './load-figures.ts';
import { cutPart, type FigurePart, inflate, partIndex, type RestMesh } from './rest-mesh.ts';
import { addSeams } from './seams.ts';
import { addSkirt } from './skirt.ts';
import { num } from './typed-reads.ts';

const verticesOfPart = (mesh: RestMesh, parts: readonly FigurePart[]): ReadonlySet<number> => {
  const wanted = new Set(parts.map(partIndex));
  const vertices = new Set<number>();
  for (let t = 0; t < mesh.parts.length; t++)
    if (wanted.has(num(mesh.parts, t)))
      for (let corner = 0; corner < 3; corner++) vertices.add(num(mesh.triangles, t * 3 + corner));
  return vertices;
};

export const dressBody = (mesh: RestMesh, body: RestBody, clothes: Clothes): void => {
  const m = measure(body, clothes);
  const { loose, tails } = cuts[clothes.top];
  cutPart(mesh, { field: (_x, y) => y - m.hemY, from: ['skin'], into: 'top' });
  const border = cutPart(mesh, { field: neckField(m), from: ['top'], into: 'skin' });
  cutPart(mesh, { field: (x, _y) => Math.abs(x) - m.sleeveX, from: ['top'], into: 'skin' });
  cutLegs(mesh, m, { ...clothes, bottom: clothes.top === 'dress' ? 'skirt' : clothes.bottom });
  if (clothes.top === 'vest') cutSleevesOff(mesh, body, m);
  openFront(mesh, m, clothes);
  const top = verticesOfPart(mesh, ['top', 'inner']);
  const bottom = verticesOfPart(mesh, ['bottom']);
  inflate(mesh, (x, y, z, vertex) => {
    if (top.has(vertex)) return loose * m.scale * ease(m, x, y, z);
    return bottom.has(vertex) ? 0.009 * m.scale * smoothstep(m.ankleY - 0.01, m.ankleY + 0.03, y) : 0;
  });
  const wears = { body, measures: m, clothes };
  if (tails) addSkirt(mesh, wears, { ...tails, part: 'top', from: m.hemY + 0.05 * m.scale });
  else if (clothes.bottom === 'skirt')
    addSkirt(mesh, wears, { down: 0.96, flare: 0.035, open: false, part: 'bottom', from: m.hemY + 0.01 * m.scale });
  addCollar(mesh, wears, border);
  addSeams(mesh, wears);
};

/** What is left as skin under the hem are the legs: trousers, shorts, or bare under a skirt; and shoes. */
const cutLegs = (mesh: RestMesh, m: Measures, { bottom }: Clothes): void => {
  for (let t = 0; t < mesh.parts.length; t++) {
    if (num(mesh.parts, t) !== partIndex('skin')) continue;
    const heights = [0, 1, 2].map((corner) => num(mesh.positions, num(mesh.triangles, t * 3 + corner) * 3 + 1));
    if (Math.max(...heights) <= m.hemY + 1e-4) mesh.parts[t] = partIndex('bottom');
  }
  cutPart(mesh, { field: (_x, y) => m.ankleY - y, from: ['bottom'], into: 'shoes' });
  if (bottom === 'trousers') return;
  const bareFrom = bottom === 'shorts' ? m.kneeY + 0.05 * m.scale : m.hipsY - 0.18 * m.scale;
  cutPart(mesh, { field: (_x, y) => bareFrom - y, from: ['bottom'], into: 'skin' });
};

/** The sleeves of a vest are those of the shirt under it. */
const cutSleevesOff = (mesh: RestMesh, body: RestBody, m: Measures): void => {
  const shoulder = body.jointPositions[body.jointNames.indexOf('leftUpperArm')]?.[0] ?? 0.2;
  cutPart(mesh, { field: (x) => Math.abs(x) - shoulder - 0.012 * m.scale, from: ['top'], into: 'inner' });
};

/** The V of a jacket, in which the shirt under it shows. */
const openFront = (mesh: RestMesh, m: Measures, { top }: Clothes): void => {
  const { vee } = cuts[top];
  if (!vee) return;
  const topY = m.neckline(0.06 * m.scale);
  const tipY = topY + (m.hemY - topY) * vee.depth;
  // A row of vertices down the middle: else triangles wider than the V's tip would miss it.
  cutPart(mesh, { field: (x, _y, z) => (z < 0 ? -1 : x - m.centreX), from: ['top'], into: 'top' });
  cutPart(mesh, {
    field: (x, y, z) => {
      if (z < 0) return -1;
      const halfWidth = (vee.half * m.scale * (y - tipY)) / Math.max(0.01, topY - tipY);
      return halfWidth - Math.abs(x - m.centreX);
    },
    from: ['top'],
    into: 'inner',
  });
};
