import { modelReplySchema } from '@oner/shared/protocol/http/model.ts';
import { decodeMesh } from '@oner/shared/stage/model-mesh.ts';
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
