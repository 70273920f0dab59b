/** What is inside a car: doors from within, floor, seats, dashboard and the wheel. */
import type { Vec3 } from '../scene.ts';
import { block, type Chassis, panel } from './chassis.ts';
import { toned } from './furniture.ts';
import { surfaceFlags } from './surface-flags.ts';

/** Where people sit, m: across from the middle, and the height of the cushions. */
const seatX = 0.38;
const seatY = 0.5;

/** The tub, in lengths and m: its front under the dashboard, its back behind the rear seats, its floor. */
const tub = { front: 0.42, back: -0.6, floor: 0.24 } as const;

const addTub = (chassis: Chassis): void => {
  const { half, length, belt, tone } = chassis;
  const x = half * 0.86;
  const [front, back] = [length * tub.front, length * -0.72];
  const inside = toned(tone, -16);
  const rail = half * 0.93;
  for (const side of [-1, 1]) {
    const wall: Vec3[] = [
      [side * x, tub.floor, side > 0 ? front : back],
      [side * x, tub.floor, side > 0 ? back : front],
      [side * x, belt, side > 0 ? back : front],
      [side * x, belt, side > 0 ? front : back],
    ];
    // Seen from inside: the other way round than the flank.
    panel(chassis, [...wall].reverse(), inside);
    const ledge: Vec3[] = [
      [side * x, belt, side > 0 ? back : front],
      [side * x, belt, side > 0 ? front : back],
      [side * rail, belt, side > 0 ? front : back],
      [side * rail, belt, side > 0 ? back : front],
    ];
    panel(chassis, [...ledge].reverse(), toned(tone, -12));
  }
  panel(
    chassis,
    [
      [-x, tub.floor, front],
      [x, tub.floor, front],
      [x, tub.floor, back],
      [-x, tub.floor, back],
    ],
    { tone: 52 },
  );
  block(
    chassis,
    [
      [-x, tub.floor, length * -0.73],
      [x, belt, length * tub.back],
    ],
    inside,
  );
};

/** A cushion, a back that leans and narrows to its shoulders, and a headrest on two rods for each who sits there. */
const addSeat = (chassis: Chassis, x: number, z: number, half: number): void => {
  const cloth = { tone: 112 };
  const back = (y: number, wide: number, at: number, deep: number): Vec3[] =>
    [
      [x - wide, y, z + at],
      [x + wide, y, z + at],
      [x + wide, y, z + at - deep],
      [x - wide, y, z + at - deep],
    ].map(([px = 0, py = 0, pz = 0]) => chassis.turn([px, py, pz]));
  block(
    chassis,
    [
      [x - half, tub.floor, z - 0.12],
      [x + half, seatY, z + 0.42],
    ],
    cloth,
  );
  chassis.mesh.loft(
    [
      back(seatY - 0.06, half, -0.11, 0.13),
      back(0.86, half, -0.18, 0.13),
      back(1.02, half * 0.86, -0.215, 0.1),
      back(1.07, half * 0.7, -0.235, 0.07),
    ],
    { ...cloth, flags: surfaceFlags.noCrease },
  );
  for (const head of half > 0.4 ? [-seatX, seatX] : [0]) {
    for (const rod of [-0.05, 0.05])
      block(
        chassis,
        [
          [x + head + rod - 0.006, 1.05, z - 0.27],
          [x + head + rod + 0.006, 1.13, z - 0.258],
        ],
        { tone: 150 },
      );
    block(
      chassis,
      [
        [x + head - 0.11, 1.12, z - 0.31],
        [x + head + 0.11, 1.26, z - 0.22],
      ],
      { tone: 100 },
      -0.02,
    );
  }
};

/** A torus of flat pieces about an axis that leans from the dashboard to the driver. */
const addWheelRim = (chassis: Chassis, [x, y, z]: Vec3): void => {
  const [sides, outer, inner, thick, lean] = [18, 0.185, 0.152, 0.014, 0.42];
  const [sin, cos] = [Math.sin(lean), Math.cos(lean)];
  const at = (step: number, radius: number, off: number): Vec3 => {
    const angle = (step / sides) * 2 * Math.PI;
    const [u, v] = [Math.sin(angle) * radius, Math.cos(angle) * radius];
    return [x + u, y + v * cos + off * sin, z + v * sin - off * cos];
  };
  const look = { tone: 34 };
  for (let step = 0; step < sides; step++) {
    const ring = (radius: number, off: number): [Vec3, Vec3] => [at(step, radius, off), at(step + 1, radius, off)];
    const [nearOuter, nearInner] = [ring(outer, thick), ring(inner, thick)];
    const [farOuter, farInner] = [ring(outer, -thick), ring(inner, -thick)];
    const quad = (a: [Vec3, Vec3], b: [Vec3, Vec3]): void => {
      panel(chassis, [a[0], a[1], b[1], b[0]], look);
      panel(chassis, [b[0], b[1], a[1], a[0]], look);
    };
    quad(nearOuter, nearInner);
    quad(farOuter, farInner);
    quad(nearOuter, farOuter);
  }
  for (const [from, to] of [
    [3.6, 4.2],
    [8.5, 9.5],
    [13.8, 14.4],
  ] as const) {
    const spoke = [at(from, inner, 0), at(to, inner, 0), at(to, 0.03, 0), at(from, 0.03, 0)];
    panel(chassis, spoke, look);
    panel(chassis, [...spoke].reverse(), look);
  }
  block(
    chassis,
    [
      [x - 0.045, y - 0.05, z - 0.01],
      [x + 0.045, y + 0.03, z + 0.03],
    ],
    { tone: 48 },
  );
  block(
    chassis,
    [
      [x - 0.03, y - 0.1, z + 0.02],
      [x + 0.03, y, z + 0.22],
    ],
    { tone: 48 },
  );
};

/** The wheel's hub in the car's axes: front +z, the driver at the figure's left. */
export const wheelHub: Vec3 = [seatX, 0.9, 0.56];

export const addInterior = (chassis: Chassis): void => {
  const { half, length, belt, tone } = chassis;
  addTub(chassis);
  for (const side of [-1, 1]) addSeat(chassis, side * seatX, 0.05, 0.25);
  addSeat(chassis, 0, -0.9, half * 0.8);
  const x = half * 0.86;
  const dash = toned(tone, -34);
  const [near, far] = [length * 0.33, length * 0.42];
  block(
    chassis,
    [
      [-x, 0.6, near],
      [x, belt - 0.02, far + 0.02],
    ],
    dash,
  );
  // The hood over the instruments, and the box before the passenger.
  block(
    chassis,
    [
      [seatX - 0.22, belt - 0.06, near - 0.05],
      [seatX + 0.22, belt + 0.035, far],
    ],
    toned(tone, -56),
  );
  block(
    chassis,
    [
      [-seatX - 0.22, belt - 0.24, near - 0.008],
      [-seatX + 0.22, belt - 0.1, near],
    ],
    toned(tone, -38),
  );
  addWheelRim(chassis, wheelHub);
};
