import { type JobId, jobIdSchema, projectIdSchema } from '@oner/shared/ids/ids.ts';
import { providerSchema } from '@oner/shared/protocol/http/frame.ts';
import { breakdownReplySchema, breakdownRequestSchema, jobSchema } from '@oner/shared/protocol/http/shot.ts';
import { z } from 'zod';
import { may } from '../../auth/policy.ts';
import type { Principal } from '../../auth/principal.ts';
import { generationProblem } from '../generation-problem.ts';
import { json, notFound, problem } from '../reply.ts';
import { personRoute, projectRoute, type Route } from '../route.ts';
import type { Services } from '../services.ts';

const tag = 'generation';
const jobParams = z.strictObject({ job: jobIdSchema });

/** A job is seen by who may read its project. */
const jobAndAccess = async ({ generation, auth }: Services, principal: Principal, id: JobId) => {
  const job = await generation.job(id);
  const project = projectIdSchema.safeParse(job?.project);
  const access = project.success ? await auth.gatekeeper.access(principal, project.data) : null;
  return job && access?.kind === 'granted' ? { job, access: access.access } : null;
};

export const jobRoutes = (services: Services): readonly Route[] => [
  personRoute(
    {
      ...{ method: 'get', path: '/api/jobs/:job', tag, guard: 'signed-in', summary: 'A job' },
      params: jobParams,
      replies: { 200: { description: 'The job', schema: jobSchema } },
    },
    async ({ principal, params }) => {
      const found = await jobAndAccess(services, principal, params.job);
      return found ? json(200, found.job) : notFound('job');
    },
  ),
  personRoute(
    {
      ...{ method: 'delete', path: '/api/jobs/:job', tag, guard: 'signed-in', summary: 'Cancel a job' },
      params: jobParams,
      replies: { 200: { description: 'The job as it is then', schema: jobSchema } },
    },
    async ({ principal, params }) => {
      const found = await jobAndAccess(services, principal, params.job);
      if (!found) return notFound('job');
      if (!may(found.access, 'generate')) return problem('forbidden', 'Your role here may not cancel jobs.');
      const job = await services.generation.cancel(params.job);
      return job ? json(200, job) : notFound('job');
    },
  ),
  personRoute(
    {
      ...{ method: 'get', path: '/api/providers', tag, guard: 'signed-in', summary: 'What can generate' },
      replies: { 200: { description: 'Providers', schema: z.array(providerSchema) } },
    },
    async () => json(200, await services.generation.providers()),
  ),
  projectRoute(
    {
      ...{ method: 'post', path: '/api/projects/:project/breakdown', tag, operation: 'generate' },
      summary: 'Propose shots from the script',
      body: breakdownRequestSchema,
      replies: { 202: { description: 'The jobs', schema: breakdownReplySchema } },
    },
    async ({ access, principal, body }) => {
      const asked = await services.generation.breakdown(access.project, { ...body, by: principal });
      return asked.ok ? json(202, { jobs: asked.value }) : generationProblem(asked.error);
    },
  ),
];
