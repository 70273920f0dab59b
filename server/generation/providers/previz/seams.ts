/** Lines on clothes: plackets, zips, buttons, pockets, cuffs and ribs, and the folds at the elbow. */
import type { Clothes } from '@oner/shared/stage/scene.ts';
import { cuts } from './clothes.ts';
import type { Measures } from './garment-measures.ts';
import { partIndex, type RestMesh } from './rest-mesh.ts';
import type { Wears } from './skirt.ts';
import { addOver, castOut, type Target, trianglesWhere } from './surface-casts.ts';

const fine = { width: 0.62, strength: 0.8, from: 26 } as const;
const faint = { width: 0.55, strength: 0.6, from: 44 } as const;
const button = { width: 2, strength: 0.9, from: 40 } as const;
type Pen = { readonly width: number; readonly strength: number; readonly from: number };

/** A place on the front of the body: across from the middle (+ is the figure's left), and a share of the way from neck to hem. */
type Spot = readonly [across: number, down: number];

class Tailor {
  readonly #mesh: RestMesh;
  readonly #m: Measures;
  readonly #trunk: Target;
  readonly #arms: Target;

  constructor(mesh: RestMesh, m: Measures) {
    this.#mesh = mesh;
    this.#m = m;
    const cloth = new Set([partIndex('top'), partIndex('inner'), partIndex('bottom')]);
    const inner = 0.24 * m.scale;
    this.#trunk = trianglesWhere(mesh, (part, x, y) => cloth.has(part) && Math.abs(x) < inner && y > m.kneeY);
    this.#arms = trianglesWhere(
      mesh,
      (part, x, y) => part !== partIndex('bottom') && Math.abs(x) > 0.13 * m.scale && y > m.hipsY,
    );
  }

  #draw(vertices: readonly (number | null)[], pen: Pen): void {
    const found = vertices.filter((vertex) => vertex !== null);
    if (found.length > 1) this.#mesh.strokes.push({ vertices: found, ...pen });
  }

  /** A line over the front (or the back) of the body through places on it. */
  front(spots: readonly Spot[], pen: Pen, facing: 1 | -1 = 1): void {
    const { scale, centreX, hemY } = this.#m;
    const topY = this.#m.neckline(0.05 * scale);
    const along = (from: Spot, to: Spot): Spot[] => {
      const steps = Math.max(
        1,
        Math.ceil(Math.hypot((to[0] - from[0]) * scale, (to[1] - from[1]) * (topY - hemY)) / (0.03 * scale)),
      );
      return Array.from({ length: steps }, (_, step): Spot => {
        const t = step / steps;
        return [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t];
      });
    };
    const all = spots.flatMap((spot, index) => {
      const next = spots[index + 1];
      return next ? along(spot, next) : [spot];
    });
    this.#draw(
      all.map(([across, down]) => {
        const from = [centreX + across * scale, topY + (hemY - topY) * down, 0] as const;
        const hit = castOut(this.#mesh, this.#trunk, { from, way: [0, 0, facing] });
        return hit && addOver(this.#mesh, hit, 0.005 * scale);
      }),
      pen,
    );
  }

  /** A ring, or a part of one, round both arms: where along x, which may change, and from angle to angle (0 up, 90 front). */
  arm([fromX, toX]: readonly [number, number], [start, end]: readonly [number, number], pen: Pen): void {
    const { armY, armZ, scale } = this.#m;
    const steps = Math.max(2, Math.ceil(Math.abs(end - start) / 24));
    for (const side of [-1, 1])
      this.#draw(
        Array.from({ length: steps + 1 }, (_, step) => {
          const angle = ((start + ((end - start) * step) / steps) * Math.PI) / 180;
          const x = side * (fromX + ((toX - fromX) * step) / steps);
          const hit = castOut(this.#mesh, this.#arms, {
            from: [x, armY, armZ],
            way: [0, Math.cos(angle), Math.sin(angle)],
          });
          return hit && addOver(this.#mesh, hit, 0.004 * scale);
        }),
        pen,
      );
  }

  buttons(across: number, downs: readonly number[]): void {
    for (const down of downs)
      this.front(
        [
          [across, down],
          [across + 0.002, down + 0.002],
        ],
        button,
      );
  }

  pocket(across: number, down: number, [wide, tall]: readonly [number, number]): void {
    this.front(
      [
        [across - wide, down],
        [across + wide, down],
        [across + wide, down + tall],
        [across - wide, down + tall],
        [across - wide, down],
      ],
      fine,
    );
  }
}

const closing = (tailor: Tailor, from: number): void =>
  tailor.front(
    [
      [0.004, from],
      [0.004, 1],
    ],
    fine,
  );

