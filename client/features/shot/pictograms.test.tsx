import { angles, framings, movements, shotSizes } from '@oner/shared/camera/vocabulary.ts';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { AnglePicture, FramingPicture, MovementPicture, SizePicture } from './pictograms.tsx';

const drawn = (pictures: readonly ReactNode[]): readonly string[] =>
  pictures.map((picture) => renderToStaticMarkup(picture));

describe('pictures of the vocabulary', () => {
  it('CLI-69 has a picture of its own for each size, angle, framing and movement', () => {
    const groups = [
      drawn(shotSizes.map((size) => <SizePicture key={size} size={size} />)),
      drawn(angles.map((angle) => <AnglePicture key={angle} angle={angle} />)),
      drawn(framings.map((framing) => <FramingPicture key={framing} framing={framing} />)),
      drawn(movements.map((movement) => <MovementPicture key={movement} movement={movement} />)),
    ];
    for (const pictures of groups) {
      expect(new Set(pictures).size).toBe(pictures.length);
      for (const picture of pictures) expect(picture).not.toMatch(/undefined|NaN/);
    }
  });
});
