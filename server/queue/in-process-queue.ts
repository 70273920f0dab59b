import type { Clock } from '../platform/clock.ts';
import type { JobQueue } from './ports.ts';
import { QueueError } from './queue-error.ts';

export type QueueOptions = {
  /** Hears what `run` rejected with, which it should not; absent: nobody does. */
  readonly onError?: (error: unknown) => void;
};

type Waiting = { readonly job: string; readonly priority: number; readonly arrival: number; readonly readyAt: number };

type Work = { readonly concurrency: number; readonly run: (job: string) => Promise<void> };

const byTurn = (a: Waiting, b: Waiting): number => b.priority - a.priority || a.arrival - b.arrival;
const byTime = (a: Waiting, b: Waiting): number => a.readyAt - b.readyAt || byTurn(a, b);

class InProcessQueue {
  readonly #clock: Clock;
  readonly #onError: (error: unknown) => void;
  readonly #waiting = new Map<string, Waiting>();
  readonly #running = new Map<string, Promise<void>>();
  #arrivals = 0;
  #work: Work | null = null;
  #cancelTimer = () => {};
  #closed = false;

  constructor(clock: Clock, onError: (error: unknown) => void) {
    this.#clock = clock;
    this.#onError = onError;
  }

  add(job: string, priority: number, delayMs: number): void {
    this.#assertOpen();
    if (this.#waiting.has(job) || this.#running.has(job)) return;
    this.#arrivals += 1;
    this.#waiting.set(job, { job, priority, arrival: this.#arrivals, readyAt: this.#clock.now() + delayMs });
    this.#handOut();
  }

  remove(job: string): boolean {
    this.#assertOpen();
    return this.#waiting.delete(job);
  }

  work(work: Work): void {
    this.#assertOpen();
    this.#work = work;
    this.#handOut();
  }

  waiting(): readonly string[] {
    this.#assertOpen();
    const now = this.#clock.now();
    const all = [...this.#waiting.values()];
    const later = all.filter(({ readyAt }) => readyAt > now).sort(byTime);
    return [...this.#ready(), ...later].map(({ job }) => job);
  }

  async close(graceMs: number): Promise<void> {
    this.#closed = true;
    this.#cancelTimer();
    const { promise, resolve } = Promise.withResolvers<void>();
    const cancel = this.#clock.after(graceMs, resolve);
    await Promise.race([Promise.all(this.#running.values()), promise]);
    cancel();
  }

  #assertOpen(): void {
    if (this.#closed) throw new QueueError('closed', 'the queue is closed');
  }

  #ready(): readonly Waiting[] {
    const now = this.#clock.now();
    return [...this.#waiting.values()].filter(({ readyAt }) => readyAt <= now).sort(byTurn);
  }

  #handOut(): void {
    if (this.#closed || !this.#work) return;
    const free = Math.max(0, this.#work.concurrency - this.#running.size);
    // Sorting what waits is only worth it when some of it can go.
    if (free > 0) for (const { job } of this.#ready().slice(0, free)) this.#start(job, this.#work.run);
    this.#wakeForNext();
  }

  #start(job: string, run: Work['run']): void {
    this.#waiting.delete(job);
    const ran = Promise.resolve()
      .then(() => run(job))
      .catch(this.#onError)
      .then(() => {
        this.#running.delete(job);
        this.#handOut();
      });
    this.#running.set(job, ran);
  }

  /** Jobs that are ready but wait for a free place are handed out when one ends; only a delay needs a timer. */
  #wakeForNext(): void {
    this.#cancelTimer();
    const now = this.#clock.now();
    const [next] = [...this.#waiting.values()].filter(({ readyAt }) => readyAt > now).sort(byTime);
    if (next) this.#cancelTimer = this.#clock.after(next.readyAt - now, () => this.#handOut());
  }
}

/**
 * The queue of a single node, in memory. Storage holds every job's state: whoever starts the node adds what was queued or running
 * when it went down.
 */
export const createInProcessQueue = ({ clock, onError }: QueueOptions & { readonly clock: Clock }): JobQueue => {
  const queue = new InProcessQueue(clock, onError ?? (() => {}));
  return {
    add: async (job, options) => queue.add(job, options?.priority ?? 0, options?.delayMs ?? 0),
    remove: async (job) => queue.remove(job),
    work: (concurrency, run) => queue.work({ concurrency, run }),
    waiting: async () => queue.waiting(),
    close: (graceMs) => queue.close(graceMs),
  };
};
