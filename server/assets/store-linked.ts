import type { AssetId, ProjectId } from '@oner/shared/ids/ids.ts';
import type { AssetStore } from './ports.ts';

type Links = { readonly link: (asset: AssetId, project: ProjectId) => Promise<void> };

/**
 * Stores bytes and notes that the project holds them. Those that were there already may be removed, with the last project that held them,
 * in the moment between the two: then they are stored again.
 */
export const storeLinked = async (
  to: { readonly assets: Pick<AssetStore, 'put' | 'info'>; readonly links: Links },
  what: { readonly bytes: Uint8Array; readonly mediaType: string; readonly project: ProjectId },
): Promise<AssetId> => {
  const { assets, links } = to;
  const { id } = await assets.put(what.bytes, what.mediaType);
  await links.link(id, what.project);
  if ((await assets.info(id)) === null) await assets.put(what.bytes, what.mediaType);
  return id;
};
