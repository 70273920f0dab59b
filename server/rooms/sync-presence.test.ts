import { encodePresence } from '@oner/shared/protocol/sync-presence.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { defaultRoomLimits } from './limits.ts';
import { Presence } from './presence.ts';
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

const state = (value: unknown): string => JSON.stringify(value);
const read = (json: string | undefined): unknown => (json === undefined ? undefined : JSON.parse(json));
const forged = { id: 'usr_owner', name: 'Someone else', color: '#000000', role: 'owner' };

describe('presence', () => {
  it('SYNC-20 name, colour, id and role come from the session, whatever the frame says', async () => {
    const { client } = await start();
    const [viewer, editor] = [await client('viewer').join(), await client('editor').join()];
    viewer.announce([{ client: 7, clock: 1, state: state({ cursor: 3, user: forged }) }]);
    await editor.until(() => editor.presence.has(7));
    expect(read(editor.presence.get(7))).toEqual({
      cursor: 3,
      user: { id: 'usr_viewer', name: 'viewer', color: expect.stringMatching(/^#[0-9a-f]{6}$/), role: 'viewer' },
    });
  });

  it('SYNC-21 a connection speaks for its own client id only: foreign entries are filtered, the connection stays', async () => {
    const { client } = await start();
    const [viewer, editor] = [await client('viewer').join(), await client('editor').join()];
    editor.announce([{ client: 1, clock: 1, state: state({ mine: true }) }]);
    await viewer.until(() => viewer.presence.has(1));
    viewer.announce([
      { client: 1, clock: Number.MAX_SAFE_INTEGER, state: 'null' },
      { client: 1, clock: 9, state: state({ stolen: true }) },
      { client: 2, clock: 1, state: state({ own: true }) },
      { client: 3, clock: 1, state: state({ second: true }) },
    ]);
    await editor.until(() => editor.presence.has(2));
    viewer.announce([{ client: 2, clock: 2, state: state({ own: 'again' }) }]);
    await editor.until(() => editor.presence.get(2)?.includes('again') ?? false);
    expect(editor.presence.has(3)).toBe(false);
    const late = await client('other').join();
    await late.until(() => late.presence.size === 2);
    expect(read(late.presence.get(1))).toMatchObject({ mine: true });
  });

  it('SYNC-22 a clock or a state beyond its bound is not relayed', async () => {
    const { client } = await start();
    const [viewer, editor] = [await client('viewer').join(), await client('editor').join()];
    viewer.announce([{ client: 5, clock: Number.MAX_SAFE_INTEGER, state: state({ forever: true }) }]);
    viewer.announce([{ client: 5, clock: 1, state: state({ huge: 'x'.repeat(defaultRoomLimits.maxPresenceBytes) }) }]);
    viewer.announce([{ client: 5, clock: 1, state: '"no object"' }]);
    viewer.announce([{ client: 5, clock: 1, state: '{broken' }]);
    viewer.announce([{ client: 5, clock: 2, state: state({ fine: true }) }]);
    await editor.until(() => editor.presence.has(5));
    expect(read(editor.presence.get(5))).toMatchObject({ fine: true });
  });

  it('SYNC-22 what is remembered of those who left is bounded', () => {
    const presence = new Presence({ limits: { ...defaultRoomLimits, maxPresenceTombstones: 100 }, now: () => 0 });
    const user = { id: 'usr_a', name: 'a', color: '#000000', role: 'viewer' } as const;
    for (let client = 0; client < 1_000; client++) {
      const speaker = { user, client: null };
      presence.hear(speaker, encodePresence([{ client, clock: 1, state: '{}' }]));
      presence.leave(speaker);
      presence.takeChanges();
      presence.takeChangesHere();
    }
    expect(presence.size).toBe(0);
    expect(presence.held).toBe(100);
  });

  it('SYNC-23 presence of a closed connection is gone at once, and is heard again when it comes back with the same clock', async () => {
    const { client } = await start();
    const editor = await client('editor').join();
    const first = await client('viewer').join();
    const entry = { client: 9, clock: 4, state: state({ here: true }) };
    first.announce([entry]);
    await editor.until(() => editor.presence.has(9));
    first.webSocket.terminate();
    await editor.until(() => editor.presence.get(9) === 'null');
    const clock = (): number =>
      Math.max(...editor.heard.flatMap((each) => (each.kind === 'presence' ? each.entries.map((e) => e.clock) : [])));
    const before = clock();
    const second = await client('viewer').join();
    second.announce([entry]);
    await editor.until(() => editor.presence.get(9) !== 'null');
    expect(clock()).toBeGreaterThan(before);
  });

  it('SYNC-24 a quiet room still sends a message before y-websocket would reconnect', async () => {
    const clock = new ManualClock();
    const { client } = await start({ clock });
    const editor = await client('editor').join();
    await editor.settled();
    const heard = editor.heard.length;
    clock.advance(10_000);
    clock.advance(5_000);
    await editor.until(() => editor.heard.length > heard);
    expect(editor.heard.at(-1)).toEqual({ kind: 'presence', entries: [] });
  });

  it('SYNC-26 a peer that is gone without a word is found by pings, and its presence ends', async () => {
    const clock = new ManualClock();
    const { client, rooms } = await start({ clock });
    const editor = await client('editor').join();
    const silent = await client('viewer').join();
    silent.announce([{ client: 3, clock: 1, state: state({ here: true }) }]);
    await editor.until(() => editor.presence.has(3));
    silent.webSocket.pause();
    for (let second = 0; second < 30; second++) {
      clock.advance(1_000);
      await editor.settled();
    }
    await editor.until(() => editor.presence.get(3) === 'null');
    expect(rooms.stats().connections).toBe(1);
  });

  it('SYNC-25 presence passes between nodes, and that of a silent node ends', async () => {
    const clock = new ManualClock();
    const shared = { log: new MemoryLog(), bus: new MemoryBus(), clock };
    const one = await start({ ...shared, nodeId: 'one' });
    const two = await start({ ...shared, nodeId: 'two' });
    const here = await one.client('editor').join();
    const there = await two.client('viewer').join();
    here.announce([{ client: 11, clock: 1, state: state({ at: 'one' }) }]);
    await here.settled();
    clock.advance(1_000);
    clock.advance(1_000);
    await there.settled();
    clock.advance(100);
    await there.until(() => there.presence.has(11));
    shared.bus.deaf = true;
    for (let second = 0; second < 6; second++) clock.advance(1_000);
    await there.until(() => there.presence.get(11) === 'null');
  });

  it('SYNC-20 stock awareness works, and re-sending what one hears does not echo without end', async () => {
    const { port, client, rooms } = await start();
    const providers = ['editor', 'other'].map((token) => {
      const provider = new WebsocketProvider(`ws://127.0.0.1:${port}/sync`, 'prj_1/story', new Y.Doc(), {
        params: { token },
        WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
        disableBc: true,
      });
      provider.awareness.setLocalState({ cursor: token });
      return provider;
    });
    const [first, second] = providers;
    if (!first || !second) throw new Error('two providers');
    await new Promise<void>((resolve) => {
      first.awareness.on('change', () => {
        const other = first.awareness.getStates().get(second.doc.clientID);
        if (other?.user) resolve();
      });
    });
    expect(first.awareness.getStates().get(second.doc.clientID)).toMatchObject({
      cursor: 'other',
      user: { name: 'other' },
    });
    const witness = await client('viewer').join();
    await witness.settled();
    const heard = witness.count('presence');
    for (let i = 0; i < 5; i++) await witness.settled();
    expect(witness.count('presence')).toBeLessThan(heard + 3);
    expect(rooms.stats().connections).toBe(3);
    for (const provider of providers) provider.destroy();
  });
});
