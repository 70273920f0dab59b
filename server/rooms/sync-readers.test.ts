import { syncStep1Frame } from '@oner/shared/protocol/sync-frames.ts';
import { afterEach, describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import * as Y from 'yjs';
import { JoinQueue } from './joins.ts';
import { ManualClock } from './testing/manual-clock.ts';
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

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
/** More than the kernel's buffers of a loopback connection take. */
const flood = 40;
const chunk = 500_000;

describe('readers', () => {
  it('SYNC-50 a paused reader costs bounded memory, and gets the difference in one piece when it reads on', async () => {
    const { client } = await start({ limits: { maxDocumentBytes: 2 ** 26 } });
    const editor = await client('editor').join();
    const reader = await client('viewer').join();
    reader.webSocket.pause();
    for (let i = 0; i < flood; i++) {
      editor.edit((doc) => doc.getMap('meta').set('last', `${i} ${'x'.repeat(chunk)}`));
      await editor.until(() => editor.savedFrames === i + 1);
    }
    reader.webSocket.resume();
    await reader.until(() => String(reader.doc.getMap('meta').get('last')).startsWith(`${flood - 1} `));
    expect(reader.count('update')).toBeLessThan(flood);
    expect(Y.encodeStateVector(reader.doc)).toEqual(Y.encodeStateVector(editor.doc));
  });

  it('SYNC-51 a reader that never drains is closed, and not before its time', async () => {
    const clock = new ManualClock();
    const { client, rooms } = await start({ clock, limits: { maxDocumentBytes: 2 ** 26 } });
    const editor = await client('editor').join();
    const reader = await client('viewer').join();
    reader.webSocket.pause();
    for (let i = 0; i < flood; i++) {
      editor.edit((doc) => doc.getMap('meta').set('last', `${i} ${'x'.repeat(chunk)}`));
      await editor.until(() => editor.savedFrames === i + 1);
    }
    clock.advance(10_000);
    await editor.settled();
    expect(rooms.stats()).toMatchObject({ connections: 2, slowReaders: 0 });
    clock.advance(6_000);
    expect(rooms.stats().slowReaders).toBeGreaterThan(0);
    clock.advance(3_000);
    while (rooms.stats().connections > 1) await turn();
    await editor.settled();
  });

  it.each([
    ['texts', (webSocket: WebSocket) => webSocket.send('x'), 500_000],
    ['pings', (webSocket: WebSocket) => webSocket.ping('x'.repeat(125)), 170_000],
  ] as const)(
    'SYNC-54 one who floods with %s and does not read is held back, then closed',
    async (_name, send, count) => {
      const clock = new ManualClock();
      const { client, rooms } = await start({ clock });
      const { webSocket } = await client('viewer').join();
      webSocket.pause();
      for (let sent = 0; sent < count; sent += 1) {
        send(webSocket);
        if (sent % 2_000 === 0) await turn();
      }
      clock.advance(1_000);
      clock.advance(16_000);
      expect(rooms.stats().slowReaders).toBeGreaterThan(0);
    },
  );

  it('SYNC-52 a joiner of a large document under change has everything once it has SyncStep2', async () => {
    const { client } = await start();
    const editor = await client('editor').join();
    editor.edit((doc) => doc.getMap('meta').set('large', 'x'.repeat(400_000)));
    await editor.until(() => editor.savedFrames === 1);
    await client('viewer').join();
    editor.edit((doc) => doc.getText('t').insert(0, 'late'));
    await editor.until(() => editor.savedFrames === 2);
    const joiner = await client('viewer').join();
    expect(joiner.doc.getText('t').toString()).toBe('late');
    expect(joiner.heard.findIndex(({ kind }) => kind === 'update')).toBeLessThan(
      joiner.heard.findIndex(({ kind }) => kind === 'step-2'),
    );
  });

  it('SYNC-52 a state vector that cannot be read is answered, and harms nobody', async () => {
    const { client } = await start();
    const editor = await client('editor').join();
    editor.send(syncStep1Frame(Uint8Array.of(255, 255)));
    await editor.until(() => editor.denials.length === 1);
    await editor.settled();
  });

  it('SYNC-53 so many bytes of joins are under way at once; a slow reader keeps its place only so long', () => {
    const clock = new ManualClock();
    const joins = new JoinQueue({ maxBytes: 100, slotTimeoutMs: 1_000, clock });
    const entered: string[] = [];
    const leaves: (() => void)[] = [];
    for (const name of ['a', 'b', 'c', 'd']) {
      joins.enter(50, (leave) => {
        entered.push(name);
        leaves.push(leave);
      });
    }
    expect(entered).toEqual(['a', 'b']);
    leaves[0]?.();
    leaves[0]?.();
    expect(entered).toEqual(['a', 'b', 'c']);
    clock.advance(1_000);
    expect(entered).toEqual(['a', 'b', 'c', 'd']);
  });
});
