import { projectIdSchema, webhookIdSchema } from '@oner/shared/ids/ids.ts';
import { expect, it, vi } from 'vitest';
import { createMemoryStorage } from '../http/testing/memory-storage.ts';
import { createDueDeliveries } from './due-deliveries.ts';
import { type WebhookDelivery, webhookDeliveries } from './webhook-delivery.ts';

const hour = 3_600_000;
const start = 1000 * hour;

const delivery = (id: string, dueAt: number, state: WebhookDelivery['state'] = 'pending'): WebhookDelivery => ({
  ...{ id, webhook: webhookIdSchema.parse('whk_one'), project: projectIdSchema.parse('prj_one'), event: `msg_${id}` },
  ...{ type: 'shot-added', body: '{}', at: start, state, failures: 0, dueAt, error: null },
});

it('HOOK-37 what waits for later hours is not read, and nothing that is due is missed', async () => {
  const records = createMemoryStorage().records(webhookDeliveries);
  let now = start;
  await records.insert(delivery('overdue', start - 50 * hour));
  await records.insert(delivery('now', start));
  await records.insert(delivery('next', start + hour + 1));
  await records.insert(delivery('later', start + 12 * hour));
  await records.insert(delivery('done', start, 'delivered'));
  const due = createDueDeliveries(records, { now: () => now });
  const ids = async () => (await due.soon(30_000)).map(({ id }) => id);
  expect(await ids()).toEqual(['now', 'overdue']);
  await records.update('overdue', (each) => ({ ...each, state: 'failed' }));
  await records.update('now', (each) => ({ ...each, dueAt: start + 2 * hour }));
  expect(await ids()).toEqual([]);
  const find = vi.spyOn(records, 'find');
  now = start + hour + 2;
  expect(await ids()).toEqual(['next']);
  expect(find.mock.calls.length).toBeLessThanOrEqual(4);
  // One that another node could not send comes back into an hour that is over.
  await records.insert(delivery('late', start + hour - 1));
  expect(await ids()).toEqual(['late', 'next']);
  now = start + 12 * hour;
  expect(await ids()).toEqual(['late', 'later', 'next', 'now']);
});