const ribs = (tailor: Tailor): void => {
  for (const facing of [1, -1] as const)
    tailor.front(
      [
        [-0.19, 0.92],
        [0, 0.93],
        [0.19, 0.92],
      ],
      faint,
      facing,
    );
};

const tops: Readonly<Record<Clothes['top'], (tailor: Tailor, vee: number) => void>> = {
  tee: () => undefined,
  sweater: ribs,
  hoodie: (tailor) => {
    ribs(tailor);
    tailor.front(
      [
        [-0.13, 0.88],
        [-0.075, 0.62],
        [0.075, 0.62],
        [0.13, 0.88],
      ],
      fine,
    );
    for (const side of [-1, 1])
      tailor.front(
        [
          [side * 0.032, 0.03],
          [side * 0.036, 0.24],
        ],
        { ...fine, width: 1 },
      );
  },
  shirt: (tailor) => {
    tailor.front(
      [
        [0.016, 0.02],
        [0.016, 1],
      ],
      fine,
    );
    tailor.buttons(0, [0.1, 0.26, 0.42, 0.58, 0.74, 0.9]);
    tailor.pocket(0.088, 0.3, [0.038, 0.15]);
  },
  blouse: (tailor) => {
    tailor.front(
      [
        [0.012, 0.02],
        [0.012, 1],
      ],
      faint,
    );
    tailor.buttons(0, [0.14, 0.32, 0.5, 0.68, 0.86]);
  },
  jacket: (tailor, vee) => {
    closing(tailor, vee);
    ribs(tailor);
    for (const side of [-1, 1])
      tailor.front(
        [
          [side * 0.1, 0.66],
          [side * 0.135, 0.84],
        ],
        fine,
      );
  },
  suit: (tailor, vee) => {
    closing(tailor, vee);
    tailor.buttons(-0.012, [vee + 0.04, vee + 0.18]);
    for (const side of [-1, 1])
      tailor.front(
        [
          [side * 0.07, 0.78],
          [side * 0.14, 0.77],
        ],
        fine,
      );
    tailor.front(
      [
        [0.075, 0.34],
        [0.125, 0.325],
      ],
      fine,
    );
  },
  coat: (tailor, vee) => {
    closing(tailor, vee);
    for (const across of [-0.05, 0.05]) tailor.buttons(across, [vee + 0.06, vee + 0.28, vee + 0.5]);
    for (const facing of [1, -1] as const)
      tailor.front(
        [
          [-0.16, 0.84],
          [0.16, 0.84],
        ],
        faint,
        facing,
      );
  },
  dress: (tailor) => {
    for (const facing of [1, -1] as const)
      tailor.front(
        [
          [-0.17, 0.8],
          [0, 0.82],
          [0.17, 0.8],
        ],
        fine,
        facing,
      );
  },
  vest: (tailor, vee) => {
    closing(tailor, vee);
    tailor.buttons(-0.01, [vee + 0.06, vee + 0.18, vee + 0.3]);
    for (const side of [-1, 1])
      tailor.front(
        [
          [side * 0.07, 0.76],
          [side * 0.13, 0.74],
        ],
        fine,
      );
  },
  uniform: (tailor) => {
    closing(tailor, 0.02);
    tailor.buttons(-0.012, [0.1, 0.26, 0.42, 0.58]);
    for (const side of [-1, 1]) tailor.pocket(side * 0.088, 0.26, [0.04, 0.16]);
    for (const facing of [1, -1] as const)
      for (const down of [0.72, 0.79])
        tailor.front(
          [
            [-0.19, down],
            [0, down + 0.01],
            [0.19, down],
          ],
          fine,
          facing,
        );
  },
};

/** Cloth that stands off the arm folds at the elbow. */
const foldsFrom = 0.01;

const addSleeveLines = (tailor: Tailor, { measures: m, clothes }: Wears): void => {
  if (clothes.sleeves !== 'long') return;
  if (clothes.top !== 'coat' && clothes.top !== 'suit') {
    const cuff = m.sleeveX - 0.04 * m.scale;
    tailor.arm([cuff, cuff], [0, 360], faint);
  }
  if (cuts[clothes.top].loose < foldsFrom) return;
  for (const [from, to, start, end] of [
    [-0.035, 0.005, 40, 130],
    [0, -0.02, 110, 170],
    [0.03, 0.055, 60, 140],
  ] as const)
    tailor.arm([m.elbowX + from * m.scale, m.elbowX + to * m.scale], [start, end], fine);
};

export const addSeams = (mesh: RestMesh, wears: Wears): void => {
  const tailor = new Tailor(mesh, wears.measures);
  const { top } = wears.clothes;
  tops[top](tailor, cuts[top].vee?.depth ?? 0);
  addSleeveLines(tailor, wears);
};
