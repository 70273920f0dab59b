/** Sends what is queued for webhooks, as Standard Webhooks has it, and tries again what failed. */
import { Webhook } from 'standardwebhooks';
import type { Clock } from '../platform/clock.ts';
import type { Egress } from '../platform/egress.ts';
import type { Logger } from '../platform/logger.ts';
import type { Storage } from '../storage/ports.ts';
import { createDueDeliveries } from './due-deliveries.ts';
import { type WebhookDelivery, webhookDeliveries } from './webhook-delivery.ts';
import { type WebhookRecord, webhookCollection } from './webhook-record.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** After each failure it is tried again this much later, ms; after the last one no more. */
export const webhookRetries: readonly number[] = [
  5 * second,
  30 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  12 * hour,
];

export const webhookLimits = {
  /** A receiver must have answered by then, ms. */
  timeoutMs: 15 * second,
  /** A node that began to send and was not heard of again has died: another takes over, ms. */
  leaseMs: 20 * second,
  /** How often it is looked for what other nodes left, ms. */
  pollMs: 30 * second,
  /** How long what ended is kept, so that the same event is not sent again, ms. */
  keepMs: 7 * 24 * hour,
  /** What is under way when the server leaves may take this long to end, ms. */
  closeGraceMs: 2 * second,
} as const;

export type WebhookSender = {
  readonly start: () => void;
  /** There may be something to send. */
  readonly wake: () => void;
  /** Resolves when nothing is being sent. */
  readonly idle: () => Promise<void>;
  /** Sends no more, and lets what is under way end, for a moment; what does not is sent at the next start. */
  readonly close: () => Promise<void>;
};

type Outcome =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'gone'; readonly error: string }
  | { readonly kind: 'failed'; readonly error: string };

const afterOutcome = (delivery: WebhookDelivery, outcome: Outcome, now: number): WebhookDelivery => {
  if (outcome.kind === 'delivered') return { ...delivery, state: 'delivered', dueAt: now, error: null };
  const failures = delivery.failures + 1;
  const wait = outcome.kind === 'gone' ? undefined : webhookRetries[delivery.failures];
  return wait === undefined
    ? { ...delivery, state: 'failed', failures, dueAt: now, error: outcome.error }
    : { ...delivery, failures, dueAt: now + wait, error: outcome.error };
};

const outcomeOf = (status: number): Outcome => {
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  return { kind: status === 410 ? 'gone' : 'failed', error: `answered with ${status}` };
};

