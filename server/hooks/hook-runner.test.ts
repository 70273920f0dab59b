import { editBlockText } from '@oner/shared/document/commands/blocks.ts';
import { addShot, deleteShots, updateShot } from '@oner/shared/document/commands/shots.ts';
import type { DomainEvent } from '@oner/shared/document/domain-events.ts';
import type { ShotId } from '@oner/shared/ids/ids.ts';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { openProjectHarness, type ProjectHarness, until } from '../generation/testing/project-harness.ts';
import type { Hook, HookEvent } from './hook.ts';
import { hookCursors } from './hook-cursor.ts';
import { hookDelays } from './hook-runner.ts';

const opened: ProjectHarness[] = [];
const open = async (options: Parameters<typeof openProjectHarness>[0] = {}): Promise<ProjectHarness> => {
  const harness = await openProjectHarness(options);
  opened.push(harness);
  return harness;
};

afterEach(async () => {
  for (const harness of opened) await harness.close().catch(() => {});
  for (const harness of opened.splice(0)) harness.discard();
});

/** A project with one shot over its dialogue, hooks and jobs at work. */
const begin = async (
  options: Parameters<typeof openProjectHarness>[0] = {},
): Promise<{ harness: ProjectHarness; shot: ShotId }> => {
  const harness = await open(options);
  await harness.seed();
  await harness.generation.start(1);
  await harness.hooks.start([]);
  const { blocks, scenes } = await harness.story();
  const line = blocks.find(({ type }) => type === 'dialogue');
  const scene = scenes[0]?.id;
  if (!line || !scene) throw new Error('the script lost its dialogue');
  const words = { start: { block: line.id, offset: 0 }, end: { block: line.id, offset: line.text.length } };
  const added = await harness.edit((doc) =>
    addShot(doc, { ids: harness.ids, scene, words, fields: { subjects: ['ANA'] } }),
  );
  if (!added.ok) throw new Error(added.error.kind);
  return { harness, shot: added.value };
};

const recorder = (on: readonly DomainEvent['kind'][]) => {
  const heard: HookEvent[] = [];
  let failures = 0;
  const hook: Hook = {
    name: 'recorder',
    on: new Set(on),
    run: async ({ events }) => {
      if (failures > 0) {
        failures -= 1;
        throw new Error('told to fail');
      }
      heard.push(...events);
    },
  };
  return { hook, heard, failNext: (times: number) => (failures = times) };
};

