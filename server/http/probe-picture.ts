import { fail, ok, type Result } from '@oner/shared/result/result.ts';
import sharp from 'sharp';
import { pictureMediaType } from '../platform/picture-type.ts';

export type Picture = { readonly mediaType: string; readonly width: number; readonly height: number };
export type PictureError = { readonly kind: 'unknown' | 'damaged' | 'too-large'; readonly detail: string };

/** Largest picture, pixels: what a file of a few bytes unpacks to is bounded too. */
export const maxPixels = 100_000_000;

/** Pictures that are decoded at once, and that wait for it: each may take 400 MB. Beyond, an upload is asked to come again. */
export const decodeLimits = { inside: 2, waiting: 8 } as const;

/** Says what a picture is, as it is shown (turned as its EXIF says), and that it decodes. */
export const probePicture = async (bytes: Uint8Array): Promise<Result<Picture, PictureError>> => {
  const mediaType = pictureMediaType(bytes);
  if (mediaType === null) return fail({ kind: 'unknown', detail: 'The bytes are no PNG, JPEG, WebP or AVIF picture.' });
  try {
    const image = sharp(bytes, { failOn: 'error', limitInputPixels: maxPixels });
    const { autoOrient } = await image.metadata();
    if (autoOrient.width * autoOrient.height > maxPixels)
      return fail({ kind: 'too-large', detail: `The picture has more than ${maxPixels} pixels.` });
    await image.resize(8, 8).raw().toBuffer();
    return ok({ mediaType, width: autoOrient.width, height: autoOrient.height });
  } catch {
    return fail({ kind: 'damaged', detail: 'The picture is damaged or too large to decode.' });
  }
};
