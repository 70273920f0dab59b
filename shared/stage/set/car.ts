/** A car: a body that is open above its doors, in which people sit on seats behind a wheel, under a roof on pillars. */
import type { Vec3 } from '../scene.ts';
import { addInterior } from './car-interior.ts';
import { block, type Chassis, chassisOf, panel } from './chassis.ts';
import { type PieceSite, toned } from './furniture.ts';
import type { SolidLook } from './set-mesh.ts';
import { surfaceFlags } from './surface-flags.ts';

const stroke = { width: 0.8, strength: 0.8 };
const seam = ({ mesh, turn }: Chassis, from: Vec3, to: Vec3): void => mesh.line(turn(from), turn(to), stroke);

/** Heights and half widths of the body's side from sill to belt. */
const flank = ({ h, half, belt }: Chassis): readonly (readonly [y: number, x: number])[] => [
  [h * 0.17, half * 0.93],
  [h * 0.38, half],
  [belt - 0.05, half * 0.97],
  [belt, half * 0.93],
];

/** How far the nose (+) and tail (−) reach at each height of the flank, in lengths. */
const ends: readonly (readonly [front: number, back: number])[] = [
  [0.94, -0.95],
  [1, -1],
  [0.95, -0.99],
  [0.86, -0.95],
];

/** From where the bonnet and to where the boot's lid reach, in lengths. */
const bonnetFrom = 0.42;
const bootTo = -0.72;

const addBody = (chassis: Chassis): void => {
  const { length, belt, tone } = chassis;
  const rows = flank(chassis);
  const bonnetDrop = chassis.h * 0.05;
  const look: SolidLook = { tone };
  const at = (row: number, side: number, end: 0 | 1): Vec3 => {
    const [y, x] = rows[row] ?? [0, 0];
    const reach = ends[row]?.[end] ?? 1;
    return [side * x, row === 3 && end === 0 ? y - bonnetDrop : y, length * reach];
  };
  for (let row = 0; row < 3; row++) {
    panel(chassis, [at(row, 1, 0), at(row, 1, 1), at(row + 1, 1, 1), at(row + 1, 1, 0)], look);
    panel(chassis, [at(row, -1, 1), at(row, -1, 0), at(row + 1, -1, 0), at(row + 1, -1, 1)], look);
    panel(chassis, [at(row, -1, 0), at(row, 1, 0), at(row + 1, 1, 0), at(row + 1, -1, 0)], look);
    panel(chassis, [at(row, 1, 1), at(row, -1, 1), at(row + 1, -1, 1), at(row + 1, 1, 1)], look);
  }
  const x = rows[3]?.[1] ?? 0;
  const [scuttle, lid] = [length * bonnetFrom, length * bootTo];
  // The flank's upper edge is straight: the triangle between it and the falling bonnet is a part of the bonnet.
  const [nose, tail] = [at(3, 1, 0), at(3, 1, 1)];
  panel(chassis, [[-x, belt, scuttle], [-nose[0], nose[1], nose[2]], nose, [x, belt, scuttle]], toned(tone, 8));
  panel(chassis, [[-tail[0], tail[1], tail[2]], [-x, belt, lid], [x, belt, lid], tail], toned(tone, 6));
  for (const side of [-0.52, 0.52])
    seam(chassis, [side * x, belt + 0.003, scuttle], [side * x * 0.92, nose[1] + 0.004, nose[2]]);
};

const addDoors = (chassis: Chassis): void => {
  const { half, length, h, belt } = chassis;
  for (const side of [-1, 1]) {
    const x = side * (half + 0.004);
    for (const z of [0.4, -0.2, -0.7]) {
      seam(chassis, [x * 0.975, belt, length * z], [x, h * 0.38, length * z]);
      seam(chassis, [x, h * 0.38, length * z], [x * 0.94, h * 0.2, length * z]);
    }
    for (const z of [-0.08, -0.58])
      block(
        chassis,
        [
          [Math.min(x, x * 0.97), belt - 0.15, length * z],
          [Math.max(x, x * 0.97), belt - 0.12, length * z + 0.16],
        ],
        { tone: 60 },
      );
    seam(chassis, [x, h * 0.38, length * 0.95], [x, h * 0.38, -length * 0.97]);
    // The mirror on the door.
    const [inner, outer] = [x * 0.95, x * 1.14];
    block(
      chassis,
      [
        [Math.min(inner, outer), belt + 0.02, length * 0.29],
        [Math.max(inner, outer), belt + 0.13, length * 0.33],
      ],
      toned(chassis.tone, -30),
    );
  }
};

