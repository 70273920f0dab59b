/** What hands hold, as faces in the world: drawn as a part of the figure, since the hand carries it. */
import { grip, gripOf, heldBy } from '../held.ts';
import { originOf, transformPoint } from '../mat4.ts';
import type { PosedFigure } from '../pose-figure.ts';
import type { Hand, Held, HeldThing, Vec3 } from '../scene.ts';
import { jointIndex } from '../skeleton.ts';
import { add, scale } from '../vec3.ts';
import { SetMesh } from './set-mesh.ts';

export type HeldFace = { readonly points: readonly Vec3[]; readonly tone: number };

type Shape = (mesh: SetMesh) => void;

const rod =
  (radius: number, from: number, to: number, tone: number): Shape =>
  (mesh) =>
    mesh.turned(
      [0, 0],
      [
        [from, radius],
        [to, radius],
      ],
      { tone, sides: 10 },
    );

/**
 * Things that go with the hand: given round the grip, y along the fist from the little finger to the thumb, z as the fingers
 * point, x out of the palm's back.
 */
const inFist: Partial<Record<HeldThing, Shape>> = {
  phone: (mesh) => mesh.box([-0.012, -0.04, -0.075], [0, 0.04, 0.075], { tone: 42 }),
  cigarette: (mesh) => {
    mesh.box([-0.004, 0.03, 0.05], [0.004, 0.038, 0.12], { tone: 250 });
    mesh.box([-0.004, 0.03, 0.12], [0.004, 0.038, 0.13], { tone: 120 });
  },
  pen: rod(0.005, -0.05, 0.1, 60),
  torch: (mesh) => {
    rod(0.017, -0.08, 0.09, 60)(mesh);
    mesh.turned(
      [0, 0],
      [
        [0.09, 0.018],
        [0.13, 0.032],
      ],
      { tone: 90, sides: 12 },
    );
    mesh.turned(
      [0, 0],
      [
        [0.13, 0.03],
        [0.134, 0.028],
      ],
      { tone: 252, sides: 12 },
    );
  },
  knife: (mesh) => {
    rod(0.012, -0.06, 0.055, 50)(mesh);
    mesh.box([-0.0015, 0.055, -0.014], [0.0015, 0.2, 0.014], { tone: 236 });
  },
  gun: (mesh) => {
    mesh.box([-0.013, -0.05, -0.022], [0.013, 0.05, 0.02], { tone: 40 });
    mesh.box([-0.014, 0.05, -0.05], [0.014, 0.085, 0.15], { tone: 58 });
  },
  book: (mesh) => {
    mesh.box([-0.014, -0.02, -0.09], [0.014, 0.19, 0.09], { tone: 130 });
    mesh.box([-0.011, -0.017, -0.086], [0.011, 0.194, 0.094], { tone: 244 });
  },
  paper: (mesh) => mesh.box([-0.001, -0.02, -0.1], [0.001, 0.27, 0.1], { tone: 250 }),
};

