/** Where eyes go: to someone, to a thing, to the lens or a point; and how they follow whom they look at. */
import { poseFigure } from '@oner/shared/stage/pose-figure.ts';
import type { Camera, SetPiece, StagedFigure, StagedScene, Vec3 } from '@oner/shared/stage/scene.ts';
import { add, distance, headingVector, scale } from '@oner/shared/stage/vec3.ts';

/** What someone looks at, as the point of their gaze tells it. */
export type GazeAim =
  | { readonly kind: 'ahead' }
  | { readonly kind: 'lens' }
  | { readonly kind: 'figure'; readonly name: string }
  | { readonly kind: 'piece'; readonly id: string }
  | { readonly kind: 'point' };

/** A gaze this near to something is at it, metres. */
const near = 0.2;

const rounded = ([x, y, z]: Vec3): Vec3 => [
  Math.round(x * 1000) / 1000,
  Math.round(y * 1000) / 1000,
  Math.round(z * 1000) / 1000,
];

const eyesOf = (figure: StagedFigure): Vec3 => poseFigure(figure).points.eyes;
const middleOf = ({ position, size }: SetPiece): Vec3 => add(position, [0, size[1] * 0.6, 0]);

export const gazeAim = ({ name, gaze }: StagedFigure, { figures, pieces }: StagedScene, camera: Camera): GazeAim => {
  if (gaze === null) return { kind: 'ahead' };
  const person = figures.find((other) => other.name !== name && distance(eyesOf(other), gaze) < near);
  if (person) return { kind: 'figure', name: person.name };
  if (distance(camera.position, gaze) < near) return { kind: 'lens' };
  const piece = pieces.find((each) => distance(middleOf(each), gaze) < near);
  return piece ? { kind: 'piece', id: piece.id } : { kind: 'point' };
};

/** Metres before the eyes that a gaze at nothing is set to. */
const ahead = 2;

/** The point to look at. */
export const gazePoint = (
  figure: StagedFigure,
  aim: GazeAim,
  { scene, camera }: { readonly scene: StagedScene; readonly camera: Camera },
): Vec3 | null => {
  switch (aim.kind) {
    case 'ahead':
      return null;
    case 'lens':
      return rounded(camera.position);
    case 'figure': {
      const other = scene.figures.find(({ name }) => name === aim.name);
      return other ? rounded(eyesOf(other)) : null;
    }
    case 'piece': {
      const piece = scene.pieces.find(({ id }) => id === aim.id);
      return piece ? rounded(middleOf(piece)) : null;
    }
    case 'point':
      return rounded(add(eyesOf({ ...figure, gaze: null }), scale(headingVector(figure.heading), ahead)));
  }
};

/** The others with their eyes on someone who moved, if they were before. */
export const gazesFollowing = (
  figures: readonly StagedFigure[],
  before: StagedFigure,
  after: StagedFigure,
): readonly StagedFigure[] => {
  const [from, to] = [eyesOf(before), rounded(eyesOf(after))];
  if (distance(from, to) < 1e-4) return figures;
  return figures.map((figure) =>
    figure.name !== after.name && figure.gaze !== null && distance(figure.gaze, from) < near
      ? { ...figure, gaze: to }
      : figure,
  );
};