const addFace = (site: PieceSite, chassis: Chassis): void => {
  const { half, length, h, tone } = chassis;
  const lampLook = toned(250, 0, site.night ? surfaceFlags.glow : 0);
  const tailLook = toned(site.night ? 216 : 96, 0, site.night ? surfaceFlags.glow : 0);
  for (const side of [-1, 1]) {
    const [x0, x1] = [side > 0 ? half * 0.58 : -half * 0.9, side > 0 ? half * 0.9 : -half * 0.58];
    block(
      chassis,
      [
        [x0, h * 0.39, length * 0.96],
        [x1, h * 0.5, length * 0.99],
      ],
      lampLook,
    );
    block(
      chassis,
      [
        [x0, h * 0.42, -length * 1.005],
        [x1, h * 0.51, -length * 0.98],
      ],
      tailLook,
    );
  }
  block(
    chassis,
    [
      [-half * 0.52, h * 0.4, length * 0.97],
      [half * 0.52, h * 0.49, length * 0.985],
    ],
    toned(tone, -58),
  );
  for (const y of [0.425, 0.455])
    seam(chassis, [-half * 0.5, h * y, length * 0.99], [half * 0.5, h * y, length * 0.99]);
  for (const end of [0.98, -1.02])
    block(
      chassis,
      [
        [-half * 0.96, h * 0.24, length * end],
        [half * 0.96, h * 0.33, length * (end + 0.045)],
      ],
      toned(tone, 26),
    );
  block(
    chassis,
    [
      [-0.26, h * 0.25, length * 1.02],
      [0.26, h * 0.32, length * 1.03],
    ],
    { tone: 236 },
  );
};

/** Where pillars stand and what they carry, in lengths: foot and top. */
const pillars = [
  [0.4, 0.08],
  [-0.2, -0.2],
  [-0.7, -0.46],
] as const;

const addRoof = (chassis: Chassis): void => {
  const { half, length, h, belt, tone, mesh, turn } = chassis;
  const ring = (y: number, x: number, front: number, back: number): Vec3[] =>
    [
      [-x * 0.92, y, front],
      [x * 0.92, y, front],
      [x, y, front - 0.1],
      [x, y, back + 0.1],
      [x * 0.92, y, back],
      [-x * 0.92, y, back],
      [-x, y, back + 0.1],
      [-x, y, front - 0.1],
    ].map(([px = 0, py = 0, pz = 0]) => turn([px, py, pz]));
  const roof = [
    ring(h - 0.075, half * 0.73, length * 0.1, -length * 0.49),
    ring(h - 0.03, half * 0.72, length * 0.08, -length * 0.48),
    ring(h, half * 0.6, length * 0.01, -length * 0.42),
  ];
  mesh.loft(roof, { tone, flags: surfaceFlags.noCrease });
  const thick = 0.022;
  for (const side of [-1, 1]) {
    for (const [foot, top] of pillars) {
      const square = (y: number, x: number, z: number): Vec3[] =>
        [
          [-thick, thick * 1.4],
          [thick, thick * 1.4],
          [thick, -thick * 1.4],
          [-thick, -thick * 1.4],
        ].map(([dx = 0, dz = 0]) => turn([side * x + dx, y, length * z + dz]));
      mesh.loft([square(belt - 0.02, half * 0.9, foot), square(h - 0.06, half * 0.7, top)], toned(tone, -22));
    }
  }
};

type WheelSite = { readonly x: number; readonly z: number; readonly radius: number };

const wheelSides = 20;

const addWheel = ({ mesh, turn }: Chassis, at: WheelSite): void => {
  const rim = (x: number, radius: number): Vec3[] =>
    Array.from({ length: wheelSides }, (_, side): Vec3 => {
      const angle = (side / wheelSides) * 2 * Math.PI;
      return turn([x, at.radius + Math.cos(angle) * radius, at.z + Math.sin(angle) * radius]);
    });
  const outside = (points: readonly Vec3[]): readonly Vec3[] => (at.x > 0 ? points : [...points].reverse());
  const [inner, outer] = [at.x - 0.1, at.x + 0.1];
  mesh.loft([rim(inner, at.radius), rim(outer, at.radius)], { tone: 46, flags: surfaceFlags.noCrease });
  const face = at.x > 0 ? outer + 0.004 : inner - 0.004;
  mesh.face(outside(rim(face, at.radius * 0.62)), { tone: 186 });
  mesh.face(outside(rim(face + Math.sign(at.x) * 0.003, at.radius * 0.2)), { tone: 90 });
  // The arch, dark over the tyre.
  const arch = rim(at.x > 0 ? at.x + 0.052 : at.x - 0.052, at.radius * 1.22).slice(0, wheelSides);
  mesh.face(outside(arch), { tone: 30 });
};

export const car = (site: PieceSite): void => {
  const chassis = chassisOf(site);
  const { half, length, h } = chassis;
  addBody(chassis);
  addDoors(chassis);
  addFace(site, chassis);
  addInterior(chassis);
  addRoof(chassis);
  for (const side of [-1, 1])
    for (const z of [0.62, -0.6]) addWheel(chassis, { x: side * half * 0.95, z: length * z, radius: h * 0.22 });
};
