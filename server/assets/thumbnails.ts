import type { ThumbnailWidth } from '@oner/shared/protocol/http/asset.ts';
import sharp from 'sharp';
import { createGate } from '../platform/gate.ts';
import type { Logger } from '../platform/logger.ts';
import type { AssetInfo, AssetStore } from './ports.ts';

/** Pictures that are made small at once, and that wait for it: more than a screen of cards asks for. */
export const thumbnailLimits = { inside: 2, waiting: 256 } as const;
/** Largest picture that is made small, pixels: as many as an upload may have. */
const maxPixels = 100_000_000;
/** Of WebP: no difference to the whole picture is seen at the size of a card. */
const quality = 82;

/** `whole`: the asset is no picture that can be made small; `busy`: too many wait already. */
export type Thumbnail =
  | { readonly kind: 'made'; readonly bytes: Uint8Array }
  | { readonly kind: 'whole' }
  | { readonly kind: 'busy' };

/** Small pictures of assets as WebP: made once, when first asked for, and kept with the asset. */
export type Thumbnails = {
  readonly of: (asset: AssetInfo, width: ThumbnailWidth) => Promise<Thumbnail>;
};

type Options = { readonly assets: AssetStore; readonly logger: Logger };

/** Of an animated picture the first one; null when it does not decode. */
const shrink = async (bytes: Uint8Array, width: ThumbnailWidth): Promise<Uint8Array | null> => {
  try {
    const image = sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error' }).autoOrient();
    return await image.resize({ width, withoutEnlargement: true }).webp({ quality }).toBuffer();
  } catch {
    return null;
  }
};

const make = async ({ assets, logger }: Options, asset: AssetInfo, width: ThumbnailWidth): Promise<Thumbnail> => {
  const stream = await assets.read(asset.id);
  if (!stream) return { kind: 'whole' };
  const bytes = await shrink(new Uint8Array(await new Response(stream).arrayBuffer()), width);
  if (!bytes) return { kind: 'whole' };
  try {
    await assets.putThumbnail(asset.id, width, bytes);
  } catch (error) {
    // It is there to be shown all the same, and is made anew for the next who asks.
    logger.warn('thumbnail-not-kept', { asset: asset.id, error: String(error) });
  }
  return { kind: 'made', bytes };
};

export const createThumbnails = (options: Options): Thumbnails => {
  const gate = createGate(thumbnailLimits);
  const making = new Map<string, Promise<Thumbnail>>();
  const once = async (asset: AssetInfo, width: ThumbnailWidth): Promise<Thumbnail> => {
    const kept = await options.assets.thumbnail(asset.id, width);
    if (kept) return { kind: 'made', bytes: kept };
    return (await gate.pass(() => make(options, asset, width))) ?? { kind: 'busy' };
  };
  return {
    of: async (asset, width) => {
      if (!asset.mediaType.startsWith('image/')) return { kind: 'whole' };
      const key = `${asset.id}/${width}`;
      const made = making.get(key) ?? once(asset, width).finally(() => making.delete(key));
      making.set(key, made);
      return made;
    },
  };
};
