import type { SceneId } from '@oner/shared/ids/ids.ts';
import { ok, type Result } from '@oner/shared/result/result.ts';
import { useCallback } from 'react';
import { useProject } from './project.tsx';
import type { EditError } from './project-commands.ts';

export type BrokenDown = {
  readonly added: number;
  /** Shots of an earlier breakdown that the proposals no longer have. */
  readonly deleted: number;
  /** Proposals that a person's own shots cover already. */
  readonly covered: number;
};

/** Proposes shots for a scene, or for the whole script, and puts them on the board as one step of undo. */
export const useBreakDown = (): ((scene: SceneId | null) => Promise<Result<BrokenDown, EditError>>) => {
  const { story, edit, ids } = useProject();
  return useCallback(
    async (scene) => {
      const [{ proposeForScenes }, { applyAllProposals }] = await Promise.all([
        import('@oner/shared/breakdown/scene-input.ts'),
        import('@oner/shared/document/commands/apply-proposals.ts'),
      ]);
      const scenes = proposeForScenes(story.snapshot(), scene === null ? undefined : new Set([scene]));
      const applied = edit((doc) => applyAllProposals(doc, { scenes, ids }));
      if (!applied.ok) return applied;
      const { added, deleted, covered } = applied.value;
      return ok({ added: added.length, deleted: deleted.length, covered });
    },
    [story, edit, ids],
  );
};
