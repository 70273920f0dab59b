import type { AssetId } from '@oner/shared/ids/ids.ts';
import type { AssetStore } from '../assets/ports.ts';

/**
 * Removes an asset that nobody holds. Somebody may store the same bytes at this very moment: whoever came to hold them
 * meanwhile gets them back.
 */
export const freeAsset = async (assets: AssetStore, asset: AssetId, isHeld: () => Promise<boolean>): Promise<void> => {
  if (await isHeld()) return;
  const [info, stream] = [await assets.info(asset), await assets.read(asset)];
  if (!info || !stream) return;
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  await assets.delete(asset);
  if (await isHeld()) await assets.put(bytes, info.mediaType);
};