/** Things that stand upright or hang, whatever way the hand is turned: given round the grip, y up, z as the figure looks. */
const upright: Partial<Record<HeldThing, Shape>> = {
  mug: (mesh) => {
    mesh.turned(
      [0, 0],
      [
        [-0.05, 0.037],
        [0.05, 0.042],
      ],
      { tone: 238, sides: 14 },
    );
    mesh.turned(
      [0, 0],
      [
        [0.05, 0.036],
        [0.0505, 0.035],
      ],
      { tone: 92, sides: 14 },
    );
  },
  glass: (mesh) => {
    mesh.turned(
      [0, 0],
      [
        [-0.06, 0.028],
        [0.06, 0.036],
      ],
      { tone: 226, sides: 14 },
    );
    mesh.turned(
      [0, 0],
      [
        [0.06, 0.032],
        [0.0605, 0.031],
      ],
      { tone: 196, sides: 14 },
    );
  },
  bottle: (mesh) =>
    mesh.turned(
      [0, 0],
      [
        [-0.1, 0.036],
        [0.06, 0.036],
        [0.11, 0.014],
        [0.18, 0.014],
      ],
      { tone: 96, sides: 14 },
    ),
  lantern: (mesh) => {
    mesh.turned(
      [0, 0],
      [
        [-0.36, 0.075],
        [-0.33, 0.07],
      ],
      { tone: 60, sides: 12 },
    );
    mesh.turned(
      [0, 0],
      [
        [-0.33, 0.055],
        [-0.17, 0.05],
      ],
      { tone: 252, sides: 12 },
    );
    mesh.turned(
      [0, 0],
      [
        [-0.17, 0.066],
        [-0.1, 0.02],
      ],
      { tone: 60, sides: 12 },
    );
    for (const side of [-0.05, 0.05]) mesh.box([side - 0.003, -0.16, -0.003], [side + 0.003, 0, 0.003], { tone: 60 });
    mesh.box([-0.05, -0.006, -0.004], [0.05, 0.003, 0.004], { tone: 60 });
  },
  umbrella: (mesh) => {
    rod(0.008, -0.1, 0.78, 70)(mesh);
    mesh.turned(
      [0, 0],
      [
        [0.5, 0.56],
        [0.6, 0.5],
        [0.7, 0.3],
        [0.77, 0.02],
      ],
      { tone: 74, sides: 16 },
    );
  },
  bag: (mesh) => {
    mesh.box([-0.06, -0.42, -0.16], [0.06, -0.14, 0.16], { tone: 96 });
    for (const z of [-0.09, 0.09]) mesh.box([-0.006, -0.16, z - 0.006], [0.006, 0.01, z + 0.006], { tone: 70 });
    mesh.box([-0.006, 0, -0.09], [0.006, 0.012, 0.09], { tone: 70 });
  },
  suitcase: (mesh) => {
    mesh.box([-0.08, -0.44, -0.27], [0.08, -0.05, 0.27], { tone: 120 });
    for (const z of [-0.16, 0.16]) mesh.box([-0.083, -0.44, z - 0.018], [0.083, -0.047, z + 0.018], { tone: 84 });
    for (const z of [-0.07, 0.07]) mesh.box([-0.01, -0.06, z - 0.008], [0.01, 0.005, z + 0.008], { tone: 50 });
    mesh.box([-0.012, -0.002, -0.08], [0.012, 0.016, 0.08], { tone: 50 });
  },
  keys: (mesh) => {
    for (const [z, tilt] of [
      [-0.012, -0.006],
      [0, 0],
      [0.014, 0.008],
    ] as const)
      mesh.box([-0.002 + tilt, -0.075, z - 0.006], [0.002 + tilt, -0.012, z + 0.006], { tone: 206 });
  },
  box: (mesh) => {
    mesh.box([-0.21, -0.13, -0.15], [0.21, 0.13, 0.15], { tone: 172 });
    mesh.box([-0.03, 0.128, -0.151], [0.03, 0.132, 0.151], { tone: 214 });
  },
};

const jointOf = (hand: Hand): number => (hand === 'left' ? jointIndex.leftHand : jointIndex.rightHand);

const fistFaces = (posed: PosedFigure, hand: Hand, shape: Shape): HeldFace[] => {
  const world = posed.world[jointOf(hand)];
  if (!world) return [];
  const mesh = new SetMesh([0, 0, 0], 0);
  shape(mesh);
  const size = posed.skeleton.height / 1.8;
  const side = hand === 'left' ? 1 : -1;
  // The shape's x, y, z are the hand's −(back of the palm), thumb and fingers.
  const place = ([x, y, z]: Vec3): Vec3 =>
    transformPoint(world, [side * (grip[0] + z) * size, (grip[1] + x) * size, (grip[2] + y) * size]);
  return mesh.faces.map(({ points, tone }) => {
    const placed = points.map(place);
    return { points: side > 0 ? placed : placed.reverse(), tone };
  });
};

const uprightFaces = (posed: PosedFigure, { hand, thing }: Held, shape: Shape): HeldFace[] => {
  const own = gripOf(posed, hand);
  const other = gripOf(posed, hand === 'left' ? 'right' : 'left');
  // A box is carried between both hands.
  const at = thing === 'box' ? scale(add(own, other), 0.5) : own;
  const mesh = new SetMesh(at, posed.figure.heading);
  shape(mesh);
  const size = posed.scale * (posed.skeleton.height / 1.8);
  return mesh.faces.map(({ points, tone }) => ({
    points: points.map(
      ([x, y, z]): Vec3 => [at[0] + (x - at[0]) * size, at[1] + (y - at[1]) * size, at[2] + (z - at[2]) * size],
    ),
    tone,
  }));
};

/** World faces, convex and counter-clockwise seen from outside, of what the figure holds. */
export const heldFaces = (posed: PosedFigure): HeldFace[] =>
  heldBy(posed.figure).flatMap((held) => {
    const [fist, standing] = [inFist[held.thing], upright[held.thing]];
    if (fist) return fistFaces(posed, held.hand, fist);
    return standing ? uprightFaces(posed, held, standing) : [];
  });

/** Where the light of what a figure holds comes from, for lanterns and torches. */
export const heldLights = (posed: PosedFigure): readonly Vec3[] =>
  heldBy(posed.figure).flatMap(({ hand, thing }) => {
    const world = posed.world[jointOf(hand)];
    return world && (thing === 'lantern' || thing === 'torch') ? [originOf(world)] : [];
  });
