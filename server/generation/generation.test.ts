import { deleteBlocks } from '@oner/shared/document/commands/blocks.ts';
import { setStage } from '@oner/shared/document/commands/entries.ts';
import { addShot, setPick, updateShot } from '@oner/shared/document/commands/shots.ts';
import { shotSpec, specHash } from '@oner/shared/generation/spec.ts';
import { clipHash } from '@oner/shared/generation/spec-play.ts';
import { type AssetId, type SceneId, type ShotId, userIdSchema } from '@oner/shared/ids/ids.ts';
import { fail, ok } from '@oner/shared/result/result.ts';
import { isStale } from '@oner/shared/review/freshness.ts';
import { meshMediaType } from '@oner/shared/stage/model-mesh.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { manyAtOnce } from './asking-pace.ts';
import { openProjectHarness, type ProjectHarness, until } from './testing/project-harness.ts';

let harness: ProjectHarness;
let shot: ShotId;

const addOne = async (): Promise<ShotId> => {
  const scene = (await harness.story()).scenes[0]?.id;
  if (!scene) throw new Error('the script has no scene');
  const added = await harness.edit((doc) => addShot(doc, { ids: harness.ids, scene, fields: { subjects: ['ANA'] } }));
  if (!added.ok) throw new Error(added.error.kind);
  return added.value;
};

const ask = async (request: Parameters<ProjectHarness['generation']['requestFrame']>[2] = {}) => {
  const asked = await harness.generation.requestFrame(harness.access, shot, request);
  if (!asked.ok) throw new Error(asked.error.kind);
  return asked.value;
};

beforeEach(async () => {
  harness = await openProjectHarness({ autoPreviz: false });
  await harness.seed();
  shot = await addOne();
  await harness.generation.start(1);
});

afterEach(async () => {
  await harness.close();
  harness.discard();
});

