import type { Duplex } from 'node:stream';
import {
  awarenessFrame,
  type ClientFrame,
  permissionDeniedFrame,
  readClientFrame,
  syncMessageFrame,
  syncStep1Frame,
} from '@oner/shared/protocol/sync-frames.ts';
import { type DenialReason, type SyncMessage, syncCloseCodes } from '@oner/shared/protocol/sync-messages.ts';
import { encodePresence } from '@oner/shared/protocol/sync-presence.ts';
import type { WebSocket } from 'ws';
import { may } from '../auth/policy.ts';
import type { Access } from '../auth/principal.ts';
import type { Behind } from './broadcast.ts';
import type { JoinQueue } from './joins.ts';
import { type CloseCode, Outbox } from './outbox.ts';
import type { ServerOrigin } from './ports.ts';
import type { PresenceSpeaker } from './presence.ts';
import { presenceUser } from './presence-user.ts';
import type { Member, Room, WriteOutcome } from './room.ts';
import type { RoomContext } from './room-context.ts';
import { webSocketFrames } from './websocket-frame.ts';

const policyViolation = 1008;
/** First synchronisations below this do not queue. */
const smallJoinBytes = 256 * 1024;
const noFrame = Buffer.alloc(0);
/** An awareness update without entries: harmless to every client, and an application message. */
const heartbeat = webSocketFrames([awarenessFrame(encodePresence([]))]);

export type ConnectionOptions = {
  readonly context: RoomContext;
  readonly joins: JoinQueue;
  readonly room: Room;
  readonly access: Access;
  readonly webSocket: WebSocket;
  readonly socket: Duplex;
  /** It asked with `?v=1`. */
  readonly speaksOner: boolean;
};

/** One open socket in a room. Its frames are handled one after the other; while one must wait, nothing more is read. */
export class Connection implements Member {
  readonly speaker: PresenceSpeaker;
  readonly origin: ServerOrigin;
  behind: Behind | null = null;
  readonly #options: ConnectionOptions;
  readonly #outbox: Outbox;
  #access: Access;
  #queue: Buffer[] = [];
  #joining = false;
  #askedForAll = false;
  #frames = 0;
  #broken = 0;
  #heardAt: number;
  #pingedAt: number;

  constructor(options: ConnectionOptions) {
    const { access, webSocket, socket, context } = options;
    this.#options = options;
    this.#access = access;
    this.speaker = { user: presenceUser(access), client: null };
    this.origin = { kind: 'user', by: access.principal.id };
    const { clock, limits } = context;
    this.#outbox = new Outbox({ webSocket, socket, clock, limits, onDrained: () => this.#drained() });
    this.#heardAt = clock.now();
    this.#pingedAt = clock.now();
    webSocket.on('pong', () => this.#heard());
    webSocket.on('message', (data, isBinary) => {
      // A text is as good as a frame that says nothing: it waits and is answered like any other.
      this.#receive(isBinary && Buffer.isBuffer(data) ? data : noFrame);
    });
    // Not by the library: its answers to one who does not read would pile up.
    webSocket.on('ping', (data) => this.#outbox.pong(data));
    options.room.enter(this);
  }

  get access(): Access {
    return this.#access;
  }

  get congested(): boolean {
    return this.#outbox.congested;
  }

  write(frames: Buffer): void {
    this.#outbox.write(frames);
  }

  saved(seq: number): void {
    this.#tell({ kind: 'saved', seq, frames: this.#frames });
    this.#pumpSoon();
  }

  notSaved(): void {
    this.#tell({ kind: 'denied', reason: 'not-saved' });
  }

  resync(stateVector: Uint8Array): void {
    this.#tell({ kind: 'resync' });
    this.#outbox.send(syncStep1Frame(stateVector));
  }

  roomReady(): void {
    this.#pump();
  }

  removed(): void {
    this.close(syncCloseCodes.noSuchProject, 'the project was removed');
  }

  close(code: CloseCode, reason: string): void {
    this.#outbox.close(code, reason);
  }

  /** Access as it is now: a role that changed counts for the next frame. */
  admit(access: Access): void {
    const before = this.#access;
    this.#access = access;
    if (before.role === access.role && before.principal.name === access.principal.name) return;
    this.#options.room.rename(this, presenceUser(access));
    if (may(access, 'edit') && !may(before, 'edit')) this.resync(this.#options.room.stateVector());
  }

  /** The socket is gone. */
  left(): void {
    this.#queue = [];
    this.#options.room.leave(this);
  }

  /** About once a second: heartbeat, ping, and an end for those who do not read. */
  tend(): void {
    const { clock, limits, counters } = this.#options.context;
    const now = clock.now();
    const since = this.#outbox.congestedSince;
    if (since !== null && now - since > limits.slowReaderTimeoutMs) {
      counters.slowReaders += 1;
      this.close(syncCloseCodes.tryAgain, 'reads too slowly');
      return;
    }
    if (now - this.#outbox.lastSentAt() >= limits.heartbeatMs && !this.congested) this.write(heartbeat);
    if (now - this.#heardAt > limits.pongTimeoutMs) this.#outbox.terminate();
    else if (now - this.#pingedAt >= limits.pingMs) {
      this.#pingedAt = now;
      this.#outbox.ping();
    }
  }

  #heard(): void {
    this.#heardAt = this.#options.context.clock.now();
  }

  get #mustWait(): boolean {
    const { room } = this.#options;
    return this.#joining || !room.ready || this.#outbox.congested || room.overdue(this);
  }

  #receive(frame: Buffer): void {
    this.#heard();
    if (this.#queue.length === 0 && !this.#mustWait) {
      this.#handle(frame);
      return;
    }
    this.#queue.push(frame);
    this.#options.webSocket.pause();
  }

  /** Goes on with what waits, once the room has finished what it is doing. */
  #pumpSoon(): void {
    if (this.#queue.length > 0) setImmediate(() => this.#pump());
  }

  #pump(): void {
    while (this.#queue.length > 0 && !this.#mustWait) {
      const frame = this.#queue.shift();
      if (frame) this.#handle(frame);
    }
    if (this.#queue.length === 0 && this.#options.webSocket.isPaused) {
      this.#heard();
      this.#options.webSocket.resume();
    }
  }

  #drained(): void {
    this.#options.room.broadcast.catchUp(this);
    this.#pump();
  }

