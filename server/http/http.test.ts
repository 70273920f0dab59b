import { frameSchema } from '@oner/shared/protocol/http/frame.ts';
import { threadSchema } from '@oner/shared/protocol/http/review.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { may, operations } from '../auth/policy.ts';
import { roles } from '../auth/principal.ts';
import { allRoutes } from './all-routes.ts';
import { routeName } from './route.ts';
import { adminToken, type RunningApp, startApp } from './testing/start-app.ts';

const script =
  'Title: Test\n\nINT. KITCHEN - DAY\n\nAnna looks up.\n\nANNA\nHello, Ben.\n\nEXT. STREET - NIGHT\n\nRain.\n';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const idSchema = z.object({ id: z.string() });
const errorsSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
const tokenSchema = z.object({ id: z.string(), token: z.string(), url: z.string() });

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const newProject = async (): Promise<string> => {
  const made = await app.ask('/api/projects', { method: 'POST', body: { title: 'Film' } });
  expect(made.status).toBe(201);
  const { id } = idSchema.parse(await made.json());
  const imported = await app.ask(`/api/projects/${id}/import?format=fountain`, { method: 'POST', body: bytes(script) });
  expect(await imported.json()).toEqual({
    ...{ scenes: 2, blocks: 6, speakers: 1, format: 'fountain' },
    elements: { sceneHeading: 2, action: 2, character: 1, dialogue: 1 },
    ...{ warnings: [], unsure: [] },
  });
  return id;
};
const share = async (project: string, body: object) =>
  tokenSchema.parse(await (await app.ask(`/api/projects/${project}/shares`, { method: 'POST', body })).json());
const firstScene = async (project: string): Promise<string> =>
  z.array(idSchema).parse(await (await app.ask(`/api/projects/${project}/scenes`)).json())[0]?.id ?? '';
const newShot = async (project: string): Promise<string> => {
  const scene = await firstScene(project);
  const made = await app.ask(`/api/projects/${project}/shots`, { method: 'POST', body: { scene } });
  expect(made.status).toBe(201);
  return idSchema.parse(await made.json()).id;
};

/** The session of a person who is in no project. */
let accounts = 0;
const newAccount = async (): Promise<string> => {
  accounts += 1;
  const account = await app.auth.accounts.ensure(`person${accounts}@studio.example`);
  return app.auth.sessions.start(account);
};

