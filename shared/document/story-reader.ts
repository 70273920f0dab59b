import type * as Y from 'yjs';
import { pageLock } from './locked-pages.ts';
import type { Story } from './story.ts';
import { createStoryReading, type StoryReader as Reader } from './story-reading.ts';

export type StoryReader = Reader;

/** Immutable snapshots of the `story`, kept up to date incrementally. */
export const createStoryReader = (doc: Y.Doc): StoryReader => createStoryReading(doc, { pageLock });

/** Reads the whole story once. */
export const readStory = (doc: Y.Doc): Story => {
  const reader = createStoryReader(doc);
  const story = reader.snapshot();
  reader.dispose();
  return story;
};
