import type { Story } from '@oner/shared/document/story.ts';
import { useEffect, useState } from 'react';
import { useProject } from '../../../model/project.tsx';
import { sameEntries } from './script-lists.ts';

/** A list of the script as it is now; the same object as long as it says the same. `derive` must not change from one render to the next. */
export const useList = <T extends object>(derive: (story: Story) => readonly T[]): readonly T[] => {
  const { story } = useProject();
  const [list, setList] = useState<readonly T[]>(() => derive(story.snapshot()));
  useEffect(() => {
    const look = (): void => {
      const next = derive(story.snapshot());
      setList((before) => (sameEntries(before, next) ? before : next));
    };
    look();
    return story.subscribe(look);
  }, [story, derive]);
  return list;
};
