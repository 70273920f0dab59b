/** Greys of a model's textures, small: what a drawn triangle needs of them. */
import sharp from 'sharp';
import { pictureMediaType } from '../../platform/picture-type.ts';
import type { AccessorReader } from './gltf-accessors.ts';
import type { Gltf } from './gltf-schema.ts';
import { ModelFault, modelLimits } from './model-error.ts';

/** A grey picture that is read by texture co-ordinates, repeated beyond 0..1. */
export type ToneImage = { readonly width: number; readonly height: number; readonly greys: Uint8Array };

/** Finer detail than this is lost on a triangle that has one grey. */
const longestSide = 128;

const dataUri = /^data:image\/[\w.+-]+;base64,/;

const imageBytes = ({ images }: Gltf, reader: AccessorReader, index: number): Uint8Array => {
  const path = `images.${index}`;
  const { bufferView, uri } = images[index] ?? {};
  const bytes =
    bufferView !== undefined
      ? reader.bytes(bufferView, path)
      : new Uint8Array(Buffer.from((uri ?? '').replace(dataUri, ''), 'base64'));
  if (bytes.length > modelLimits.maxTextureBytes)
    throw new ModelFault('too-large', path, `the texture is larger than ${modelLimits.maxTextureBytes} bytes`);
  const mediaType = pictureMediaType(bytes);
  if (mediaType === null || mediaType === 'image/avif')
    throw new ModelFault('unsupported', path, 'a texture is a PNG, JPEG or WebP picture');
  return bytes;
};

const toneImage = async (bytes: Uint8Array, path: string): Promise<ToneImage> => {
  try {
    const { data, info } = await sharp(bytes, { failOn: 'error', limitInputPixels: modelLimits.maxTexturePixels })
      .resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#fff' })
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, greys: new Uint8Array(data) };
  } catch {
    throw new ModelFault('invalid', path, 'the texture is damaged, or has too many pixels');
  }
};

/** By texture number; only those that materials use for their colour are decoded, one at a time. */
export const readToneImages = async (gltf: Gltf, reader: AccessorReader): Promise<ReadonlyMap<number, ToneImage>> => {
  const used = new Set(gltf.materials.flatMap(({ pbrMetallicRoughness: pbr }) => pbr?.baseColorTexture?.index ?? []));
  const bySource = new Map<number, ToneImage>();
  const tones = new Map<number, ToneImage>();
  for (const texture of used) {
    const path = `textures.${texture}`;
    const source = gltf.textures[texture]?.source;
    if (source === undefined) throw new ModelFault('unsupported', path, 'the texture has no picture that is read here');
    if (!gltf.images[source]) throw new ModelFault('invalid', path, `there is no image ${source}`);
    const image = bySource.get(source) ?? (await toneImage(imageBytes(gltf, reader, source), `images.${source}`));
    bySource.set(source, image);
    tones.set(texture, image);
  }
  return tones;
};

/** The grey at a texture co-ordinate, 0 to 1. */
export const greyAt = ({ width, height, greys }: ToneImage, u: number, v: number): number => {
  const share = (value: number): number => (Number.isFinite(value) ? value - Math.floor(value) : 0);
  const [x, y] = [
    Math.min(width - 1, Math.floor(share(u) * width)),
    Math.min(height - 1, Math.floor(share(v) * height)),
  ];
  return (greys[y * width + x] ?? 255) / 255;
};