describe('jobs that make frames', () => {
  it('GEN-30 a job ends with its frame in the desk, its bytes stored and linked to the project, and all of it told', async () => {
    const { job, created } = await ask();
    expect(created).toBe(true);
    await harness.settle();
    const [frame] = await harness.frames();
    expect(frame).toMatchObject({ shot, provider: 'previz', by: { id: 'usr_ana', name: 'Ana' }, model: 'test-1' });
    expect(await harness.assets.info(frame?.asset ?? ('' as never))).toMatchObject({ mediaType: 'image/webp' });
    expect(harness.linked).toEqual([frame?.asset]);
    expect(harness.madeSmall).toEqual([frame?.asset]);
    expect(await harness.generation.job(job.id)).toMatchObject({ state: 'done', progress: 1, frame: frame?.id });
    expect(harness.told.map(({ state }) => state)).toEqual(['queued', 'running', 'done']);
  });

  it('GEN-31 the same spec and provider give the job that is there, whether it waits, runs or is done', async () => {
    const held = harness.previz.hold();
    const first = await ask();
    expect(await ask()).toMatchObject({ created: false, job: { id: first.job.id } });
    held.release();
    await harness.settle();
    expect(await ask()).toMatchObject({ created: false, job: { id: first.job.id, state: 'done' } });
    expect(harness.previz.requests).toHaveLength(1);
    expect(await harness.frames()).toHaveLength(1);
  });

  it('GEN-32 another version is made when it is asked for again, with a seed, or by another provider; none is removed', async () => {
    await ask();
    await harness.settle();
    await ask({ again: true });
    await harness.settle();
    await ask({ seed: 7 });
    await ask({ provider: 'other' });
    await harness.settle();
    const frames = await harness.frames();
    expect(frames).toHaveLength(4);
    expect(new Set(frames.map(({ id }) => id)).size).toBe(4);
    expect(frames.some(({ seed }) => seed === 7)).toBe(true);
  });

  it('GEN-33 a provider that fails makes a failed job with its reason and no frame; asking again tries again', async () => {
    harness.previz.draw = async () => fail({ kind: 'rate-limited', detail: 'Come back later.', retryable: true });
    const { job } = await ask();
    await harness.settle();
    expect(await harness.generation.job(job.id)).toMatchObject({
      state: 'failed',
      error: { kind: 'rate-limited', detail: 'Come back later.', retryable: true },
    });
    expect(await harness.frames()).toEqual([]);
    harness.previz.draw = harness.other.draw;
    expect(await ask()).toMatchObject({ created: true, job: { id: job.id, state: 'queued' } });
    await harness.settle();
    expect(await harness.frames()).toHaveLength(1);
  });

  it('GEN-33 a provider that throws fails its job alone', async () => {
    harness.previz.draw = () => Promise.reject(new Error('socket hang up'));
    const { job } = await ask();
    await harness.settle();
    expect(await harness.generation.job(job.id)).toMatchObject({
      state: 'failed',
      error: { detail: 'socket hang up' },
    });
    await ask({ provider: 'other' });
    await harness.settle();
    expect(await harness.frames()).toHaveLength(1);
  });

  it('GEN-34 a job can be cancelled while it runs and while it waits; then it posts nothing', async () => {
    harness.previz.hold();
    const running = await ask();
    await until(() => harness.previz.requests.length === 1);
    const waiting = await ask({ seed: 1 });
    expect(await harness.generation.cancel(waiting.job.id)).toMatchObject({ state: 'cancelled' });
    expect(await harness.generation.cancel(running.job.id)).toMatchObject({ state: 'cancelled' });
    await harness.settle();
    expect(harness.previz.requests).toHaveLength(1);
    expect(await harness.frames()).toEqual([]);
  });

  it('GEN-41 what is asked for again while its cancelled run still ends is made', async () => {
    const gate = Promise.withResolvers<void>();
    harness.previz.draw = async () => {
      await gate.promise;
      return fail({ kind: 'cancelled', detail: 'It was cancelled.', retryable: true });
    };
    const { job } = await ask();
    await until(() => harness.previz.requests.length === 1);
    await harness.generation.cancel(job.id);
    expect(await ask()).toMatchObject({ created: true, job: { id: job.id, state: 'queued' } });
    harness.previz.draw = harness.other.draw;
    gate.resolve();
    await harness.settle();
    expect(await harness.generation.job(job.id)).toMatchObject({ state: 'done' });
    expect(await harness.frames()).toHaveLength(1);
  });

  it('GEN-42 a job whose project is removed, or that another node cancelled, posts nothing', async () => {
    const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    harness.previz.draw = async (...drawing) => {
      await gates[harness.previz.requests.length - 1]?.promise;
      return harness.other.draw(...drawing);
    };
    const { job } = await ask();
    await ask({ seed: 1 });
    await until(() => harness.previz.requests.length === 1);
    await harness.jobs.cancel(job.id, 'person');
    gates[0]?.resolve();
    await until(() => harness.previz.requests.length === 2);
    await harness.generation.removeAll(harness.project);
    gates[1]?.resolve();
    await harness.queue.close(0);
    expect(await harness.jobs.ofProject(harness.project)).toEqual([]);
    expect(await harness.frames()).toEqual([]);
  });

  it('GEN-43 a breakdown that names an unknown scene breaks nothing down', async () => {
    const { scenes, shots } = await harness.story();
    const asked = await harness.generation.breakdown(harness.project, {
      scenes: [...scenes.map(({ id }) => id), 'blk_unknown' as SceneId],
      by: { id: 'usr_ana', name: 'Ana' },
    });
    expect(asked).toMatchObject({ ok: false, error: { kind: 'no-such-scene' } });
    await harness.settle();
    expect((await harness.story()).shots.size).toBe(shots.size);
  });

  it('GEN-35 progress is shown while a job runs', async () => {
    const held = harness.previz.hold();
    const { job } = await ask();
    await until(() => harness.told.some(({ progress }) => progress === 0.5));
    expect(await harness.generation.job(job.id)).toMatchObject({ state: 'running', progress: 0.5 });
    held.release();
    await harness.settle();
  });

  it('GEN-36 what a hook asked for an older spec is superseded by a newer one, queued or not yet drawn', async () => {
    const held = harness.previz.hold();
    await ask({ provider: 'previz' });
    await harness.generation.requestByHook(harness.project, [{ shot, specHash: 'an-older-spec' }]);
    await harness.generation.requestByHook(harness.project, [{ shot, specHash: 'a-newer-spec' }]);
    held.release();
    await harness.settle();
    const auto = (await harness.jobs.ofShot(shot)).filter((job) => job.auto);
    expect(auto.map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
    expect(await harness.frames()).toHaveLength(1);
  });

  it('GEN-37 a picked frame stays picked whatever is posted after', async () => {
    await ask();
    await harness.settle();
    const [first] = await harness.frames();
    await harness.edit((doc) => setPick(doc, { shot, frame: first?.id ?? null }));
    await ask({ again: true });
    await harness.settle();
    expect((await harness.story()).shots.get(shot)?.pick).toBe(first?.id);
  });

  it("GEN-38 a person's job draws the shot as it is when the drawing begins", async () => {
    const held = harness.previz.hold();
    await ask({ provider: 'previz' });
    await until(() => harness.previz.requests.length === 1);
    await ask({ seed: 3 });
    await harness.edit((doc) => updateShot(doc, { shot, fields: { size: 'CU' }, by: 'person' }));
    held.release();
    await harness.settle();
    expect(harness.previz.requests.map(({ spec }) => spec.framing.size)).toEqual(['MS', 'CU']);
    const hashes = new Set((await harness.frames()).map(({ specHash }) => specHash));
    expect(hashes.size).toBe(2);
  });

  it('GEN-39 unknown providers, kinds and shots, and shots without a scene, are refused in words', async () => {
    const refused = async (request: Parameters<typeof ask>[0], of = shot) => {
      const asked = await harness.generation.requestFrame(harness.access, of, request ?? {});
      return asked.ok ? null : asked.error.kind;
    };
    expect(await refused({ provider: 'nobody' })).toBe('unknown-provider');
    expect(await refused({ kind: 'video' })).toBe('unsupported');
    expect(await refused({}, 'sht_none' as ShotId)).toBe('no-such-shot');
    const blocks = (await harness.story()).blocks.map(({ id }) => id);
    await harness.edit((doc) => deleteBlocks(doc, blocks));
    expect(await refused({})).toBe('unplaced-shot');
  });

  it('GEN-40 the breakdown adds shots to the scene, once, and never touches one that a person made', async () => {
    const before = (await harness.story()).shots.get(shot);
    const by = { id: 'usr_ana', name: 'Ana' };
    await harness.generation.breakdown(harness.project, { by });
    await harness.settle();
    const count = (await harness.story()).shots.size;
    expect(count).toBeGreaterThan(1);
    await harness.generation.breakdown(harness.project, { by });
    await harness.settle();
    expect((await harness.story()).shots.size).toBe(count);
    const { number: _before, order: _was, ...kept } = before ?? ({} as never);
    expect((await harness.story()).shots.get(shot)).toMatchObject(kept);
  });

  it('GEN-44 a breakdown of many scenes is one job and one change', async () => {
    await harness.edit((doc) => {
      const heading = new Y.XmlElement('sceneHeading');
      heading.setAttribute('id', 'blk_second');
      heading.insert(0, [new Y.XmlText('EXT. YARD - NIGHT')]);
      const action = new Y.XmlElement('action');
      action.setAttribute('id', 'blk_yard');
      action.insert(0, [new Y.XmlText('BO runs. A DOG barks.')]);
      doc.getXmlFragment('script').push([heading, action]);
    });
    const { scenes } = await harness.story();
    expect(scenes).toHaveLength(2);
    let changes = 0;
    const stop = harness.rooms.onChange((room) => {
      if (room.endsWith('/story')) changes += 1;
    });
    const asked = await harness.generation.breakdown(harness.project, { by: { id: 'usr_ana', name: 'Ana' } });
    expect(asked.ok && asked.value).toHaveLength(1);
    await harness.settle();
    stop();
    expect(changes).toBe(1);
    for (const scene of (await harness.story()).scenes) expect(scene.shots.length).toBeGreaterThan(0);
  });

  it('GEN-50 any provider may be steered by the control maps of the staged frame, drawn once and only when asked for', async () => {
    const map = (name: string): Uint8Array => new TextEncoder().encode(name);
    const plain = harness.previz.draw;
    harness.previz.draw = async (request, context) => {
      const drawn = await plain(request, context);
      if (!drawn.ok) return drawn;
      const pictures = { depth: map('depth'), normal: map('normal'), pose: map('pose') };
      const maps = { ...pictures, segmentation: map('segmentation'), line: map('line'), legend: [] };
      return ok({ ...drawn.value, maps });
    };
    await ask({ provider: 'other' });
    await harness.settle();
    expect(harness.previz.requests).toEqual([]);
    const seen: unknown[] = [];
    harness.other.draw = async (request, context) => {
      for (const maps of [await request.maps(), await request.maps()]) seen.push(maps.ok && maps.value.pose);
      return plain(request, context);
    };
    await ask({ provider: 'other', again: true });
    await harness.settle();
    expect(seen).toEqual([map('pose'), map('pose')]);
    expect(harness.previz.requests.map(({ kind, specHash }) => [kind, specHash])).toEqual([
      ['image', harness.other.requests[1]?.specHash],
    ]);
  });

  it('GEN-50 a frame keeps its maps and their legend as assets of the project', async () => {
    const plain = harness.previz.draw;
    const legend = [{ colour: '#800000', kind: 'figure' as const, name: 'ANA' }];
    harness.previz.draw = async (request, context) => {
      const drawn = await plain(request, context);
      const [depth, normal, pose, segmentation, line] = [1, 2, 3, 4, 5].map((value) => Uint8Array.of(value));
      if (!(drawn.ok && depth && normal && pose && segmentation && line)) return drawn;
      return ok({ ...drawn.value, maps: { depth, normal, pose, segmentation, line, legend } });
    };
    await ask();
    await harness.settle();
    const [frame] = await harness.frames();
    const { maps } = frame ?? {};
    const read = async (id: AssetId | undefined) =>
      new Response(id === undefined ? null : await harness.assets.read(id)).text();
    expect(JSON.parse(await read(frame?.legend))).toEqual(legend);
    expect(await read(maps?.line)).toBe('\u0005');
    for (const asset of [...Object.values(maps ?? {}), frame?.legend]) expect(harness.linked).toContain(asset);
    expect(Object.keys(maps ?? {})).toHaveLength(5);
  });

  it('GEN-51 a clip is a frame of its own kind, with a poster and a length; another length or move is another clip', async () => {
    const { job } = await ask({ provider: 'other', kind: 'video' });
    await harness.settle();
    const [frame] = await harness.frames();
    const { durationMs } = (await harness.story()).shots.get(shot) ?? {};
    expect(frame).toMatchObject({ kind: 'video', durationMs, provider: 'other' });
    expect(harness.linked).toEqual([frame?.asset, frame?.poster]);
    expect(harness.madeSmall).toEqual([frame?.poster]);
    expect(await ask({ provider: 'other', kind: 'video' })).toMatchObject({ created: false, job: { id: job.id } });
    await harness.edit((doc) => updateShot(doc, { shot, fields: { durationMs: 7000 }, by: 'person' }));
    expect(await ask({ provider: 'other', kind: 'video' })).toMatchObject({ created: true });
    await ask({ provider: 'other' });
    await harness.settle();
    const frames = await harness.frames();
    expect(frames.map(({ kind }) => kind).sort()).toEqual(['image', 'video', 'video']);
    expect(frames.map((each) => each.durationMs)).toContain(7000);
    const spec = shotSpec(await harness.story(), shot);
    if (!spec) throw new Error('the shot has a spec');
    const hashes = { still: specHash(spec), clip: clipHash(spec) };
    expect(frames.find(({ kind }) => kind === 'image')?.specHash).toBe(hashes.still);
    expect(frames.map((each) => isStale(each, hashes) && each.durationMs)).toEqual(
      frames.map((each) => (each.durationMs === durationMs ? durationMs : false)),
    );
  });

  it('GEN-51 clips and hooks draw in bulk, behind pictures that somebody waits for', async () => {
    const urgencies: unknown[] = [];
    for (const provider of [harness.previz, harness.other]) {
      const plain = provider.draw;
      provider.draw = (request, context) => {
        urgencies.push([request.kind, context.urgency]);
        return plain(request, context);
      };
    }
    await ask();
    await ask({ provider: 'other', kind: 'video' });
    await harness.settle();
    await harness.edit((doc) => updateShot(doc, { shot, fields: { size: 'CU' }, by: 'person' }));
    const spec = shotSpec(await harness.story(), shot);
    if (!spec) throw new Error('the shot has a spec');
    await harness.generation.requestByHook(harness.project, [{ shot, specHash: specHash(spec) }]);
    await harness.settle();
    expect(urgencies).toEqual([
      ['image', 'waited-for'],
      ['video', 'in-bulk'],
      ['image', 'in-bulk'],
    ]);
  });

  it('GEN-52 models on the set are read for a provider only when they are meshes that the project holds', async () => {
    const put = async (text: string, type: string) =>
      (await harness.assets.put(new TextEncoder().encode(text), type)).id;
    const [own, foreign, picture] = [
      await put('mesh', meshMediaType),
      await put('another project’s mesh', meshMediaType),
      await put('picture', 'image/png'),
    ];
    harness.linked.push(own, picture);
    const piece = { kind: 'box', position: [0, 0, -1], heading: 0, size: [1, 1, 1], tone: 150 } as const;
    const pieces = [own, foreign, picture].map((model) => ({ ...piece, id: model.slice(0, 8), model }));
    const staged = await harness.edit((doc) => setStage(doc, { target: shot, fields: { pieces } }));
    expect(staged.ok).toBe(true);
    await ask();
    await harness.settle();
    expect([...(harness.previz.requests[0]?.models ?? [])]).toEqual([[own, new TextEncoder().encode('mesh')]]);
  });

  it('GEN-53 who asks for one picture is served before the rest of those that another asked for all at once', async () => {
    const held = harness.previz.hold();
    const urgencies = new Map<unknown, string>();
    const plain = harness.previz.draw;
    harness.previz.draw = (request, context) => {
      urgencies.set(request.seed, context.urgency);
      return plain(request, context);
    };
    for (let seed = 1; seed <= manyAtOnce.pictures + 8; seed += 1) await ask({ seed });
    const bo = { kind: 'user', id: userIdSchema.parse('usr_bo'), name: 'Bo', session: 's' } as const;
    await harness.generation.requestFrame({ ...harness.access, principal: bo }, shot, { seed: 1000 });
    held.release();
    await harness.settle();
    const order = harness.previz.requests.map(({ seed }) => seed);
    expect(order).toHaveLength(manyAtOnce.pictures + 9);
    expect(order.indexOf(1000)).toBe(manyAtOnce.pictures);
    expect([urgencies.get(1), urgencies.get(1000), urgencies.get(manyAtOnce.pictures + 1)]).toEqual([
      ...['waited-for', 'waited-for', 'in-bulk'],
    ]);
    harness.clock.advance(manyAtOnce.withinMs);
    await ask({ seed: 2000 });
    await harness.settle();
    expect(urgencies.get(2000)).toBe('waited-for');
  });
});
