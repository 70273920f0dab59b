import { tidyStory } from '@oner/shared/document/tidy-story.ts';
import type { Rooms } from '../rooms/ports.ts';
import type { Hook } from './hook.ts';

/** Writes down what readers only derive: ids of blocks that a client wrote without, and anchors found again by their words. */
export const createTidyStory = ({ rooms }: { readonly rooms: Rooms }): Hook => ({
  name: 'tidy-story',
  on: new Set(),
  onStory: true,
  run: async ({ project }) => {
    await rooms.edit(`${project}/story`, { kind: 'server', by: 'server' }, tidyStory);
  },
});
