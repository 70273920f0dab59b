import type { JobId } from '@oner/shared/ids/ids.ts';
import type { Job } from '@oner/shared/protocol/http/shot.ts';
import type { Logger } from '../platform/logger.ts';
import type { BreakdownJob, FrameJob, JobRecord } from './job-record.ts';
import type { JobStore } from './job-store.ts';
import { jobView } from './job-view.ts';
import type { ProviderContext } from './provider.ts';
import type { FrameOutcome } from './run-frame-job.ts';

/** How often a job may be begun before it counts as one that takes its worker down. */
const maxAttempts = 5;

export type JobRunner = {
  /** Runs one job to its end. Never rejects for the job's own failure: that is a state of the job. */
  readonly run: (id: JobId) => Promise<void>;
  /** Tells a running job to stop; false when it does not run here. */
  readonly abort: (id: JobId) => boolean;
  /** The job as shown, with its progress when it runs here. */
  readonly view: (job: JobRecord) => Job;
};

export const createJobRunner = (options: {
  readonly jobs: JobStore;
  readonly runFrame: (job: FrameJob, context: ProviderContext) => Promise<FrameOutcome>;
  readonly runBreakdown: (job: BreakdownJob) => Promise<number>;
  readonly tell: (job: Job, record: JobRecord) => void;
  readonly logger: Logger;
}): JobRunner => {
  const { jobs, tell, logger } = options;
  const running = new Map<JobId, { readonly controller: AbortController; progress: number }>();

  const view = (job: JobRecord): Job => jobView(job, running.get(job.id)?.progress);
  const announce = (job: JobRecord | null): void => {
    if (job) tell(view(job), job);
  };

  const runFrame = async (job: FrameJob): Promise<JobRecord | null> => {
    const state = running.get(job.id);
    if (!state) return null;
    const outcome = await options.runFrame(job, {
      urgency: job.auto || job.bulk || job.kind === 'video' ? 'in-bulk' : 'waited-for',
      signal: state.controller.signal,
      onProgress: (progress) => {
        state.progress = Math.min(1, Math.max(0, progress));
        announce(job);
      },
    });
    switch (outcome.kind) {
      case 'posted':
        return jobs.complete(job.id, { frame: outcome.frame.id, warnings: outcome.frame.warnings });
      case 'superseded':
        return jobs.abandon(job.id);
      case 'failed':
        return outcome.error.kind === 'cancelled' ? jobs.abandon(job.id) : jobs.fail(job.id, outcome.error);
    }
  };

  const runBegun = async (job: JobRecord): Promise<JobRecord | null> => {
    if (job.attempts > maxAttempts) {
      const detail = `It was begun ${maxAttempts} times and never ended.`;
      return jobs.fail(job.id, { kind: 'failed', detail, retryable: true });
    }
    announce(job);
    return job.kind === 'breakdown'
      ? jobs.complete(job.id, { proposed: await options.runBreakdown(job) })
      : runFrame(job);
  };

  const runOnce = async (job: JobRecord): Promise<void> => {
    const { id } = job;
    running.set(id, { controller: new AbortController(), progress: 0 });
    try {
      announce(await runBegun(job));
    } catch (error) {
      logger.error('job-failed', { job: id, error: String(error) });
      announce(await jobs.fail(id, { kind: 'failed', detail: String(error), retryable: true }));
    } finally {
      running.delete(id);
    }
  };

  return {
    view,
    abort: (id) => {
      running.get(id)?.controller.abort();
      return running.has(id);
    },
    run: async (id) => {
      let job = await jobs.begin(id);
      while (job) {
        await runOnce(job);
        // Cancelled and asked for again while it ran: the queue takes none that still runs, so it is begun here.
        job = (await jobs.get(id))?.state === 'queued' ? await jobs.begin(id) : null;
      }
    },
  };
};
