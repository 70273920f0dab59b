import type { Job } from '@oner/shared/protocol/http/shot.ts';
import type { JobRecord } from './job-record.ts';

/** The job as the interface shows it. `progress`, 0 to 1, is known only while it runs on this node. */
export const jobView = (job: JobRecord, progress: number | undefined): Job => ({
  id: job.id,
  kind: job.kind,
  project: job.project,
  ...('shot' in job ? { shot: job.shot } : {}),
  provider: job.provider,
  state: job.state,
  progress: job.state === 'done' ? 1 : (progress ?? 0),
  ...('frame' in job && job.frame ? { frame: job.frame } : {}),
  ...(job.error ? { error: job.error } : {}),
  warnings: job.warnings,
});
