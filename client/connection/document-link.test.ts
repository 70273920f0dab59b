import {
  awarenessFrame,
  readClientFrame,
  syncMessageFrame,
  syncStep1Frame,
  syncStep2Frame,
  updateFrame,
} from '@oner/shared/protocol/sync-frames.ts';
import type { SyncMessage } from '@oner/shared/protocol/sync-messages.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { type DocumentLinkOptions, openDocumentLink } from './document-link.ts';
import { gatherMs, gatherWhileTypingMs, type Typing } from './gather.ts';

/** The server's end of each socket that the link opens, in memory. */
class FakeSocket extends EventTarget {
  static opened: FakeSocket[] = [];
  readonly OPEN = 1;
  readyState = 0;
  binaryType = 'arraybuffer';
  onopen: (() => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  onerror: (() => void) | null = null;
  readonly sent: Uint8Array[] = [];
  readonly url: string;

  constructor(url: string | URL) {
    super();
    this.url = String(url);
    FakeSocket.opened.push(this);
  }

  send(frame: Uint8Array): void {
    this.sent.push(frame.slice());
  }

  close(): void {
    this.readyState = 3;
  }

  accept(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  receive(frame: Uint8Array): void {
    this.onmessage?.({ data: frame.slice().buffer });
  }

  tell(message: SyncMessage): void {
    this.receive(syncMessageFrame(message));
  }

  end(code: number): void {
    this.readyState = 3;
    this.onclose?.({ code, reason: '' });
  }

  /** The kinds of frames that the link sent, presence aside. */
  kinds(): readonly string[] {
    return this.sent.flatMap((frame) => {
      const read = readClientFrame(frame);
      return read.ok && read.value.kind !== 'awareness' ? [read.value.kind] : [];
    });
  }
}

const open = (doc = new Y.Doc(), keptEdits = 0, more: Partial<DocumentLinkOptions> = {}) => {
  const clock = { now: 0 };
  const network = { online: true, tell: (_online: boolean): void => {} };
  const kept: number[] = [];
  const written: Uint8Array[] = [];
  const received: Uint8Array[] = [];
  const link = openDocumentLink({
    url: 'ws://oner.test/sync',
    room: 'prj/story',
    doc,
    schemaVersion: 1,
    writing: {
      by: 'people',
      keptEdits,
      onKept: (count) => kept.push(count),
      onWritten: (update) => written.push(update),
      onReceived: (update) => received.push(update),
    },
    now: () => clock.now,
    network: {
      online: () => network.online,
      onChange: (listener) => {
        network.tell = (online) => {
          network.online = online;
          listener(online);
        };
        return () => {};
      },
    },
    Socket: FakeSocket as unknown as typeof WebSocket, // all that the provider uses of it is there
    ...more,
  });
  return { link, doc, clock, network, kept, written, received };
};

const socket = (): FakeSocket => {
  const last = FakeSocket.opened.at(-1);
  if (last === undefined) throw new Error('no socket was opened');
  return last;
};

/** Plays the server's part of the handshake with an empty document. */
const join = (): FakeSocket => {
  const opened = socket();
  opened.accept();
  opened.receive(syncStep1Frame(Y.encodeStateVector(new Y.Doc())));
  opened.receive(syncStep2Frame(Y.encodeStateAsUpdate(new Y.Doc())));
  return opened;
};

describe('the link to a document', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    FakeSocket.opened = [];
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('CLI-30 asks for the additions of the wire and is saved once all its write frames are dealt with', () => {
    const { link, doc, kept } = open();
    expect(socket().url).toBe('ws://oner.test/sync/prj/story?v=1');
    const server = join();
    expect(link.state.get()).toEqual({ kind: 'saved' });
    doc.getMap('meta').set('title', 'One');
    doc.getMap('meta').set('title', 'Two');
    expect(server.kinds()).toEqual(['sync-step-1', 'sync-step-2', 'update', 'update']);
    server.tell({ kind: 'saved', seq: 1, frames: 2 });
    expect(link.state.get()).toMatchObject({ kind: 'saving', kept: 1 });
    server.tell({ kind: 'saved', seq: 2, frames: 3 });
    expect(link.state.get()).toEqual({ kind: 'saved' });
    expect(kept).toEqual([1, 0]);
    link.close();
  });

  it('CLI-78 connects when it is told to, and not after it was closed or without a network', async () => {
    const gate = Promise.withResolvers<void>();
    const [waiting, closed, offline] = [0, 0, 0].map(() => open(new Y.Doc(), 0, { after: gate.promise }));
    waiting?.link.retry();
    closed?.link.close();
    offline?.network.tell(false);
    expect(FakeSocket.opened).toHaveLength(0);
    gate.resolve();
    await gate.promise;
    expect(FakeSocket.opened).toHaveLength(1);
    offline?.network.tell(true);
    expect(FakeSocket.opened).toHaveLength(2);
    waiting?.link.close();
    offline?.link.close();
  });

  it('CLI-31 keeps what is edited without a network and sends it at the return', () => {
    const { link, doc, clock, network } = open();
    join();
    network.tell(false);
    doc.getMap('meta').set('title', 'One');
    clock.now = 1000;
    doc.getMap('meta').set('draft', 'Two');
    expect(link.state.get()).toEqual({ kind: 'offline', kept: 2, reconnecting: false });
    network.tell(true);
    const again = join();
    const brought = again.sent.map(readClientFrame).find((read) => read.ok && read.value.kind === 'sync-step-2');
    const copy = new Y.Doc();
    if (brought?.ok === true && 'update' in brought.value) Y.applyUpdate(copy, brought.value.update);
    expect(copy.getMap('meta').toJSON()).toEqual({ title: 'One', draft: 'Two' });
    again.tell({ kind: 'saved', seq: 1, frames: 1 });
    expect(link.state.get()).toEqual({ kind: 'saved' });
    link.close();
  });

  it('CLI-32 counts edits of an earlier visit as kept until the server has them', () => {
    const earlier = new Y.Doc();
    earlier.getMap('meta').set('title', 'Kept');
    const { link } = open(earlier, 3);
    expect(link.state.get()).toEqual({ kind: 'connecting' });
    const server = join();
    expect(link.state.get()).toMatchObject({ kind: 'saving', kept: 3 });
    server.tell({ kind: 'saved', seq: 1, frames: 1 });
    expect(link.state.get()).toEqual({ kind: 'saved' });
    link.close();
  });

  it('CLI-33 stops at a refusal, with the words of this and of an earlier visit', () => {
    const earlier = new Y.Doc();
    earlier.getText('script').insert(0, 'EXT. ROOF');
    const { link, doc } = open(earlier, 1);
    const server = join();
    doc.getMap('meta').set('title', 'Refused');
    server.tell({ kind: 'denied', reason: 'read-only' });
    expect(link.state.get()).toEqual({ kind: 'denied', reason: 'read-only', text: ['EXT. ROOF', 'Refused'] });
    vi.advanceTimersByTime(60_000);
    expect(FakeSocket.opened).toHaveLength(1);
    link.close();
  });

  it('CLI-34 goes on while the server cannot store, and says so', () => {
    const { link, doc } = open();
    const server = join();
    doc.getMap('meta').set('title', 'One');
    server.tell({ kind: 'denied', reason: 'not-saved' });
    expect(link.state.get()).toEqual({ kind: 'saving', kept: 1, storageFails: true });
    server.tell({ kind: 'saved', seq: 1, frames: 2 });
    expect(link.state.get()).toEqual({ kind: 'saved' });
    link.close();
  });

  it('CLI-35 runs the handshake again when the server asks for it', () => {
    const { link } = open();
    const server = join();
    server.tell({ kind: 'resync' });
    expect(server.kinds()).toEqual(['sync-step-1', 'sync-step-2', 'sync-step-1']);
    link.close();
  });

  it('CLI-36 tries again after an interruption, and not after an end', () => {
    const { link } = open();
    join().end(1001);
    expect(link.state.get()).toMatchObject({ kind: 'offline', reconnecting: true });
    vi.advanceTimersByTime(5000);
    expect(FakeSocket.opened).toHaveLength(2);
    join().end(4403);
    expect(link.state.get()).toEqual({ kind: 'closed', reason: 'no-access' });
    vi.advanceTimersByTime(60_000);
    expect(FakeSocket.opened).toHaveLength(2);
    link.close();
  });

  it('CLI-37 takes what others write without counting it as an edit', () => {
    const { link, doc, kept } = open();
    const server = join();
    const other = new Y.Doc();
    other.getMap('meta').set('title', 'Theirs');
    server.receive(updateFrame(Y.encodeStateAsUpdate(other)));
    expect(doc.getMap('meta').get('title')).toBe('Theirs');
    expect([link.state.get(), kept]).toEqual([{ kind: 'saved' }, []]);
    link.close();
  });

  it('CLI-37 gives what others write as it came, and only what was written here encoded', () => {
    const { link, doc, written, received } = open();
    const server = join();
    const [joined] = received.splice(0);
    expect(joined).toEqual(Y.encodeStateAsUpdate(new Y.Doc()));
    const other = new Y.Doc();
    other.getMap('meta').set('title', 'Theirs');
    const theirs = Y.encodeStateAsUpdate(other);
    server.receive(updateFrame(theirs));
    expect([written, received]).toEqual([[], [theirs]]);
    doc.getMap('meta').set('title', 'Mine');
    const [mine] = written;
    expect([written.length, received.length]).toEqual([1, 1]);
    const copy = new Y.Doc();
    for (const update of [theirs, mine ?? theirs]) Y.applyUpdate(copy, update);
    expect(copy.getMap('meta').get('title')).toBe('Mine');
    link.close();
  });

  it('CLI-37 what a change of others has written here in turn is sent, counted and kept', () => {
    const { link, doc, written } = open();
    const server = join();
    doc.getMap('meta').observe((event, { origin }) => {
      if (origin !== 'reply' && event.keysChanged.has('title'))
        doc.on('afterTransactionCleanup', function reply() {
          doc.off('afterTransactionCleanup', reply);
          doc.transact(() => doc.getMap('meta').set('draft', 'in reply'), 'reply');
        });
    });
    const other = new Y.Doc();
    other.getMap('meta').set('title', 'Theirs');
    const before = server.kinds().length;
    server.receive(updateFrame(Y.encodeStateAsUpdate(other)));
    expect(written).toHaveLength(1);
    expect(server.kinds().slice(before)).toEqual(['update']);
    expect(link.state.get()).toEqual({ kind: 'saving', kept: 1, storageFails: false });
    link.close();
  });

  it('CLI-77 takes in the first update of others at once, and those that follow within a moment as one', () => {
    const { doc, clock } = open();
    const server = join();
    const others = new Y.Doc();
    const updates: Uint8Array[] = [];
    others.on('update', (update: Uint8Array) => updates.push(update));
    for (const word of ['one', 'two', 'three']) others.getArray<string>('words').push([word]);
    let changes = 0;
    doc.on('update', () => {
      changes += 1;
    });
    clock.now = 1000;
    for (const update of updates) server.receive(updateFrame(update));
    expect(doc.getArray('words').toArray()).toEqual(['one']);
    vi.advanceTimersByTime(50);
    expect(doc.getArray('words').toArray()).toEqual(['one', 'two', 'three']);
    expect(changes).toBe(2);
  });

  const caretsOf = (awareness: Awareness): readonly unknown[] =>
    [...awareness.getStates().values()].map(({ caret }) => caret).filter((caret) => caret !== undefined);

  it('CLI-77 takes in what carets of others do together too, each at its newest place', () => {
    const { link, clock } = open();
    const server = join();
    const others = [new Awareness(new Y.Doc()), new Awareness(new Y.Doc())];
    let changes = 0;
    link.awareness.on('change', () => {
      changes += 1;
    });
    clock.now = 1000;
    for (const caret of [1, 2, 3])
      for (const other of others) {
        other.setLocalState({ caret });
        server.receive(awarenessFrame(encodeAwarenessUpdate(other, [other.clientID])));
      }
    expect([caretsOf(link.awareness), changes]).toEqual([[1], 1]);
    vi.advanceTimersByTime(gatherMs);
    expect([caretsOf(link.awareness), changes]).toEqual([[3, 3], 2]);
    for (const other of others) other.destroy();
    link.close();
  });

  it('CLI-77 shows no caret that waited while its connection ended', () => {
    const { link, clock } = open();
    const server = join();
    const other = new Awareness(new Y.Doc());
    clock.now = 1000;
    for (const caret of [1, 2]) {
      other.setLocalState({ caret });
      server.receive(awarenessFrame(encodeAwarenessUpdate(other, [other.clientID])));
    }
    server.end(1006);
    vi.advanceTimersByTime(gatherMs);
    expect(caretsOf(link.awareness)).toEqual([]);
    other.destroy();
    link.close();
  });

  it('CLI-77 shows what others write after a letter of who types here was painted, or after a while', () => {
    const painted = new Set<() => void>();
    const typing: Typing = {
      isUnderWay: () => true,
      onPainted: (listener) => {
        painted.add(listener);
        return () => painted.delete(listener);
      },
    };
    const { link, doc, clock } = open(new Y.Doc(), 0, { typing });
    const server = join();
    const theirs = new Y.Doc();
    theirs.on('update', (update: Uint8Array) => server.receive(updateFrame(update)));
    const read = (): string => doc.getArray<string>('words').toArray().join(' ');
    clock.now = 1000;
    theirs.getArray<string>('words').push(['one']);
    expect(read()).toBe('');
    for (const tell of painted) tell();
    expect(read()).toBe('one');
    theirs.getArray<string>('words').push(['two']);
    for (const tell of painted) tell();
    expect(read()).toBe('one');
    clock.now += gatherWhileTypingMs;
    vi.advanceTimersByTime(gatherWhileTypingMs);
    expect(read()).toBe('one two');
    link.close();
    expect(painted.size).toBe(0);
  });

  it('CLI-50 tells of a document that the server writes what came, as it came, and asks only for what is new', () => {
    const theirs = new Y.Doc();
    const sent: Uint8Array[] = [];
    theirs.on('update', (update: Uint8Array) => sent.push(update));
    for (const frame of ['one', 'two', 'three', 'four']) theirs.getMap('frames').set(frame, 1);
    const [first, ...later] = sent;
    const doc = new Y.Doc();
    if (first) Y.applyUpdate(doc, first);
    const received: Uint8Array[] = [];
    const { link } = open(doc, 0, { writing: { by: 'server', onReceived: (update) => received.push(update) } });
    socket().accept();
    const asked = readClientFrame(socket().sent[0] ?? new Uint8Array());
    const stateVector = asked.ok && asked.value.kind === 'sync-step-1' ? asked.value.stateVector : undefined;
    const rest = Y.encodeStateAsUpdate(theirs, stateVector);
    expect(rest.length).toBeLessThan(Y.encodeStateAsUpdate(theirs).length);
    socket().receive(syncStep2Frame(rest));
    for (const update of later) socket().receive(updateFrame(update));
    vi.advanceTimersByTime(1000);
    expect(received).toEqual([rest, ...later]);
    expect(doc.getMap('frames').size).toBe(4);
    expect(socket().kinds()).toEqual(['sync-step-1']);
    link.close();
  });
});
