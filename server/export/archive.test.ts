import { projectIdSchema, shotIdSchema } from '@oner/shared/ids/ids.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { type RunningApp, startApp } from '../http/testing/start-app.ts';
import { archiveStream } from './archive.ts';

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const idOf = async (response: Response): Promise<string> =>
  z.object({ id: z.string() }).parse(await response.json()).id;

/** A project whose one shot has so many frames. */
const projectWith = async (frames: number) => {
  const made = await app.ask('/api/projects', { method: 'POST', body: { title: 'Film' } });
  const project = projectIdSchema.parse(await idOf(made));
  const body = new TextEncoder().encode('INT. ROOM - DAY\n\nRain.\n');
  await app.ask(`/api/projects/${project}/import?format=fountain`, { method: 'POST', body });
  const scenes = z
    .array(z.object({ id: z.string() }))
    .parse(await (await app.ask(`/api/projects/${project}/scenes`)).json());
  const added = await app.ask(`/api/projects/${project}/shots`, { method: 'POST', body: { scene: scenes[0]?.id } });
  const shot = shotIdSchema.parse(await idOf(added));
  for (let red = 0; red < frames; red += 1) {
    const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: { r: red, g: 0, b: 0 } } });
    await app.ask(`/api/projects/${project}/shots/${shot}/frames`, {
      method: 'POST',
      body: new Uint8Array(await picture.png().toBuffer()),
      headers: { 'content-type': 'image/png' },
    });
  }
  return project;
};

it('HTTP-17 an archive is read from storage no faster than it is taken, and no further than that', async () => {
  const project = await projectWith(20);
  const reads = vi.spyOn(app.assets, 'read');
  const reader = archiveStream(app, project).getReader();
  await reader.read();
  for (let turn = 0; turn < 100; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(reads).not.toHaveBeenCalled();
  let bytes = 0;
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) bytes += chunk.value.length;
  // the frames, and the file that the script came in
  expect(reads).toHaveBeenCalledTimes(21);
  expect(bytes).toBeGreaterThan(20 * 60);
});

it('HTTP-17 nothing more is read for one who went away', async () => {
  const project = await projectWith(3);
  const reads = vi.spyOn(app.assets, 'read').mockClear();
  const reader = archiveStream(app, project).getReader();
  await reader.read();
  await reader.cancel();
  for (let turn = 0; turn < 100; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(reads).not.toHaveBeenCalled();
});
