/** Which deliveries are due: looked up by the hour in which they are, so that thousands that wait for half a day cost nothing. */
import { allRecords } from '../auth/all-records.ts';
import type { Clock } from '../platform/clock.ts';
import type { Records } from '../storage/ports.ts';
import { hourOf, type WebhookDelivery, webhookDeliveries } from './webhook-delivery.ts';

export type DueDeliveries = {
  /** All pending ones that are due within `withinMs` or before, oldest first; others of the same hour may be among them. */
  readonly soon: (withinMs: number) => Promise<readonly WebhookDelivery[]>;
};

const inOrder = (a: WebhookDelivery, b: WebhookDelivery): number =>
  webhookDeliveries.order(a).localeCompare(webhookDeliveries.order(b)) || a.id.localeCompare(b.id);

export const createDueDeliveries = (deliveries: Records<WebhookDelivery>, clock: Pick<Clock, 'now'>): DueDeliveries => {
  const ofHour = (hour: number) => allRecords(deliveries, { index: 'due', equals: String(hour) });
  const hoursOf = (found: readonly WebhookDelivery[]): readonly number[] => found.map(({ dueAt }) => hourOf(dueAt));
  const first = (hours: readonly number[]): number => hours.reduce((a, b) => Math.min(a, b), hourOf(clock.now()) - 1);
  /** No hour before this one has any; null: not looked yet. */
  let since: number | null = null;
  return {
    soon: async (withinMs) => {
      since ??= first(hoursOf(await allRecords(deliveries, { index: 'state', equals: 'pending' })));
      const last = hourOf(clock.now() + withinMs);
      const found: WebhookDelivery[] = [];
      for (let hour = since; hour <= last; hour += 1) found.push(...(await ofHour(hour)));
      // One hour back at least: the clocks of other nodes may be behind.
      since = first(hoursOf(found));
      return found.sort(inOrder);
    },
  };
};