describe('hooks', () => {
  it('HOOK-1 a new shot gets its frame without being asked', async () => {
    const { harness, shot } = await begin();
    await harness.settle();
    expect(await harness.frames()).toMatchObject([{ shot, provider: 'previz', by: { id: 'server' } }]);
  });

  it('HOOK-2 a changed shot gets another frame; the one before stays, out of date', async () => {
    const { harness, shot } = await begin();
    await harness.settle();
    await harness.edit((doc) => updateShot(doc, { shot, fields: { size: 'CU' }, by: 'person' }));
    await harness.settle();
    const hashes = (await harness.frames()).map(({ specHash }) => specHash);
    expect(hashes).toHaveLength(2);
    expect(new Set(hashes).size).toBe(2);
  });

  it('HOOK-2 a change of the words that a shot covers is a change of the shot', async () => {
    const { harness } = await begin();
    await harness.settle();
    const line = (await harness.story()).blocks.find(({ type }) => type === 'dialogue');
    if (!line) throw new Error('no dialogue');
    await harness.edit((doc) => editBlockText(doc, { block: line.id, text: 'Is that yours?' }));
    await harness.settle();
    expect(await harness.frames()).toHaveLength(2);
  });

  it('GEN-45 what a person cancelled is not drawn again at an unrelated edit, but when a person asks', async () => {
    const { harness, shot } = await begin();
    harness.previz.hold();
    harness.clock.advance(hookDelays.patienceMs);
    await until(() => harness.previz.requests.length === 1);
    const [job] = await harness.jobs.open();
    await harness.generation.cancel(job?.id ?? ('' as never));
    await harness.settle();
    await harness.edit((doc) => updateShot(doc, { shot, fields: { notes: 'Later.' }, by: 'person' }));
    await harness.settle();
    expect([harness.previz.requests.length, await harness.frames()]).toEqual([1, []]);
    harness.previz.draw = harness.other.draw;
    const asked = await harness.generation.requestFrame(harness.access, shot, {});
    expect(asked.ok && asked.value.created).toBe(true);
    await harness.settle();
    expect(await harness.frames()).toHaveLength(1);
  });

  it('HOOK-3 what does not change the picture makes no job', async () => {
    const { harness, shot } = await begin();
    await harness.settle();
    await harness.edit((doc) =>
      updateShot(doc, { shot, fields: { notes: 'Ask Bo.', durationMs: 9000 }, by: 'person' }),
    );
    await harness.settle();
    expect(harness.previz.requests).toHaveLength(1);
  });

  it('HOOK-4 a burst of edits is one change: one job for where it ended', async () => {
    const { harness, shot } = await begin();
    await harness.settle();
    for (const size of ['CU', 'MCU', 'FS', 'WS'] as const) {
      await harness.edit((doc) => updateShot(doc, { shot, fields: { size }, by: 'person' }));
      harness.clock.advance(hookDelays.quietMs / 4);
    }
    await harness.settle();
    expect(harness.previz.requests.map(({ spec }) => spec.framing.size)).toEqual(['MS', 'WS']);
  });

  it('HOOK-4 edits that never pause still run the hooks in time', async () => {
    const { harness, shot } = await begin();
    for (let passed = 0; passed < hookDelays.patienceMs; passed += hookDelays.quietMs / 2) {
      await harness.edit((doc) => doc.getMap('meta').set('draft', String(passed)));
      expect(await harness.jobs.ofShot(shot)).toEqual([]);
      harness.clock.advance(hookDelays.quietMs / 2);
    }
    await harness.hooks.idle();
    expect(await harness.jobs.ofShot(shot)).toHaveLength(1);
    await harness.settle();
  });

  it('HOOK-5 a hook that fails runs again with what it missed', async () => {
    const told = recorder(['shot-added']);
    const { harness, shot } = await begin({ hooks: [told.hook], autoPreviz: false });
    told.failNext(1);
    harness.clock.advance(hookDelays.patienceMs);
    await harness.hooks.idle();
    expect(told.heard).toEqual([]);
    harness.clock.advance(hookDelays.retryMs);
    await harness.hooks.idle();
    expect(told.heard).toEqual([{ kind: 'shot-added', shot }]);
  });

  it('HOOK-6 what changed before a crash, and was not yet acted on, is acted on after the restart', async () => {
    const { harness, shot } = await begin();
    // The change is durable, but no hook has run when the process ends.
    await harness.hooks.close();
    await harness.close();
    opened.splice(0);
    const again = await open({ folder: harness.folder });
    await again.generation.start(1);
    await again.hooks.start([again.project]);
    await again.settle();
    expect(await again.frames()).toMatchObject([{ shot }]);
  });

  it('HOOK-6 after a restart, hooks are told only of what they have not seen', async () => {
    const first = recorder(['shot-added', 'shot-changed']);
    const { harness, shot } = await begin({ hooks: [first.hook], autoPreviz: false });
    await harness.settle();
    expect(first.heard).toEqual([{ kind: 'shot-added', shot }]);
    await harness.hooks.close();
    await harness.edit((doc) => updateShot(doc, { shot, fields: { size: 'CU' }, by: 'person' }));
    await harness.close();
    opened.splice(0);
    const second = recorder(['shot-added', 'shot-changed']);
    const again = await open({ folder: harness.folder, hooks: [second.hook], autoPreviz: false });
    await again.hooks.start([again.project]);
    await again.settle();
    expect(second.heard).toEqual([{ kind: 'shot-changed', shot }]);
  });

  it('HOOK-32 what hooks have seen of an idle project is let go of, and they are told of what is new all the same', async () => {
    const told = recorder(['shot-added', 'shot-changed']);
    const { harness, shot } = await begin({ hooks: [told.hook], autoPreviz: false });
    await harness.settle();
    const reads = vi.spyOn(harness.storage.log, 'read');
    await harness.edit((doc) => updateShot(doc, { shot, fields: { size: 'CU' }, by: 'person' }));
    await harness.settle();
    expect(reads).not.toHaveBeenCalled();
    harness.clock.advance(hookDelays.idleMs);
    await harness.edit((doc) => updateShot(doc, { shot, fields: { size: 'WS' }, by: 'person' }));
    await harness.settle();
    expect(reads).toHaveBeenCalled();
    expect(told.heard.map(({ kind }) => kind)).toEqual(['shot-added', 'shot-changed', 'shot-changed']);
  });

  it('HOOK-33 of a removed project hooks hear no more, and nothing is kept', async () => {
    const told = recorder(['shot-added', 'shot-changed']);
    const { harness } = await begin({ hooks: [told.hook], autoPreviz: false });
    await harness.hooks.forget(harness.project);
    harness.clock.advance(hookDelays.patienceMs);
    await harness.hooks.idle();
    expect(told.heard).toEqual([]);
    expect(await harness.storage.records(hookCursors).get(harness.project)).toBe(null);
  });

  it('HOOK-34 what a node that died had not acted on, another that runs takes over', async () => {
    const { harness, shot } = await begin();
    const other = await open({ folder: harness.folder });
    await other.generation.start(1);
    await other.hooks.start([]);
    // The change is durable, and its own node acts on it no more.
    await harness.hooks.close();
    await other.hooks.catchUp([other.project]);
    await other.settle();
    expect(await other.frames()).toEqual([]);
    await other.hooks.catchUp([other.project]);
    await other.settle();
    expect(await other.frames()).toMatchObject([{ shot }]);
  });

  it('HOOK-34 what a node left is taken over also by one that wrote of something else meanwhile', async () => {
    const { harness, shot } = await begin();
    await harness.settle();
    const other = await open({ folder: harness.folder });
    await other.generation.start(1);
    await other.hooks.start([]);
    await harness.edit((doc) => updateShot(doc, { shot, fields: { size: 'CU' }, by: 'person' }));
    await harness.hooks.close();
    // A clip that is asked for at the other node changes the desk there, and its hooks run for that.
    expect((await other.generation.requestFrame(other.access, shot, { kind: 'video', provider: 'other' })).ok).toBe(
      true,
    );
    await other.settle();
    expect(other.previz.requests).toHaveLength(0);
    for (let look = 0; look < 2; look += 1) {
      await other.hooks.catchUp([other.project]);
      await other.settle();
    }
    expect(other.previz.requests).toHaveLength(1);
  });

  it('HOOK-34 a job that is stored, but was never handed to the queue, is handed to it by another node', async () => {
    const { harness, shot } = await begin();
    await harness.settle();
    const other = await open({ folder: harness.folder });
    await other.generation.start(1);
    const [job] = await other.jobs.ofShot(shot);
    if (!job || job.kind === 'breakdown') throw new Error('the shot has its job');
    const lost = { ...job, id: 'job_lost' as typeof job.id, provider: 'other', state: 'queued' } as const;
    expect((await harness.jobs.ask(lost)).created).toBe(true);
    expect(other.other.requests).toHaveLength(0);
    await other.generation.requeueLost();
    await until(async () => (await other.jobs.get(lost.id))?.state === 'done');
    expect(other.other.requests).toHaveLength(1);
  });

  it('HOOK-7 a job that ran when the server died is taken up again and posts one frame', async () => {
    const { harness, shot } = await begin();
    harness.previz.hold();
    harness.clock.advance(hookDelays.patienceMs);
    await harness.hooks.idle();
    // Closing gives up on what runs: as stored, the job still runs.
    await harness.close();
    opened.splice(0);
    const again = await open({ folder: harness.folder });
    expect((await again.jobs.open()).length).toBe(1);
    await again.generation.start(1);
    await again.hooks.start([again.project]);
    await again.settle();
    expect(await again.frames()).toMatchObject([{ shot }]);
  });

  it('HOOK-8 a deleted shot makes no job, and its frames stay', async () => {
    const { harness, shot } = await begin();
    await harness.settle();
    await harness.edit((doc) => deleteShots(doc, [shot]));
    await harness.settle();
    expect(harness.previz.requests).toHaveLength(1);
    expect(await harness.frames()).toHaveLength(1);
  });

  it('HOOK-9 a block that a client wrote without an id gets one, once, and the tidying calls for no more', async () => {
    const harness = await open({ tidy: true, autoPreviz: false });
    await harness.seed();
    await harness.hooks.start([]);
    await harness.edit((doc) => doc.getXmlFragment('script').push([new Y.XmlElement('action')]));
    await harness.settle();
    const head = await harness.storage.log.head(`${harness.project}/story`);
    const ids = (await harness.story()).blocks.map(({ id }) => id);
    const written = await harness.edit((doc) =>
      doc
        .getXmlFragment('script')
        .toArray()
        .map((node) => (node instanceof Y.XmlElement ? node.getAttribute('id') : null)),
    );
    expect(written).toEqual(ids);
    await harness.settle();
    expect(await harness.storage.log.head(`${harness.project}/story`)).toBe(head);
  });

  it('HOOK-36 one that does not listen in a project is not told, and what happened before it began to is not told either', async () => {
    const seldom = recorder(['shot-added']);
    let listens = false;
    const hook: Hook = { ...seldom.hook, listens: async () => listens };
    const harness = await open({ hooks: [hook] });
    await harness.seed();
    await harness.generation.start(1);
    await harness.hooks.start([]);
    const scene = (await harness.story()).scenes[0]?.id;
    const add = () => harness.edit((doc) => addShot(doc, { ids: harness.ids, scene: scene ?? ('' as never) }));
    await add();
    await harness.settle();
    expect(seldom.heard).toEqual([]);
    listens = true;
    const second = await add();
    await harness.settle();
    expect(seldom.heard).toMatchObject([{ kind: 'shot-added', shot: second.ok && second.value }]);
  });
});
