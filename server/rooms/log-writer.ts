import type { Clock } from '../platform/clock.ts';
import type { DocumentLog, NewLogEntry, RoomName } from '../storage/ports.ts';
import type { RoomLimits } from './limits.ts';

/** All entries up to `position` are durable; those of this append by its end at the log's `seq`. */
export type Commit = {
  readonly position: number;
  readonly entries: readonly NewLogEntry[];
  readonly seq: number;
};

export type LogWriterEvents = {
  readonly onDurable: (commit: Commit) => void;
  /** An append failed; it is tried again. */
  readonly onFailure: (cause: unknown) => void;
};

type LogWriterOptions = {
  readonly room: RoomName;
  readonly log: DocumentLog;
  readonly clock: Clock;
  readonly limits: RoomLimits;
  readonly events: LogWriterEvents;
};

type Waiter = { readonly position: number; readonly resolve: () => void; readonly reject: (cause: unknown) => void };

/**
 * Writes one room's changes to the log in the order they were made, one append at a time; what comes meanwhile goes with the next.
 * Nothing leaves the queue before it is durable: a failed append is tried again until it succeeds.
 */
export class LogWriter {
  readonly #options: LogWriterOptions;
  readonly #queue: NewLogEntry[] = [];
  #waiters: Waiter[] = [];
  #written = 0;
  #durable = 0;
  #unsavedBytes = 0;
  #state: 'idle' | 'appending' | 'waiting' | 'ended' = 'idle';
  #failures = 0;
  #inFlight: Promise<void> = Promise.resolve();
  #cancelRetry: () => void = () => {};

  constructor(options: LogWriterOptions) {
    this.#options = options;
  }

  /** The number of entries taken so far. */
  get position(): number {
    return this.#written;
  }

  get durablePosition(): number {
    return this.#durable;
  }

  get unsavedBytes(): number {
    return this.#unsavedBytes;
  }

  get failing(): boolean {
    return this.#failures > 0;
  }

  /** What is not durable yet, in order. */
  unsaved(): readonly NewLogEntry[] {
    return this.#queue;
  }

  /** Takes an entry; `start` begins to write. */
  push(entry: NewLogEntry): void {
    this.#queue.push(entry);
    this.#written += 1;
    this.#unsavedBytes += entry.update.length;
  }

  /** Writes what is there, unless an append is under way or waits to be tried again. */
  start(): void {
    if (this.#state === 'idle' && this.#queue.length > 0) this.#append();
  }

  /** Resolves when all taken so far is durable; rejects at the first failure, though it is tried again. */
  durable(): Promise<void> {
    if (this.#durable >= this.#written) return Promise.resolve();
    return new Promise((resolve, reject) => this.#waiters.push({ position: this.#written, resolve, reject }));
  }

  /** Tries to write all that is left, now. */
  flush(): Promise<void> {
    if (this.#state === 'waiting') this.#retry();
    this.start();
    return this.durable();
  }

  /** Writes no more: the room is removed, or the server ends. Resolves when no append is under way. */
  end(): Promise<void> {
    this.#state = 'ended';
    this.#cancelRetry();
    this.#settle(() => true, new Error(`room ${this.#options.room} is closed`));
    return this.#inFlight;
  }

  #batch(): readonly NewLogEntry[] {
    const { maxAppendBytes, maxAppendEntries } = this.#options.limits;
    let bytes = 0;
    let count = 0;
    for (const { update } of this.#queue) {
      bytes += update.length;
      if (count > 0 && (bytes > maxAppendBytes || count >= maxAppendEntries)) break;
      count += 1;
    }
    return this.#queue.slice(0, count);
  }

  #append(): void {
    this.#state = 'appending';
    const batch = this.#batch();
    const appended = this.#options.log.append(this.#options.room, batch);
    this.#inFlight = appended.then(
      (seq) => this.#succeeded(batch, seq),
      (cause: unknown) => this.#failed(cause),
    );
  }

  #succeeded(entries: readonly NewLogEntry[], seq: number): void {
    for (const entry of this.#queue.splice(0, entries.length)) this.#unsavedBytes -= entry.update.length;
    this.#durable += entries.length;
    this.#failures = 0;
    const ended = this.#state === 'ended';
    if (!ended) this.#state = 'idle';
    this.#options.events.onDurable({ position: this.#durable, entries, seq });
    this.#settle((waiter) => waiter.position <= this.#durable, null);
    if (!ended) this.start();
  }

  #failed(cause: unknown): void {
    if (this.#state === 'ended') return;
    const { appendRetryMinMs, appendRetryMaxMs } = this.#options.limits;
    this.#state = 'waiting';
    const delay = Math.min(appendRetryMinMs * 2 ** this.#failures, appendRetryMaxMs);
    this.#failures += 1;
    this.#cancelRetry = this.#options.clock.after(delay, () => this.#retry());
    this.#options.events.onFailure(cause);
    this.#settle(() => true, cause);
  }

  #retry(): void {
    if (this.#state !== 'waiting') return;
    this.#cancelRetry();
    this.#state = 'idle';
    this.start();
  }

  #settle(which: (waiter: Waiter) => boolean, cause: unknown): void {
    const due = this.#waiters.filter(which);
    if (due.length === 0) return;
    this.#waiters = this.#waiters.filter((waiter) => !which(waiter));
    for (const waiter of due) cause === null ? waiter.resolve() : waiter.reject(cause);
  }
}
