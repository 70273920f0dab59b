/** One picture of a board's layers, on white paper as Storyboarder shows them. */
import sharp, { type OverlayOptions } from 'sharp';
import { pictureMediaType } from '../../platform/picture-type.ts';
import type { PictureLayer } from './read-storyboarder.ts';

/** Pixels of one layer, and of all layers of a file together: what small files unpack to is bounded. */
export const pixelLimits = { layer: 20_000_000, file: 4_000_000_000 } as const;

export type BoardPicture = { readonly bytes: Uint8Array; readonly width: number; readonly height: number };

const options = { failOn: 'error', limitInputPixels: pixelLimits.layer } as const;

/** Told by the head of the picture, before it is unpacked; null: it is none, or too large. */
export const layerPixels = async ({ bytes }: PictureLayer): Promise<number | null> => {
  if (pictureMediaType(bytes) === null) return null;
  try {
    const { width, height } = await sharp(bytes, options).metadata();
    return width * height > pixelLimits.layer ? null : width * height;
  } catch {
    // damaged
    return null;
  }
};

const faded = (opacity: number): OverlayOptions => ({
  ...{ input: Buffer.from([255, 255, 255, Math.round(opacity * 255)]), tile: true, blend: 'dest-in' },
  raw: { width: 1, height: 1, channels: 4 },
});

const shownLayer = async ({ bytes, opacity }: PictureLayer, size: { width: number; height: number }) => {
  const image = sharp(bytes, options)
    .resize({ ...size, fit: 'fill' })
    .ensureAlpha();
  return (opacity < 1 ? image.composite([faded(opacity)]) : image).png({ compressionLevel: 1 }).toBuffer();
};

/** Null: a layer does not decode. The size is that of the lowest layer. */
export const composeBoard = async (layers: readonly PictureLayer[]): Promise<BoardPicture | null> => {
  const [lowest] = layers;
  if (lowest === undefined) return null;
  try {
    const { width, height } = await sharp(lowest.bytes, options).metadata();
    const shown = await Promise.all(layers.map((layer) => shownLayer(layer, { width, height })));
    const paper = sharp({ create: { width, height, channels: 3, background: '#ffffff' } });
    const bytes = await paper
      .composite(shown.map((input) => ({ input })))
      .png()
      .toBuffer();
    return { bytes: new Uint8Array(bytes), width, height };
  } catch {
    // damaged
    return null;
  }
};
