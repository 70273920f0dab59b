import type { SceneId, ShotId } from '@oner/shared/ids/ids.ts';
import { useMemo, useSyncExternalStore } from 'react';
import { keepIfSame } from './keyed-listeners.ts';
import { useProject } from './project.tsx';
import type { StoryStore } from './story-store.ts';

/** A scene's shots in board order; `scene` is null for the last section, of shots whose scene is gone. */
export type Section = { readonly scene: SceneId | null; readonly shots: readonly ShotId[] };
/** What stands where on the board: the scenes in order of the script, then the unplaced shots if there are any. */
export type BoardOutline = readonly Section[];

const read = (story: StoryStore): BoardOutline => {
  const sections: Section[] = story.sceneIds().map((scene) => ({ scene, shots: story.shotIds(scene) }));
  const unplaced = story.unplaced();
  return unplaced.length === 0 ? sections : [...sections, { scene: null, shots: unplaced }];
};

/** Reads the outline; the same object until a scene or shot comes, goes or moves. */
export const createOutlineReader = (story: StoryStore): (() => BoardOutline) => {
  let before: BoardOutline = [];
  return () => {
    const next = read(story).map((section, index) => {
      const old = before[index];
      return old?.scene === section.scene && keepIfSame(old.shots, section.shots) === old.shots ? old : section;
    });
    before = keepIfSame(before, next);
    return before;
  };
};

export const useBoardOutline = (): BoardOutline => {
  const { story } = useProject();
  const outline = useMemo(() => createOutlineReader(story), [story]);
  return useSyncExternalStore(story.subscribe, outline);
};

/** All shots in the order of the board. */
export const shotsInOrder = (outline: BoardOutline): readonly ShotId[] => outline.flatMap(({ shots }) => shots);

/** The shot `step` places after `from`; at the ends the last there is; without `from` the first. Null: there is none. */
export const shotAfter = (order: readonly ShotId[], from: ShotId | null, step: number): ShotId | null => {
  const at = from === null ? -1 : order.indexOf(from);
  const next = at < 0 ? (step < 0 ? order.length - 1 : 0) : Math.max(0, Math.min(order.length - 1, at + step));
  return order[next] ?? null;
};
