import { proposeForScenes } from '@oner/shared/breakdown/scene-input.ts';
import { applyProposals } from '@oner/shared/document/commands/apply-proposals.ts';
import { readStory } from '@oner/shared/document/story-reader.ts';
import { readFountain } from '@oner/shared/fountain/read-fountain.ts';
import type { Screenplay } from '@oner/shared/fountain/screenplay.ts';
import type { IdFactory, ProjectId } from '@oner/shared/ids/ids.ts';
import type { Rooms } from '../rooms/ports.ts';
import { readSampleScreenplay, sampleTitle } from './sample-screenplay.ts';

/** Makes the project that the first start opens on: a short screenplay of ours, broken down; hooks draw its frames. */
export const makeSampleProject = async (options: {
  readonly rooms: Rooms;
  readonly ids: IdFactory;
  readonly createProject: (title: string, screenplay: Screenplay) => Promise<{ readonly id: ProjectId }>;
}): Promise<ProjectId> => {
  const { id } = await options.createProject(sampleTitle, readFountain(readSampleScreenplay()));
  await options.rooms.edit(`${id}/story`, { kind: 'server', by: 'server' }, (doc) => {
    for (const { scene, proposals } of proposeForScenes(readStory(doc))) {
      applyProposals(doc, { scene, proposals, ids: options.ids });
    }
  });
  return id;
};
