import type { Duplex } from 'node:stream';
import type { SyncCloseCode } from '@oner/shared/protocol/sync-messages.ts';
import type { WebSocket } from 'ws';
import type { Clock } from '../platform/clock.ts';
import type { RoomLimits } from './limits.ts';
import { webSocketFrames } from './websocket-frame.ts';

const policyViolation = 1008;
export type CloseCode = SyncCloseCode | typeof policyViolation;

type OutboxOptions = {
  readonly webSocket: WebSocket;
  readonly socket: Duplex;
  readonly clock: Clock;
  readonly limits: Pick<RoomLimits, 'sendHighWaterBytes' | 'sendLowWaterBytes' | 'closeTimeoutMs'>;
  /** What was held back can go out now. */
  readonly onDrained: () => void;
};

/**
 * What goes out on one socket. Frames that are encoded already are written as they are, past the WebSocket library, which without
 * compression writes each message at once too: so the order holds.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  /** Since when more than the high mark is unsent. */
  #congestedSince: number | null = null;
  #lastSentAt: number;
  #sentSinceLook = false;

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#lastSentAt = options.clock.now();
    options.socket.on('drain', () => this.#drained());
  }

  get open(): boolean {
    return this.#options.webSocket.readyState === this.#options.webSocket.OPEN;
  }

  get unsentBytes(): number {
    return this.#options.socket.writableLength;
  }

  get congestedSince(): number | null {
    return this.#congestedSince;
  }

  /** Too much is unsent: hold back what can be held back. */
  get congested(): boolean {
    if (this.#congestedSince !== null) return true;
    if (this.unsentBytes <= this.#options.limits.sendHighWaterBytes) return false;
    this.#congestedSince = this.#options.clock.now();
    return true;
  }

  /** When something was last sent; exact to the interval at which it is asked for. */
  lastSentAt(): number {
    if (this.#sentSinceLook) this.#lastSentAt = this.#options.clock.now();
    this.#sentSinceLook = false;
    return this.#lastSentAt;
  }

  /** Writes frames made by `webSocketFrames`; `sent` is called when they left the process. */
  write(frames: Buffer, sent?: () => void): void {
    if (!this.open) {
      sent?.();
      return;
    }
    this.#sentSinceLook = true;
    this.#options.socket.write(frames, sent ? () => sent() : undefined);
  }

  send(message: Uint8Array): void {
    this.write(webSocketFrames([message]));
  }

  ping(): void {
    if (this.open) this.#options.webSocket.ping();
  }

  /** Answers a ping, unless too much is unsent. */
  pong(data: Buffer): void {
    if (this.open && !this.congested) this.#options.webSocket.pong(data);
  }

  /** Closes with a code that the client sees, and terminates if it does not answer in time. */
  close(code: CloseCode, reason: string): void {
    const { webSocket, clock, limits } = this.#options;
    if (webSocket.readyState === webSocket.CLOSED) return;
    webSocket.close(code, reason);
    const cancel = clock.after(limits.closeTimeoutMs, () => webSocket.terminate());
    webSocket.once('close', cancel);
  }

  terminate(): void {
    this.#options.webSocket.terminate();
  }

  #drained(): void {
    if (this.#congestedSince === null || this.unsentBytes > this.#options.limits.sendLowWaterBytes) return;
    this.#congestedSince = null;
    this.#options.onDrained();
  }
}
