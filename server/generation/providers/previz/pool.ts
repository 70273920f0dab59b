/**
 * A pool of worker threads that draw frames. A thread that crashes, hangs or has drawn its share is replaced, and the frame
 * that it had is tried again on another one, a bounded number of times. Who waits for a picture goes before work in bulk.
 */
import { Worker } from 'node:worker_threads';
import { fail, ok, type Result } from '@oner/shared/result/result.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Urgency } from '../../provider.ts';
import type { PrevizError, PrevizFrame, PrevizRequest } from './frame-request.ts';
import { fromWorkerSchema, type ToWorker } from './worker-messages.ts';

export type PoolLimits = {
  /** A thread that has not answered for so long has hung, ms. The largest frame takes a few seconds on a busy machine. */
  readonly hungAfterMs: number;
  /** How many threads a frame may take down before it fails. */
  readonly attempts: number;
  /** A thread that has drawn so many frames is replaced by a fresh one, and what it had gathered goes. */
  readonly framesPerThread: number;
  /** Largest heap of a thread, MB; pixels lie outside of it and are bounded by the frame's size. */
  readonly heapMb: number;
};

export const poolLimits: PoolLimits = { hungAfterMs: 30_000, attempts: 3, framesPerThread: 500, heapMb: 384 };

export type PoolOptions = {
  /** Threads at most. */
  readonly workers: number;
  readonly script: URL;
  readonly clock: Clock;
  readonly limits?: Partial<PoolLimits>;
};

export type PoolJob = {
  readonly urgency: Urgency;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: number) => void;
};
type Outcome = Result<PrevizFrame, PrevizError>;

type Task = {
  readonly id: number;
  readonly request: PrevizRequest;
  readonly job: PoolJob;
  readonly settle: (outcome: Outcome) => void;
  /** Threads that it has taken down. */
  failures: number;
};

/** One thread and the task that it has. */
type Thread = {
  readonly worker: Worker;
  task: Task | null;
  drawn: number;
  /** Ended, or told to end: it takes no task. */
  leaving: boolean;
  /** Why it ends, for who asked for its frame. */
  fault: string;
  stopWatch: () => void;
};

/** Waiting tasks: the urgent ones first, each kind in order of arrival. */
class Waiting {
  readonly #lines: Readonly<Record<Urgency, Task[]>> = { 'waited-for': [], 'in-bulk': [] };

