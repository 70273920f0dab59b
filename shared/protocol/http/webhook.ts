import { z } from 'zod';
import { webhookIdSchema } from '../../ids/ids.ts';
import { timeSchema } from './common.ts';

export const webhookEvents = [
  'script-changed',
  'scene-added',
  'shot-added',
  'shot-changed',
  'frame-posted',
  'comment-added',
  'decision-made',
  'version-named',
] as const;

export const webhookSchema = z.object({
  id: webhookIdSchema,
  url: z.string(),
  events: z.array(z.enum(webhookEvents)),
  createdAt: timeSchema,
  /** Since when nothing is sent to it, because it answered that it is gone (410); null: it is in use. */
  disabledAt: timeSchema.nullable(),
});
export type Webhook = z.infer<typeof webhookSchema>;

export const newWebhookSchema = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).max(2000),
  /** Absent or empty: all. */
  events: z.array(z.enum(webhookEvents)).max(webhookEvents.length).exactOptional(),
  /** `whsec_` and 24 to 64 bytes in base64; made by the server when absent. */
  secret: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, 'must be whsec_ followed by 24 to 64 bytes in base64')
    .exactOptional(),
});
/** The secret is shown here only. */
export const createdWebhookSchema = webhookSchema.extend({ secret: z.string() });
