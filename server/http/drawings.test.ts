import { postFrame } from '@oner/shared/document/commands/desk.ts';
import { addLayer, addStroke, startDrawing, updateDrawing } from '@oner/shared/document/commands/drawings.ts';
import { encodeStroke } from '@oner/shared/drawing/stroke-codec.ts';
import { frameIdSchema, shotIdSchema } from '@oner/shared/ids/ids.ts';
import { drawingSchema } from '@oner/shared/protocol/http/drawing.ts';
import { frameSchema } from '@oner/shared/protocol/http/frame.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { drawingProvider } from '../drawing/create-drawings.ts';
import { type RunningApp, startApp } from './testing/start-app.ts';

const idSchema = z.object({ id: z.string() });
const uploadedSchema = z.object({ frame: frameSchema });

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const stroke = (y: number, tool: 'pen' | 'eraser' = 'pen'): Uint8Array => {
  const points = [0.2, 0.8].map((x) => ({ x, y, pressure: 1 }));
  const bytes = encodeStroke({ tool, color: [255, 0, 0], opacity: 1, width: 0.1, points });
  if (!bytes.ok) throw new Error(bytes.error.kind);
  return bytes.value;
};

/** A project with a shot, an uploaded grey frame, and a drawing begun over it. */
const drawnProject = async () => {
  const made = await app.ask('/api/projects', { method: 'POST', body: { title: 'Film' } });
  const { id: project } = idSchema.parse(await made.json());
  const path = `/api/projects/${project}`;
  const script = new TextEncoder().encode('INT. KITCHEN - DAY\n\nAnna looks up.\n');
  await app.ask(`${path}/import?format=fountain`, { method: 'POST', body: script });
  const [scene] = z.array(idSchema).parse(await (await app.ask(`${path}/scenes`)).json());
  const added = await app.ask(`${path}/shots`, { method: 'POST', body: { scene: scene?.id } });
  const shot = shotIdSchema.parse(idSchema.parse(await added.json()).id);
  const upload = async (background: string) => {
    const grey = await sharp({ create: { width: 1280, height: 640, channels: 3, background } })
      .png()
      .toBuffer();
    const headers = { 'content-type': 'image/png' };
    const sent = await app.ask(`${path}/shots/${shot}/frames`, { method: 'POST', body: new Uint8Array(grey), headers });
    return uploadedSchema.parse(await sent.json()).frame;
  };
  const base = await upload('#808080');
  const drawing = frameIdSchema.parse(base.id);
  const draw = (bytes: Uint8Array, name = 'Ink') =>
    app.rooms.edit(`${project}/story` as never, { kind: 'user', by: 'artist' }, (doc) => {
      startDrawing(doc, { frame: drawing, shot });
      const layer = addLayer(doc, { drawing, name, ids: app.ids });
      return layer.ok ? addStroke(doc, { drawing, layer: layer.value, bytes }) : layer;
    });
  const keep = (token?: string) => {
    app.move(1);
    return app.ask(`${path}/drawings/${drawing}/frames`, { method: 'POST', ...(token ? { token } : {}) });
  };
  const frames = async () => z.array(frameSchema).parse(await (await app.ask(`${path}/frames`)).json());
  return { project, path, shot, base, drawing, draw, keep, frames, upload };
};

const pixelOf = async (asset: string, x: number, y: number): Promise<readonly number[]> => {
  const picture = await app.ask(`/api/assets/${asset}`);
  const image = sharp(new Uint8Array(await picture.arrayBuffer())).removeAlpha();
  return [...(await image.extract({ left: x, top: y, width: 1, height: 1 }).raw().toBuffer())];
};

