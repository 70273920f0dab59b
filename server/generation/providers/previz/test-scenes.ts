/** Small staged shots for the tests of this folder. */
import type { SetPiece, StagedFigure, StagedShot } from '@oner/shared/stage/scene.ts';
import { figureOf } from '@oner/shared/stage/testing/scenes.ts';

export const person = (changes: Partial<StagedFigure> = {}): StagedFigure =>
  figureOf({
    height: 1.66,
    look: { hair: 'bob', hairTone: 46, skinTone: 240, topTone: 190, bottomTone: 90 },
    ...changes,
  });

export const chair: SetPiece = {
  id: 'chair',
  kind: 'chair',
  position: [1, 0, -0.6],
  heading: 0.4,
  size: [0.44, 0.92, 0.44],
  tone: 190,
};

type ShotChanges = {
  readonly scene?: Partial<StagedShot['scene']>;
  readonly camera?: Partial<StagedShot['camera']>;
};

/** One woman in a room with a chair, seen whole from before her. */
export const roomShot = ({ scene, camera }: ShotChanges = {}): StagedShot => ({
  scene: {
    setting: 'INT',
    time: 'day',
    figures: [person()],
    pieces: [chair],
    extent: [6, 2.7, 6],
    ...scene,
  },
  camera: { position: [0.4, 1.4, 2.9], target: [0.2, 1, 0], roll: 0, lens: 28, aspect: 16 / 9, ...camera },
});
