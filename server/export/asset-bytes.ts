import type { AssetId } from '@oner/shared/ids/ids.ts';
import type { AssetStore } from '../assets/ports.ts';

/** All of an asset; null when it is not there. */
export const assetBytes = async (assets: Pick<AssetStore, 'read'>, id: AssetId): Promise<Uint8Array | null> => {
  const stream = await assets.read(id);
  return stream ? new Uint8Array(await new Response(stream).arrayBuffer()) : null;
};
