/** Hands of those who sit in a car: the driver's on the wheel, the others' in their laps. */
import { type Box, boundsOf, isInsideBox, pieceToWorld } from './pieces.ts';
import { lapOf } from './resting-hands.ts';
import type { SetPiece, StagedFigure, Vec3 } from './scene.ts';
import { add } from './vec3.ts';

/** A car's floor over the road, and its seats over that floor, metres. */
export const carFloor = 0.24;
/** Where people sit, metres across from a car's middle: the driver at the left. */
export const carSeatX = 0.38;
/** The wheel's hub in the car's own axes, front +z, and how far its rim is from it, metres. */
const wheelHub: Vec3 = [carSeatX, 0.9, 0.56];
const rim = { aside: 0.165, up: 0.05, ahead: 0.02 } as const;

/** The two points of the wheel's rim that hands hold, left and right. */
export const wheelGrips = (car: SetPiece): { readonly left: Vec3; readonly right: Vec3 } => {
  const [x, y, z] = wheelHub;
  const at = (aside: number): Vec3 => pieceToWorld(car, [x + aside, y + rim.up, z + rim.ahead]);
  return { left: at(rim.aside), right: at(-rim.aside) };
};

const isAtWheel = (car: SetPiece, { position }: StagedFigure): boolean => {
  const seat = pieceToWorld(car, [carSeatX, 0, 0.08]);
  return Math.hypot(position[0] - seat[0], position[2] - seat[2]) < 0.4;
};

export const handsInCar = (figures: readonly StagedFigure[], pieces: readonly SetPiece[]): StagedFigure[] => {
  const cars = pieces.filter(({ kind }) => kind === 'car');
  return figures.map((figure) => {
    const car = cars.find((one) => isInsideBox(boundsOf(one), add(figure.position, [0, 0.4, 0])));
    if (!car || figure.pose !== 'driving' || figure.gesture) return figure;
    return { ...figure, reach: isAtWheel(car, figure) ? wheelGrips(car) : lapOf(figure) };
  });
};

type Fitting = { readonly at: Vec3; readonly half: Vec3 };

/** The backs and headrests of the front seats and the mirrors on the doors, on one side of the car. */
const fittings: readonly Fitting[] = [
  { at: [carSeatX, 0.78, -0.17], half: [0.24, 0.28, 0.1] },
  { at: [carSeatX, 1.16, -0.22], half: [0.12, 0.12, 0.06] },
  { at: [0.92, 0.98, 0.68], half: [0.1, 0.07, 0.06] },
];

/** What of a car hides faces behind it and yet stays in the picture: a camera stands where it does not. */
export const fittingsOf = (piece: SetPiece): readonly Box[] =>
  piece.kind !== 'car'
    ? []
    : fittings.flatMap(({ at: [x, y, z], half }) =>
        [x, -x].map((across) => ({ centre: pieceToWorld(piece, [across, y, z]), half, heading: piece.heading })),
      );
