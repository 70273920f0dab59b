import { randomUUID } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { describeWithService } from '../testing/test-services.ts';
import { openBullmqQueue } from './bullmq-queue.ts';
import { describeQueueContract } from './testing/queue-contract.ts';

describeWithService('redis', 'BullMQ', (url) => {
  describeQueueContract('BullMQ', {
    open: async () => {
      const queue = await openBullmqQueue({ url, name: randomUUID() });
      return { queue, close: () => queue.close(100) };
    },
  });

  it('QUE-8 hands a job to another node when its own has died, and one that waits to whoever comes', async () => {
    const options = { url, name: randomUUID(), stalledAfterMs: 300 };
    const dying = await openBullmqQueue(options);
    const started: string[] = [];
    await dying.add('a');
    dying.work(1, (job) => {
      started.push(job);
      return new Promise(() => {});
    });
    await vi.waitFor(() => expect(started).toEqual(['a']));
    await dying.add('b');
    await dying.close(0);
    const other = await openBullmqQueue(options);
    const ran: string[] = [];
    other.work(1, async (job) => void ran.push(job));
    await vi.waitFor(() => expect(new Set(ran)).toEqual(new Set(['a', 'b'])), { timeout: 10_000 });
    await other.close(100);
  });
});
