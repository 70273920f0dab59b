import { createServer } from 'node:http';
import { projectIdSchema, shareIdSchema } from '@oner/shared/ids/ids.ts';
import type { ClientEvents, LiveAnswer, Person, ServerEvents } from '@oner/shared/protocol/live.ts';
import { liveLimits, livePath } from '@oner/shared/protocol/live.ts';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createHttpApp } from '../http/create-http-app.ts';
import { adminToken, type RunningApp, startApp } from '../http/testing/start-app.ts';
import { createLive, type Live } from './create-live.ts';

type Client = Socket<ServerEvents, ClientEvents>;
let app: RunningApp;
let live: Live;
const clients: Client[] = [];
beforeAll(async () => {
  app = await startApp();
  live = createLive({ server: app.server, gatekeeper: app.auth.gatekeeper, clock: app.clock, logger: app.logger });
});
afterAll(async () => {
  for (const client of clients) client.disconnect();
  await live.close();
  await app.close();
});

const connect = (token: string): Client => {
  const client: Client = io(app.url, {
    path: livePath,
    query: { token },
    transports: ['websocket'],
    reconnection: false,
  });
  clients.push(client);
  return client;
};
const once = <Name extends keyof ServerEvents>(
  client: Client,
  name: Name,
): Promise<Parameters<ServerEvents[Name]>[0]> =>
  new Promise((resolve) => {
    const event: string = name;
    (client as Socket).once(event, resolve);
  });
const join = (client: Client, project: string): Promise<LiveAnswer> =>
  new Promise((resolve) => client.emit('join', { project }, resolve));

const newProject = async () => {
  const made = await app.ask('/api/projects', { method: 'POST', body: { title: 'Film' } });
  return projectIdSchema.parse(z.object({ id: z.string() }).parse(await made.json()).id);
};
const share = async (project: string, role: string) => {
  const made = await app.ask(`/api/projects/${project}/shares`, { method: 'POST', body: { role } });
  return z.object({ id: shareIdSchema, token: z.string() }).parse(await made.json());
};
const notice = (project: Awaited<ReturnType<typeof newProject>>) =>
  ({ kind: 'notice', notice: { project, kind: 'comment-added', by: null, about: {} } }) as const;

test('LIVE-1 who is not signed in is refused, and who may not read a project hears nothing of it', async () => {
  const stranger = connect('onl_unknown');
  const refused = new Promise<string>((resolve) => stranger.on('connect_error', (error) => resolve(error.message)));
  expect(await refused).toBe('not-signed-in');
  const [project, other] = [await newProject(), await newProject()];
  const guest = connect((await share(other, 'viewer')).token);
  expect(await join(guest, project)).toEqual({ ok: false, reason: 'no-access' });
  expect(await join(guest, other)).toMatchObject({ ok: true, role: 'viewer' });
  const heard: string[] = [];
  guest.on('notice', (message) => heard.push(message.project));
  const last = once(guest, 'notice');
  live.emit(project, notice(project));
  live.emit(other, notice(other));
  await last;
  expect(heard).toEqual([other]);
});

test('LIVE-2 people see each other, where each looks, and who leaves', async () => {
  const project = await newProject();
  const [anna, ben] = [connect(adminToken), connect((await share(project, 'editor')).token)];
  await join(anna, project);
  const came = once(anna, 'person');
  const there = once(ben, 'people');
  const joined = await join(ben, project);
  expect((await there).people).toHaveLength(2);
  expect((await came).person).toMatchObject({ role: 'editor', view: null });
  const moved = once(anna, 'person');
  const view: Person['view'] = {
    route: `/p/${project}`,
    scene: 'blk_1',
    shot: null,
    scroll: { at: 'blk_2', offset: 12 },
  };
  ben.emit('view', { project, view });
  expect((await moved).person.view).toEqual(view);
  const left = once(anna, 'left');
  ben.disconnect();
  expect((await left).peer).toBe(joined.ok ? joined.peer : '');
});

