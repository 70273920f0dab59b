import { once } from 'node:events';
import {
  awarenessFrame,
  messageTypes,
  syncStep1Frame,
  syncStep2Frame,
  syncTypes,
  updateFrame,
} from '@oner/shared/protocol/sync-frames.ts';
import { parseSyncMessage, type SyncMessage } from '@oner/shared/protocol/sync-messages.ts';
import { encodePresence, type PresenceEntry, visitPresence } from '@oner/shared/protocol/sync-presence.ts';
import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';

export type Heard =
  | { readonly kind: 'step-1' | 'step-2' | 'update'; readonly bytes: Uint8Array }
  | { readonly kind: 'presence'; readonly entries: readonly PresenceEntry[] }
  | { readonly kind: 'permission-denied'; readonly reason: string }
  | { readonly kind: 'message'; readonly message: SyncMessage };

const readSync = (decoder: decoding.Decoder): Heard => {
  const type = decoding.readVarUint(decoder);
  const bytes = Uint8Array.from(decoding.readVarUint8Array(decoder));
  if (type === syncTypes.step1) return { kind: 'step-1', bytes };
  return { kind: type === syncTypes.step2 ? 'step-2' : 'update', bytes };
};

const readPresence = (update: Uint8Array): readonly PresenceEntry[] => {
  const entries: PresenceEntry[] = [];
  visitPresence(update, ({ client, clock, stateBytes }) =>
    entries.push({ client, clock, state: new TextDecoder().decode(stateBytes) }),
  );
  return entries;
};

export const readServerFrame = (frame: Uint8Array): Heard => {
  const decoder = decoding.createDecoder(frame);
  const type = decoding.readVarUint(decoder);
  switch (type) {
    case messageTypes.sync:
      return readSync(decoder);
    case messageTypes.awareness:
      return { kind: 'presence', entries: readPresence(decoding.readVarUint8Array(decoder)) };
    case messageTypes.auth:
      decoding.readVarUint(decoder);
      return { kind: 'permission-denied', reason: decoding.readVarString(decoder) };
    case messageTypes.oner: {
      const message = parseSyncMessage(decoding.readVarString(decoder));
      if (!message.ok) throw new Error(message.error.detail);
      return { kind: 'message', message: message.value };
    }
    default:
      throw new Error(`message type ${type}`);
  }
};

/** A client of the wire without a will of its own: it sends what the test says, keeps what it hears, and holds the document. */
export class RawClient {
  readonly doc = new Y.Doc();
  readonly heard: Heard[] = [];
  readonly webSocket: WebSocket;
  readonly #watchers = new Set<() => void>();
  closed: { readonly code: number; readonly reason: string } | null = null;

  constructor(url: string) {
    this.webSocket = new WebSocket(url, { maxPayload: 0 });
    this.webSocket.on('message', (data) => {
      if (Buffer.isBuffer(data)) this.#hear(readServerFrame(data));
    });
    this.webSocket.on('error', () => {});
    this.webSocket.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString() };
      this.#tell();
    });
  }

  async open(): Promise<this> {
    if (this.webSocket.readyState === WebSocket.CONNECTING) await once(this.webSocket, 'open');
    return this;
  }

  /** Opens, and waits until it has the server's document. */
  async join(): Promise<this> {
    await this.open();
    const before = this.count('step-2');
    this.send(syncStep1Frame(Y.encodeStateVector(this.doc)));
    await this.until(() => this.count('step-2') > before);
    return this;
  }

  send(frame: Uint8Array): void {
    this.webSocket.send(frame);
  }

  /** Changes the document and sends the change as a client does. */
  edit(change: (doc: Y.Doc) => void): Uint8Array {
    const updates: Uint8Array[] = [];
    const listen = (update: Uint8Array) => updates.push(update);
    this.doc.on('update', listen);
    this.doc.transact(() => change(this.doc));
    this.doc.off('update', listen);
    const update = Y.mergeUpdates(updates);
    this.send(updateFrame(update));
    return update;
  }

  sendWhole(): void {
    this.send(syncStep2Frame(Y.encodeStateAsUpdate(this.doc)));
  }

  announce(entries: readonly PresenceEntry[]): void {
    this.send(awarenessFrame(encodePresence(entries)));
  }

  count(kind: Heard['kind']): number {
    return this.heard.filter((each) => each.kind === kind).length;
  }

  get messages(): readonly SyncMessage[] {
    return this.heard.flatMap((each) => (each.kind === 'message' ? [each.message] : []));
  }

  get denials(): readonly string[] {
    return this.heard.flatMap((each) => {
      if (each.kind === 'permission-denied') return [each.reason];
      return each.kind === 'message' && each.message.kind === 'denied' ? [each.message.reason] : [];
    });
  }

  /** How many write frames the server said are dealt with. */
  get savedFrames(): number {
    return this.messages.reduce((frames, each) => (each.kind === 'saved' ? each.frames : frames), 0);
  }

  /** The last presence heard of each client, those who left as `null`. */
  get presence(): ReadonlyMap<number, string> {
    const entries = this.heard.flatMap((each) => (each.kind === 'presence' ? each.entries : []));
    return new Map(entries.map(({ client, state }) => [client, state]));
  }

  /** Resolves when `condition` holds, looked at after each thing heard. */
  until(condition: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const watch = () => {
        if (condition()) {
          this.#watchers.delete(watch);
          resolve();
        } else if (this.closed) {
          this.#watchers.delete(watch);
          reject(new Error(`closed with ${this.closed.code} ${this.closed.reason}`));
        }
      };
      this.#watchers.add(watch);
      watch();
    });
  }

  untilClosed(): Promise<{ readonly code: number; readonly reason: string }> {
    return new Promise((resolve) => {
      const watch = () => {
        if (!this.closed) return;
        this.#watchers.delete(watch);
        resolve(this.closed);
      };
      this.#watchers.add(watch);
      watch();
    });
  }

  /** The server has handled all that was sent before: it answers a question that came after. */
  async settled(): Promise<void> {
    const before = this.count('step-2');
    this.send(syncStep1Frame(Y.encodeStateVector(this.doc)));
    await this.until(() => this.count('step-2') > before);
  }

  #hear(heard: Heard): void {
    this.heard.push(heard);
    if (heard.kind === 'update' || heard.kind === 'step-2') Y.applyUpdate(this.doc, heard.bytes, 'server');
    this.#tell();
  }

  #tell(): void {
    for (const watch of [...this.#watchers]) watch();
  }
}
