import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ClientEvents, Person, ServerEvents } from '@oner/shared/protocol/live.ts';
import { livePath } from '@oner/shared/protocol/live.ts';
import { createAdapter } from '@socket.io/redis-streams-adapter';
import { Redis } from 'ioredis';
import { io, type Socket } from 'socket.io-client';
import { expect, it, vi } from 'vitest';
import { z } from 'zod';
import { adminToken, type RunningApp, startApp } from '../http/testing/start-app.ts';
import { describeWithService } from '../testing/test-services.ts';
import { createLive } from './create-live.ts';

type Client = Socket<ServerEvents, ClientEvents>;

/** A node: its own sockets and people, the project's records shared with the others. */
const startNode = async (app: RunningApp, options: { readonly url: string; readonly streamName: string }) => {
  const redis = new Redis(options.url);
  const server = createServer();
  const live = createLive({
    ...{ server, gatekeeper: app.auth.gatekeeper, clock: app.clock, logger: app.logger },
    adapter: createAdapter(redis, { streamName: options.streamName }),
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  return {
    origin: `http://127.0.0.1:${port}`,
    close: async () => {
      await live.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      redis.disconnect();
    },
  };
};

/** Who a client knows of, kept up as the app does it. */
const join = async (origin: string, project: string) => {
  const client: Client = io(origin, {
    ...{ path: livePath, query: { token: adminToken }, transports: ['websocket'], reconnection: false },
  });
  const known = new Map<string, Person>();
  client.on('people', ({ people }) => {
    for (const person of people) known.set(person.peer, person);
  });
  client.on('person', ({ person }) => known.set(person.peer, person));
  client.on('left', ({ peer }) => known.delete(peer));
  const answer = await new Promise((resolve) => (client as Socket).emit('join', { project }, resolve));
  const { peer } = z.object({ peer: z.string() }).parse(answer);
  return { client, known, peer };
};

describeWithService('redis', 'people at two nodes', (url) => {
  it('LIVE-6 hear of each other, whoever came first, where each looks, and who leaves', async () => {
    const app = await startApp();
    const made = await app.ask('/api/projects', { method: 'POST', body: { title: 'Film' } });
    const project = z.object({ id: z.string() }).parse(await made.json()).id;
    const streamName = `oner-test-${randomUUID()}`;
    const [one, two] = await Promise.all([startNode(app, { url, streamName }), startNode(app, { url, streamName })]);
    const anna = await join(one.origin, project);
    const view: Person['view'] = { route: `/p/${project}`, scene: 'blk_1', shot: null, scroll: null };
    await new Promise((resolve) => (anna.client as Socket).emit('view', { project, view }, resolve));
    const ben = await join(two.origin, project);
    const both = [anna.peer, ben.peer].sort();
    const eventually = (check: () => void) => vi.waitFor(check, { timeout: 10_000 });
    await eventually(() => expect([...anna.known.keys()].sort()).toEqual(both));
    await eventually(() => expect([...ben.known.keys()].sort()).toEqual(both));
    expect(ben.known.get(anna.peer)?.view).toEqual(view);
    anna.client.disconnect();
    await eventually(() => expect([...ben.known.keys()]).toEqual([ben.peer]));
    ben.client.disconnect();
    await Promise.all([one.close(), two.close()]);
    await app.close();
  });
});
