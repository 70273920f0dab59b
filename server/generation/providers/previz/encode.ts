/** Encodes pixels: WebP for the frame, PNG for the maps. */
import sharp from 'sharp';

export type RawImage = {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
};

const open = ({ pixels, width, height, channels }: RawImage): ReturnType<typeof sharp> =>
  sharp(pixels, { raw: { width, height, channels } });

/** Quality 86 keeps one-pixel ink lines clean; effort 0 is the fastest. */
export const encodeFrame = async (image: RawImage): Promise<Uint8Array> =>
  new Uint8Array(await open(image).webp({ quality: 86, effort: 0 }).toBuffer());

/** Grey stays grey: a third of the bytes, and of the time. */
export const encodeMap = async (image: RawImage): Promise<Uint8Array> => {
  const pipeline = image.channels === 1 ? open(image).toColourspace('b-w') : open(image);
  return new Uint8Array(await pipeline.png({ compressionLevel: 2, adaptiveFiltering: false }).toBuffer());
};
