import type { VersionDiff } from '@oner/shared/protocol/http/version.ts';

type BlockChange = VersionDiff['blocks'][number];

/** The changes of a scene; `at` is null ahead of all scenes. */
export type ChangedScene = { readonly at: BlockChange['scene']; readonly blocks: readonly BlockChange[] };

/** Changes by the scene that they are in, in the order in which the scenes come first. */
export const groupByScene = (blocks: readonly BlockChange[]): readonly ChangedScene[] => {
  const scenes = new Map<string | null, { readonly at: BlockChange['scene']; readonly blocks: BlockChange[] }>();
  for (const block of blocks) {
    const key = block.scene?.id ?? null;
    const scene = scenes.get(key) ?? { at: block.scene, blocks: [] };
    scene.blocks.push(block);
    scenes.set(key, scene);
  }
  return [...scenes.values()];
};
