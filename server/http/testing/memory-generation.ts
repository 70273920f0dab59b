import { type JobId, jobIdSchema, type ProjectId } from '@oner/shared/ids/ids.ts';
import type { Job } from '@oner/shared/protocol/http/shot.ts';
import { fail, ok } from '@oner/shared/result/result.ts';
import type { Generation } from '../ports.ts';

/** Jobs that wait for ever: what the routes do with them is tested here, not how frames are made. */
export const createMemoryGeneration = (): Generation => {
  const jobs = new Map<string, Job>();
  const add = (id: JobId, fields: Pick<Job, 'kind' | 'provider'> & { project: ProjectId }): Job => {
    const job: Job = { id, ...fields, state: 'queued', progress: 0, warnings: [] };
    jobs.set(id, job);
    return job;
  };
  return {
    requestFrame: async (access, shot, request) => {
      const provider = request.provider ?? 'previz';
      if (provider !== 'previz') return fail({ kind: 'unknown-provider', detail: `There is no provider ${provider}.` });
      const id = jobIdSchema.parse(`job_${shot}_${request.seed ?? (request.again ? jobs.size : 0)}`);
      const existing = jobs.get(id);
      if (existing) return ok({ job: existing, created: false });
      return ok({ job: { ...add(id, { kind: 'image', provider, project: access.project }), shot }, created: true });
    },
    job: async (id) => jobs.get(id) ?? null,
    cancel: async (id) => {
      const job = jobs.get(id);
      if (job) jobs.set(id, { ...job, state: 'cancelled' });
      return jobs.get(id) ?? null;
    },
    breakdown: async (project) =>
      ok([add(jobIdSchema.parse(`job_breakdown_${jobs.size}`), { kind: 'breakdown', provider: 'rules', project })]),
    providers: async () => [{ id: 'previz', name: 'Previz', kinds: ['image'], available: true }],
  };
};
