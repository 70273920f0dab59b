import type { AssetId, ProjectId } from '@oner/shared/ids/ids.ts';
import type { Storage } from '../storage/ports.ts';
import { allRecords } from './all-records.ts';
import { assetLinkCollection } from './records.ts';

/** Which projects hold an asset: whoever may read one of them may read its bytes. */
export type AssetLinks = {
  /** Whoever posts a frame links its assets first, so that none is ever shown that cannot be read. */
  readonly link: (asset: AssetId, project: ProjectId) => Promise<void>;
  readonly projectsOf: (asset: AssetId) => Promise<readonly ProjectId[]>;
  readonly ofProject: (project: ProjectId) => Promise<readonly AssetId[]>;
  readonly unlink: (asset: AssetId, project: ProjectId) => Promise<void>;
};

export const createAssetLinks = (storage: Storage): AssetLinks => {
  const links = storage.records(assetLinkCollection);
  return {
    link: async (asset, project) => {
      await links.insert({ asset, project });
    },
    projectsOf: async (asset) =>
      (await allRecords(links, { index: 'asset', equals: asset })).map((link) => link.project),
    ofProject: async (project) =>
      (await allRecords(links, { index: 'project', equals: project })).map((link) => link.asset),
    unlink: async (asset, project) => {
      await links.delete(assetLinkCollection.key({ asset, project }));
    },
  };
};
