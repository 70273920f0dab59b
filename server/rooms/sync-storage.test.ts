import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectIdSchema } from '@oner/shared/ids/ids.ts';
import { afterEach, describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { openSqliteStorage } from '../storage/sqlite/sqlite-storage.ts';
import { ManualClock } from './testing/manual-clock.ts';
import { MemoryBus } from './testing/memory-bus.ts';
import { MemoryLog } from './testing/memory-log.ts';
import { type Harness, type HarnessOptions, startRooms } from './testing/rooms-harness.ts';

const open: Harness[] = [];
const start = async (options: HarnessOptions = {}): Promise<Harness> => {
  const harness = await startRooms(options);
  open.push(harness);
  return harness;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map((harness) => harness.close()));
});

const write =
  (key: string, value: unknown = 1) =>
  (doc: Y.Doc) => {
    doc.getMap('meta').set(key, value);
  };
const meta = (doc: Y.Doc): unknown => doc.getMap('meta').toJSON();
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a failing disk', () => {
  it('SYNC-30 clients are told, nothing is acknowledged, and all is saved when storage works again', async () => {
    const clock = new ManualClock();
    const log = new MemoryLog();
    const { client } = await start({ clock, log });
    const editor = await client('editor').join();
    log.failure = new Error('disk full');
    editor.edit(write('a'));
    await editor.until(() => editor.denials.includes('not-saved'));
    editor.edit(write('b'));
    await editor.settled();
    expect(editor.savedFrames).toBe(0);
    clock.advance(250);
    await turn();
    log.failure = null;
    clock.advance(10_000);
    await editor.until(() => editor.savedFrames === 2);
    expect((await log.size('prj_1/story')).rows).toBe(2);
  });

  it('SYNC-31 a room is not unloaded while anything in it is not durable', async () => {
    const clock = new ManualClock();
    const log = new MemoryLog();
    const { client, rooms } = await start({ clock, log });
    const editor = await client('editor').join();
    log.failure = new Error('disk full');
    editor.edit(write('a'));
    await editor.until(() => editor.denials.includes('not-saved'));
    editor.webSocket.terminate();
    await editor.untilClosed();
    while (rooms.stats().connections > 0) await turn();
    for (let i = 0; i < 10; i++) {
      clock.advance(60_000);
      await turn();
    }
    expect(rooms.stats().rooms).toBe(1);
    log.failure = null;
    clock.advance(10_000);
    while (rooms.stats().unsavedBytes > 0) await turn();
    const again = await client('viewer').join();
    expect(meta(again.doc)).toEqual({ a: 1 });
    expect((await log.size('prj_1/story')).rows).toBe(1);
  });

  it('SYNC-38 a bus that fails while a room is unloaded or removed harms nobody', async () => {
    const clock = new ManualClock();
    const bus = new MemoryBus();
    const subscribe = bus.subscribe;
    const failing: typeof subscribe = async (...args) => {
      const leave = await subscribe(...args);
      return async () => {
        await leave();
        throw new Error('the bus is down');
      };
    };
    const { client, rooms } = await start({ clock, bus: { ...bus, subscribe: failing } });
    const editor = await client('editor').join();
    editor.edit(write('a'));
    await editor.until(() => editor.savedFrames === 1);
    editor.webSocket.close();
    while (rooms.stats().connections > 0) await turn();
    clock.advance(30_000);
    while (rooms.stats().rooms > 0) await turn();
    const again = await client('editor').join();
    expect(meta(again.doc)).toEqual({ a: 1 });
    await rooms.remove(projectIdSchema.parse('prj_1'));
    expect(rooms.stats().rooms).toBe(0);
  });

  it('SYNC-31 an idle room is unloaded after its grace time, and not when someone came back', async () => {
    const clock = new ManualClock();
    const { client, rooms } = await start({ clock });
    const leave = async (name: string) => {
      const one = await client(name).join();
      one.webSocket.terminate();
      while (rooms.stats().connections > 0) await turn();
    };
    await leave('editor');
    clock.advance(29_000);
    const back = await client('viewer').join();
    clock.advance(60_000);
    await turn();
    expect(rooms.stats().rooms).toBe(1);
    back.webSocket.terminate();
    while (rooms.stats().connections > 0) await turn();
    clock.advance(30_000);
    while (rooms.stats().rooms > 0) await turn();
  });

  it('SYNC-32 beyond the bound of what may be held, writers are closed with 1013', async () => {
    const log = new MemoryLog();
    const { client } = await start({ clock: new ManualClock(), log, limits: { maxUnsavedBytes: 1_000 } });
    const editor = await client('editor').join();
    log.failure = new Error('disk full');
    editor.edit(write('a', 'x'.repeat(2_000)));
    await editor.until(() => editor.denials.includes('not-saved'));
    editor.edit(write('b'));
    expect(await editor.untilClosed()).toMatchObject({ code: 1013 });
    log.failure = null;
  });

  it('SYNC-33 an edit of the server rejects when storage fails', async () => {
    const log = new MemoryLog();
    const { rooms } = await start({ clock: new ManualClock(), log });
    log.failure = new Error('disk full');
    const edit = rooms.edit('prj_1/desk', { kind: 'server', by: 'server' }, write('a'));
    await expect(edit).rejects.toThrow('disk full');
    log.failure = null;
  });

  it('SYNC-34 closing flushes what is there, acknowledges it, and sends 1001', async () => {
    const log = new MemoryLog();
    const { client, rooms } = await start({ log });
    const editor = await client('editor').join();
    editor.edit(write('a'));
    await editor.settled();
    await rooms.close();
    expect(await editor.untilClosed()).toMatchObject({ code: 1001 });
    expect(editor.savedFrames).toBe(1);
    expect((await log.size('prj_1/story')).rows).toBe(1);
  });

  it('SYNC-35 a removed project closes its sockets with 4404 and leaves no row', async () => {
    const log = new MemoryLog();
    const { client, rooms } = await start({ log });
    const editor = await client('editor').join();
    editor.edit(write('a'));
    await editor.until(() => editor.savedFrames === 1);
    await rooms.remove('prj_1');
    expect(await editor.untilClosed()).toMatchObject({ code: 4404 });
    expect(await log.head('prj_1/story')).toBe(0);
  });

  it('SYNC-36 compaction replaces exactly the rows that were merged', async () => {
    const log = new MemoryLog();
    const { client, rooms } = await start({ log, limits: { compactRows: 10 } });
    const editor = await client('editor').join();
    for (let i = 0; i < 40; i++) {
      editor.edit(write(`k${i}`, i));
      await editor.until(() => editor.savedFrames === i + 1);
    }
    expect(rooms.stats().compactions).toBeGreaterThan(0);
    expect((await log.size('prj_1/story')).rows).toBeLessThan(20);
    await rooms.close();
    const reader = await (await start({ log })).client('viewer').join();
    expect(meta(reader.doc)).toEqual(meta(editor.doc));
  });
});

