/** A car: a lofted body, an open cabin on pillars in which its people are seen, wheels and lamps. */
import type { Vec3 } from '@oner/shared/stage/scene.ts';
import { type PieceSite, toned } from './furniture.ts';
import { surfaceFlags } from './screen-triangles.ts';
import type { SolidLook } from './set-mesh.ts';

const ring = (y: number, x: number, front: number, back: number): Vec3[] => [
  [-x, y, front],
  [x, y, front],
  [x, y, back],
  [-x, y, back],
];

type Chassis = {
  /** Half the width, half the length, the height, m. */
  readonly half: number;
  readonly length: number;
  readonly h: number;
  /** From an axis system whose front is +z to the piece's: the long side may lie along x. */
  readonly turn: (point: Vec3) => Vec3;
};

const chassisOf = ({ piece: { size } }: PieceSite): Chassis => {
  const along = size[2] >= size[0];
  return {
    half: (along ? size[0] : size[2]) / 2,
    length: (along ? size[2] : size[0]) / 2,
    h: size[1],
    turn: ([x, y, z]) => (along ? [x, y, z] : [z, y, -x]),
  };
};

export const car = (site: PieceSite): void => {
  const { mesh, piece } = site;
  const chassis = chassisOf(site);
  const { half, length, h, turn } = chassis;
  const turned = (points: readonly Vec3[]): Vec3[] => points.map(turn);
  const belt = h * 0.6;
  const body = [
    ring(h * 0.2, half * 0.96, length * 0.97, -length),
    ring(h * 0.4, half, length, -length),
    ring(belt, half * 0.95, length * 0.94, -length * 0.97),
  ];
  mesh.loft(body.map(turned), { tone: piece.tone });
  addCabin(site, chassis, belt);
  for (const sx of [-1, 1]) {
    for (const z of [length * 0.6, -length * 0.6]) addWheel(site, { turn, x: sx * half * 0.97, z, radius: h * 0.23 });
    const lamp = toned(250, 0, site.night ? surfaceFlags.glow : 0);
    const [x0, x1] = [sx > 0 ? half * 0.55 : -half * 0.85, sx > 0 ? half * 0.85 : -half * 0.55];
    const front: Vec3[] = [
      [x0, h * 0.41, length + 0.005],
      [x1, h * 0.41, length + 0.005],
      [x1, h * 0.52, length * 0.985],
      [x0, h * 0.52, length * 0.985],
    ];
    mesh.face(turned(front), lamp);
  }
};

const addCabin = (site: PieceSite, { half, length, h, turn }: Chassis, belt: number): void => {
  const { mesh, piece } = site;
  const look: SolidLook = { tone: piece.tone };
  const roof = [
    ring(h - 0.05, half * 0.72, length * 0.09, -length * 0.51),
    ring(h, half * 0.69, length * 0.07, -length * 0.49),
  ];
  mesh.loft(
    roof.map((points) => points.map(turn)),
    look,
  );
  const thick = 0.03;
  const pillars = [
    [length * 0.4, length * 0.06],
    [-length * 0.2, -length * 0.2],
    [-length * 0.74, -length * 0.47],
  ] as const;
  for (const side of [-1, 1]) {
    for (const [foot, top] of pillars) {
      const square = (y: number, x: number, z: number): Vec3[] =>
        ring(y, thick, z + thick, z - thick).map(([px, py, pz]) => turn([px + side * x, py, pz]));
      mesh.loft([square(belt - 0.02, half * 0.9, foot), square(h - 0.03, half * 0.69, top)], toned(piece.tone, -18));
    }
  }
};

type WheelSite = Pick<Chassis, 'turn'> & { readonly x: number; readonly z: number; readonly radius: number };

const addWheel = (site: PieceSite, at: WheelSite): void => {
  const rim = (x: number, radius: number): Vec3[] =>
    Array.from({ length: 14 }, (_, side): Vec3 => {
      const turn = (side / 14) * 2 * Math.PI;
      return at.turn([x, at.radius + Math.cos(turn) * radius, at.z + Math.sin(turn) * radius]);
    });
  const [inner, outer] = [at.x - 0.1, at.x + 0.1];
  site.mesh.loft([rim(inner, at.radius), rim(outer, at.radius)], { tone: 46 });
  const hub = rim(at.x > 0 ? outer + 0.004 : inner - 0.004, at.radius * 0.55);
  site.mesh.face(at.x > 0 ? hub : [...hub].reverse(), { tone: 170 });
};
