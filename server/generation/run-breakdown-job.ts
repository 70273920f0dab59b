import { proposeForScenes } from '@oner/shared/breakdown/scene-input.ts';
import { applyAllProposals } from '@oner/shared/document/commands/apply-proposals.ts';
import type { IdFactory } from '@oner/shared/ids/ids.ts';
import type { Rooms } from '../rooms/ports.ts';
import type { BreakdownJob } from './job-record.ts';
import type { Snapshots } from './snapshots.ts';

/** How often it begins again when somebody rewrites or removes the scenes while they are broken down. */
const maxRounds = 5;

/**
 * Breaks a job's scenes down by the rules that need no model: the script is read once, and all shots come in one change. Resolves with
 * how many shots it added.
 */
export const createRunBreakdownJob = (options: {
  readonly snapshots: Snapshots;
  readonly rooms: Pick<Rooms, 'edit'>;
  readonly ids: IdFactory;
}) => {
  const { snapshots, rooms, ids } = options;
  const round = async (job: BreakdownJob) => {
    const scenes = proposeForScenes(await snapshots.story(job.project), new Set(job.scenes));
    if (scenes.length === 0) return null;
    return rooms.edit(`${job.project}/story`, { kind: 'user', by: job.by.id }, (doc) =>
      applyAllProposals(doc, { scenes, ids }),
    );
  };
  return async (job: BreakdownJob): Promise<number> => {
    let applied = await round(job);
    for (let again = 1; again < maxRounds && applied?.ok === false; again += 1) applied = await round(job);
    if (applied?.ok === false) throw new Error(`the proposals were refused: ${applied.error.kind}`);
    return applied?.value.added.length ?? 0;
  };
};
