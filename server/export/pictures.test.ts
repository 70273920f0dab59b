import { strToU8, unzipSync } from 'fflate';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { startApp } from '../http/testing/start-app.ts';

it('EXP-22 pictures come in the order of the film, named by their shots', async () => {
  const app = await startApp();
  const withId = z.object({ id: z.string() });
  const made = await app.ask('/api/projects', { method: 'POST', body: { title: 'Film' } });
  const path = `/api/projects/${withId.parse(await made.json()).id}`;
  const body = strToU8('INT. A - DAY #1/2#\n\nRain.\n\nINT. B - DAY\n\nSnow.\n');
  await app.ask(`${path}/import?format=fountain`, { method: 'POST', body });
  const scenes = z.array(withId).parse(await (await app.ask(`${path}/scenes`)).json());
  const png = new Uint8Array(
    await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
      .png()
      .toBuffer(),
  );
  for (const [index, type] of ['png', 'webp'].entries()) {
    const shot = await app.ask(`${path}/shots`, { method: 'POST', body: { scene: scenes[1 - index]?.id } });
    const picture = type === 'png' ? png : new Uint8Array(await sharp(png).webp().toBuffer());
    const to = `${path}/shots/${withId.parse(await shot.json()).id}/frames`;
    await app.ask(to, { method: 'POST', body: picture, headers: { 'content-type': `image/${type}` } });
  }
  const exported = await app.ask(`${path}/export?format=pictures`);
  expect(exported.headers.get('content-disposition')).toContain('Film.pictures.zip');
  const files = unzipSync(new Uint8Array(await exported.arrayBuffer()));
  expect(Object.keys(files)).toEqual(['0001 1A.webp', '0002 2A.png']);
  expect(files['0002 2A.png']).toEqual(png);
  await app.close();
});
