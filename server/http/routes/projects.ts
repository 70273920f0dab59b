import type { ProjectId } from '@oner/shared/ids/ids.ts';
import { pageQuerySchema } from '@oner/shared/protocol/http/common.ts';
import { newProjectSchema, projectPatchSchema, projectSchema } from '@oner/shared/protocol/http/project.ts';
import { z } from 'zod';
import type { Principal } from '../../auth/principal.ts';
import { notify } from '../notify.ts';
import { pageOf } from '../page.ts';
import { empty, json, notFound } from '../reply.ts';
import { personRoute, projectRoute, type Route } from '../route.ts';
import type { Services } from '../services.ts';
import { projectView } from '../views.ts';

const tag = 'projects';

/** Projects that someone may be in: the gatekeeper still says whether they are. */
const candidates = async ({ auth, projects }: Services, principal: Principal): Promise<readonly ProjectId[]> => {
  const everything = async () => (await projects.all()).map((project) => project.id);
  const byLinks = async (session: string) =>
    ((await auth.sessions.get(session))?.shares ?? []).map((share) => share.project);
  switch (principal.kind) {
    case 'admin':
      return everything();
    case 'guest':
      return [principal.project, ...(await byLinks(principal.session))];
    case 'user': {
      if ((await auth.accounts.get(principal.id))?.owner) return everything();
      const memberships = await auth.members.projectsOf(principal.id);
      return [...memberships.map((member) => member.project), ...(await byLinks(principal.session))];
    }
  }
};

const visible = async (services: Services, principal: Principal) => {
  const found: { readonly id: ProjectId; readonly view: ReturnType<typeof projectView>; readonly at: number }[] = [];
  for (const id of new Set(await candidates(services, principal))) {
    const access = await services.auth.gatekeeper.access(principal, id);
    const record = access.kind === 'granted' ? await services.projects.get(id) : null;
    if (access.kind === 'granted' && record)
      found.push({ id, view: projectView(record, access.access.role), at: record.createdAt });
  }
  return found.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)).map((project) => project.view);
};

export const projectRoutes = (services: Services): readonly Route[] => [
  personRoute(
    {
      ...{ method: 'post', path: '/api/projects', tag, guard: 'account', summary: 'Make a project' },
      body: newProjectSchema,
      replies: { 201: { description: 'The project', schema: projectSchema } },
    },
    async ({ principal, body }) => json(201, projectView(await services.projects.create(principal, body), 'owner')),
  ),
  personRoute(
    {
      ...{ method: 'get', path: '/api/projects', tag, guard: 'signed-in', summary: 'Projects that you may read' },
      query: pageQuerySchema,
      replies: { 200: { description: 'Projects, oldest first', schema: z.array(projectSchema) } },
    },
    async ({ principal, query, request }) => pageOf(await visible(services, principal), query, request),
  ),
  projectRoute(
    {
      ...{ method: 'get', path: '/api/projects/:project', tag, operation: 'read', summary: 'One project' },
      replies: { 200: { description: 'The project', schema: projectSchema } },
    },
    async ({ access }) => {
      const record = await services.projects.get(access.project);
      return record ? json(200, projectView(record, access.role)) : notFound('project');
    },
  ),
  projectRoute(
    {
      ...{ method: 'patch', path: '/api/projects/:project', tag, operation: 'edit', summary: 'Change its settings' },
      body: projectPatchSchema,
      replies: { 200: { description: 'The project', schema: projectSchema } },
    },
    async ({ access, principal, body }) => {
      const record = await services.projects.patch(access.project, body, principal);
      notify(services.live, access.project, { kind: 'project-changed', by: principal });
      return record ? json(200, projectView(record, access.role)) : notFound('project');
    },
  ),
  projectRoute(
    {
      ...{ method: 'delete', path: '/api/projects/:project', tag, operation: 'delete-project' },
      summary: 'Delete it, for good',
      replies: { 204: { description: 'Deleted' } },
    },
    async ({ access, principal }) => {
      await services.projects.remove(access.project);
      notify(services.live, access.project, { kind: 'project-deleted', by: principal });
      return empty();
    },
  ),
];