  #handle(bytes: Buffer): void {
    if (!this.#outbox.open) return;
    const frame = readClientFrame(bytes);
    if (!frame.ok) {
      this.#deny('unknown-frame');
      return;
    }
    try {
      this.#take(frame.value);
    } catch (cause) {
      // Unheard it would end the process, and everyone's work with it.
      this.#options.context.logger?.error('frame-failed', { room: this.#options.room.name, cause });
      this.close(policyViolation, 'a frame that cannot be handled');
    }
  }

  #take(frame: ClientFrame): void {
    const { room } = this.#options;
    switch (frame.kind) {
      case 'sync-step-1':
        this.#join(Uint8Array.from(frame.stateVector));
        break;
      case 'sync-step-2':
      case 'update':
        this.#frames += 1;
        this.#write(frame.update, frame.kind === 'sync-step-2');
        break;
      case 'awareness':
        this.#hear(frame.update);
        break;
      case 'query-awareness':
        this.#outbox.send(awarenessFrame(encodePresence(room.presence.all())));
        break;
    }
  }

  #hear(update: Uint8Array): void {
    try {
      this.#options.room.hear(this, update);
    } catch {
      this.#deny('unknown-frame');
    }
  }

  #write(update: Uint8Array, whole: boolean): void {
    const { room, context } = this.#options;
    const isStory = room.name.endsWith('/story');
    const mayWrite = isStory && may(this.#access, 'edit');
    const outcome = mayWrite
      ? room.write(this, update, whole)
      : room.refuse(update, isStory ? 'read-only' : 'server-only');
    if (outcome.kind !== 'taken') context.counters.denied += 1;
    this.#answer(outcome);
  }

  #answer(outcome: WriteOutcome): void {
    switch (outcome.kind) {
      case 'taken':
        break;
      case 'full':
        this.close(syncCloseCodes.tryAgain, 'storage does not take changes');
        break;
      case 'broken':
        this.#broken += 1;
        this.#deny('malformed');
        if (this.#broken > this.#options.context.limits.maxBrokenUpdates)
          this.close(policyViolation, 'updates that cannot be applied');
        break;
      case 'denied':
        this.#deny(outcome.reason);
        if (outcome.reason === 'document-too-large') this.close(syncCloseCodes.documentTooLarge, 'document too large');
        break;
    }
  }

  #deny(reason: DenialReason): void {
    if (this.#options.speaksOner) this.#tell({ kind: 'denied', reason });
    else this.#outbox.send(permissionDeniedFrame(reason));
  }

  #tell(message: SyncMessage): void {
    if (this.#options.speaksOner) this.#outbox.send(syncMessageFrame(message));
  }

  #join(stateVector: Uint8Array): void {
    const { room, joins } = this.#options;
    const bytes = room.documentBytes;
    if (bytes < smallJoinBytes) {
      this.#welcome(stateVector, () => {});
      return;
    }
    this.#joining = true;
    joins.enter(bytes, (leave) => {
      this.#joining = false;
      this.#welcome(stateVector, leave);
      this.#pump();
    });
  }

  #welcome(stateVector: Uint8Array, sent: () => void): void {
    const { room } = this.#options;
    let frames: readonly Buffer[];
    try {
      frames = room.welcome(stateVector);
    } catch {
      sent();
      this.#deny('unknown-frame');
      return;
    }
    const isFirst = !room.broadcast.has(this);
    room.broadcast.add(this);
    this.behind = null;
    for (const [index, frame] of frames.entries())
      this.#outbox.write(frame, index + 1 < frames.length ? undefined : sent);
    if (isFirst && room.presence.size > 0) this.#outbox.send(awarenessFrame(encodePresence(room.presence.all())));
    if (this.#askedForAll) return;
    this.#askedForAll = true;
    this.#outbox.send(syncStep1Frame(room.stateVector()));
  }
}