test('LIVE-3 a withdrawn link is told so and hears no more', async () => {
  const project = await newProject();
  const { id, token } = await share(project, 'viewer');
  const guest = connect(token);
  await join(guest, project);
  const told = once(guest, 'access');
  await app.auth.shares.revoke(project, id);
  expect(await told).toEqual({ project, role: null });
  expect(await join(guest, project)).toMatchObject({ ok: false });
});

test('LIVE-3 a link that runs out in some days is over in time, on a socket that stays open', async () => {
  const project = await newProject();
  const hours = 3_600_000;
  const body = { role: 'viewer', expiresAt: new Date(app.clock.now() + 30 * hours).toISOString() };
  const made = await app.ask(`/api/projects/${project}/shares`, { method: 'POST', body });
  const guest = connect(z.object({ token: z.string() }).parse(await made.json()).token);
  await join(guest, project);
  const told = once(guest, 'access');
  app.move(24 * hours);
  // It looks again, and knows how much is left.
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  app.move(6 * hours);
  expect(await told).toEqual({ project, role: null });
});

test('LIVE-3 a link that is withdrawn while one joins by it lets nobody in', async () => {
  const other = await startApp();
  const { gatekeeper } = other.auth;
  const made = await other.ask('/api/projects', { method: 'POST', body: { title: 'Film' } });
  const project = z.object({ id: z.string() }).parse(await made.json()).id;
  const shares = `/api/projects/${project}/shares`;
  const shared = await other.ask(shares, { method: 'POST', body: { role: 'viewer' } });
  const { id, token } = z.object({ id: z.string(), token: z.string() }).parse(await shared.json());
  let withdrawn = false;
  const door = createLive({
    ...{ server: other.server, clock: other.clock, logger: other.logger },
    gatekeeper: {
      ...gatekeeper,
      access: async (...asked) => {
        const answer = await gatekeeper.access(...asked);
        if (!withdrawn && asked[0]?.kind === 'guest') {
          withdrawn = true;
          await other.ask(`${shares}/${id}`, { method: 'DELETE' });
        }
        return answer;
      },
    },
  });
  const guest: Client = io(other.url, { path: livePath, query: { token }, transports: ['websocket'] });
  clients.push(guest);
  expect(await join(guest, project)).toEqual({ ok: false, reason: 'no-access' });
  await door.close();
  await other.close();
});

test('LIVE-4 malformed messages and floods are answered, and harm nobody', async () => {
  const project = await newProject();
  const client = connect(adminToken);
  await join(client, project);
  const send = (name: string, message: unknown): Promise<unknown> =>
    new Promise((resolve) => (client as Socket).emit(name, message, resolve));
  expect(await send('view', { project, view: { route: 1 } })).toEqual({ ok: false, reason: 'malformed' });
  expect(await send('join', null)).toEqual({ ok: false, reason: 'malformed' });
  const answers = await Promise.all(
    Array.from({ length: liveLimits.perSecond * 3 }, () => send('present', { project, presenting: true })),
  );
  expect(answers.filter((answer) => JSON.stringify(answer).includes('slow-down')).length).toBeGreaterThan(0);
  app.move(5000);
  expect(await send('present', { project, presenting: false })).toEqual({ ok: true });
});

test('LIVE-5 long polling works beside the app on one server, in whichever order the two were attached', async () => {
  const project = await newProject();
  const late = createServer();
  const other = createLive({ server: late, gatekeeper: app.auth.gatekeeper, clock: app.clock, logger: app.logger });
  late.on('request', createHttpApp(app));
  await new Promise<void>((resolve) => late.listen(0, '127.0.0.1', resolve));
  const address = z.object({ port: z.number() }).parse(late.address());
  const origin = `http://127.0.0.1:${address.port}`;
  const client: Client = io(origin, {
    ...{ path: livePath, query: { token: adminToken }, transports: ['polling'], reconnection: false },
  });
  expect(await join(client, project)).toMatchObject({ ok: true, role: 'owner' });
  expect((await fetch(`${origin}/healthz`)).status).toBe(200);
  client.disconnect();
  await other.close();
  late.closeAllConnections();
  await new Promise((resolve) => late.close(resolve));
});
