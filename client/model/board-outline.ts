import type { Story } from '@oner/shared/document/story.ts';
import type { SceneId, ShotId } from '@oner/shared/ids/ids.ts';
import { useSyncExternalStore } from 'react';
import { keepIfSame } from './keyed-listeners.ts';
import { useProject } from './project.tsx';
import type { StoryStore } from './story-store.ts';

/** A scene's shots in board order; `scene` is null for the last section, of shots whose scene is gone. */
export type Section = { readonly scene: SceneId | null; readonly shots: readonly ShotId[] };
/** What stands where on the board: the scenes in order of the script, then the unplaced shots if there are any. */
export type BoardOutline = readonly Section[];

const sectionsOf = (story: StoryStore): BoardOutline => {
  const sections: Section[] = story.sceneIds().map((scene) => ({ scene, shots: story.shotIds(scene) }));
  const unplaced = story.unplaced();
  return unplaced.length === 0 ? sections : [...sections, { scene: null, shots: unplaced }];
};

/** The board's outline and order; the same objects until a scene or shot comes, goes or moves. */
export type OutlineStore = {
  readonly get: () => BoardOutline;
  /** All shots in the order of the board. */
  readonly order: () => readonly ShotId[];
};

export const createOutlineStore = (story: StoryStore): OutlineStore => {
  let read: Story | null = null;
  let outline: BoardOutline = [];
  let order: readonly ShotId[] = [];
  const get = (): BoardOutline => {
    const snapshot = story.snapshot();
    if (snapshot === read) return outline;
    read = snapshot;
    const sections = sectionsOf(story).map((section, index) => {
      const old = outline[index];
      return old?.scene === section.scene && keepIfSame(old.shots, section.shots) === old.shots ? old : section;
    });
    const next = keepIfSame(outline, sections);
    if (next !== outline) order = shotsOf(next);
    outline = next;
    return outline;
  };
  return {
    get,
    order: () => {
      get();
      return order;
    },
  };
};

export const useBoardOutline = (): BoardOutline => {
  const { story, outline } = useProject();
  return useSyncExternalStore(story.subscribe, outline.get);
};
/** All shots in the order of the board. */
export const useBoardOrder = (): readonly ShotId[] => {
  const { story, outline } = useProject();
  return useSyncExternalStore(story.subscribe, outline.order);
};

/** The shots of an outline, in its order. */
export const shotsOf = (outline: BoardOutline): readonly ShotId[] => outline.flatMap(({ shots }) => shots);

/** The shot `step` places after `from`; at the ends the last there is; without `from` the first. Null: there is none. */
export const shotAfter = (order: readonly ShotId[], from: ShotId | null, step: number): ShotId | null => {
  const at = from === null ? -1 : order.indexOf(from);
  const next = at < 0 ? (step < 0 ? order.length - 1 : 0) : Math.max(0, Math.min(order.length - 1, at + step));
  return order[next] ?? null;
};
