import { projectIdSchema, webhookIdSchema } from '@oner/shared/ids/ids.ts';
import { webhookEvents } from '@oner/shared/protocol/http/webhook.ts';
import { z } from 'zod';
import type { Collection } from '../storage/ports.ts';

/** One event on its way to one webhook. It is kept for a while after its end, so that the same event is not sent again. */
export const webhookDeliverySchema = z.object({
  /** Of webhook and event. */
  id: z.string(),
  webhook: webhookIdSchema,
  project: projectIdSchema,
  /** The message's id, derived from the event: the same again when the event is told again. */
  event: z.string(),
  type: z.enum(webhookEvents),
  /** The JSON that is signed and sent, to the byte. */
  body: z.string(),
  at: z.number(),
  state: z.enum(['pending', 'delivered', 'failed']),
  /** How often it was sent and no 2xx came back. */
  failures: z.number().int().min(0),
  /** When it is sent next; while it is under way, when another node may take it over. */
  dueAt: z.number(),
  /** Why the last attempt failed. */
  error: z.string().nullable(),
});
export type WebhookDelivery = z.infer<typeof webhookDeliverySchema>;

const hourMs = 3_600_000;

/** Hours since the epoch. */
export const hourOf = (at: number): number => Math.floor(at / hourMs);

export const webhookDeliveries: Collection<WebhookDelivery> = {
  name: 'webhook-deliveries',
  schema: webhookDeliverySchema,
  key: (delivery) => delivery.id,
  order: (delivery) => String(delivery.at).padStart(16, '0'),
  indexes: {
    state: (delivery) => delivery.state,
    webhook: (delivery) => delivery.webhook,
    /** The hour in which a pending one is due. */
    due: ({ state, dueAt }) => (state === 'pending' ? String(hourOf(dueAt)) : null),
  },
};

/** What was last told of something that changes again and again, so that nodes and restarts do not tell it twice. */
const toldStateSchema = z.object({
  /** Of project, kind and thing. */
  id: z.string(),
  project: projectIdSchema,
  hash: z.string(),
  count: z.number().int().min(1),
});
export type ToldState = z.infer<typeof toldStateSchema>;

export const toldStates: Collection<ToldState> = {
  name: 'webhook-told-states',
  schema: toldStateSchema,
  key: (told) => told.id,
  order: (told) => told.id,
  indexes: { project: (told) => told.project },
};