describe('keeping a drawing as a version', () => {
  test('DRW-23 the version shows the drawing over its frame, comes from it, and leaves every earlier version', async () => {
    const { base, draw, keep, frames, drawing, shot } = await drawnProject();
    await draw(stroke(0.5));
    const kept = await keep();
    expect(kept.status).toBe(201);
    const { frame } = uploadedSchema.parse(await kept.json());
    expect(frame).toMatchObject({ shot, kind: 'image', provider: drawingProvider, model: drawing, parent: base.id });
    expect(frame).toMatchObject({ width: 1280, height: 640, specHash: base.specHash, by: { id: 'admin' } });
    expect((await frames()).map(({ id }) => id)).toEqual([base.id, frame.id]);
    const [red = 0, green = 255] = await pixelOf(frame.asset, 640, 320);
    expect([red > 230, green < 30]).toEqual([true, true]);
    const [grey = 0] = await pixelOf(frame.asset, 640, 100);
    expect(Math.abs(grey - 128)).toBeLessThan(6);
    expect(Math.abs(((await pixelOf(base.asset, 640, 320))[0] ?? 0) - 128)).toBeLessThan(2);
    expect(app.emitted.at(-1)).toMatchObject({
      kind: 'notice',
      notice: { kind: 'frame-posted', about: { frame: frame.id } },
    });
  });

  test('DRW-23 kept again unchanged it is the version that is there; drawn on, it is a further one', async () => {
    const { draw, keep, frames } = await drawnProject();
    await draw(stroke(0.5));
    const first = uploadedSchema.parse(await (await keep()).json());
    const again = await keep();
    expect(again.status).toBe(200);
    expect(uploadedSchema.parse(await again.json())).toEqual(first);
    await draw(stroke(0.2));
    expect((await keep()).status).toBe(201);
    expect((await frames()).length).toBe(3);
  });

  test('DRW-28 a node that has not heard of all strokes yet waits for them, and says so when they do not come', async () => {
    const { path, drawing, draw, frames } = await drawnProject();
    await draw(stroke(0.5));
    const keep = (strokes: number) =>
      app.ask(`${path}/drawings/${drawing}/frames`, { method: 'POST', body: { strokes } });
    /** Resolves once the server waits for the clock. */
    const waits = async (timers: number): Promise<void> => {
      while (app.timers() <= timers) await new Promise((resolve) => setImmediate(resolve));
    };
    // what was put off until later is done
    app.move(60_000);
    const timers = app.timers();
    const early = keep(2);
    for (let waited = 0; waited <= 4000; waited += 100) {
      await waits(timers);
      app.move(100);
    }
    expect((await early).status).toBe(503);
    expect((await frames()).length).toBe(1);
    const late = keep(2);
    await waits(timers);
    await draw(stroke(0.6), 'Late');
    app.move(100);
    expect((await late).status).toBe(201);
    expect((await keep(-1)).status).toBe(422);
  });

  test('DRW-24 put over another frame it is painted there, with all of its strokes, and comes from that one', async () => {
    const { project, draw, keep, upload, drawing } = await drawnProject();
    await draw(stroke(0.5));
    const newer = await upload('#202020');
    await app.rooms.edit(`${project}/story` as never, { kind: 'user', by: 'artist' }, (doc) =>
      updateDrawing(doc, { drawing, fields: { base: newer.id } }),
    );
    const { frame } = uploadedSchema.parse(await (await keep()).json());
    expect(frame.parent).toBe(newer.id);
    expect(Math.abs(((await pixelOf(frame.asset, 640, 100))[0] ?? 0) - 32)).toBeLessThan(6);
    expect(((await pixelOf(frame.asset, 640, 320))[0] ?? 0) > 230).toBe(true);
  });

  test('DRW-23 the version has the control maps of the frame below', async () => {
    const { project, shot, draw, keep, base, drawing } = await drawnProject();
    await draw(stroke(0.5));
    const { id: map } = await app.assets.put(new TextEncoder().encode('a map'), 'image/png');
    const maps = { depth: map, normal: map, pose: map, segmentation: map, line: map };
    const staged = frameIdSchema.parse('frm_staged');
    const posting = app.rooms.edit(`${project}/desk` as never, { kind: 'server', by: 'server' }, (doc) =>
      postFrame(doc, {
        ...{
          id: staged,
          shot,
          kind: 'image',
          provider: 'previz',
          model: 'ink-1',
          asset: base.asset,
          maps,
          legend: map,
        },
        ...{ width: 1280, height: 640, specHash: 'hash', prompt: '', seed: 0, warnings: [], parent: null },
        ...{ by: { id: 'server', name: 'Oner' }, at: new Date(app.clock.now()).toISOString() },
      }),
    );
    app.move(1);
    expect((await posting).ok).toBe(true);
    await app.rooms.edit(`${project}/story` as never, { kind: 'user', by: 'artist' }, (doc) =>
      updateDrawing(doc, { drawing, fields: { base: staged } }),
    );
    const { frame } = uploadedSchema.parse(await (await keep()).json());
    expect(frame).toMatchObject({ parent: staged, specHash: 'hash', maps, legend: map });
  });

  test('DRW-25 who may not edit is refused, and what cannot be kept says why and changes nothing', async () => {
    const { project, path, draw, keep, frames, drawing } = await drawnProject();
    expect((await keep()).status).toBe(404);
    await app.rooms.edit(`${project}/story` as never, { kind: 'user', by: 'artist' }, (doc) => {
      const shot = shotIdSchema.parse([...doc.getMap('shots').keys()][0]);
      return startDrawing(doc, { frame: drawing, shot });
    });
    const nothing = await keep();
    expect([nothing.status, (await nothing.json()) as unknown]).toMatchObject([
      422,
      { detail: expect.stringContaining('nothing to keep') },
    ]);
    await draw(stroke(0.5));
    const { token } = z
      .object({ token: z.string() })
      .parse(await (await app.ask(`${path}/shares`, { method: 'POST', body: { role: 'commenter' } })).json());
    expect((await keep(token)).status).toBe(403);
    await app.rooms.edit(`${project}/story` as never, { kind: 'user', by: 'artist' }, (doc) =>
      updateDrawing(doc, { drawing, fields: { base: frameIdSchema.parse('frm_gone') } }),
    );
    expect((await keep()).status).toBe(409);
    expect((await frames()).length).toBe(1);
  });

  test('DRW-26 the drawings of a project are listed with their layers', async () => {
    const { path, draw, drawing, shot } = await drawnProject();
    await draw(stroke(0.5), 'Ink');
    await draw(stroke(0.6), 'Tone');
    const listed = z.array(drawingSchema).parse(await (await app.ask(`${path}/drawings`)).json());
    expect(listed).toMatchObject([
      {
        id: drawing,
        shot,
        base: drawing,
        layers: [
          { name: 'Ink', strokes: 1 },
          { name: 'Tone', strokes: 1, visible: true },
        ],
      },
    ]);
  });

  test('DRW-27 restoring a version brings its drawings back, and undoes no version that was kept', async () => {
    const { path, draw, keep, frames } = await drawnProject();
    await draw(stroke(0.5), 'Ink');
    const named = await app.ask(`${path}/versions`, { method: 'POST', body: { name: 'First' } });
    const { id: version } = idSchema.parse(await named.json());
    const layers = async () =>
      z
        .array(drawingSchema)
        .parse(await (await app.ask(`${path}/drawings`)).json())[0]
        ?.layers.map(({ name }) => name);
    await draw(stroke(0.7), 'Later');
    await keep();
    expect(await layers()).toEqual(['Ink', 'Later']);
    expect((await app.ask(`${path}/versions/${version}/restore`, { method: 'POST' })).status).toBeLessThan(300);
    expect(await layers()).toEqual(['Ink']);
    expect((await frames()).length).toBe(2);
  });
});
