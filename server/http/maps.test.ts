import { postFrame } from '@oner/shared/document/commands/desk.ts';
import {
  type FrameId,
  frameIdSchema,
  type ProjectId,
  projectIdSchema,
  type ShotId,
  shotIdSchema,
} from '@oner/shared/ids/ids.ts';
import { frameMapsUrl, mapNames, mapUrl, projectMapsUrl } from '@oner/shared/protocol/http/maps.ts';
import { specSchema } from '@oner/shared/protocol/http/shot.ts';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { projectMapEntries } from '../export/map-files.ts';
import { zipStream } from '../export/zip-stream.ts';
import { type RunningApp, startApp } from './testing/start-app.ts';

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const ids = z.array(z.object({ id: z.string() }));
const idOf = async (response: Response): Promise<string> =>
  z.object({ id: z.string() }).parse(await response.json()).id;

const twoScenes = 'INT. ROOM - DAY\n\nRain.\n\nEXT. YARD - DAY\n\nSun.\n';

const newProject = async () => {
  const project = projectIdSchema.parse(
    await idOf(await app.ask('/api/projects', { method: 'POST', body: { title: 'Film' } })),
  );
  const body = new TextEncoder().encode(twoScenes);
  await app.ask(`/api/projects/${project}/import?format=fountain`, { method: 'POST', body });
  const scenes = ids.parse(await (await app.ask(`/api/projects/${project}/scenes`)).json()).map(({ id }) => id);
  const addShot = async (scene = scenes[0]): Promise<ShotId> =>
    shotIdSchema.parse(
      await idOf(await app.ask(`/api/projects/${project}/shots`, { method: 'POST', body: { scene } })),
    );
  return { project, scenes, addShot };
};

/** Posts a frame whose maps hold their own names. */
const post = async (
  project: ProjectId,
  shot: ShotId,
  { id, maps = true, specHash = 'hash' }: { id: string; maps?: boolean; specHash?: string },
) => {
  const put = async (text: string, type = 'image/png') =>
    (await app.assets.put(new TextEncoder().encode(`${id} ${text}`), type)).id;
  const frame = frameIdSchema.parse(id);
  const posted = await app.rooms.edit(`${project}/desk`, { kind: 'server', by: 'server' }, async (doc) =>
    postFrame(doc, {
      ...{ id: frame, shot, kind: 'image', provider: 'previz', model: 'ink-1', asset: await put('frame') },
      ...{ width: 8, height: 8, specHash, prompt: '', seed: 0, warnings: [], parent: null },
      maps: maps
        ? {
            ...{ depth: await put('depth'), normal: await put('normal'), pose: await put('pose') },
            ...{ segmentation: await put('segmentation'), line: await put('line') },
          }
        : null,
      ...(maps ? { legend: await put('legend', 'application/json') } : {}),
      by: { id: 'server', name: 'Oner' },
      at: new Date(app.clock.now()).toISOString(),
    }),
  );
  app.move(1);
  expect((await posted).ok).toBe(true);
  return frame;
};

const unzipped = async (response: Response): Promise<Record<string, string>> => {
  expect(response.status).toBe(200);
  const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]));
};

test('HTTP-30 the maps of a frame are read one by one, or as a zip, named by the shot’s number', async () => {
  const { project, addShot } = await newProject();
  const frame = await post(project, await addShot(), { id: 'frm_a' });
  for (const map of mapNames) {
    const read = await app.ask(mapUrl(project, frame, map));
    expect(read.headers.get('content-disposition')).toContain(map === 'legend' ? '1A legend.json' : `1A ${map}.png`);
    expect(read.headers.get('content-type')).toBe(map === 'legend' ? 'application/json' : 'image/png');
    expect(await read.text()).toBe(`frm_a ${map}`);
  }
  const files = await unzipped(await app.ask(frameMapsUrl(project, frame)));
  expect(Object.keys(files)).toHaveLength(mapNames.length);
  expect(files['1A depth.png']).toBe('frm_a depth');
  expect(files['1A legend.json']).toBe('frm_a legend');
  const some = await unzipped(await app.ask(`${frameMapsUrl(project, frame)}?maps=pose,line`));
  expect(Object.keys(some)).toEqual(['1A pose.png', '1A line.png']);
  expect((await app.ask(`${frameMapsUrl(project, frame)}?maps=xray`)).status).toBe(422);
});

