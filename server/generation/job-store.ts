import type { FrameId, JobId, ProjectId, ShotId } from '@oner/shared/ids/ids.ts';
import type { Clock } from '../platform/clock.ts';
import type { Storage } from '../storage/ports.ts';
import { isEnded, type JobRecord, jobs } from './job-record.ts';

type JobError = NonNullable<JobRecord['error']>;

/** Jobs as stored, and the only changes of state that there are: queued → running → done | failed | cancelled, and back to queued on another asking. */
export type JobStore = {
  readonly get: (id: JobId) => Promise<JobRecord | null>;
  /** Stores a new job as queued; a failed or cancelled one of the same id is queued anew. `created` is false when it was there, queued, running or done. */
  readonly ask: (job: JobRecord) => Promise<{ readonly job: JobRecord; readonly created: boolean }>;
  /** Null when it is not there, or has ended. */
  readonly begin: (id: JobId) => Promise<JobRecord | null>;
  readonly complete: (
    id: JobId,
    made: { readonly frame: FrameId; readonly warnings: readonly string[] } | { readonly proposed: number },
  ) => Promise<JobRecord | null>;
  readonly fail: (id: JobId, error: JobError) => Promise<JobRecord | null>;
  /** Null when it is not there; one that has ended stays as it is. */
  readonly cancel: (id: JobId) => Promise<JobRecord | null>;
  readonly ofShot: (shot: ShotId) => Promise<readonly JobRecord[]>;
  readonly ofProject: (project: ProjectId) => Promise<readonly JobRecord[]>;
  /** All that a restart must take up again. */
  readonly open: () => Promise<readonly JobRecord[]>;
};

export const createJobStore = (storage: Storage, clock: Clock): JobStore => {
  const records = storage.records(jobs);
  const now = () => new Date(clock.now()).toISOString();

  const all = async (index: string, equals: string): Promise<readonly JobRecord[]> => {
    const found: JobRecord[] = [];
    let cursor: string | null = null;
    do {
      const page = await records.find({ where: { index, equals }, limit: 1000, ...(cursor ? { cursor } : {}) });
      found.push(...page.records);
      cursor = page.next;
    } while (cursor);
    return found;
  };

  const unlessEnded = (id: JobId, change: (job: JobRecord) => JobRecord) =>
    records.update(id, (job) => (isEnded(job) ? null : change(job)));

  return {
    get: (id) => records.get(id),
    ask: async (job) => {
      if (await records.insert(job)) return { job, created: true };
      let created = false;
      const stored = await records.update(job.id, (there) => {
        created = there.state === 'failed' || there.state === 'cancelled';
        return created ? { ...job, at: there.at } : null;
      });
      return { job: stored ?? job, created };
    },
    begin: async (id) => {
      const job = await unlessEnded(id, (there) => ({ ...there, state: 'running', attempts: there.attempts + 1 }));
      return job?.state === 'running' ? job : null;
    },
    complete: (id, made) =>
      unlessEnded(id, (job) => {
        const done = { state: 'done', endedAt: now(), error: null } as const;
        if (job.kind === 'breakdown') return { ...job, ...done, proposed: 'proposed' in made ? made.proposed : null };
        return 'frame' in made
          ? { ...job, ...done, frame: made.frame, warnings: [...made.warnings] }
          : { ...job, ...done };
      }),
    fail: (id, error) => unlessEnded(id, (job) => ({ ...job, state: 'failed', error, endedAt: now() })),
    cancel: (id) => unlessEnded(id, (job) => ({ ...job, state: 'cancelled', endedAt: now() })),
    ofShot: (shot) => all('shot', shot),
    ofProject: (project) => all('project', project),
    open: () => all('open', 'open'),
  };
};
