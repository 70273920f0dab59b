import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { addShot, updateShot } from '@oner/shared/document/commands/shots.ts';
import { type ShotId, versionIdSchema, webhookIdSchema } from '@oner/shared/ids/ids.ts';
import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { allRecords } from '../auth/all-records.ts';
import { openProjectHarness, type ProjectHarness, until } from '../generation/testing/project-harness.ts';
import { createEgress } from '../platform/egress.ts';
import { parseEgressAllow } from '../platform/egress-rules.ts';
import { createLogger } from '../platform/logger.ts';
import { createHookRunner, hookDelays } from './hook-runner.ts';
import { toldStates, webhookDeliveries } from './webhook-delivery.ts';
import { type WebhookRecord, webhookCollection } from './webhook-record.ts';
import { webhookLimits, webhookRetries } from './webhook-sender.ts';
import { createWebhooks } from './webhooks.ts';

const secret = `whsec_${Buffer.from('a secret of twenty-four b').toString('base64')}`;
const messageSchema = z.object({
  type: z.string(),
  id: z.string(),
  project: z.string(),
  at: z.iso.datetime(),
  data: z.record(z.string(), z.unknown()),
});

type Received = { readonly body: string; readonly headers: IncomingHttpHeaders; readonly path: string };

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A studio's endpoint; `answer` gives the status, or null to never answer. */
const openReceiver = async () => {
  const received: Received[] = [];
  const told = { answer: (_path: string): number | null => 204, location: '' };
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      received.push({ body, headers: request.headers, path: request.url ?? '' });
      const status = told.answer(request.url ?? '');
      if (status === null) return;
      response.writeHead(status, told.location === '' ? {} : { location: told.location }).end('x'.repeat(100_000));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => void server.close().closeAllConnections());
  // Listening on a host and port gives an address, never a pipe's name.
  return { received, told, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
};

const messages = (received: readonly Received[]) => received.map(({ body }) => messageSchema.parse(JSON.parse(body)));

/** The webhooks of a harness's storage, as the server composes them. */
const openWebhooks = (harness: ProjectHarness, allow = '127.0.0.0/8') => {
  const rules = parseEgressAllow(allow);
  if (!rules.ok) throw new Error(rules.error.entry);
  const { storage, clock, rooms, snapshots } = harness;
  const logger = createLogger('silent');
  const webhooks = createWebhooks({ storage, clock, logger, egress: createEgress({ rules: rules.value, clock }) });
  const runner = createHookRunner({ ...{ rooms, storage, snapshots, clock, logger }, hooks: [webhooks.hook] });
  const versionNamed = webhooks.versionNamed(runner.tell);
  return {
    webhooks,
    runner,
    versionNamed,
    start: async (versions: Parameters<typeof versionNamed>[0][] = []) => {
      await runner.start([harness.project]);
      await webhooks.start(async () => versions, runner.tell);
      await webhooks.idle();
    },
    /** Lets the hooks run for what changed, and sends what is due. */
    settle: async (): Promise<void> => {
      clock.advance(hookDelays.patienceMs);
      await runner.idle();
      await webhooks.idle();
    },
    /** Moves on, and sends what is due then. */
    pass: async (ms: number): Promise<void> => {
      clock.advance(ms);
      await webhooks.idle();
    },
    close: async (): Promise<void> => {
      await runner.close();
      await webhooks.close();
    },
  };
};

const open = async (folder?: string): Promise<ProjectHarness> => {
  const harness = await openProjectHarness({ autoPreviz: false, ...(folder === undefined ? {} : { folder }) });
  closing.push(() => (folder === undefined ? harness.discard() : undefined));
  return harness;
};

const begin = async (fields: Partial<WebhookRecord> = {}) => {
  const harness = await open();
  await harness.seed();
  const receiver = await openReceiver();
  const system = openWebhooks(harness);
  await system.start();
  // The seed is not what these tests look at.
  await system.settle();
  const register = (id: string, more: Partial<WebhookRecord> = {}) =>
    harness.storage.records(webhookCollection).insert({
      ...{ id: webhookIdSchema.parse(id), project: harness.project, url: `${receiver.url}/${id}`, secret },
      ...{ events: ['shot-added', 'shot-changed'], createdAt: harness.clock.now(), ...fields, ...more },
    });
  await register('whk_one');
  const scene = (await harness.story()).scenes[0]?.id;
  if (!scene) throw new Error('the script lost its scene');
  const add = async (): Promise<ShotId> => {
    const added = await harness.edit((doc) => addShot(doc, { ids: harness.ids, scene, fields: { subjects: ['ANA'] } }));
    if (!added.ok) throw new Error(added.error.kind);
    return added.value;
  };
  const resize = (shot: ShotId, size: 'CU' | 'WS') =>
    harness.edit((doc) => updateShot(doc, { shot, fields: { size }, by: 'person' }));
  const stored = () => allRecords(harness.storage.records(webhookDeliveries));
  let ended = false;
  const end = async (): Promise<void> => {
    if (ended) return;
    ended = true;
    await system.close();
    await harness.close();
  };
  closing.push(end);
  return { harness, receiver, ...system, register, add, resize, stored, end };
};

