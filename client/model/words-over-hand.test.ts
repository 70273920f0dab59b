import type { Shot, StageEntry } from '@oner/shared/document/story.ts';
import type { Camera } from '@oner/shared/stage/scene.ts';
import { describe, expect, it } from 'vitest';
import { overHand } from './words-over-hand.ts';

const camera: Camera = { position: [0, 1.5, 4], target: [0, 1.5, 0], roll: 0, lens: 50, aspect: 1.78 };
const said: Pick<Shot, 'size' | 'angle' | 'framing' | 'movement' | 'lens' | 'roll' | 'subjects'> = {
  size: 'MS',
  angle: 'eye',
  framing: 'single',
  movement: 'static',
  lens: 50,
  roll: 0,
  subjects: ['ANN'],
};
const shot = said as Shot; // the words of the camera are all that is read
const entry = (fields: Partial<StageEntry>): StageEntry => ({
  figures: null,
  pieces: null,
  figureChanges: {},
  pieceChanges: {},
  extent: null,
  time: null,
  side: null,
  camera: null,
  move: null,
  figuresEnd: null,
  ...fields,
});
const move = {
  keys: [
    { at: 0, camera },
    { at: 1, camera: { ...camera, lens: 85 } },
  ],
};

describe('words over a camera set by hand', () => {
  it('CLI-95 a size, an angle, a framing or other subjects solve it anew', () => {
    for (const fields of [{ size: 'CU' }, { angle: 'high' }, { framing: 'group' }, { subjects: ['TOM'] }] as const)
      expect(overHand(shot, entry({ camera }), fields as never)).toEqual({
        fields: { camera: null, move: null },
        replaced: true,
      });
  });

  it('CLI-95 a lens and a roll are given to it, and the hand keeps it', () => {
    expect(overHand(shot, entry({ camera }), { lens: 85, roll: 45 })).toEqual({
      fields: { camera: { ...camera, lens: 85, roll: Math.PI / 4 } },
      replaced: false,
    });
    expect(overHand(shot, entry({ move }), { lens: 24 })?.fields.move?.keys.map((key) => key.camera.lens)).toEqual([
      24, 24,
    ]);
  });

  it('CLI-95 a movement takes the place of its keys, and the camera stays', () => {
    expect(overHand(shot, entry({ move }), { movement: 'pan' })).toEqual({
      fields: { move: null, camera },
      replaced: true,
    });
    expect(overHand(shot, entry({ camera }), { movement: 'pan' })).toBeNull();
  });

  it('CLI-95 other words, and words that say the same, leave it alone; so does every word where no hand is', () => {
    expect(overHand(shot, entry({ camera }), { description: 'x', size: 'MS', lens: 50 })).toBeNull();
    expect(overHand(shot, entry({}), { size: 'CU' })).toBeNull();
    expect(overHand(shot, undefined, { size: 'CU' })).toBeNull();
  });
});
