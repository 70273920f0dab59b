/** Turns what happens in a project into messages to its webhooks, stored before anything is sent. */
import type { ProjectId } from '@oner/shared/ids/ids.ts';
import { webhookEvents } from '@oner/shared/protocol/http/webhook.ts';
import { allRecords } from '../auth/all-records.ts';
import type { Clock } from '../platform/clock.ts';
import type { Storage } from '../storage/ports.ts';
import type { Hook, HookContext, HookEvent } from './hook.ts';
import { toldStates, webhookDeliveries } from './webhook-delivery.ts';
import { hashOf, messageBody, subjectOf } from './webhook-message.ts';
import { type WebhookRecord, webhookCollection } from './webhook-record.ts';

type Message = { readonly id: string; readonly event: HookEvent; readonly remember: () => Promise<void> };

export const createWebhookHook = (options: {
  readonly storage: Storage;
  readonly clock: Clock;
  /** Called when there is something to send. */
  readonly onQueued: () => void;
}): Hook => {
  const { storage, clock } = options;
  const webhooks = storage.records(webhookCollection);
  const deliveries = storage.records(webhookDeliveries);
  const told = storage.records(toldStates);

  const remember = async (id: string, project: ProjectId, state: { hash: string; count: number }): Promise<void> => {
    if (!(await told.insert({ id, project, ...state }))) await told.update(id, (record) => ({ ...record, ...state }));
  };

  /** The message of an event, with an id that any node at any time derives alike; null when it was told already. */
  const messageOf = async (event: HookEvent, { project, story }: HookContext): Promise<Message | null> => {
    const { thing, state } = subjectOf(event, story);
    const about = [project, event.kind, thing] as const;
    if (state === null) return { id: `msg_${hashOf(...about).slice(0, 40)}`, event, remember: async () => {} };
    const key = hashOf(...about);
    const last = await told.get(key);
    if (last?.hash === state) return null;
    // Counted, so that a state that comes back is another message.
    const count = (last?.count ?? 0) + 1;
    const id = `msg_${hashOf(...about, state, String(count)).slice(0, 40)}`;
    return { id, event, remember: () => remember(key, project, { hash: state, count }) };
  };

  const queue = async (message: Message, listeners: readonly WebhookRecord[], context: HookContext): Promise<void> => {
    const at = clock.now();
    const { id, event } = message;
    const body = messageBody({ event, id, project: context.project, at: new Date(at).toISOString() }, context);
    for (const webhook of listeners) {
      await deliveries.insert({
        ...{ id: `${webhook.id}.${id}`, webhook: webhook.id, project: context.project, event: id, type: event.kind },
        ...{ body, at, state: 'pending', failures: 0, dueAt: at, error: null },
      });
    }
    // Only now: what was to be remembered but not queued would be lost.
    await message.remember();
  };

  const openWebhooks = async (project: ProjectId): Promise<readonly WebhookRecord[]> => {
    const all = await allRecords(webhooks, { index: 'project', equals: project });
    return all.filter(({ disabledAt }) => disabledAt === undefined);
  };

  return {
    name: 'webhooks',
    on: new Set(webhookEvents),
    listens: async (project) => (await openWebhooks(project)).length > 0,
    run: async (context) => {
      const open = await openWebhooks(context.project);
      let queued = false;
      for (const event of open.length === 0 ? [] : context.events) {
        const listeners = open.filter(({ events }) => events.includes(event.kind));
        const message = listeners.length > 0 ? await messageOf(event, context) : null;
        if (message) await queue(message, listeners, context);
        queued ||= message !== null;
      }
      if (queued) options.onQueued();
    },
  };
};
