import { awarenessFrame, syncStep1Frame, syncStep2Frame, updateFrame } from '@oner/shared/protocol/sync-frames.ts';
import { encodePresence } from '@oner/shared/protocol/sync-presence.ts';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { MemoryLog } from './testing/memory-log.ts';
import type { RawClient } from './testing/raw-client.ts';
import { type Harness, startRooms } from './testing/rooms-harness.ts';

const frameCount = Number(process.env.ONER_FUZZ_FRAMES ?? 10_000);
const seed = Number(process.env.ONER_FUZZ_SEED ?? Date.now() % 2 ** 31);

/** Mulberry32. */
const createRandom = (start: number): ((below: number) => number) => {
  let state = start;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
};
type Random = ReturnType<typeof createRandom>;

let harness: Harness;
afterEach(() => harness.close());

const randomBytes = (random: Random, length: number): Uint8Array => Uint8Array.from({ length }, () => random(256));

/** Valid frames of all kinds, to be mutated. */
const validFrames = (random: Random): readonly Uint8Array[] => {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (let i = 0; i < 30; i++) {
    const text = doc.getText('t');
    if (random(3) === 0 && text.length > 0) text.delete(random(text.length), 1);
    else text.insert(random(text.length + 1), 'word');
    doc.getMap('m').set(String(random(5)), { nested: [i, null, 'x'] });
    if (random(4) === 0) doc.getArray('a').push([new Y.Map([['k', i]])]);
  }
  return [
    ...updates.map(updateFrame),
    syncStep2Frame(Y.encodeStateAsUpdate(doc)),
    updateFrame(Y.encodeStateAsUpdateV2(doc)),
    syncStep1Frame(Y.encodeStateVector(doc)),
    awarenessFrame(encodePresence([{ client: random(2 ** 30), clock: random(100), state: '{"a":1}' }])),
    Uint8Array.of(3),
  ];
};

const mutate = (random: Random, frame: Uint8Array): Uint8Array => {
  const bytes = Uint8Array.from(frame);
  for (let i = random(4); i >= 0; i--) {
    const at = random(bytes.length);
    if (random(2) === 0) bytes[at] = random(256);
    else bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
  }
  if (random(4) === 0) return bytes.slice(0, random(bytes.length));
  return random(8) === 0 ? Uint8Array.from([...bytes, ...randomBytes(random, random(20))]) : bytes;
};

/** Now and then the valid frame itself, so that mutated ones find what they build on. */
const hostile = (random: Random, frame: Uint8Array): Uint8Array => {
  const dice = random(10);
  if (dice < 2) return randomBytes(random, random(200));
  return dice < 6 ? frame : mutate(random, frame);
};

describe('fuzz', () => {
  it(`SYNC-63 ${frameCount} random and mutated frames (seed ${seed}) neither crash the server nor disturb others`, async () => {
    const random = createRandom(seed);
    harness = await startRooms({ log: new MemoryLog(), limits: { maxBrokenUpdates: 1_000_000 } });
    const { client } = harness;
    const writer = await client('editor').join();
    const reader = await client('viewer').join();
    let attacker: RawClient = await client('other').join();
    let expected = '';
    for (let i = 0; i < frameCount; i++) {
      if (attacker.closed) attacker = await client('other').join();
      const frames = i % 20 === 0 ? validFrames(random) : lastFrames;
      lastFrames = frames;
      const frame = frames[random(frames.length)] ?? Uint8Array.of();
      attacker.send(hostile(random, frame));
      if (i % 200 !== 0) continue;
      expected = `${i} of ${frameCount}`;
      writer.edit((doc) => doc.getMap('undisturbed').set('at', expected));
      await writer.until(() => writer.savedFrames === i / 200 + 1);
      await attacker.settled().catch(() => {});
    }
    await reader.until(() => reader.doc.getMap('undisturbed').get('at') === expected);
    await Promise.all([writer.settled(), reader.settled()]);
    // The frames were judged, not lost on the way: of each kind of outcome there are many.
    const { denied, updates, connections } = harness.rooms.stats();
    expect({ denied, updates, connections }).toEqual({
      denied: expect.toSatisfy((count: number) => count > frameCount / 20),
      updates: expect.toSatisfy((count: number) => count > frameCount / 100),
      connections: 3,
    });
    const joiner = await client('viewer').join();
    expect(joiner.doc.getMap('undisturbed').toJSON()).toEqual({ at: expected });
    expect(Y.encodeStateVector(joiner.doc)).toEqual(Y.encodeStateVector(reader.doc));
  }, 60_000);

  it(`SYNC-64 clients that edit, drop and come back converge with each other and the log (seed ${seed})`, async () => {
    const random = createRandom(seed);
    const log = new MemoryLog();
    harness = await startRooms({ log });
    const { client } = harness;
    const docs = Array.from({ length: 4 }, () => new Y.Doc());
    const connect = async (index: number): Promise<RawClient> => {
      const one = client(index % 2 === 0 ? 'editor' : 'other');
      const doc = docs[index];
      if (doc) Y.applyUpdate(one.doc, Y.encodeStateAsUpdate(doc));
      docs[index] = one.doc;
      await one.join();
      one.sendWhole();
      return one;
    };
    const clients = await Promise.all(docs.map((_, index) => connect(index)));
    for (let step = 0; step < 200; step++) {
      const index = random(clients.length);
      const one = clients[index];
      if (!one) continue;
      if (random(20) === 0) {
        one.webSocket.terminate();
        await one.untilClosed();
        // Offline edits.
        one.doc.getText('t').insert(0, `<${step}>`);
        clients[index] = await connect(index);
      } else {
        one.edit((doc) => {
          const text = doc.getText('t');
          if (random(3) === 0 && text.length > 2) text.delete(random(text.length - 1), 1);
          else text.insert(random(text.length + 1), `[${step}]`);
        });
      }
      if (random(10) === 0) await one.settled().catch(() => {});
    }
    for (let round = 0; round < 2; round++) for (const one of clients) await one.settled();
    const texts = clients.map((one) => one.doc.getText('t').toString());
    expect(new Set(texts).size).toBe(1);
    await harness.rooms.close();
    const stored = new Y.Doc();
    for (const { update } of await log.read('prj_1/story', 0)) Y.applyUpdate(stored, update);
    expect(stored.getText('t').toString()).toBe(texts[0]);
  });
});

let lastFrames: readonly Uint8Array[] = [];
