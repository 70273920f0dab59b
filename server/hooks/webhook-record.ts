import { projectIdSchema, webhookIdSchema } from '@oner/shared/ids/ids.ts';
import { webhookEvents } from '@oner/shared/protocol/http/webhook.ts';
import { z } from 'zod';
import type { Collection } from '../storage/ports.ts';

export const webhookRecordSchema = z.object({
  id: webhookIdSchema,
  project: projectIdSchema,
  url: z.string(),
  /** Never empty. */
  events: z.array(z.enum(webhookEvents)),
  /** `whsec_` and base64, as Standard Webhooks has it. Signing needs it, so it is kept readable. */
  secret: z.string(),
  createdAt: z.number(),
  /** Since when nothing is sent any more, because the receiver said that it is gone (410). */
  disabledAt: z.number().exactOptional(),
});
export type WebhookRecord = z.infer<typeof webhookRecordSchema>;

export const webhookCollection: Collection<WebhookRecord> = {
  name: 'webhooks',
  schema: webhookRecordSchema,
  key: (webhook) => webhook.id,
  order: (webhook) => String(webhook.createdAt).padStart(16, '0'),
  indexes: { project: (webhook) => webhook.project },
};
