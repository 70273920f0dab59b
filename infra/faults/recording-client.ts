import { messageTypes, syncStep1Frame, syncTypes, updateFrame } from '@oner/shared/protocol/sync-frames.ts';
import { parseSyncMessage } from '@oner/shared/protocol/sync-messages.ts';
import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';

/** A client that writes one key after the other and records which of them it was told are saved. */
export class RecordingClient {
  readonly #name: string;
  readonly #doc = new Y.Doc();
  readonly #webSocket: WebSocket;
  #written = 0;
  #saved = 0;
  #onSynced: () => void = () => {};
  readonly #closed: Promise<void>;

  constructor(port: number, name: string) {
    this.#name = name;
    this.#webSocket = new WebSocket(`ws://127.0.0.1:${port}/sync/faults/story?token=faults&v=1`, { maxPayload: 0 });
    this.#webSocket.on('message', (data: Buffer) => this.#receive(data));
    this.#webSocket.on('error', () => {});
    this.#closed = new Promise((resolve) => this.#webSocket.on('close', () => resolve()));
    this.#webSocket.on('open', () => this.#webSocket.send(syncStep1Frame(Y.encodeStateVector(this.#doc))));
    this.#doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'server') return;
      this.#webSocket.send(updateFrame(update));
    });
  }

  get saved(): number {
    return this.#saved;
  }

  get written(): number {
    return this.#written;
  }

  /** The keys whose writes the server said are durable. */
  savedKeys(): readonly string[] {
    return Array.from({ length: this.#saved }, (_, n) => this.#key(n));
  }

  /** Resolves with the document once the server has sent all of it; rejects when it closes before. */
  synced(): Promise<Y.Doc> {
    return new Promise((resolve, reject) => {
      this.#onSynced = () => resolve(this.#doc);
      void this.#closed.then(() => reject(new Error('closed before it was in sync')));
    });
  }

  write(): void {
    if (this.#webSocket.readyState !== WebSocket.OPEN) return;
    this.#doc.getMap('saved').set(this.#key(this.#written), 'x'.repeat(this.#written % 200));
    this.#written += 1;
  }

  async close(): Promise<void> {
    this.#webSocket.terminate();
    await this.#closed;
  }

  #key(n: number): string {
    return `${this.#name}-${n}`;
  }

  #receive(frame: Buffer): void {
    const decoder = decoding.createDecoder(frame);
    const type = decoding.readVarUint(decoder);
    if (type === messageTypes.sync) this.#sync(decoder);
    if (type !== messageTypes.oner) return;
    const message = parseSyncMessage(decoding.readVarString(decoder));
    if (message.ok && message.value.kind === 'saved') this.#saved = message.value.frames;
  }

  #sync(decoder: decoding.Decoder): void {
    const type = decoding.readVarUint(decoder);
    if (type === syncTypes.step1) return;
    Y.applyUpdate(this.#doc, Uint8Array.from(decoding.readVarUint8Array(decoder)), 'server');
    if (type === syncTypes.step2) this.#onSynced();
  }
}