describe('SQLite', () => {
  it('SYNC-37 what was saved is there when another process would open the file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'oner-rooms-'));
    const file = join(folder, 'rooms.db');
    const first = await openSqliteStorage({ file });
    const before = await start({ log: first.log });
    const editor = await before.client('editor').join();
    for (let i = 0; i < 20; i++) editor.edit(write(`k${i}`, i));
    await editor.until(() => editor.savedFrames === 20);
    await before.rooms.close();
    await first.close();
    const second = await openSqliteStorage({ file });
    const after = await start({ log: second.log });
    const reader = await after.client('viewer').join();
    expect(meta(reader.doc)).toEqual(meta(editor.doc));
    await after.rooms.close();
    await second.close();
    await rm(folder, { recursive: true });
  });
});

describe('several nodes', () => {
  const twoNodes = async (): Promise<{ one: Harness; two: Harness; bus: MemoryBus; clock: ManualClock }> => {
    const clock = new ManualClock();
    const bus = new MemoryBus();
    const shared = { log: new MemoryLog(), bus, clock };
    return {
      one: await start({ ...shared, nodeId: 'one' }),
      two: await start({ ...shared, nodeId: 'two' }),
      bus,
      clock,
    };
  };

  it('SYNC-40 a hint brings the other nodes up to date', async () => {
    const { one, two } = await twoNodes();
    const here = await one.client('editor').join();
    const there = await two.client('other').join();
    here.edit(write('a'));
    await there.until(() => there.doc.getMap('meta').has('a'));
    there.edit(write('b'));
    await here.until(() => here.doc.getMap('meta').has('b'));
  });

  it('SYNC-41 nodes converge though every hint is lost', async () => {
    const { one, two, bus, clock } = await twoNodes();
    bus.deaf = true;
    const here = await one.client('editor').join();
    const there = await two.client('other').join();
    for (let i = 0; i < 20; i++) {
      here.edit(write(`h${i}`));
      there.edit(write(`t${i}`));
    }
    await Promise.all([here.until(() => here.savedFrames === 20), there.until(() => there.savedFrames === 20)]);
    for (let i = 0; i < 3; i++) {
      clock.advance(2_000);
      await turn();
    }
    const size = 40;
    await Promise.all([
      here.until(() => here.doc.getMap('meta').size === size),
      there.until(() => there.doc.getMap('meta').size === size),
    ]);
  });

  it('SYNC-41 a project removed on one node is closed on the other though the hint is lost', async () => {
    const { one, two, bus, clock } = await twoNodes();
    const here = await one.client('editor').join();
    const there = await two.client('other').join();
    here.edit(write('a'));
    await there.until(() => there.doc.getMap('meta').has('a'));
    bus.deaf = true;
    await one.rooms.remove('prj_1');
    clock.advance(2_000);
    expect(await there.untilClosed()).toMatchObject({ code: 4404 });
  });
});