export const createWebhookSender = (options: {
  readonly storage: Storage;
  readonly egress: Egress;
  readonly clock: Clock;
  readonly logger: Logger;
}): WebhookSender => {
  const { egress, clock, logger } = options;
  const webhooks = options.storage.records(webhookCollection);
  const deliveries = options.storage.records(webhookDeliveries);
  /** What is being sent, one lane for each webhook: a receiver that hangs holds up no other. */
  const lanes = new Map<string, Promise<void>>();
  let cancelTimer: (() => void) | null = null;
  let running: Promise<void> | null = null;
  let again = false;
  let closed = true;
  const leaving = new AbortController();

  const post = async ({ url, secret }: WebhookRecord, { event, body }: WebhookDelivery): Promise<Outcome> => {
    const at = new Date(clock.now());
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Oner',
      'webhook-id': event,
      'webhook-timestamp': String(Math.floor(at.getTime() / second)),
      'webhook-signature': new Webhook(secret).sign(event, at, body),
    };
    const { timeoutMs } = webhookLimits;
    const { signal } = leaving;
    const sent = await egress.send({ method: 'POST', url, headers, body, timeoutMs, maxBytes: 0, signal });
    return sent.ok
      ? outcomeOf(sent.value.status)
      : { kind: 'failed', error: `${sent.error.kind}: ${sent.error.detail}` };
  };

  /** True for the one node that may send it now. */
  const claim = async (id: string): Promise<boolean> => {
    let mine = false;
    await deliveries.update(id, (delivery) => {
      mine = delivery.state === 'pending' && delivery.dueAt <= clock.now();
      return mine ? { ...delivery, dueAt: clock.now() + webhookLimits.leaseMs } : null;
    });
    return mine;
  };

  const disable = (id: WebhookRecord['id']) =>
    webhooks.update(id, (record) => (record.disabledAt === undefined ? { ...record, disabledAt: clock.now() } : null));

  const deliver = async (delivery: WebhookDelivery): Promise<void> => {
    const webhook = await webhooks.get(delivery.webhook);
    if (!webhook) {
      await deliveries.delete(delivery.id);
      return;
    }
    if (!(await claim(delivery.id))) return;
    const outcome: Outcome =
      webhook.disabledAt === undefined
        ? await post(webhook, delivery)
        : { kind: 'gone', error: 'the receiver said that it is gone' };
    if (outcome.kind === 'gone') await disable(webhook.id);
    // Not the receiver's failure: it is due at once, and counts as no attempt.
    const givenUp = outcome.kind === 'failed' && leaving.signal.aborted;
    if (givenUp) await deliveries.update(delivery.id, (record) => ({ ...record, dueAt: clock.now() }));
    else await deliveries.update(delivery.id, (record) => afterOutcome(record, outcome, clock.now()));
  };

  /** One after the other, oldest first, so that a receiver hears in order unless something fails. */
  const deliverAll = async (queue: readonly WebhookDelivery[]): Promise<void> => {
    for (const delivery of queue) if (!closed) await deliver(delivery);
  };

  const forget = async (): Promise<void> => {
    for (const state of ['delivered', 'failed']) {
      const { records } = await deliveries.find({ where: { index: 'state', equals: state }, limit: 200 });
      for (const { id, dueAt } of records) if (dueAt + webhookLimits.keepMs < clock.now()) await deliveries.delete(id);
    }
  };

  const due = createDueDeliveries(deliveries, clock);
  const pending = () => due.soon(webhookLimits.pollMs);

  const startLane = (webhook: string, queue: readonly WebhookDelivery[]): void => {
    const lane = deliverAll(queue).then(
      () => {
        lanes.delete(webhook);
        wake();
      },
      (error: unknown) => {
        lanes.delete(webhook);
        logger.warn('webhooks-not-sent', { webhook, error: String(error) });
      },
    );
    lanes.set(webhook, lane);
  };

  const round = async (): Promise<void> => {
    const byWebhook = new Map<string, WebhookDelivery[]>();
    for (const delivery of await pending()) {
      if (delivery.dueAt > clock.now() || lanes.has(delivery.webhook)) continue;
      const queue = byWebhook.get(delivery.webhook) ?? [];
      queue.push(delivery);
      byWebhook.set(delivery.webhook, queue);
    }
    if (!closed) for (const [webhook, queue] of byWebhook) startLane(webhook, queue);
    await forget();
  };

  const untilNext = async (): Promise<number> => {
    const waiting = (await pending()).filter(({ webhook }) => !lanes.has(webhook));
    const first = waiting.reduce((soonest, { dueAt }) => Math.min(soonest, dueAt), Number.POSITIVE_INFINITY);
    return Math.max(0, Math.min(first - clock.now(), webhookLimits.pollMs));
  };

  const work = async (): Promise<void> => {
    let wait: number = webhookLimits.pollMs;
    try {
      do {
        again = false;
        await round();
      } while (again && !closed);
      wait = await untilNext();
    } catch (error) {
      logger.warn('webhooks-not-sent', { error: String(error) });
    }
    if (!closed) cancelTimer = clock.after(wait, wake);
  };

  const wake = (): void => {
    if (closed) return;
    cancelTimer?.();
    cancelTimer = null;
    if (running) {
      again = true;
      return;
    }
    running = work().finally(() => {
      running = null;
      // What was queued while the time to the next one was being found.
      if (again) wake();
    });
  };

  const idle = async (): Promise<void> => {
    while (running || lanes.size > 0) await Promise.all([running, ...lanes.values()]);
  };

  return {
    start: () => {
      closed = false;
      wake();
    },
    wake,
    idle,
    close: async () => {
      closed = true;
      cancelTimer?.();
      const cancel = clock.after(webhookLimits.closeGraceMs, () => leaving.abort());
      await idle();
      cancel();
    },
  };
};
