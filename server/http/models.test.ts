import { setStage } from '@oner/shared/document/commands/entries.ts';
import { projectIdSchema } from '@oner/shared/ids/ids.ts';
import { modelReplySchema } from '@oner/shared/protocol/http/model.ts';
import { decodeMesh } from '@oner/shared/stage/model-mesh.ts';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { boxModel, glbOf } from '../import/model/testing/make-glb.ts';
import { type RunningApp, startApp } from './testing/start-app.ts';

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const newProject = async (): Promise<string> => {
  const made = await app.ask('/api/projects', { method: 'POST', body: { title: 'Film' } });
  return z.object({ id: z.string() }).parse(await made.json()).id;
};
const share = async (project: string, role: string): Promise<string> => {
  const made = await app.ask(`/api/projects/${project}/shares`, { method: 'POST', body: { role } });
  return z.object({ token: z.string() }).parse(await made.json()).token;
};
const upload = (project: string, body: Uint8Array, token?: string) =>
  app.ask(`/api/projects/${project}/models`, {
    ...{ method: 'POST', body, headers: { 'content-type': 'model/gltf-binary' } },
    ...(token === undefined ? {} : { token }),
  });

const box = (): Uint8Array => {
  const { json, binary } = boxModel();
  return glbOf(json, binary);
};

test('HTTP-33 an editor uploads a model, and whoever may read the project reads its mesh', async () => {
  const project = await newProject();
  const [editor, viewer, stranger] = [
    await share(project, 'editor'),
    await share(project, 'viewer'),
    await share(await newProject(), 'editor'),
  ];
  const made = await upload(project, box(), editor);
  expect(made.status).toBe(201);
  const { model } = modelReplySchema.parse(await made.json());
  expect(model).toMatchObject({ size: [1, 2, 3], triangles: 12, warnings: [] });
  expect(await (await upload(project, box())).json()).toEqual({ model });
  const read = await app.ask(`/api/assets/${model.asset}`, { token: viewer });
  expect(decodeMesh(new Uint8Array(await read.arrayBuffer()))?.size).toEqual([1, 2, 3]);
  expect((await app.ask(`/api/assets/${model.asset}`, { token: stranger })).status).toBe(404);
  expect((await upload(project, box(), viewer)).status).toBe(403);
  expect((await upload(project, box(), stranger)).status).toBe(404);
});

test('HTTP-33 the archive of a project holds the meshes that stand on its stages', async () => {
  const project = projectIdSchema.parse(await newProject());
  const script = new TextEncoder().encode('INT. ROOM - DAY\n\nRain.\n');
  await app.ask(`/api/projects/${project}/import?format=fountain`, { method: 'POST', body: script });
  const scene = (await app.snapshots.story(project)).scenes[0]?.id;
  const { model } = modelReplySchema.parse(await (await upload(project, box())).json());
  const piece = { kind: 'box', position: [0, 0, 0], heading: 0, size: [1, 1, 1], tone: 200 } as const;
  await app.rooms.edit(`${project}/story`, { kind: 'server', by: 'server' }, (doc) =>
    scene ? setStage(doc, { target: scene, fields: { pieces: [{ ...piece, id: 'p', model: model.asset }] } }) : null,
  );
  const archive = await app.ask(`/api/projects/${project}/export?format=archive`);
  const mesh = unzipSync(new Uint8Array(await archive.arrayBuffer()))[`assets/${model.asset}.mesh`];
  expect(mesh && decodeMesh(mesh)?.size).toEqual([1, 2, 3]);
});

test('HTTP-35 a model that cannot be read is refused in words, with the place, and nothing is kept', async () => {
  const project = await newProject();
  const { json, binary } = boxModel();
  Object.assign(json.accessors[0] ?? {}, { count: 9 });
  const wrong = await upload(project, glbOf(json, binary));
  expect(wrong.status).toBe(422);
  expect(await wrong.json()).toMatchObject({
    detail: 'accessors.0: reaches past the end of its view',
    errors: [{ path: 'accessors.0', message: 'reaches past the end of its view' }],
  });
  const other = await upload(project, new TextEncoder().encode('solid cube'));
  expect(other.status).toBe(415);
  expect(await other.json()).toMatchObject({ detail: expect.stringContaining('no binary glTF') });
  expect((await upload(project, new Uint8Array(33 * 1024 * 1024))).status).toBe(413);
  expect((await upload(project, box())).status).toBe(201);
});
