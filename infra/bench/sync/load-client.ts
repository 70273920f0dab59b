import { once } from 'node:events';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { joinMessages, messageTo, pathOf, type RoomAddress, syncType } from './handshake.ts';

const stampMark = '~T';
const stampDigits = 16;
const awarenessType = 1;

/** Microseconds since the epoch, the same clock in all processes of a machine. */
export const nowMicros = (): number => Math.round((performance.timeOrigin + performance.now()) * 1000);
/** A text that carries the present moment through any server. */
export const stamp = (): string => `${stampMark}${String(nowMicros()).padStart(stampDigits, '0')}`;

/** Ages, in ms, of all stamps in a frame. */
const agesIn = (frame: Buffer, visit: (ageMs: number) => void): void => {
  const now = nowMicros();
  for (let at = frame.indexOf(stampMark); at >= 0; at = frame.indexOf(stampMark, at + stampDigits)) {
    const start = at + stampMark.length;
    visit((now - Number(frame.toString('latin1', start, start + stampDigits))) / 1000);
  }
};

export type LoadClientOptions = RoomAddress & {
  /** Whether it looks into what it receives; others only take it. */
  readonly onAge?: (ageMs: number) => void;
  readonly onAck?: (latencyMs: number) => void;
};

/** A light client: no document of its own but what it writes, frames made for the server it talks to. */
export class LoadClient {
  readonly webSocket: WebSocket;
  readonly #options: LoadClientOptions;
  readonly #doc = new Y.Doc();
  readonly #sentAt: number[] = [];
  #acked = 0;
  #presenceClock = 0;
  #hasJoined: () => void = () => {};
  receivedBytes = 0;
  largestFrame = 0;
  joined = false;

  constructor(options: LoadClientOptions) {
    this.#options = options;
    const address = `ws://127.0.0.1:${options.port}${pathOf(options)}`;
    this.webSocket = new WebSocket(address, { perMessageDeflate: false, maxPayload: 0 });
    this.webSocket.on('message', (data: Buffer) => this.#receive(data));
    this.webSocket.on('error', () => {});
    this.#doc.on('update', (update: Uint8Array) =>
      this.#send(syncType, (to) => {
        encoding.writeVarUint(to, 2);
        encoding.writeVarUint8Array(to, update);
      }),
    );
  }

  /** Opens and asks for the document; resolves with the first frame of at least `bytes`. */
  async join(bytes = 0): Promise<void> {
    await once(this.webSocket, 'open');
    for (const message of joinMessages(this.#options)) this.webSocket.send(message);
    await new Promise<void>((resolve) => {
      this.#hasJoined = () => {
        if (this.receivedBytes > 0 && this.largestFrame >= bytes) resolve();
      };
      this.#hasJoined();
    });
    this.#hasJoined = () => {};
    this.joined = true;
  }

  /** Sets this client's own key to the present moment, and so much filling. */
  write(filling = 0): void {
    this.#sentAt.push(performance.now());
    this.#doc.getMap('bench').set(String(this.#doc.clientID), stamp() + 'x'.repeat(filling));
  }

  /** Writes `bytes` of script as many blocks. */
  fill(bytes: number): void {
    const blocks = Array.from({ length: Math.ceil(bytes / 400) }, (_, i) => `${i} ${'word '.repeat(78)}`);
    this.#sentAt.push(performance.now());
    this.#doc.getArray('script').push(blocks);
  }

  move(): void {
    this.#presenceClock += 1;
    const update = encoding.createEncoder();
    encoding.writeVarUint(update, 1);
    encoding.writeVarUint(update, this.#doc.clientID);
    encoding.writeVarUint(update, this.#presenceClock);
    encoding.writeVarString(update, JSON.stringify({ cursor: { x: 0.5, y: 0.25 }, at: stamp() }));
    this.#send(awarenessType, (to) => encoding.writeVarUint8Array(to, encoding.toUint8Array(update)));
  }

  close(): void {
    this.webSocket.terminate();
  }

  #send(type: number, write: (to: encoding.Encoder) => void): void {
    this.webSocket.send(messageTo(this.#options, type, write));
  }

  #receive(frame: Buffer): void {
    this.receivedBytes += frame.length;
    this.largestFrame = Math.max(this.largestFrame, frame.length);
    this.#hasJoined();
    if (frame[0] === 120 && this.#options.onAck) this.#acknowledge(frame);
    else if (this.#options.onAge && this.joined) agesIn(frame, this.#options.onAge);
  }

  #acknowledge(frame: Buffer): void {
    const frames = Number(/"frames":(\d+)/.exec(frame.toString('latin1'))?.[1] ?? 0);
    const now = performance.now();
    for (; this.#acked < frames; this.#acked++) {
      const sentAt = this.#sentAt[this.#acked];
      if (sentAt !== undefined) this.#options.onAck?.(now - sentAt);
    }
  }
}
