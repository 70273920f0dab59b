import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { describe, expect, it, vi } from 'vitest';
import { describeWithService } from '../testing/test-services.ts';
import { openRedisBus } from './redis-bus.ts';
import { describeBusContract } from './testing/bus-contract.ts';

describeWithService('redis', 'Redis', (url) => {
  describeBusContract('Redis', {
    open: async () => {
      const prefix = `${randomUUID()}:`;
      const [one, two] = await Promise.all([openRedisBus({ url, prefix }), openRedisBus({ url, prefix })]);
      return { nodes: [one, two], close: async () => void (await Promise.all([one.close(), two.close()])) };
    },
  });

  it('BUS-6 hears again after the server cut the connections', async () => {
    const bus = await openRedisBus({ url, prefix: `${randomUUID()}:` });
    const heard: string[] = [];
    await bus.subscribe('a', (message) => heard.push(message));
    const admin = new Redis(url);
    await admin.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
    await vi.waitFor(
      async () => {
        await bus.publish('a', 'again');
        expect(heard).toContain('again');
      },
      { timeout: 10_000 },
    );
    admin.disconnect();
    await bus.close();
  });
});

describe('Redis out of reach', () => {
  it('BUS-7 rejects with `unreachable` when there is no server', async () => {
    await expect(openRedisBus({ url: 'redis://127.0.0.1:9' })).rejects.toMatchObject({
      kind: 'bus-failed',
      reason: 'unreachable',
    });
  });
});