  get isEmpty(): boolean {
    return Object.values(this.#lines).every((line) => line.length === 0);
  }

  add(task: Task): void {
    this.#lines[task.job.urgency].push(task);
  }

  addFirst(task: Task): void {
    this.#lines[task.job.urgency].unshift(task);
  }

  next(): Task | undefined {
    return this.#lines['waited-for'].shift() ?? this.#lines['in-bulk'].shift();
  }

  remove(task: Task): void {
    const line = this.#lines[task.job.urgency];
    const index = line.indexOf(task);
    if (index >= 0) line.splice(index, 1);
  }

  clear(): readonly Task[] {
    return Object.values(this.#lines).flatMap((line) => line.splice(0));
  }
}

export class PrevizPool {
  readonly #options: PoolOptions;
  readonly #limits: PoolLimits;
  readonly #threads = new Set<Thread>();
  readonly #waiting = new Waiting();
  #nextId = 1;
  #closed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#limits = { ...poolLimits, ...options.limits };
  }

  /** Resolves always: with the frame, or with why there is none. A cancelled job resolves at once; its thread finishes the frame and drops it. */
  run(request: PrevizRequest, job: PoolJob): Promise<Outcome> {
    if (this.#closed) return Promise.resolve(fail({ kind: 'closed' }));
    if (job.signal.aborted) return Promise.resolve(fail({ kind: 'cancelled' }));
    return new Promise((resolve) => {
      const cancel = (): void => {
        this.#waiting.remove(task);
        settle(fail({ kind: 'cancelled' }));
      };
      const settle = (outcome: Outcome): void => {
        job.signal.removeEventListener('abort', cancel);
        resolve(outcome);
      };
      const task: Task = { id: this.#nextId++, request, job, settle, failures: 0 };
      job.signal.addEventListener('abort', cancel);
      this.#waiting.add(task);
      this.#dispatch();
    });
  }

  /** Ends the threads; what runs or waits is told that the pool has closed. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const task of this.#waiting.clear()) task.settle(fail({ kind: 'closed' }));
    const threads = [...this.#threads];
    for (const thread of threads) {
      thread.stopWatch();
      thread.task?.settle(fail({ kind: 'closed' }));
    }
    await Promise.all(threads.map(({ worker }) => worker.terminate()));
  }

  #dispatch(): void {
    while (!this.#waiting.isEmpty) {
      const thread = this.#idleThread();
      const task = thread && this.#waiting.next();
      if (!(thread && task)) return;
      thread.task = task;
      thread.stopWatch = this.#options.clock.after(this.#limits.hungAfterMs, () =>
        this.#end(thread, `it took longer than ${this.#limits.hungAfterMs / 1000} s`),
      );
      const message: ToWorker = { id: task.id, request: task.request };
      thread.worker.postMessage(message);
    }
  }

  #idleThread(): Thread | null {
    for (const thread of this.#threads) if (!(thread.task || thread.leaving)) return thread;
    return this.#threads.size < this.#options.workers ? this.#start() : null;
  }

  #start(): Thread {
    const worker = new Worker(this.#options.script, {
      resourceLimits: { maxOldGenerationSizeMb: this.#limits.heapMb, maxYoungGenerationSizeMb: 32 },
    });
    const thread: Thread = {
      ...{ worker, task: null, drawn: 0, leaving: false, fault: 'the thread ended' },
      stopWatch: () => undefined,
    };
    this.#threads.add(thread);
    worker.on('message', (message: unknown) => this.#receive(thread, message));
    worker.on('error', (error: unknown) => {
      thread.fault = error instanceof Error ? error.message : String(error);
      thread.leaving = true;
    });
    worker.on('exit', () => this.#replace(thread));
    return thread;
  }

  #end(thread: Thread, fault: string): void {
    thread.fault = fault;
    thread.leaving = true;
    thread.stopWatch();
    void thread.worker.terminate();
  }

  /** The thread has ended: its frame is drawn by another one, unless it has taken down too many. */
  #replace(thread: Thread): void {
    this.#threads.delete(thread);
    thread.stopWatch();
    const { task, fault } = thread;
    thread.task = null;
    if (this.#closed) return;
    if (task && !task.job.signal.aborted) {
      task.failures++;
      if (task.failures < this.#limits.attempts) this.#waiting.addFirst(task);
      else task.settle(fail({ kind: 'worker-crashed', detail: fault }));
    }
    this.#dispatch();
  }

  #receive(thread: Thread, message: unknown): void {
    const parsed = fromWorkerSchema.safeParse(message);
    const { task } = thread;
    if (!task || thread.leaving) return;
    if (!parsed.success || parsed.data.id !== task.id) {
      this.#end(thread, 'it answered what is not understood');
      return;
    }
    const answer = parsed.data;
    if (answer.kind === 'progress') {
      if (!task.job.signal.aborted) task.job.onProgress(answer.progress);
      return;
    }
    thread.stopWatch();
    thread.task = null;
    thread.drawn++;
    if (thread.drawn >= this.#limits.framesPerThread) this.#end(thread, 'it has drawn its share');
    task.settle(answer.kind === 'drawn' ? ok(frameOf(answer.frame)) : fail(answer.error));
    this.#dispatch();
  }
}

/** Without the key when there are no maps. */
const frameOf = ({
  maps,
  ...frame
}: Omit<PrevizFrame, 'maps'> & { readonly maps?: PrevizFrame['maps'] }): PrevizFrame =>
  maps ? { ...frame, maps } : frame;
