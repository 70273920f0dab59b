import { syncStep2Frame, updateFrame } from '@oner/shared/protocol/sync-frames.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { ManualClock } from './testing/manual-clock.ts';
import { RawClient } from './testing/raw-client.ts';
import { type Harness, type HarnessOptions, startRooms } from './testing/rooms-harness.ts';

let harness: Harness;
const start = async (options: HarnessOptions = {}): Promise<Harness> => {
  harness = await startRooms(options);
  return harness;
};
afterEach(() => harness.close());

const write = (key: string) => (doc: Y.Doc) => {
  doc.getMap('meta').set(key, 1);
};
const someUpdate = (): Uint8Array => {
  const doc = new Y.Doc();
  doc.getMap('meta').set('forged', 1);
  return Y.encodeStateAsUpdate(doc);
};

describe('who may', () => {
  it.each(['viewer', 'commenter'])(
    'SYNC-10 a %s: its write reaches nobody and is answered with the reason',
    async (name) => {
      const { client, rooms } = await start();
      const editor = await client('editor').join();
      const reader = await client(name).join();
      reader.edit(write('forged'));
      await reader.until(() => reader.denials.length > 0);
      expect(reader.denials).toEqual(['read-only']);
      await editor.settled();
      expect(editor.doc.getMap('meta').toJSON()).toEqual({});
      expect(await rooms.read('prj_1/story', (doc) => doc.getMap('meta').toJSON())).toEqual({});
      expect(reader.savedFrames).toBe(0);
    },
  );

  it('SYNC-10 a stock client is told by permission-denied and may go on reading', async () => {
    const { client, stock } = await start();
    const reader = await stock('viewer').join();
    reader.edit(write('forged'));
    await reader.until(() => reader.count('permission-denied') === 1);
    const editor = await client('editor').join();
    editor.edit(write('real'));
    await reader.until(() => reader.doc.getMap('meta').has('real'));
    expect(reader.count('message')).toBe(0);
  });

  it('SYNC-10 a non-canonical frame is judged by what it decodes to', async () => {
    const { client, rooms } = await start();
    const reader = await client('viewer').join();
    const update = someUpdate();
    reader.send(Uint8Array.from([0x80, 0x00, 0x82, 0x00, update.length, ...update]));
    await reader.until(() => reader.denials.length > 0);
    expect(reader.denials).toEqual(['read-only']);
    expect(await rooms.read('prj_1/story', (doc) => doc.getMap('meta').size)).toBe(0);
  });

  it("SYNC-11 a reader's SyncStep2 that says nothing new is no write", async () => {
    const { client } = await start();
    const editor = await client('editor').join();
    editor.edit(write('a'));
    editor.edit((doc) => doc.getMap('meta').delete('a'));
    await editor.until(() => editor.savedFrames === 2);
    const reader = await client('viewer').join();
    reader.send(syncStep2Frame(Uint8Array.of(0, 0)));
    reader.sendWhole();
    await reader.settled();
    expect(reader.denials).toEqual([]);
    reader.doc.getMap('meta').set('offline', 1);
    reader.sendWhole();
    await reader.until(() => reader.denials.length > 0);
    expect(reader.denials).toEqual(['read-only']);
  });

  it.each(['editor', 'owner'])('SYNC-12 the desk is written by the server alone, not by an %s', async (name) => {
    const { client, rooms } = await start();
    const client1 = await client(name, 'prj_1/desk').join();
    client1.send(updateFrame(someUpdate()));
    await client1.until(() => client1.denials.length > 0);
    expect(client1.denials).toEqual(['server-only']);
    expect(await rooms.read('prj_1/desk', (doc) => doc.getMap('meta').size)).toBe(0);
  });

  it('SYNC-13 withdrawn access closes open sockets at once with 4403', async () => {
    const { client, gatekeeper } = await start({ clock: new ManualClock() });
    const editor = await client('editor').join();
    gatekeeper.revoke('editor');
    expect(await editor.untilClosed()).toMatchObject({ code: 4403 });
  });

  it('SYNC-13 access that expires without a word is noticed within 2 s', async () => {
    const clock = new ManualClock();
    const { client, gatekeeper } = await start({ clock });
    const editor = await client('editor').join();
    gatekeeper.revoke('editor', true);
    clock.advance(2_000);
    expect(await editor.untilClosed()).toMatchObject({ code: 4403 });
  });

  it('SYNC-13 while the gatekeeper has no answer, what was granted stands', async () => {
    const clock = new ManualClock();
    const { client, gatekeeper } = await start({ clock });
    const editor = await client('editor').join();
    gatekeeper.failure = new Error('storage');
    clock.advance(5_000);
    await editor.settled();
    editor.edit(write('a'));
    await editor.until(() => editor.savedFrames === 1);
  });

  it('SYNC-14 a role that changes counts for the next frame, on the open socket', async () => {
    const { client, gatekeeper } = await start();
    const editor = await client('editor').join();
    editor.edit(write('before'));
    await editor.until(() => editor.savedFrames === 1);
    gatekeeper.grant('editor', 'viewer');
    await editor.settled();
    editor.edit(write('after'));
    await editor.until(() => editor.denials.length > 0);
    const asked = editor.count('step-1');
    gatekeeper.grant('editor', 'editor');
    await editor.until(() => editor.count('step-1') > asked);
    editor.sendWhole();
    await editor.until(() => editor.savedFrames === 3);
  });

  it.each([
    ['nobody', 'prj_1/story', 4403],
    ['editor', 'prj_gone/story', 4404],
    ['editor', 'prj_1/other', 4404],
    ['editor', 'prj_1', 4404],
    ['editor', 'prj.1/story', 4404],
  ])('SYNC-15 %s at %s is closed with its code', async (name, path, code) => {
    const { url, gatekeeper } = await start();
    gatekeeper.missing.add('prj_gone');
    const client = new RawClient(url(name, path));
    expect(await client.untilClosed()).toMatchObject({ code });
  });

  it('SYNC-15 who does not say who they are is closed with 4401, who is too old with 4409', async () => {
    const { port, url } = await start();
    const anonymous = new RawClient(`ws://127.0.0.1:${port}/sync/prj_1/story`);
    expect(await anonymous.untilClosed()).toMatchObject({ code: 4401 });
    const old = new RawClient(url('editor', 'prj_1/story', '0'));
    expect(await old.untilClosed()).toMatchObject({ code: 4409 });
  });

  it("SYNC-15 a page of another origin cannot use its visitor's cookie", async () => {
    const { port } = await start();
    const webSocket = new WebSocket(`ws://127.0.0.1:${port}/sync/prj_1/story`, { origin: 'https://evil.example' });
    const code = await new Promise((resolve) => webSocket.on('close', resolve));
    expect(code).toBe(4403);
  });

  it('SYNC-16 the schema is the first thing that our clients hear; stock clients hear no addition', async () => {
    const { client, stock } = await start();
    const ours = await client('editor').join();
    expect(ours.heard[0]).toMatchObject({ kind: 'message', message: { kind: 'schema' } });
    const theirs = await stock('editor').join();
    theirs.edit(write('a'));
    await ours.until(() => ours.doc.getMap('meta').has('a'));
    await theirs.settled();
    expect(theirs.count('message')).toBe(0);
  });

  it('SYNC-17 frames sent before admission are neither lost nor read', async () => {
    const { client, gatekeeper, rooms } = await start();
    let admit = () => {};
    gatekeeper.gate = new Promise((resolve) => {
      admit = resolve;
    });
    const editor = await client('editor').open();
    editor.edit(write('early'));
    await editor.until(() => editor.messages.length === 1);
    expect(rooms.stats()).toMatchObject({ connections: 0, updates: 0 });
    admit();
    await editor.until(() => editor.savedFrames === 1);
    expect(rooms.stats().updates).toBe(1);
  });

  it('SYNC-17 who is not admitted in time is closed with 1013', async () => {
    const clock = new ManualClock();
    const { client, gatekeeper } = await start({ clock });
    gatekeeper.gate = new Promise(() => {});
    const editor = await client('editor').open();
    await editor.until(() => editor.messages.length === 1);
    clock.advance(15_000);
    expect(await editor.untilClosed()).toMatchObject({ code: 1013 });
  });
});
