import type { ShotFields } from '@oner/shared/document/schema.ts';
import type { Shot } from '@oner/shared/document/story.ts';
import type { ShotId } from '@oner/shared/ids/ids.ts';
import { useCallback, useMemo, useRef, useSyncExternalStore } from 'react';
import { keepIfSame } from '../../model/keyed-listeners.ts';
import { useCan, useProject } from '../../model/project.tsx';
import { useText } from '../../ui/language.tsx';
import { useAnnouncer } from '../../ui/live-region.tsx';
import { shotMessages } from './messages.ts';

/** Shots of the inspector, live; those that are deleted leave. */
export const useShots = (ids: readonly ShotId[]): readonly Shot[] => {
  const { story } = useProject();
  const before = useRef<readonly Shot[]>([]);
  const get = useCallback(() => {
    before.current = keepIfSame(
      before.current,
      ids.flatMap((id) => story.shot(id) ?? []),
    );
    return before.current;
  }, [story, ids]);
  return useSyncExternalStore(story.subscribe, get);
};

export type WriteFields = (fields: ShotFields) => void;

/** Writes fields of all the shots as one step; null for those who may not. */
export const useWriteFields = (ids: readonly ShotId[]): WriteFields | null => {
  const t = useText(shotMessages);
  const { commands } = useProject();
  const { refuse } = useAnnouncer();
  const mayEdit = useCan('edit');
  const write = useMemo(
    () =>
      (fields: ShotFields): void => {
        const changed = commands.changeShots(ids.map((shot) => ({ shot, fields })));
        if (!changed.ok) refuse(t.refused);
      },
    [commands, ids, refuse, t],
  );
  return mayEdit ? write : null;
};
