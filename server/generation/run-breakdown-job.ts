import { proposeForScenes } from '@oner/shared/breakdown/scene-input.ts';
import { applyProposals } from '@oner/shared/document/commands/apply-proposals.ts';
import type { IdFactory } from '@oner/shared/ids/ids.ts';
import type { Rooms } from '../rooms/ports.ts';
import type { BreakdownJob } from './job-record.ts';
import type { Snapshots } from './snapshots.ts';

/** Breaks a job's scene down by the rules that need no model; resolves with how many shots it added. */
export const createRunBreakdownJob =
  (options: { readonly snapshots: Snapshots; readonly rooms: Rooms; readonly ids: IdFactory }) =>
  async (job: BreakdownJob): Promise<number> => {
    const story = await options.snapshots.story(job.project);
    const [found] = proposeForScenes(story, new Set([job.scene]));
    if (!found) return 0;
    return options.rooms.edit(`${job.project}/story`, { kind: 'user', by: job.by.id }, (doc) => {
      const applied = applyProposals(doc, { scene: job.scene, proposals: found.proposals, ids: options.ids });
      return applied.ok ? applied.value.added.length : 0;
    });
  };
