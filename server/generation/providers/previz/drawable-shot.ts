/** A staged shot cut down to what previz draws: the nearest of what the camera may see, and who was left out, in words. */
import { seenBy } from '@oner/shared/generation/spec-view.ts';
import type { SetPiece, StagedFigure, StagedShot, Vec3 } from '@oner/shared/stage/scene.ts';
import { distance } from '@oner/shared/stage/vec3.ts';
import { previzLimits } from './frame-request.ts';

export type DrawableShot = { readonly shot: StagedShot; readonly warnings: readonly string[] };

/** The nearest to the lens, in their own order; all of them when they are not too many. */
const nearest = <T extends StagedFigure | SetPiece>(things: readonly T[], lens: Vec3, most: number): readonly T[] => {
  if (things.length <= most) return things;
  const byDistance = things.toSorted((a, b) => distance(a.position, lens) - distance(b.position, lens));
  const kept = new Set(byDistance.slice(0, most));
  return things.filter((thing) => kept.has(thing));
};

const leftOut = (count: number, what: string, most: number): readonly string[] =>
  count === 0
    ? []
    : [`The ${count} ${what} farthest from the camera are left out of the picture: it draws ${most} at most.`];

/** Never more figures and pieces than previz takes; a shot within its limits is given back as it is. */
export const drawableShot = (shot: StagedShot): DrawableShot => {
  const { figures, pieces } = shot.scene;
  const { maxFigures, maxPieces } = previzLimits;
  if (figures.length <= maxFigures && pieces.length <= maxPieces) return { shot, warnings: [] };
  const seen = seenBy(shot);
  const lens = shot.camera.position;
  const kept = {
    figures: nearest(figures.length > maxFigures ? seen.figures : figures, lens, maxFigures),
    pieces: nearest(pieces.length > maxPieces ? seen.pieces : pieces, lens, maxPieces),
  };
  return {
    shot: { ...shot, scene: { ...shot.scene, ...kept } },
    warnings: [
      ...leftOut(Math.max(0, seen.figures.length - maxFigures), 'figures', maxFigures),
      ...leftOut(Math.max(0, seen.pieces.length - maxPieces), 'pieces', maxPieces),
    ],
  };
};
