import { randomBytes } from 'node:crypto';
import { webhookIdSchema } from '@oner/shared/ids/ids.ts';
import { pageQuerySchema } from '@oner/shared/protocol/http/common.ts';
import {
  createdWebhookSchema,
  newWebhookSchema,
  webhookEvents,
  webhookSchema,
} from '@oner/shared/protocol/http/webhook.ts';
import { z } from 'zod';
import { allRecords } from '../../auth/all-records.ts';
import { type WebhookRecord, webhookCollection } from '../../hooks/webhook-record.ts';
import { pageOf } from '../page.ts';
import { empty, json, notFound, problem } from '../reply.ts';
import { projectRoute, type Route } from '../route.ts';
import type { Services } from '../services.ts';
import { webhookView } from '../views.ts';

const tag = 'webhooks';
/** Webhooks that one project may have. */
export const maxWebhooks = 50;

const newSecret = (): string => `whsec_${randomBytes(24).toString('base64')}`;

export const webhookRoutes = (services: Services): readonly Route[] => {
  const webhooks = services.storage.records(webhookCollection);
  const of = (project: string) => allRecords(webhooks, { index: 'project', equals: project });
  return [
    projectRoute(
      {
        ...{ method: 'get', path: '/api/projects/:project/webhooks', tag, operation: 'manage-webhooks' },
        summary: 'Webhooks',
        query: pageQuerySchema,
        replies: { 200: { description: 'Webhooks, without their secrets', schema: z.array(webhookSchema) } },
      },
      async ({ access, query, request }) => pageOf((await of(access.project)).map(webhookView), query, request),
    ),
    projectRoute(
      {
        ...{ method: 'post', path: '/api/projects/:project/webhooks', tag, operation: 'manage-webhooks' },
        summary: 'Be called when something happens',
        body: newWebhookSchema,
        replies: { 201: { description: 'The webhook; its secret is shown here only', schema: createdWebhookSchema } },
      },
      async ({ access: { project }, body }) => {
        if ((await of(project)).length >= maxWebhooks)
          return problem('conflict', `A project has at most ${maxWebhooks} webhooks.`);
        const record: WebhookRecord = {
          id: services.ids.webhook(),
          project,
          url: body.url,
          events: body.events && body.events.length > 0 ? [...new Set(body.events)] : [...webhookEvents],
          secret: body.secret ?? newSecret(),
          createdAt: services.clock.now(),
        };
        await webhooks.insert(record);
        return json(201, { ...webhookView(record), secret: record.secret });
      },
    ),
    projectRoute(
      {
        ...{ method: 'delete', path: '/api/projects/:project/webhooks/:webhook', tag, operation: 'manage-webhooks' },
        summary: 'Be called no more',
        params: z.strictObject({ webhook: webhookIdSchema }),
        replies: { 204: { description: 'Deleted' } },
      },
      async ({ access, params }) => {
        const record = await webhooks.get(params.webhook);
        if (record?.project !== access.project || !(await webhooks.delete(params.webhook))) return notFound('webhook');
        return empty();
      },
    ),
  ];
};
