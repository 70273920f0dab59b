import { problemSchema } from '@oner/shared/protocol/http/common.ts';
import { frameSchema } from '@oner/shared/protocol/http/frame.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type RunningApp, startApp } from './testing/start-app.ts';

const idSchema = z.object({ id: z.string() });
const shareSchema = z.object({ id: z.string(), token: z.string() });

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const post = async (path: string, body: unknown): Promise<unknown> =>
  (await app.ask(path, { method: 'POST', body })).json();
const newProject = async (): Promise<string> => idSchema.parse(await post('/api/projects', { title: 'Film' })).id;
const newShot = async (project: string): Promise<string> => {
  await post(`/api/projects/${project}/import?format=fountain`, new TextEncoder().encode('INT. HALL - DAY\n\nRain.\n'));
  const scenes = z.array(idSchema).parse(await (await app.ask(`/api/projects/${project}/scenes`)).json());
  return idSchema.parse(await post(`/api/projects/${project}/shots`, { scene: scenes[0]?.id })).id;
};
const share = async (project: string, body: object) =>
  shareSchema.parse(await post(`/api/projects/${project}/shares`, body));

test('HTTP-20 a picture is had small by members only, kept apart from the whole, and another width is refused', async () => {
  const project = await newProject();
  const shot = await newShot(project);
  const picture = await sharp({ create: { width: 1280, height: 536, channels: 3, background: '#888' } })
    .png()
    .toBuffer();
  const posted = await app.ask(`/api/projects/${project}/shots/${shot}/frames`, {
    method: 'POST',
    body: new Uint8Array(picture),
    headers: { 'content-type': 'image/png' },
  });
  const { frame } = z.object({ frame: frameSchema }).parse(await posted.json());
  const asset = `/api/assets/${frame.asset}`;
  const { token, id } = await share(project, { role: 'viewer' });
  const small = await app.ask(`${asset}?width=480`, { token });
  expect(small.status).toBe(200);
  expect(small.headers.get('content-type')).toBe('image/webp');
  expect(small.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
  expect(await sharp(await small.arrayBuffer()).metadata()).toMatchObject({ width: 480, height: 201 });
  const etag = small.headers.get('etag') ?? '';
  expect(etag).not.toBe((await app.ask(asset, { token })).headers.get('etag'));
  const known = { token, headers: { 'if-none-match': etag } };
  expect((await app.ask(`${asset}?width=480`, known)).status).toBe(304);
  expect((await app.ask(`${asset}?width=240`, known)).status).toBe(200);
  for (const width of ['481', '0', '-480', '480.0', '', 'wide']) {
    const refused = await app.ask(`${asset}?width=${width}`, { token });
    expect([refused.status, problemSchema.parse(await refused.json()).detail], width).toEqual([
      400,
      'width: pictures can be had 240, 480, 960 pixels wide.',
    ]);
  }
  const stranger = await share(await newProject(), { role: 'editor' });
  expect((await app.ask(`${asset}?width=480`, { token: null })).status).toBe(401);
  expect((await app.ask(`${asset}?width=480`, { token: stranger.token })).status).toBe(404);
  await app.ask(`/api/projects/${project}/shares/${id}`, { method: 'DELETE' });
  expect((await app.ask(`${asset}?width=480`, known)).status).toBe(401);
  const openApi = JSON.stringify(await (await app.ask('/api/openapi.json')).json());
  expect(openApi).toContain('"enum":["240","480","960"]');
});
