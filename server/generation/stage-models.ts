import type { ShotSpec } from '@oner/shared/generation/spec.ts';
import type { AssetId, ProjectId } from '@oner/shared/ids/ids.ts';
import { meshMediaType } from '@oner/shared/stage/model-mesh.ts';
import type { AssetStore } from '../assets/ports.ts';

/** Meshes of the uploaded models on a shot's set. */
export type StageModels = (project: ProjectId, spec: ShotSpec) => Promise<ReadonlyMap<AssetId, Uint8Array>>;

/** Meshes kept in memory: those used last, bytes altogether. */
const maxKeptBytes = 64 * 1024 * 1024;

/** Reads meshes that the project itself holds: a story may name any asset, and must not show another project's. */
export const createStageModels = (options: {
  readonly assets: AssetStore;
  readonly links: { readonly projectsOf: (asset: AssetId) => Promise<readonly ProjectId[]> };
}): StageModels => {
  const { assets, links } = options;
  const kept = new Map<AssetId, Uint8Array>();
  let keptBytes = 0;

  const keep = (id: AssetId, bytes: Uint8Array): void => {
    kept.set(id, bytes);
    keptBytes += bytes.length;
    for (const [oldest, { length }] of kept) {
      if (keptBytes <= maxKeptBytes || oldest === id) break;
      kept.delete(oldest);
      keptBytes -= length;
    }
  };

  const read = async (id: AssetId): Promise<Uint8Array | null> => {
    const found = kept.get(id);
    if (found) {
      kept.delete(id);
      kept.set(id, found);
      return found;
    }
    const info = await assets.info(id);
    const stream = info?.mediaType === meshMediaType ? await assets.read(id) : null;
    if (!stream) return null;
    const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
    if (!kept.has(id)) keep(id, bytes);
    return bytes;
  };

  return async (project, spec) => {
    const ids = new Set(spec.staged.scene.pieces.flatMap(({ model }) => (model === undefined ? [] : [model])));
    const models = new Map<AssetId, Uint8Array>();
    for (const id of ids) {
      const bytes = (await links.projectsOf(id)).includes(project) ? await read(id) : null;
      if (bytes) models.set(id, bytes);
    }
    return models;
  };
};
