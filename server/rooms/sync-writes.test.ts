import { syncStep2Frame, updateFrame } from '@oner/shared/protocol/sync-frames.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { ManualClock } from './testing/manual-clock.ts';
import { MemoryLog } from './testing/memory-log.ts';
import { type Harness, type HarnessOptions, startRooms } from './testing/rooms-harness.ts';

let harness: Harness;
const start = async (options: HarnessOptions = {}): Promise<Harness> => {
  harness = await startRooms(options);
  return harness;
};
afterEach(() => harness.close());

const write = (key: string, value: unknown) => (doc: Y.Doc) => {
  doc.getMap('meta').set(key, value);
};
const meta = (doc: Y.Doc): unknown => doc.getMap('meta').toJSON();

describe('writes', () => {
  it('SYNC-1 a stock WebsocketProvider is a complete client, in both directions', async () => {
    const { port, client } = await start();
    const doc = new Y.Doc();
    const provider = new WebsocketProvider(`ws://127.0.0.1:${port}/sync`, 'prj_1/story', doc, {
      params: { token: 'editor' },
      WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
      disableBc: true,
    });
    await new Promise<void>((resolve) => provider.once('sync', () => resolve()));
    const other = await client('other').join();
    doc.getText('t').insert(0, 'from stock');
    await other.until(() => other.doc.getText('t').toString() === 'from stock');
    const heard = new Promise<void>((resolve) => doc.getMap('meta').observe(() => resolve()));
    other.edit(write('title', 'One Shot'));
    await heard;
    expect(meta(doc)).toEqual({ title: 'One Shot' });
    provider.destroy();
  });

  it('SYNC-2 what is saved is in the log, and what is not in the log is not saved', async () => {
    const log = new MemoryLog();
    const { client } = await start({ log });
    let open = () => {};
    log.gate = new Promise((resolve) => {
      open = resolve;
    });
    const editor = await client('editor').join();
    const reader = await client('viewer').join();
    editor.edit(write('a', 1));
    await reader.until(() => reader.doc.getMap('meta').get('a') === 1);
    expect(editor.savedFrames).toBe(0);
    expect(await log.head('prj_1/story')).toBe(0);
    open();
    await editor.until(() => editor.savedFrames === 1);
    expect(await log.head('prj_1/story')).toBe(1);
  });

  it('SYNC-2 saved counts the write frames that are dealt with, and names the last sequence number', async () => {
    const log = new MemoryLog();
    const { client } = await start({ log });
    const editor = await client('editor').join();
    for (let i = 0; i < 5; i++) editor.edit(write('n', i));
    await editor.until(() => editor.savedFrames === 5);
    const saved = editor.messages.filter((each) => each.kind === 'saved').at(-1);
    expect(saved).toEqual({ kind: 'saved', seq: await log.head('prj_1/story'), frames: 5 });
  });

  it('SYNC-2 one who writes without a pause is acknowledged all the same, in time', async () => {
    const clock = new ManualClock();
    const log = new MemoryLog();
    const { client } = await start({ clock, log });
    const editor = await client('editor').join();
    let open = () => {};
    log.gate = new Promise((resolve) => {
      open = resolve;
    });
    editor.edit(write('n', 0));
    await editor.settled();
    clock.advance(1_001);
    for (let i = 1; i < 5; i++) editor.edit(write('n', i));
    const reader = await client('viewer').join();
    for (let i = 0; i < 3; i++) await reader.settled();
    expect(reader.doc.getMap('meta').get('n')).toBe(0);
    open();
    await editor.until(() => editor.savedFrames === 5);
    const saved = editor.messages.flatMap((each) => (each.kind === 'saved' ? [each.frames] : []));
    expect(saved[0]).toBe(1);
    await reader.until(() => reader.doc.getMap('meta').get('n') === 4);
  });

  it('SYNC-3 an update that says nothing is acknowledged and kept out of the log', async () => {
    const log = new MemoryLog();
    const { client } = await start({ log });
    const editor = await client('editor').join();
    editor.send(syncStep2Frame(Uint8Array.of(0, 0)));
    await editor.until(() => editor.savedFrames === 1);
    editor.edit(write('a', 1));
    await editor.until(() => editor.savedFrames === 2);
    editor.sendWhole();
    await editor.until(() => editor.savedFrames === 3);
    expect((await log.size('prj_1/story')).rows).toBe(1);
  });

  it('SYNC-4 updates carry the id of the session that sent them', async () => {
    const log = new MemoryLog();
    const { client, rooms } = await start({ log });
    const [editor, other] = await Promise.all([client('editor').join(), client('other').join()]);
    editor.edit(write('a', 1));
    await editor.until(() => editor.savedFrames === 1);
    other.edit(write('b', 1));
    await other.until(() => other.savedFrames === 1);
    await rooms.edit('prj_1/story', { kind: 'server', by: 'server' }, write('c', 1));
    expect((await log.read('prj_1/story', 0)).map(({ by }) => by)).toEqual(['usr_editor', 'usr_other', 'server']);
  });

  it.each([
    ['malformed bytes', Uint8Array.of(1, 1, 200, 3, 9, 9)],
    ['structs without a whole delete set', Y.encodeStateAsUpdate(new Y.Doc()).slice(0, 1)],
    ['bytes after the update', Uint8Array.of(0, 0, 0)],
  ])('SYNC-5 %s are denied, never acknowledged, and change nothing', async (_name, bytes) => {
    const log = new MemoryLog();
    const { client } = await start({ log });
    const editor = await client('editor').join();
    editor.send(updateFrame(bytes));
    await editor.until(() => editor.denials.length === 1);
    expect(editor.denials).toEqual(['malformed']);
    expect(editor.savedFrames).toBe(0);
    expect(await log.head('prj_1/story')).toBe(0);
    editor.edit(write('a', 1));
    await editor.until(() => editor.savedFrames === 2);
  });

  it('SYNC-5 of an update with whole structs and a broken delete set nothing is applied', async () => {
    const { client, rooms } = await start();
    const editor = await client('editor').join();
    const source = new Y.Doc();
    source.getMap('meta').set('half', true);
    const update = Y.encodeStateAsUpdate(source);
    const broken = Uint8Array.from([...update.slice(0, -1), 3]);
    editor.send(updateFrame(broken));
    await editor.until(() => editor.denials.length === 1);
    expect(await rooms.read('prj_1/story', meta)).toEqual({});
  });

  it('SYNC-5 V2 bytes are denied rather than taken for an empty update', async () => {
    const { client } = await start();
    const editor = await client('editor').join();
    const source = new Y.Doc();
    source.getMap('meta').set('v2', true);
    editor.send(updateFrame(Y.encodeStateAsUpdateV2(source)));
    await editor.until(() => editor.denials.length === 1);
    expect(editor.denials).toEqual(['malformed']);
  });

  it('SYNC-5 of an update that decodes and yet cannot be applied nothing stays, and the room works on', async () => {
    const log = new MemoryLog();
    const { client, rooms } = await start({ log });
    const editor = await client('editor').join();
    const reader = await client('viewer').join();
    // Inserts `ab`; then a delete set that names, with length 0, the clock after it: Yjs throws when it looks for that.
    const valid = Uint8Array.of(1, 1, 164, 131, 222, 214, 12, 0, 4, 1, 1, 116, 2, 97, 98, 0);
    const broken = Uint8Array.of(0, 1, 164, 131, 222, 214, 12, 1, 2, 0);
    editor.send(updateFrame(valid));
    await editor.until(() => editor.savedFrames === 1);
    Y.applyUpdate(editor.doc, valid);
    for (let i = 0; i < 3; i++) {
      editor.send(updateFrame(broken));
      await editor.until(() => editor.denials.length === i + 1);
      editor.edit(write('after', i));
      await editor.until(() => editor.savedFrames === 3 + 2 * i);
    }
    expect(new Set(editor.denials)).toEqual(new Set(['malformed']));
    await reader.until(() => reader.doc.getMap('meta').get('after') === 2);
    expect(reader.doc.getText('t').toString()).toBe('ab');
    expect(await rooms.read('prj_1/story', meta)).toEqual({ after: 2 });
    expect((await log.size('prj_1/story')).rows).toBe(4);
  });

  it('SYNC-6 an update whose dependencies are missing is not acknowledged before they are there', async () => {
    const log = new MemoryLog();
    const { client } = await start({ log });
    const source = new Y.Doc();
    const updates: Uint8Array[] = [];
    source.on('update', (update: Uint8Array) => updates.push(update));
    source.getText('t').insert(0, 'a');
    source.getText('t').insert(1, 'b');
    const [first, second] = updates;
    if (!first || !second) throw new Error('two updates');
    const editor = await client('editor').join();
    const asked = editor.count('step-1');
    editor.send(updateFrame(second));
    await editor.until(() => editor.count('step-1') > asked);
    expect(editor.messages.some(({ kind }) => kind === 'resync')).toBe(true);
    await editor.settled();
    expect(editor.savedFrames).toBe(0);
    const other = await client('other').join();
    other.send(updateFrame(first));
    await editor.until(() => editor.savedFrames === 1);
    expect((await other.join()).doc.getText('t').toString()).toBe('ab');
    expect((await log.size('prj_1/story')).rows).toBe(2);
  });

  it('SYNC-7 one edit of the server is one transaction, durable when it resolves', async () => {
    const log = new MemoryLog();
    const { client, rooms } = await start({ log });
    const reader = await client('viewer', 'prj_1/desk').join();
    const changed: string[] = [];
    rooms.onChange((room, { by }) => changed.push(`${room} ${by}`));
    const result = await rooms.edit('prj_1/desk', { kind: 'server', by: 'server' }, (doc) => {
      doc.getMap('frames').set('a', 1);
      doc.getMap('frames').set('b', 2);
      return 'done';
    });
    expect(result).toBe('done');
    expect((await log.size('prj_1/desk')).rows).toBe(1);
    expect(changed).toEqual(['prj_1/desk server']);
    await reader.until(() => reader.doc.getMap('frames').size === 2);
  });

  it('SYNC-7 a change that throws midway leaves nothing behind, here or with others', async () => {
    const { client, rooms } = await start();
    const editor = await client('editor').join();
    editor.edit(write('kept', 1));
    await editor.until(() => editor.savedFrames === 1);
    const edit = rooms.edit('prj_1/story', { kind: 'server', by: 'server' }, (doc) => {
      doc.getMap('meta').set('half', 1);
      throw new Error('midway');
    });
    await expect(edit).rejects.toThrow('midway');
    expect(await rooms.read('prj_1/story', meta)).toEqual({ kept: 1 });
    await editor.settled();
    expect(meta(editor.doc)).toEqual({ kept: 1 });
  });

  it('SYNC-8 a document beyond the cap is refused with 4413, and may still shrink', async () => {
    const { client } = await start({ limits: { maxDocumentBytes: 20_000 } });
    const editor = await client('editor').join();
    editor.edit(write('text', 'x'.repeat(15_000)));
    await editor.until(() => editor.savedFrames === 1);
    const greedy = await client('other').join();
    greedy.edit(write('more', 'y'.repeat(15_000)));
    expect(await greedy.untilClosed()).toMatchObject({ code: 4413 });
    expect(greedy.denials).toEqual(['document-too-large']);
    editor.edit((doc) => doc.getMap('meta').delete('text'));
    await editor.until(() => editor.savedFrames === 2);
    expect(meta(editor.doc)).toEqual({});
  });

  it('SYNC-8 an edit of the server beyond the cap is refused and changes nothing, and one may still shrink', async () => {
    const { client, rooms } = await start({ limits: { maxDocumentBytes: 20_000 } });
    const editor = await client('editor').join();
    editor.edit(write('text', 'x'.repeat(15_000)));
    await editor.until(() => editor.savedFrames === 1);
    const origin = { kind: 'user', by: 'someone' } as const;
    const edit = rooms.edit('prj_1/story', origin, write('more', 'y'.repeat(15_000)));
    await expect(edit).rejects.toMatchObject({ kind: 'document-too-large', maxBytes: 20_000 });
    expect(await rooms.read('prj_1/story', meta)).toEqual({ text: 'x'.repeat(15_000) });
    await rooms.edit('prj_1/story', origin, (doc) => doc.getMap('meta').delete('text'));
    await rooms.edit('prj_1/story', origin, write('more', 'y'.repeat(15_000)));
    await editor.until(() => editor.doc.getMap('meta').has('more'));
    expect(meta(editor.doc)).toEqual({ more: 'y'.repeat(15_000) });
  });

  it('SYNC-9 a frame beyond the limit closes with 1009', async () => {
    const { client } = await start({ limits: { maxFrameBytes: 1_000 } });
    const editor = await client('editor').join();
    editor.send(new Uint8Array(2_000));
    expect(await editor.untilClosed()).toMatchObject({ code: 1009 });
  });
});
