import { versionIdSchema } from '@oner/shared/ids/ids.ts';
import { pageQuerySchema } from '@oner/shared/protocol/http/common.ts';
import {
  newVersionSchema,
  versionDiffQuerySchema,
  versionDiffSchema,
  versionSchema,
} from '@oner/shared/protocol/http/version.ts';
import { z } from 'zod';
import { authorOf, notify } from '../notify.ts';
import { pageOf } from '../page.ts';
import { json, notFound } from '../reply.ts';
import { projectRoute, type Route } from '../route.ts';
import type { Services } from '../services.ts';
import { versionView } from '../views.ts';

const tag = 'versions';
const versionParams = z.strictObject({ version: versionIdSchema });

export const versionRoutes = (services: Services): readonly Route[] => [
  projectRoute(
    {
      ...{ method: 'get', path: '/api/projects/:project/versions', tag, operation: 'read', summary: 'Versions' },
      query: pageQuerySchema,
      replies: { 200: { description: 'Versions, oldest first', schema: z.array(versionSchema) } },
    },
    async ({ access, query, request }) =>
      pageOf((await services.versions.of(access.project)).map(versionView), query, request),
  ),
  projectRoute(
    {
      ...{ method: 'post', path: '/api/projects/:project/versions', tag, operation: 'name-version' },
      summary: 'Name the state as it is now',
      body: newVersionSchema,
      replies: { 201: { description: 'The version', schema: versionSchema } },
    },
    async ({ access: { project }, principal, body }) => {
      const version = await services.versions.create(project, body.name, authorOf(principal));
      notify(services.live, project, { kind: 'version-named', by: principal, about: { version: version.id } });
      return json(201, versionView(version));
    },
  ),
  projectRoute(
    {
      ...{ method: 'post', path: '/api/projects/:project/versions/:version/restore', tag, operation: 'edit' },
      summary: 'Bring the story back to a version, as a new change',
      params: versionParams,
      replies: { 200: { description: 'The version', schema: versionSchema } },
    },
    async ({ access: { project }, principal, params }) => {
      const version = await services.versions.get(project, params.version);
      if (!version) return notFound('version');
      await services.versions.restore(version, authorOf(principal));
      notify(services.live, project, { kind: 'version-restored', by: principal, about: { version: version.id } });
      return json(200, versionView(version));
    },
  ),
  projectRoute(
    {
      ...{ method: 'get', path: '/api/projects/:project/versions/:version/diff', tag, operation: 'read' },
      summary: 'What changed from a version to another, or to now',
      params: versionParams,
      query: versionDiffQuerySchema,
      replies: { 200: { description: 'Blocks and shots that differ', schema: versionDiffSchema } },
    },
    async ({ access, params, query }) => {
      const version = await services.versions.get(access.project, params.version);
      const other = query.with === undefined ? null : await services.versions.get(access.project, query.with);
      if (!version || (query.with !== undefined && !other)) return notFound('version');
      return json(200, await services.versions.diff(version, other));
    },
  ),
];
