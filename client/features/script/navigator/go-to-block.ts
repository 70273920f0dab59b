/** From lists beside the script to a block in it: whoever shows the script goes there. */
import type { BlockId } from '@oner/shared/ids/ids.ts';
import type { Project } from '../../../model/open-project.ts';

type Listener = (block: BlockId) => void;
const listeners = new WeakMap<Project, Set<Listener>>();

export const goToBlock = (project: Project, block: BlockId): void => {
  for (const listener of listeners.get(project) ?? []) listener(block);
};

/** Calls with the blocks that are asked for; returns how to stop. */
export const onGoToBlock = (project: Project, listener: Listener): (() => void) => {
  const known = listeners.get(project) ?? new Set();
  listeners.set(project, known.add(listener));
  return () => known.delete(listener);
};
