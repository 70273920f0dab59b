import type { IncomingMessage } from 'node:http';
import { projectIdSchema, shareIdSchema } from '@oner/shared/ids/ids.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { mailLimits } from '../http/routes/sign-in.ts';
import { createMemoryStorage } from '../http/testing/memory-storage.ts';
import { createHandClock, type RunningApp, startApp } from '../http/testing/start-app.ts';
import { createAttempts } from './attempts.ts';
import { sessionCollection } from './records.ts';
import { credentialOf, redactUrl } from './request-credential.ts';
import { checkPassword, hashPassword, tokenKindOf } from './secrets.ts';
import { createSessions } from './sessions.ts';

const mails: { readonly to: string; readonly url: string }[] = [];
let app: RunningApp;
beforeAll(async () => {
  app = await startApp({
    mailer: {
      sendSignInLink: async (mail) => void mails.push(mail),
    },
  });
});
afterAll(() => app.close());

const newProject = async (): Promise<string> => {
  const made = await app.ask('/api/projects', { method: 'POST', body: { title: 'Film' } });
  return z.object({ id: z.string() }).parse(await made.json()).id;
};
const signIn = async (email: string): Promise<{ readonly user: string; readonly cookie: string }> => {
  const made = await app.ask('/api/sign-in-links', { method: 'POST', body: { email, name: 'Ada' } });
  const { user, url } = z.object({ user: z.string(), url: z.string() }).parse(await made.json());
  const entered = await app.ask(new URL(url).pathname, { token: null });
  return { user, cookie: entered.headers.get('set-cookie')?.split(';')[0] ?? '' };
};

test('AUTH-15 a token in the address counts as its parameter is encoded', () => {
  const asked = (url: string) => credentialOf({ url, headers: {} } as IncomingMessage)?.token;
  expect(asked(`/sync/p/story?v=1&token=${encodeURIComponent('a/b+c=&d')}`)).toBe('a/b+c=&d');
  expect(asked('/sync/p/story?token=100%')).toBe('100%');
});

test('AUTH-16 sessions that are over are forgotten, though many older ones are still in use', async () => {
  const { clock, move } = createHandClock();
  const storage = createMemoryStorage();
  const sessions = createSessions({ storage, clock });
  const [share, project] = [shareIdSchema.parse('shr_1'), projectIdSchema.parse('prj_1')];
  const start = async (count: number): Promise<readonly string[]> => {
    const made = Array.from({ length: count }, () => sessions.join(null, { name: 'Guest', share, project }));
    return (await Promise.all(made)).map(({ token }) => token ?? '');
  };
  const day = 24 * 3_600_000;
  const used = await start(25);
  move(day);
  await start(10);
  for (let days = 0; days < 40; days += 20) {
    move(20 * day);
    for (const token of used) await sessions.find(token);
  }
  for (let visits = 0; visits < 3; visits += 1) await start(1);
  const { records } = await storage.records(sessionCollection).find({ limit: 100 });
  expect(records).toHaveLength(25 + 3);
});

test('AUTH-5 a mailed link asks first: opening it signs nobody in, pressing the button does, once', async () => {
  await app.auth.accounts.ensure('ada@studio.example', 'Ada');
  const ask = (email: string) => app.ask('/api/sign-in', { token: null, method: 'POST', body: { email } });
  expect((await ask('nobody@studio.example')).status).toBe(202);
  expect((await ask('Ada@Studio.example')).status).toBe(202);
  expect(mails).toHaveLength(1);
  const path = new URL(mails[0]?.url ?? '').pathname;
  for (let look = 0; look < 2; look += 1) {
    const opened = await app.ask(path, { token: null });
    expect([opened.status, opened.headers.get('set-cookie')]).toEqual([200, null]);
  }
  expect((await app.ask(path, { token: null, method: 'POST' })).status).toBe(303);
  expect((await app.ask(path, { token: null, method: 'POST' })).status).toBe(410);
});

test('AUTH-13 sign-in mails are bounded for each address and caller, whether or not there is an account', async () => {
  const own = await startApp({ mailer: { sendSignInLink: async () => undefined } });
  const ask = (email: string) => own.ask('/api/sign-in', { token: null, method: 'POST', body: { email } });
  for (let mail = 0; mail < mailLimits.address.max; mail += 1)
    expect((await ask('eve@studio.example')).status).toBe(202);
  const refused = await ask('EVE@studio.example');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '900']);
  const others = Array.from({ length: mailLimits.caller.max }, (_, index) => `person${index}@studio.example`);
  const statuses = [];
  for (const email of others) statuses.push((await ask(email)).status);
  expect(statuses.filter((status) => status === 429)).toHaveLength(mailLimits.address.max + 1);
  own.move(mailLimits.caller.windowMs + 1);
  expect((await ask('eve@studio.example')).status).toBe(202);
  await own.close();
});

