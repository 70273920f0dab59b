/** A camera that a person set: it stands where it was put, and what it stands in is not drawn. */
import { isInsideCapsule } from '../stage/capsule.ts';
import { isInsideBox, solidsOf } from '../stage/pieces.ts';
import { poseFigure } from '../stage/pose-figure.ts';
import type { Camera, StagedScene } from '../stage/scene.ts';
import { distance } from '../stage/vec3.ts';
import { isOutside } from './clear-view.ts';
import { angleOffLine, isBound, neutralAngle } from './continuity.ts';
import { lineOfAction } from './line-of-action.ts';
import type { CameraSolution, CameraWarning } from './solution.ts';
import type { Angle, Framing, Movement } from './vocabulary.ts';

/** Nearer than this to a solid the camera is in it, metres. */
const margin = 0.05;
/** A camera at someone's eyes sees as they do: they are not drawn, and nobody is told. */
const inTheEyes = 0.04;

/** Whether the camera stands on the side of the line that the scene's cameras do not. */
const isAcross = (scene: StagedScene, camera: Camera): boolean => {
  const [first, second] = scene.figures;
  if (!first || !second || distance(first.position, second.position) < 0.1) return false;
  const off = angleOffLine(camera.position, first.position, second.position);
  return Math.abs(off) > neutralAngle && Math.sign(off) !== lineOfAction(scene).keptTo;
};

export const handCamera = (
  scene: StagedScene,
  camera: Camera,
  shot: { readonly framing: Framing; readonly angle: Angle; readonly movement: Movement },
): Pick<CameraSolution, 'camera' | 'scene' | 'warnings'> => {
  const { position } = camera;
  const inside = scene.figures.filter((figure) =>
    poseFigure(figure).capsules.some((capsule) => isInsideCapsule(capsule, position, margin)),
  );
  const pieces = scene.pieces.filter((piece) => solidsOf(piece).some((box) => isInsideBox(box, position, margin)));
  const left = inside.filter((figure) => distance(poseFigure(figure).points.eyes, position) > inTheEyes);
  const warnings: CameraWarning[] = [
    ...left.map(({ name }) => ({ kind: 'figure-left-out', name }) as const),
    ...pieces.map(({ id }) => ({ kind: 'piece-left-out', id }) as const),
    ...(isOutside(scene, position) ? [{ kind: 'outside-room' } as const] : []),
    ...(isBound(shot) && isAcross(scene, camera) ? [{ kind: 'line-crossed' } as const] : []),
  ];
  if (inside.length === 0 && pieces.length === 0) return { camera, scene, warnings };
  const [without, bare] = [new Set(inside), new Set(pieces)];
  const drawn = {
    ...scene,
    figures: scene.figures.filter((figure) => !without.has(figure)),
    pieces: scene.pieces.filter((piece) => !bare.has(piece)),
  };
  return { camera, scene: drawn, warnings };
};