describe('who may do what', () => {
  test('AUTH-1 every route of a project refuses whom the policy refuses, and hides itself from strangers', async () => {
    const project = await newProject();
    const tokens = new Map<string, string>();
    for (const role of roles) tokens.set(role, role === 'owner' ? adminToken : (await share(project, { role })).token);
    const other = await share(await newProject(), { role: 'editor' });
    const routes = allRoutes(app).filter((route) => typeof route.guard === 'object');
    expect(routes.length).toBeGreaterThan(30);
    const seen = new Set<string>();
    for (const route of routes) {
      if (typeof route.guard !== 'object') continue;
      const { operation } = route.guard;
      seen.add(operation);
      const path = route.spec.path.replace(':project', project).replace(/:\w+/g, 'none');
      const method = route.spec.method.toUpperCase();
      // no one sends a body, so whoever is let in gets no further than a check of it, and deletion is asked for last
      const status = async (token: string | null) => (await app.ask(path, { token, method })).status;
      const row = `${routeName(route)} (${operation})`;
      expect(await status(null), `${row} signed out`).toBe(401);
      expect(await status('ons_unknown'), `${row} with a dead token`).toBe(401);
      expect(await status(other.token), `${row} as a stranger`).toBe(404);
      for (const role of roles) {
        const allowed = may({ role, decides: true }, operation);
        if (allowed && operation === 'delete-project') continue;
        const got = await status(tokens.get(role) ?? null);
        if (allowed) expect([401, 403], `${row} as ${role}`).not.toContain(got);
        else expect(got, `${row} as ${role}`).toBe(403);
      }
    }
    expect([...operations].filter((operation) => !seen.has(operation))).toEqual(['manage-keys']);
  });

  test('AUTH-1 routes of no project ask for a person, an account or the owner of the server', async () => {
    const { token: guest } = await share(await newProject(), { role: 'editor' });
    const guarded = allRoutes(app).filter((route) => typeof route.guard !== 'object' && route.guard !== 'anyone');
    expect(guarded.length).toBeGreaterThan(10);
    for (const route of guarded) {
      const path = route.spec.path.replace(/:\w+/g, 'none');
      const method = route.spec.method.toUpperCase();
      const status = async (token: string | null) => (await app.ask(path, { token, method })).status;
      const isLetIn = (got: number) => got !== 401 && got !== 403;
      const row = routeName(route);
      expect(await status(null), `${row} signed out`).toBe(401);
      expect(await status('ons_unknown'), `${row} with a dead token`).toBe(401);
      const asGuest = await status(guest);
      if (route.guard === 'signed-in') expect(isLetIn(asGuest), `${row} as a guest`).toBe(true);
      else expect(asGuest, `${row} as a guest`).toBe(403);
      const asAccount = await status(await newAccount());
      if (route.guard === 'server-owner') expect(asAccount, `${row} with an account`).toBe(403);
      else expect(isLetIn(asAccount), `${row} with an account`).toBe(true);
      // the admin token is no account: it has no API tokens of its own
      if (!row.endsWith('/api/tokens')) expect(isLetIn(await status(adminToken)), `${row} as the owner`).toBe(true);
    }
  });

  test('AUTH-1 only what one needs to come in is open to anyone', () => {
    const open = allRoutes(app).filter((route) => route.guard === 'anyone');
    expect(open.map(routeName).sort()).toEqual([
      'GET /api/shares/:token',
      'GET /api/sign-in',
      'GET /sign-in/:token',
      'POST /api/shares/:token/session',
      'POST /api/sign-in',
      'POST /sign-in/:token',
    ]);
  });

  test('AUTH-1 a project is deleted by its owners alone, and is gone for all who were in it', async () => {
    const project = await newProject();
    const path = `/api/projects/${project}`;
    const people = new Map<string, string>();
    for (const role of roles) {
      const token = await newAccount();
      const { id } = idSchema.parse(await (await app.ask('/api/me', { token })).json());
      await app.ask(`${path}/members/${id}`, { method: 'PUT', body: { role } });
      people.set(role, token);
    }
    const remove = async (role: string) =>
      (await app.ask(path, { token: people.get(role) ?? null, method: 'DELETE' })).status;
    for (const role of ['viewer', 'commenter', 'editor']) expect(await remove(role)).toBe(403);
    expect(await remove('owner')).toBe(204);
    for (const token of [...people.values(), adminToken]) {
      expect((await app.ask(path, { token })).status).toBe(404);
      const listed = z.array(idSchema).parse(await (await app.ask('/api/projects', { token })).json());
      expect(listed.map(({ id }) => id)).not.toContain(project);
    }
  });

  test('AUTH-2 a link that withholds decisions lets comment and not decide', async () => {
    const project = await newProject();
    const { token } = await share(project, { role: 'commenter', decides: false });
    const shot = await newShot(project);
    const decided = await app.ask(`/api/projects/${project}/decisions`, {
      token,
      method: 'POST',
      body: { shot, verdict: 'approved' },
    });
    expect(decided.status).toBe(403);
    const body = { anchor: { kind: 'shot', id: shot }, body: 'Closer?' };
    expect((await app.ask(`/api/projects/${project}/threads`, { token, method: 'POST', body })).status).toBe(201);
  });

  test('AUTH-3 a link with a password opens only by its session; wrong passwords are refused and counted', async () => {
    const project = await newProject();
    const { token } = await share(project, { role: 'viewer', password: 'sesame' });
    expect((await app.ask(`/api/projects/${project}`, { token })).status).toBe(401);
    const enter = (password: string) =>
      app.ask(`/api/shares/${token}/session`, { token: null, method: 'POST', body: { name: 'Mia', password } });
    expect((await enter('wrong')).status).toBe(401);
    const entered = await enter('sesame');
    expect(entered.headers.get('set-cookie')).toMatch(/^oner_session=ons_.*HttpOnly; SameSite=Lax/);
    const session = z.object({ token: z.string(), role: z.string(), project: z.string() }).parse(await entered.json());
    expect(session).toMatchObject({ role: 'viewer', project });
    expect((await app.ask(`/api/projects/${project}`, { token: session.token })).status).toBe(200);
    for (let guess = 0; guess < 10; guess += 1) expect((await enter('wrong')).status).toBe(401);
    expect((await enter('sesame')).status).toBe(429);
    app.move(60_001);
    expect((await enter('sesame')).status).toBe(200);
  });

  test('AUTH-4 a withdrawn or expired link is over at once, sessions made by it too, and doors are told', async () => {
    const project = await newProject();
    const expiresAt = new Date(app.clock.now() + 60_000).toISOString();
    const { id, token } = await share(project, { role: 'editor' });
    const short = await share(project, { role: 'viewer', expiresAt });
    const told: (string | null)[] = [];
    const stop = app.auth.gatekeeper.onChange((changed) => told.push(changed));
    const session = z
      .object({ token: z.string() })
      .parse(
        await (
          await app.ask(`/api/shares/${token}/session`, { token: null, method: 'POST', body: { name: 'Bo' } })
        ).json(),
      );
    expect((await app.ask(`/api/projects/${project}`, { token: short.token })).status).toBe(200);
    app.move(60_001);
    expect(told).toContain(project);
    expect((await app.ask(`/api/projects/${project}`, { token: short.token })).status).toBe(401);
    told.length = 0;
    expect((await app.ask(`/api/projects/${project}`, { token: session.token })).status).toBe(200);
    expect((await app.ask(`/api/projects/${project}/shares/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect(told).toContain(project);
    expect((await app.ask(`/api/projects/${project}`, { token: session.token })).status).toBe(404);
    stop();
  });

  test('AUTH-5 a sign-in link works once, within an hour', async () => {
    const first = await app.auth.ownerLink();
    expect((await fetch(`${app.url}${first}`, { method: 'HEAD' })).status).toBe(200);
    const entered = await app.ask(first, { token: null });
    expect(entered.status).toBe(303);
    const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
    const me = await app.ask('/api/me', { token: null, headers: { cookie } });
    expect(await me.json()).toMatchObject({ kind: 'user', owner: true });
    expect((await app.ask(first, { token: null })).status).toBe(410);
    const late = await app.auth.ownerLink();
    app.move(3_600_001);
    expect((await app.ask(late, { token: null })).status).toBe(410);
  });

  test('AUTH-6 a cookie does not write for pages of another origin', async () => {
    const entered = await app.ask(await app.auth.ownerLink(), { token: null });
    const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
    const make = (headers: Record<string, string>) =>
      app.ask('/api/projects', { token: null, method: 'POST', body: { title: 'X' }, headers: { cookie, ...headers } });
    expect((await make({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await make({ 'sec-fetch-site': 'same-site' })).status).toBe(403);
    expect((await make({ origin: app.url })).status).toBe(201);
    expect((await make({})).status).toBe(201);
  });

  test('AUTH-7 nothing that lets a person in is logged', async () => {
    await app.ask(`/api/projects/none?token=${adminToken}`, { token: null });
    expect(JSON.stringify(app.logged)).not.toContain(adminToken);
  });
});

describe('the interface', () => {
  test('HTTP-1 problems are documents that name the field; unknown fields are refused and nothing changes', async () => {
    const project = await newProject();
    const scene = await firstScene(project);
    const bad = await app.ask(`/api/projects/${project}/shots`, {
      method: 'POST',
      body: { scene, sise: 'CU', roll: 90 },
    });
    expect(bad.status).toBe(422);
    expect(bad.headers.get('content-type')).toBe('application/problem+json');
    const problem = errorsSchema.parse(await bad.json());
    expect(problem.errors?.map((error) => error.path).sort()).toEqual(['roll', 'sise']);
    expect(await (await app.ask(`/api/projects/${project}/shots`)).json()).toEqual([]);
    expect((await app.ask(`/api/projects?unknown=1`)).status).toBe(422);
    const text = await app.ask('/api/projects', {
      method: 'POST',
      body: bytes('{}'),
      headers: { 'content-type': 'text/plain' },
    });
    expect(text.status).toBe(415);
    const broken = await app.ask('/api/projects', {
      method: 'POST',
      body: bytes('{'),
      headers: { 'content-type': 'application/json' },
    });
    expect(broken.status).toBe(400);
    expect((await app.ask('/api/nothing')).status).toBe(404);
    expect((await app.ask('/api/projects', { method: 'DELETE' })).status).toBe(405);
  });

  test('HTTP-2 an Idempotency-Key gives the first answer again, sealed at rest; another body conflicts', async () => {
    const project = await newProject();
    const make = (role: string) =>
      app.ask(`/api/projects/${project}/shares`, {
        method: 'POST',
        body: { role },
        headers: { 'idempotency-key': 'k-1' },
      });
    const first = await make('viewer');
    const again = await make('viewer');
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await again.json()).toEqual(await first.json());
    expect((await make('editor')).status).toBe(409);
    const shares = await (await app.ask(`/api/projects/${project}/shares`)).json();
    expect(shares).toHaveLength(1);
  });

  test('HTTP-3 lists page by cursor and announce the next page', async () => {
    const project = await newProject();
    for (let index = 0; index < 3; index += 1) await newShot(project);
    const all = z.array(idSchema).parse(await (await app.ask(`/api/projects/${project}/shots`)).json());
    const collected: string[] = [];
    let next: string | null = `/api/projects/${project}/shots?limit=2`;
    while (next !== null) {
      const page: Response = await app.ask(next);
      collected.push(
        ...z
          .array(idSchema)
          .parse(await page.json())
          .map((shot) => shot.id),
      );
      const link = /<([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1];
      next = link ? link.slice(app.url.length) : null;
    }
    expect(collected).toEqual(all.map((shot) => shot.id));
  });

  test('HTTP-4 a new shot has the defaults of its kind; a patch is whole or nothing', async () => {
    const project = await newProject();
    const shot = await newShot(project);
    const path = `/api/projects/${project}/shots/${shot}`;
    expect(await (await app.ask(path)).json()).toMatchObject({
      ...{ number: '1A', size: 'MS', angle: 'eye', roll: 0, movement: 'static', pick: null, frames: [], anchor: null },
    });
    const bad = await app.ask(path, { method: 'PATCH', body: { size: 'CU', scene: 'blk_none' } });
    expect(bad.status).toBe(422);
    expect(await (await app.ask(path)).json()).toMatchObject({ size: 'MS' });
    const good = await app.ask(path, { method: 'PATCH', body: { size: 'CU', subjects: ['ANNA'] } });
    expect(await good.json()).toMatchObject({ size: 'CU', subjects: ['ANNA'] });
    const spec = await app.ask(`${path}/spec`);
    expect(await spec.json()).toMatchObject({ subjects: [{ name: 'ANNA' }] });
    expect((await app.ask(path, { method: 'DELETE' })).status).toBe(204);
    expect((await app.ask(path)).status).toBe(404);
  });

  test('HTTP-5 files of every encoding import; empty and binary ones are refused and change nothing', async () => {
    const project = await newProject();
    const post = (body: Uint8Array, format = 'fountain') =>
      app.ask(`/api/projects/${project}/import?format=${format}&mode=replace`, { method: 'POST', body });
    const utf16 = (text: string) => new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'));
    const gb = new Uint8Array([
      0xc4, 0xda, 0xbe, 0xb0, 0x20, 0xbf, 0xa7, 0xb7, 0xc8, 0xb9, 0xdd, 0x20, 0xc8, 0xd5, 0x0a, 0x0a,
    ]);
    expect((await post(utf16(script))).status).toBe(200);
    expect((await post(new Uint8Array([...gb, ...bytes('Rain.\n')]))).status).toBe(200);
    const scenes = z
      .array(z.object({ setting: z.string().nullable() }))
      .parse(await (await app.ask(`/api/projects/${project}/scenes`)).json());
    expect(scenes).toMatchObject([{ setting: 'INT' }]);
    expect((await post(new Uint8Array())).status).toBe(422);
    expect((await post(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]))).status).toBe(422);
    expect((await post(bytes('x'), 'storyboarder')).status).toBe(422);
    const withNul = await post(bytes('INT. A\u0000B - DAY\n\nGo, and go on, and go on for a while.\n'));
    expect(z.object({ warnings: z.array(z.string()) }).parse(await withNul.json()).warnings).toHaveLength(1);
  });

  test('HTTP-6 exports: Fountain without loss, CSV safe from formulas, OTIO and EDL by shot number, an archive', async () => {
    const project = await newProject();
    const shot = await newShot(project);
    await app.ask(`/api/projects/${project}/shots/${shot}`, { method: 'PATCH', body: { description: '=1+1' } });
    const get = async (format: string) => app.ask(`/api/projects/${project}/export?format=${format}`);
    expect(await (await get('fountain')).text()).toContain('INT. KITCHEN - DAY\n\nAnna looks up.');
    expect(await (await get('csv')).text()).toContain(",'=1+1,");
    expect(await (await get('otio')).json()).toMatchObject({ tracks: { children: [{ children: [{ name: '1A' }] }] } });
    expect(await (await get('edl')).text()).toContain('* FROM CLIP NAME:  1A');
    const archive = new Uint8Array(await (await get('archive')).arrayBuffer());
    expect(Buffer.from(archive.slice(0, 4)).toString('latin1')).toBe('PK\u0003\u0004');
    expect((await get('mp4')).status).toBe(415);
    expect(
      Buffer.from(await (await get('pdf')).arrayBuffer())
        .subarray(0, 5)
        .toString('latin1'),
    ).toBe('%PDF-');
  });

  test('HTTP-7 the OpenAPI document covers every route', async () => {
    const document = z
      .object({
        openapi: z.literal('3.1.0'),
        paths: z.record(z.string(), z.record(z.string(), z.object({ responses: z.record(z.string(), z.unknown()) }))),
      })
      .parse(await (await app.ask('/api/openapi.json', { token: null })).json());
    for (const { spec } of allRoutes(app)) {
      const path = spec.path.replace(/:(\w+)/g, '{$1}');
      expect(Object.keys(document.paths[path]?.[spec.method]?.responses ?? {}), path).toContain(
        Object.keys(spec.replies)[0],
      );
    }
  });

  test('HTTP-8 versions keep the story and bring it back as a new change', async () => {
    const project = await newProject();
    const shot = await newShot(project);
    const made = idSchema.parse(
      await (await app.ask(`/api/projects/${project}/versions`, { method: 'POST', body: { name: 'First' } })).json(),
    );
    const before = await (await app.ask(`/api/projects/${project}/export?format=fountain`)).text();
    await app.ask(`/api/projects/${project}/import?format=fountain`, {
      method: 'POST',
      body: bytes('INT. ELSEWHERE - DAY\n\nNo one.\n'),
    });
    await app.ask(`/api/projects/${project}/shots/${shot}`, { method: 'PATCH', body: { notes: 'later' } });
    const diff = await (await app.ask(`/api/projects/${project}/versions/${made.id}/diff`)).json();
    expect(diff).toMatchObject({ shots: [{ id: shot, change: 'changed', fields: ['notes'] }] });
    app.move(1);
    expect((await app.ask(`/api/projects/${project}/versions/${made.id}/restore`, { method: 'POST' })).status).toBe(
      200,
    );
    expect(await (await app.ask(`/api/projects/${project}/export?format=fountain`)).text()).toBe(before);
    expect(await (await app.ask(`/api/projects/${project}/shots/${shot}`)).json()).toMatchObject({
      notes: '',
      number: '1A',
    });
    // What was restored over is a version of its own, and can come back.
    const versionList = z.array(z.object({ id: z.string(), name: z.string(), reason: z.string() }));
    const [named, kept] = versionList.parse(await (await app.ask(`/api/projects/${project}/versions`)).json());
    expect([named?.reason, kept?.name, kept?.reason]).toEqual(['named', '', 'before-restore']);
    const between = await app.ask(`/api/projects/${project}/versions/${made.id}/diff?with=${kept?.id}`);
    const { blocks, shots } = z
      .object({ blocks: z.array(z.looseObject({})), shots: z.array(z.looseObject({})) })
      .parse(await between.json());
    expect(shots).toMatchObject([{ id: shot, change: 'changed', fields: ['notes'] }]);
    expect(blocks).toContainEqual(
      expect.objectContaining({
        change: 'added',
        after: 'No one.',
        type: 'action',
        scene: expect.objectContaining({ heading: 'INT. ELSEWHERE - DAY' }),
      }),
    );
    expect(blocks).toContainEqual(
      expect.objectContaining({ change: 'removed', before: 'Anna looks up.', after: null, type: 'action' }),
    );
    const nowhere = `/api/projects/${project}/versions/${made.id}/diff?with=ver_nowhere00000000`;
    expect((await app.ask(nowhere)).status).toBe(404);
    await app.ask(`/api/projects/${project}/versions/${kept?.id}/restore`, { method: 'POST' });
    expect(await (await app.ask(`/api/projects/${project}/shots/${shot}`)).json()).toMatchObject({ notes: 'later' });
  });

  test('HTTP-9 pictures are uploaded and read by members only, in ranges; SVG and other files are refused', async () => {
    const project = await newProject();
    const shot = await newShot(project);
    const path = `/api/projects/${project}/shots/${shot}/frames`;
    const picture = sharp({ create: { width: 40, height: 20, channels: 3, background: '#888' } });
    const upload = async (body: Uint8Array, type: string) =>
      app.ask(path, { method: 'POST', body, headers: { 'content-type': type } });
    for (const format of ['png', 'jpeg', 'webp', 'avif'] as const) {
      const posted = await upload(new Uint8Array(await picture.toFormat(format).toBuffer()), `image/${format}`);
      app.move(1);
      expect(posted.status, format).toBe(201);
      const { frame } = z.object({ frame: frameSchema }).parse(await posted.json());
      expect(frame).toMatchObject({ provider: 'upload', width: 40, height: 20, shot, specHash: null });
    }
    const svg = bytes('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>');
    expect((await upload(svg, 'image/svg+xml')).status).toBe(415);
    expect((await upload(svg, 'image/png')).status).toBe(415);
    const png = new Uint8Array(await picture.png().toBuffer());
    expect((await upload(png.slice(0, png.length - 20), 'image/png')).status).toBe(422);
    const frames = z.array(frameSchema).parse(await (await app.ask(`/api/projects/${project}/frames`)).json());
    expect(frames).toHaveLength(4);
    const asset = `/api/assets/${frames[0]?.asset}`;
    const { token } = await share(project, { role: 'viewer' });
    const stranger = await share(await newProject(), { role: 'editor' });
    expect((await app.ask(asset, { token: null })).status).toBe(401);
    expect((await app.ask(asset, { token: stranger.token })).status).toBe(404);
    const whole = await app.ask(asset, { token });
    expect(whole.status).toBe(200);
    expect(whole.headers.get('x-content-type-options')).toBe('nosniff');
    expect(new Uint8Array(await whole.arrayBuffer())).toEqual(png);
    const part = await app.ask(asset, { token, headers: { range: 'bytes=1-3' } });
    expect([part.status, await part.text()]).toEqual([206, 'PNG']);
    expect((await app.ask(asset, { token, headers: { range: 'bytes=999999-' } })).status).toBe(416);
    const etag = whole.headers.get('etag') ?? '';
    expect((await app.ask(asset, { token, headers: { 'if-none-match': etag } })).status).toBe(304);
  });

  test('HTTP-10 asking for a frame twice gives the one job; threads, decisions and webhooks keep who did it', async () => {
    const project = await newProject();
    const shot = await newShot(project);
    const ask = () => app.ask(`/api/projects/${project}/shots/${shot}/frames`, { method: 'POST', body: {} });
    expect([(await ask()).status, (await ask()).status]).toEqual([202, 200]);
    const open = { anchor: { kind: 'shot', id: shot, region: [0.1, 0.1, 0.2, 0.2] }, body: 'Tighter' };
    const thread = threadSchema.parse(
      await (await app.ask(`/api/projects/${project}/threads`, { method: 'POST', body: open })).json(),
    );
    expect(thread).toMatchObject({ status: 'open', by: { id: 'admin' }, comments: [{ body: 'Tighter' }] });
    const at = `/api/projects/${project}/threads/${thread.id}`;
    expect((await app.ask(`${at}/comments`, { method: 'POST', body: { body: 'Done' } })).status).toBe(201);
    const closed = await app.ask(at, { method: 'PATCH', body: { status: 'resolved' } });
    expect(threadSchema.parse(await closed.json())).toMatchObject({
      status: 'resolved',
      comments: [{}, { body: 'Done' }],
    });
    const nowhere = { anchor: { kind: 'shot', id: 'sht_none' }, body: 'x' };
    expect((await app.ask(`/api/projects/${project}/threads`, { method: 'POST', body: nowhere })).status).toBe(422);
    const decide = { shot, verdict: 'approved' };
    const decided = await app.ask(`/api/projects/${project}/decisions`, { method: 'POST', body: decide });
    expect(await decided.json()).toMatchObject({ ...decide, by: { id: 'admin' } });
    const hook = { url: 'https://studio.example/hook' };
    const hooked = await app.ask(`/api/projects/${project}/webhooks`, { method: 'POST', body: hook });
    expect(z.object({ secret: z.string() }).parse(await hooked.json()).secret).toMatch(/^whsec_/);
    const hooks = await (await app.ask(`/api/projects/${project}/webhooks`)).text();
    expect(hooks).not.toContain('whsec_');
  });

  test('HTTP-11 a deleted project is gone for everyone', async () => {
    const project = await newProject();
    const { token } = await share(project, { role: 'editor' });
    expect((await app.ask(`/api/projects/${project}`, { method: 'DELETE' })).status).toBe(204);
    expect((await app.ask(`/api/projects/${project}`)).status).toBe(404);
    expect((await app.ask(`/api/projects/${project}`, { token })).status).toBe(401);
  });

  test('HTTP-12 a body past its limit is 413 and changes nothing', async () => {
    const large = await app.ask('/api/projects', { method: 'POST', body: { title: 'x'.repeat(1_100_000) } });
    expect(large.status).toBe(413);
    const project = await newProject();
    const scenes = bytes('INT. ROOM - DAY\n\nAnna walks.\n\n'.repeat(30_000));
    const script = await app.ask(`/api/projects/${project}/import?format=fountain`, { method: 'POST', body: scenes });
    expect(script.status).toBe(413);
    expect(await (await app.ask(`/api/projects/${project}/scenes`)).json()).toHaveLength(2);
  });
});