describe('webhooks', () => {
  it('HOOK-24 a message says what happened to what, and is signed as Standard Webhooks has it', async () => {
    const { harness, receiver, settle, add } = await begin();
    const shot = await add();
    await settle();
    const [message] = messages(receiver.received);
    expect(message).toMatchObject({ type: 'shot-added', project: harness.project, data: { shot, number: '1A' } });
    const headers = Object.fromEntries(
      Object.entries(receiver.received[0]?.headers ?? {}).map(([name, value]) => [name, String(value)]),
    );
    expect(headers).toMatchObject({ 'webhook-id': message?.id, 'content-type': 'application/json' });
    // The library refuses what is over five minutes old, so it is shown the time of the clock that is moved by hand.
    vi.useFakeTimers({ toFake: ['Date'], now: harness.clock.now() });
    try {
      const body = receiver.received[0]?.body ?? '';
      expect(new Webhook(secret).verify(body, headers)).toEqual(message);
      expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow('No matching signature');
    } finally {
      vi.useRealTimers();
    }
  });

  it('HOOK-25 only what a webhook listens to is sent to it, once for each state', async () => {
    const { receiver, settle, register, add, resize } = await begin();
    await register('whk_two', { events: ['shot-changed'] });
    const shot = await add();
    await settle();
    expect(receiver.received.map(({ path }) => path)).toEqual(['/whk_one']);
    for (const size of ['CU', 'WS', 'CU'] as const) {
      await resize(shot, size);
      await settle();
    }
    const changed = receiver.received.filter(({ path }) => path === '/whk_two');
    expect(messages(changed).map(({ type }) => type)).toEqual(['shot-changed', 'shot-changed', 'shot-changed']);
    // A state that came back is another event.
    expect(new Set(messages(changed).map(({ id }) => id)).size).toBe(3);
    expect(receiver.received).toHaveLength(7);
  });

  it('HOOK-26 what fails is sent again with the same id and body, later each time, and then given up', async () => {
    const { receiver, settle, pass, add, stored } = await begin();
    receiver.told.answer = () => 500;
    await add();
    await settle();
    for (const [index, wait] of webhookRetries.entries()) {
      expect(receiver.received).toHaveLength(index + 1);
      await pass(wait - 1000);
      expect(receiver.received).toHaveLength(index + 1);
      await pass(1000);
    }
    expect(receiver.received).toHaveLength(webhookRetries.length + 1);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(await stored()).toMatchObject([{ state: 'failed', error: 'answered with 500' }]);
    await pass(webhookLimits.keepMs);
    expect(receiver.received).toHaveLength(webhookRetries.length + 1);
  });

  it('HOOK-26 a 2xx ends it', async () => {
    const { receiver, settle, pass, add, stored } = await begin();
    receiver.told.answer = () => (receiver.received.length < 3 ? 503 : 200);
    await add();
    await settle();
    await pass(5000);
    await pass(30_000);
    expect(receiver.received).toHaveLength(3);
    expect(await stored()).toMatchObject([{ state: 'delivered', failures: 2 }]);
    await pass(webhookRetries[2] ?? 0);
    expect(receiver.received).toHaveLength(3);
  });

  it('HOOK-27 410 switches the webhook off', async () => {
    const { harness, receiver, settle, pass, add } = await begin();
    receiver.told.answer = () => 410;
    await add();
    await settle();
    await pass(5000);
    await add();
    await settle();
    expect(receiver.received).toHaveLength(1);
    const [webhook] = await allRecords(harness.storage.records(webhookCollection));
    expect(webhook?.disabledAt).toBeGreaterThan(0);
  });

  it('HOOK-28 a receiver that hangs is given up in time, and holds up no other', async () => {
    const { harness, receiver, register, add, stored, runner, webhooks } = await begin();
    await register('whk_two');
    receiver.told.answer = (path) => (path === '/whk_one' ? null : 200);
    await add();
    harness.clock.advance(hookDelays.patienceMs);
    await runner.idle();
    await until(() => receiver.received.length === 2);
    await add();
    harness.clock.advance(hookDelays.patienceMs);
    await runner.idle();
    await until(() => receiver.received.filter(({ path }) => path === '/whk_two').length === 2);
    // Two queued for the one that hangs: each is given up when its time is over.
    const failedFirst = async () => (await stored()).some(({ error }) => error?.startsWith('timed-out'));
    harness.clock.advance(webhookLimits.timeoutMs);
    await until(failedFirst);
    receiver.told.answer = () => 200;
    harness.clock.advance(webhookLimits.timeoutMs);
    await webhooks.idle();
    harness.clock.advance(webhookLimits.pollMs);
    await webhooks.idle();
    expect((await stored()).map(({ state }) => state)).toEqual(Array(4).fill('delivered'));
  });

  it('HOOK-31 a receiver that hangs does not hold up the server when it leaves, and hears of it at the next start', async () => {
    const { harness, receiver, add, runner, webhooks, stored } = await begin();
    receiver.told.answer = () => null;
    await add();
    harness.clock.advance(hookDelays.patienceMs);
    await runner.idle();
    await until(() => receiver.received.length === 1);
    const leaving = webhooks.close();
    harness.clock.advance(webhookLimits.closeGraceMs);
    await leaving;
    expect(await stored()).toMatchObject([{ state: 'pending', failures: 0, dueAt: harness.clock.now() }]);
    receiver.told.answer = () => 204;
    const next = openWebhooks(harness);
    await next.start();
    await next.close();
    expect((await stored()).map(({ state }) => state)).toEqual(['delivered']);
  });

  it('HOOK-33 of a removed project no webhook, delivery or told state is kept', async () => {
    const { harness, receiver, add, settle, webhooks, stored } = await begin();
    receiver.told.answer = () => 500;
    await add();
    await settle();
    expect(await stored()).toHaveLength(1);
    await webhooks.forget(harness.project);
    expect(await stored()).toEqual([]);
    expect(await allRecords(harness.storage.records(webhookCollection))).toEqual([]);
    expect(await allRecords(harness.storage.records(toldStates))).toEqual([]);
  });

  it('HOOK-28 a redirect to where requests may not go is a failure', async () => {
    const { receiver, settle, add, stored } = await begin();
    receiver.told.answer = () => 307;
    receiver.told.location = 'http://169.254.169.254/latest/meta-data';
    await add();
    await settle();
    expect((await stored())[0]?.error).toMatch(/^forbidden-address/);
  });

  it('HOOK-29 what was queued when the server died is sent after the restart, and nothing that was sent is', async () => {
    const { harness, receiver, settle, add, end } = await begin();
    await add();
    await settle();
    receiver.told.answer = () => 500;
    await add();
    await settle();
    expect(receiver.received).toHaveLength(2);
    await end();
    receiver.told.answer = () => 200;
    const again = await open(harness.folder);
    again.clock.advance(60_000);
    const system = openWebhooks(again);
    await system.start();
    await system.settle();
    expect(receiver.received).toHaveLength(3);
    expect(receiver.received[2]?.body).toBe(receiver.received[1]?.body);
    await system.close();
    await again.close();
  });

  it('HOOK-29 two nodes send an event once', async () => {
    const { harness, receiver, settle, add, resize } = await begin();
    const other = openWebhooks(harness);
    await other.start();
    const shot = await add();
    await Promise.all([settle(), other.settle()]);
    await resize(shot, 'CU');
    await Promise.all([settle(), other.settle()]);
    expect(messages(receiver.received).map(({ type }) => type)).toEqual(['shot-added', 'shot-changed']);
    await other.close();
  });

  it('HOOK-30 a named version reaches hooks, also when the server died before it told of it', async () => {
    const { harness, receiver, versionNamed, webhooks, end } = await begin({ events: ['version-named'] });
    const version = (id: string) => ({
      ...{ id: versionIdSchema.parse(id), project: harness.project, name: `The ${id}` },
      at: harness.clock.now(),
    });
    const [told, missed] = [version('ver_told'), version('ver_missed')];
    await versionNamed(told);
    await webhooks.idle();
    expect(messages(receiver.received)).toMatchObject([
      { type: 'version-named', data: { version: told.id, name: 'The ver_told' } },
    ]);
    await end();
    const again = await open(harness.folder);
    const system = openWebhooks(again);
    await system.start([told, { ...version('ver_unnamed'), name: '' }, missed]);
    expect(messages(receiver.received).map(({ data }) => data.version)).toEqual([told.id, missed.id]);
    await system.close();
    await again.close();
  });
});