test('HTTP-30 who may not read the project reads no maps of it; a frame without maps has none', async () => {
  const { project, addShot } = await newProject();
  const shot = await addShot();
  const frame = await post(project, shot, { id: 'frm_b' });
  const bare = await post(project, shot, { id: 'frm_c', maps: false });
  const share = async (of: string): Promise<string> => {
    const made = await app.ask(`/api/projects/${of}/shares`, { method: 'POST', body: { role: 'viewer' } });
    return z.object({ token: z.string() }).parse(await made.json()).token;
  };
  const [viewer, stranger] = [await share(project), await share((await newProject()).project)];
  const status = async (path: string, token: string | null) => (await app.ask(path, { token })).status;
  for (const path of [mapUrl(project, frame, 'depth'), frameMapsUrl(project, frame), projectMapsUrl(project)]) {
    expect(await status(path, viewer)).toBe(200);
    expect(await status(path, null)).toBe(401);
    expect(await status(path, stranger)).toBe(404);
  }
  for (const id of [bare, 'frm_none' as FrameId]) {
    expect(await status(mapUrl(project, id, 'depth'), viewer)).toBe(404);
    expect(await status(frameMapsUrl(project, id), viewer)).toBe(404);
  }
});

test('HTTP-32 the spec of a shot says where the maps of its very picture are', async () => {
  const { project, addShot } = await newProject();
  const shot = await addShot();
  const specOf = async () =>
    specSchema.parse(await (await app.ask(`/api/projects/${project}/shots/${shot}/spec`)).json());
  await post(project, shot, { id: 'frm_old', specHash: 'of another spec' });
  const { hash, maps } = await specOf();
  expect(maps).toBe(undefined);
  const frame = await post(project, shot, { id: 'frm_now', specHash: hash });
  await post(project, shot, { id: 'frm_bare', specHash: hash, maps: false });
  const links = (await specOf()).maps;
  expect(links).toEqual(Object.fromEntries(mapNames.map((map) => [map, mapUrl(project, frame, map)])));
  expect(await (await app.ask(links?.depth ?? '')).text()).toBe('frm_now depth');
});

test('HTTP-31 all maps come as one zip: a folder for each map, a file for each shot, and a list of what they are', async () => {
  const { project, scenes, addShot } = await newProject();
  const [first, second, yard] = [await addShot(), await addShot(), await addShot(scenes[1])];
  await post(project, first, { id: 'frm_d' });
  const newer = await post(project, first, { id: 'frm_e' });
  await post(project, first, { id: 'frm_f', maps: false });
  await post(project, yard, { id: 'frm_g' });
  const files = await unzipped(await app.ask(projectMapsUrl(project)));
  const numbers = z
    .array(z.object({ id: z.string(), number: z.string() }))
    .parse(await (await app.ask(`/api/projects/${project}/shots`)).json());
  const numberOf = (shot: ShotId): string => numbers.find(({ id }) => id === shot)?.number ?? '';
  expect(Object.keys(files)).toHaveLength(1 + 2 * mapNames.length);
  expect(files[`depth/${numberOf(first)}.png`]).toBe('frm_e depth');
  expect(files[`legend/${numberOf(yard)}.json`]).toBe('frm_g legend');
  expect(files[`depth/${numberOf(second)}.png`]).toBe(undefined);
  expect(JSON.parse(files['shots.json'] ?? '')).toContainEqual({
    ...{ name: numberOf(first), shot: first, frame: newer, specHash: 'hash' },
  });
  const ofScene = await unzipped(await app.ask(`${projectMapsUrl(project)}?scene=${scenes[1]}&maps=pose`));
  expect(Object.keys(ofScene)).toEqual(['shots.json', `pose/${numberOf(yard)}.png`]);
  expect((await app.ask(`${projectMapsUrl(project)}?scene=blk_none`)).status).toBe(422);
});

test('HTTP-31 maps are read from storage no faster than they are taken, and none for one who went away', async () => {
  const { project, addShot } = await newProject();
  for (let shot = 0; shot < 3; shot += 1) await post(project, await addShot(), { id: `frm_h${shot}` });
  const [story, desk] = [await app.snapshots.story(project), await app.snapshots.desk(project)];
  const reads = vi.spyOn(app.assets, 'read').mockClear();
  const entries = projectMapEntries({ assets: app.assets, story, desk }, { scene: null, wanted: mapNames });
  const reader = zipStream(entries).getReader();
  await reader.read();
  await reader.read();
  for (let turn = 0; turn < 100; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(reads.mock.calls.length).toBeLessThan(4);
  await reader.cancel();
  const read = reads.mock.calls.length;
  for (let turn = 0; turn < 100; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(reads).toHaveBeenCalledTimes(read);
});
