import type { FrameId, JobId, ProjectId, ShotId } from '@oner/shared/ids/ids.ts';
import type { Clock } from '../platform/clock.ts';
import type { Storage } from '../storage/ports.ts';
import { isEnded, type JobRecord, jobs } from './job-record.ts';

type JobError = NonNullable<JobRecord['error']>;

/** Jobs as stored, and the only changes of state that there are: queued → running → done | failed | cancelled, and back to queued on another asking. */
export type JobStore = {
  readonly get: (id: JobId) => Promise<JobRecord | null>;
  /** Stores a new job as queued; a failed or cancelled one of the same id is queued anew, but for a hook not what a person cancelled. `created` is false when it was there, queued, running or done. */
  readonly ask: (job: JobRecord) => Promise<{ readonly job: JobRecord; readonly created: boolean }>;
  /** Null when it is not there, or has ended. */
  readonly begin: (id: JobId) => Promise<JobRecord | null>;
  readonly complete: (
    id: JobId,
    made: { readonly frame: FrameId; readonly warnings: readonly string[] } | { readonly proposed: number },
  ) => Promise<JobRecord | null>;
  /** Null when it runs no more: cancelled, or asked for anew since. */
  readonly fail: (id: JobId, error: JobError) => Promise<JobRecord | null>;
  /** Ends a running job as cancelled; null when it runs no more. */
  readonly abandon: (id: JobId) => Promise<JobRecord | null>;
  /** Null when it is not there; one that has ended stays as it is. */
  readonly cancel: (id: JobId, by: 'person' | 'server') => Promise<JobRecord | null>;
  readonly ofShot: (shot: ShotId) => Promise<readonly JobRecord[]>;
  readonly ofProject: (project: ProjectId) => Promise<readonly JobRecord[]>;
  /** All that a restart must take up again. */
  readonly open: () => Promise<readonly JobRecord[]>;
  /** Whether someone still wants what it makes: it was neither cancelled nor removed with its project. */
  readonly isRunning: (id: JobId) => Promise<boolean>;
  readonly remove: (id: JobId) => Promise<void>;
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

  const whileRunning = async (id: JobId, change: (job: JobRecord) => JobRecord): Promise<JobRecord | null> => {
    let changed = false;
    const job = await records.update(id, (there) => {
      changed = there.state === 'running';
      return changed ? change(there) : null;
    });
    return changed ? job : null;
  };

  const unlessEnded = (id: JobId, change: (job: JobRecord) => JobRecord) =>
    records.update(id, (job) => (isEnded(job) ? null : change(job)));

  return {
    get: (id) => records.get(id),
    ask: async (job) => {
      if (await records.insert(job)) return { job, created: true };
      let created = false;
      const stored = await records.update(job.id, (there) => {
        const declined = there.declined === true && job.auto;
        created = (there.state === 'failed' || there.state === 'cancelled') && !declined;
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
    fail: (id, error) => whileRunning(id, (job) => ({ ...job, state: 'failed', error, endedAt: now() })),
    abandon: (id) => whileRunning(id, (job) => ({ ...job, state: 'cancelled', endedAt: now() })),
    cancel: (id, by) =>
      unlessEnded(id, (job) => ({
        ...job,
        ...{ state: 'cancelled', endedAt: now() },
        ...(by === 'person' ? { declined: true } : {}),
      })),
    ofShot: (shot) => all('shot', shot),
    ofProject: (project) => all('project', project),
    open: () => all('open', 'open'),
    isRunning: async (id) => (await records.get(id))?.state === 'running',
    remove: async (id) => {
      await records.delete(id);
    },
  };
};
