/** A pool of worker threads that draw frames: started when needed, replaced when they crash. */
import { Worker } from 'node:worker_threads';
import { fail, ok, type Result } from '@oner/shared/result/result.ts';
import type { PrevizError, PrevizFrame, PrevizRequest } from './frame-request.ts';
import { fromWorkerSchema, type ToWorker } from './worker-messages.ts';

export type PoolOptions = {
  /** Threads at most. */
  readonly workers: number;
  readonly script: URL;
};

export type PoolJob = { readonly signal: AbortSignal; readonly onProgress: (progress: number) => void };
type Outcome = Result<PrevizFrame, PrevizError>;

type Task = {
  readonly id: number;
  readonly request: PrevizRequest;
  readonly job: PoolJob;
  readonly settle: (outcome: Outcome) => void;
};

/** One thread and the task that it has. */
type Thread = { readonly worker: Worker; task: Task | null };

export class PrevizPool {
  readonly #options: PoolOptions;
  readonly #threads = new Set<Thread>();
  readonly #waiting: Task[] = [];
  #nextId = 1;
  #closed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** Resolves always: with the frame, or with why there is none. A cancelled job resolves at once; its thread finishes the frame and drops it. */
  run(request: PrevizRequest, job: PoolJob): Promise<Outcome> {
    if (this.#closed) return Promise.resolve(fail({ kind: 'closed' }));
    if (job.signal.aborted) return Promise.resolve(fail({ kind: 'cancelled' }));
    return new Promise((resolve) => {
      const cancel = (): void => {
        const index = this.#waiting.indexOf(task);
        if (index >= 0) this.#waiting.splice(index, 1);
        settle(fail({ kind: 'cancelled' }));
      };
      const settle = (outcome: Outcome): void => {
        job.signal.removeEventListener('abort', cancel);
        resolve(outcome);
      };
      const task: Task = { id: this.#nextId++, request, job, settle };
      job.signal.addEventListener('abort', cancel);
      this.#waiting.push(task);
      this.#dispatch();
    });
  }

  /** Ends the threads; what runs or waits is told that the pool has closed. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const task of this.#waiting.splice(0)) task.settle(fail({ kind: 'closed' }));
    const threads = [...this.#threads];
    for (const { task } of threads) task?.settle(fail({ kind: 'closed' }));
    await Promise.all(threads.map(({ worker }) => worker.terminate()));
  }

  #dispatch(): void {
    while (this.#waiting.length > 0) {
      const thread = this.#idleThread();
      const task = thread && this.#waiting.shift();
      if (!(thread && task)) return;
      thread.task = task;
      const message: ToWorker = { id: task.id, request: task.request };
      thread.worker.postMessage(message);
    }
  }

  #idleThread(): Thread | null {
    for (const thread of this.#threads) if (!thread.task) return thread;
    return this.#threads.size < this.#options.workers ? this.#start() : null;
  }

  #start(): Thread {
    const thread: Thread = { worker: new Worker(this.#options.script), task: null };
    this.#threads.add(thread);
    let fault = 'the thread ended';
    thread.worker.on('message', (message: unknown) => this.#receive(thread, message));
    thread.worker.on('error', (error: unknown) => {
      fault = error instanceof Error ? error.message : String(error);
    });
    thread.worker.on('exit', () => {
      this.#threads.delete(thread);
      thread.task?.settle(fail({ kind: 'worker-crashed', detail: fault }));
      thread.task = null;
      if (!this.#closed) this.#dispatch();
    });
    return thread;
  }

  #receive(thread: Thread, message: unknown): void {
    const parsed = fromWorkerSchema.safeParse(message);
    const { task } = thread;
    if (!task) return;
    if (!parsed.success || parsed.data.id !== task.id) {
      void thread.worker.terminate();
      return;
    }
    const answer = parsed.data;
    if (answer.kind === 'progress') {
      if (!task.job.signal.aborted) task.job.onProgress(answer.progress);
      return;
    }
    thread.task = null;
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
