import { awarenessFrame, updateFrame } from '@oner/shared/protocol/sync-frames.ts';
import { encodePresence, type PresenceEntry } from '@oner/shared/protocol/sync-presence.ts';
import * as Y from 'yjs';
import type { Clock } from '../platform/clock.ts';
import type { RoomLimits } from './limits.ts';
import type { Presence } from './presence.ts';
import type { RoomDocument } from './room-document.ts';
import { webSocketFrames } from './websocket-frame.ts';

/** What a receiver that could not keep up has missed. */
export type Behind = { readonly stateVector: Uint8Array; readonly presence: Set<number> };

/** One who gets a room's changes. */
export type Receiver = {
  readonly congested: boolean;
  behind: Behind | null;
  readonly write: (frames: Buffer) => void;
};

type BroadcastOptions = {
  readonly clock: Clock;
  readonly limits: Pick<
    RoomLimits,
    'presenceMinIntervalMs' | 'presenceIntervalPerConnectionMs' | 'flushIntervalPerConnectionMs' | 'flushMaxIntervalMs'
  >;
  readonly presence: Presence;
  readonly document: () => RoomDocument;
  /** Runs `run` at the end of this turn of the event loop. */
  readonly atTurnEnd: (run: () => void) => void;
  readonly onFlushed: () => void;
};

type Outgoing = { readonly delta: Uint8Array; readonly from: Receiver | null };

const soleSender = (outgoing: readonly Outgoing[]): Receiver | null => {
  const from = outgoing[0]?.from ?? null;
  return outgoing.every((each) => each.from === from) ? from : null;
};

const presenceFrames = (entries: readonly PresenceEntry[]): readonly Uint8Array[] =>
  entries.length === 0 ? [] : [awarenessFrame(encodePresence(entries))];

/**
 * Sends a room's changes to all in it: what came in one turn of the event loop goes out as one update, encoded once. A receiver that
 * does not keep up gets nothing more until it drained, then the difference in one piece: its memory here is bounded.
 */
export class Broadcast {
  readonly #options: BroadcastOptions;
  readonly #receivers = new Set<Receiver>();
  #outgoing: Outgoing[] = [];
  #scheduled = false;
  #flushedAt = Number.NEGATIVE_INFINITY;
  #cancelFlush: () => void = () => {};
  #presenceSentAt = Number.NEGATIVE_INFINITY;
  #presenceTimer: (() => void) | null = null;
  /** Differences already encoded for this version of the document, by state vector (those who fell behind together share one). */
  #diffs: { readonly version: number; readonly bySince: Map<Uint8Array, Buffer> } | null = null;

  constructor(options: BroadcastOptions) {
    this.#options = options;
  }

  add(receiver: Receiver): void {
    this.#receivers.add(receiver);
  }

  delete(receiver: Receiver): void {
    this.#receivers.delete(receiver);
  }

  has(receiver: Receiver): boolean {
    return this.#receivers.has(receiver);
  }

  /** Sends `delta` to all but, where nothing else came in this turn, its sender. */
  push(delta: Uint8Array, from: Receiver | null): void {
    this.#outgoing.push({ delta, from });
    this.schedule();
  }

  /**
   * Sends at the end of this turn what there is by then; in a large room, whose every broadcast costs much, not sooner after the last
   * one than the interval for its size.
   */
  schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    const { clock, limits, atTurnEnd } = this.#options;
    const interval = Math.min(this.#receivers.size * limits.flushIntervalPerConnectionMs, limits.flushMaxIntervalMs);
    const wait = Math.floor(this.#flushedAt + interval - clock.now());
    if (wait > 0) this.#cancelFlush = clock.after(wait, () => this.flush());
    else atTurnEnd(() => this.flush());
  }

  /** Presence changed: it goes out at the turn's end, or when the interval since the last is over. */
  presenceChanged(): void {
    if (this.#presenceTimer) return;
    const wait = this.#presenceDueAt() - this.#options.clock.now();
    if (wait <= 0) {
      this.schedule();
      return;
    }
    this.#presenceTimer = this.#options.clock.after(wait, () => {
      this.#presenceTimer = null;
      this.schedule();
    });
  }

  flush(): void {
    this.#scheduled = false;
    this.#cancelFlush();
    this.#flushedAt = this.#options.clock.now();
    const outgoing = this.#outgoing;
    this.#outgoing = [];
    const update = outgoing.length === 0 ? null : this.#merge(outgoing);
    if (update) this.#diffs = null;
    const entries = this.#duePresence();
    if (update || entries.length > 0) this.#sendAll({ update, entries, sender: soleSender(outgoing) });
    this.#options.onFlushed();
  }

  /** A receiver drained: sends what it missed. */
  catchUp(receiver: Receiver): void {
    const { behind } = receiver;
    if (!behind || !this.#receivers.has(receiver)) return;
    receiver.behind = null;
    receiver.write(this.#diff(behind.stateVector));
    const entries = this.#options.presence.entries(behind.presence);
    if (entries.length > 0) receiver.write(webSocketFrames(presenceFrames(entries)));
  }

  stop(): void {
    this.#cancelFlush();
    this.#presenceTimer?.();
    this.#receivers.clear();
  }

  #merge(outgoing: readonly Outgoing[]): Uint8Array {
    const [first] = outgoing;
    return first && outgoing.length === 1 ? first.delta : Y.mergeUpdates(outgoing.map(({ delta }) => delta));
  }

  #presenceDueAt(): number {
    const { presenceMinIntervalMs, presenceIntervalPerConnectionMs } = this.#options.limits;
    const interval = Math.max(presenceMinIntervalMs, this.#receivers.size * presenceIntervalPerConnectionMs);
    return this.#presenceSentAt + interval;
  }

  #duePresence(): readonly PresenceEntry[] {
    const now = this.#options.clock.now();
    if (!this.#options.presence.hasChanges || now < this.#presenceDueAt()) return [];
    this.#presenceSentAt = now;
    return this.#options.presence.takeChanges();
  }

  #sendAll(parts: {
    readonly update: Uint8Array | null;
    readonly entries: readonly PresenceEntry[];
    readonly sender: Receiver | null;
  }): void {
    const { update, entries, sender } = parts;
    const presence = presenceFrames(entries);
    const frames = webSocketFrames(update ? [updateFrame(update), ...presence] : presence);
    const forSender = sender && presence.length > 0 ? webSocketFrames(presence) : null;
    let before: Uint8Array | null = null;
    for (const receiver of this.#receivers) {
      if (!receiver.behind && receiver.congested) {
        before ??= update ? this.#options.document().stateVectorBefore(update) : this.#options.document().stateVector();
        receiver.behind = { stateVector: before, presence: new Set() };
      }
      if (receiver.behind) for (const { client } of entries) receiver.behind.presence.add(client);
      else if (receiver !== sender) receiver.write(frames);
      else if (forSender) receiver.write(forSender);
    }
  }

  #diff(since: Uint8Array): Buffer {
    const document = this.#options.document();
    if (this.#diffs?.version !== document.version) this.#diffs = { version: document.version, bySince: new Map() };
    const known = this.#diffs.bySince.get(since);
    if (known) return known;
    const frames = webSocketFrames([updateFrame(document.encode(since))]);
    this.#diffs.bySince.set(since, frames);
    return frames;
  }
}