test('AUTH-14 guesses are counted for all nodes together, also those made at once', async () => {
  const limit = { max: 10, windowMs: 60_000 };
  const nodes = [0, 1].map(() => createAttempts({ storage: app.storage, clock: app.clock }));
  const waits = await Promise.all(Array.from({ length: 24 }, (_, index) => nodes[index % 2]?.take('guess', limit)));
  expect(waits.filter((wait) => wait === null)).toHaveLength(limit.max);
  expect(waits.filter((wait) => wait === limit.windowMs)).toHaveLength(24 - limit.max);
  await nodes[0]?.forget('guess');
  expect(await nodes[1]?.take('guess', limit)).toBe(null);
});

test('AUTH-7 what is stored lets nobody in, and addresses are logged without their secrets', async () => {
  const stored = await hashPassword('sesame');
  expect(stored).not.toContain('sesame');
  expect(await checkPassword('sesame', stored)).toBe(true);
  expect(await checkPassword('sesam', stored)).toBe(false);
  expect(redactUrl('/api/me?a=1&token=abc&b=2')).toBe('/api/me?a=1&token=…&b=2');
  expect(redactUrl('/sign-in/oni_AbC-12')).toBe('/sign-in/oni_…');
  expect(redactUrl('/s/onl_AbC-12')).toBe('/s/onl_…');
  expect(tokenKindOf('onl_x')).toBe('share');
});

test('AUTH-8 a signed-in person who comes by a link keeps their name and has the stronger role, while the link lasts', async () => {
  const { user, cookie } = await signIn('bo@studio.example');
  const project = await newProject();
  const mine = (path = '') => app.ask(`/api/projects/${project}${path}`, { token: null, headers: { cookie } });
  expect((await mine()).status).toBe(404);
  const role = { method: 'PUT', body: { role: 'viewer' } };
  expect((await app.ask(`/api/projects/${project}/members/${user}`, role)).status).toBe(200);
  expect(await (await mine()).json()).toMatchObject({ role: 'viewer' });
  const shared = await app.ask(`/api/projects/${project}/shares`, { method: 'POST', body: { role: 'editor' } });
  const link = z.object({ id: z.string(), token: z.string() }).parse(await shared.json());
  const enter = { token: null, method: 'POST', body: { name: 'Someone' }, headers: { cookie } };
  expect((await app.ask(`/api/shares/${link.token}/session`, enter)).status).toBe(200);
  expect(await (await mine()).json()).toMatchObject({ role: 'editor' });
  const me = await app.ask('/api/me', { token: null, headers: { cookie } });
  expect(await me.json()).toMatchObject({ kind: 'user', name: 'Ada' });
  await app.ask(`/api/projects/${project}/shares/${link.id}`, { method: 'DELETE' });
  expect(await (await mine()).json()).toMatchObject({ role: 'viewer' });
  await app.ask(`/api/projects/${project}/members/${user}`, { method: 'DELETE' });
  expect((await mine()).status).toBe(404);
});

test('AUTH-9 the last owner of a project stays', async () => {
  const project = await newProject();
  const members = await app.ask(`/api/projects/${project}/members`);
  const [owner] = z.array(z.object({ user: z.string() })).parse(await members.json());
  const path = `/api/projects/${project}/members/${owner?.user}`;
  expect((await app.ask(path, { method: 'DELETE' })).status).toBe(409);
  expect((await app.ask(path, { method: 'PUT', body: { role: 'editor' } })).status).toBe(409);
});

test('AUTH-10 signing out ends the session, and a revoked API token is dead', async () => {
  const { cookie } = await signIn('cy@studio.example');
  const mine = (ask: { method?: string; body?: unknown } = {}, path = '/api/me') =>
    app.ask(path, { token: null, headers: { cookie }, ...ask });
  const made = await mine({ method: 'POST', body: { name: 'script' } }, '/api/tokens');
  const key = z.object({ id: z.string(), token: z.string() }).parse(await made.json());
  expect((await app.ask('/api/me', { token: key.token })).status).toBe(200);
  expect((await mine({ method: 'DELETE' }, `/api/tokens/${key.id}`)).status).toBe(204);
  expect((await app.ask('/api/me', { token: key.token })).status).toBe(401);
  expect((await mine({ method: 'DELETE' }, '/api/session')).status).toBe(204);
  expect((await mine()).status).toBe(401);
});

test('AUTH-11 a session slides while it is used and ends thirty days after it was not', async () => {
  const { cookie } = await signIn('di@studio.example');
  const status = async () => (await app.ask('/api/me', { token: null, headers: { cookie } })).status;
  const day = 24 * 3_600_000;
  app.move(20 * day);
  expect(await status()).toBe(200);
  app.move(20 * day);
  expect(await status()).toBe(200);
  app.move(31 * day);
  expect(await status()).toBe(401);
  await signIn('el@studio.example');
  const { records } = await app.storage.records(sessionCollection).find({});
  expect(records.every((session) => session.expiresAt > app.clock.now())).toBe(true);
});
