import { setTimeout as sleep } from 'node:timers/promises';
import { Queue, Worker } from 'bullmq';
import type { QueueOptions } from './in-process-queue.ts';
import type { JobQueue } from './ports.ts';
import { QueueError } from './queue-error.ts';

export type BullmqQueueOptions = QueueOptions & {
  readonly url: string;
  /** The queue's name; nodes with the same name share the work. */
  readonly name?: string;
  /** How long a node may be silent before its jobs are handed to another, in milliseconds. */
  readonly stalledAfterMs?: number;
};

const defaultName = 'oner-jobs';
const defaultStalledAfterMs = 15_000;
const connectTimeoutMs = 5000;
const highestPriority = 9;
/** A job is handed out again however often its node died: what to do about that is for the job's state in storage. */
const maxStalledCount = 1_000_000;

/** BullMQ refuses ids with a colon and ids that are numbers. */
const toQueueId = (job: string): string => `job-${encodeURIComponent(job)}`;

type Running = { readonly worker: Worker | null };

const jobsOf = async (queue: Queue): Promise<readonly string[]> => {
  // Jobs of a node that died come back to `wait`, before all others.
  const groups = [await queue.getWaiting(), await queue.getPrioritized(), await queue.getDelayed()];
  return groups.flat().map(({ name }) => name);
};

const closeWorker = async (worker: Worker, graceMs: number): Promise<void> => {
  const ended = worker.close();
  const inTime = await Promise.race([ended.then(() => true), sleep(graceMs, false, { ref: false })]);
  if (inTime) return;
  ended.catch(() => {});
  worker.disconnect().catch(() => {});
};

/** The queue of several nodes, on Redis. Rejects with a `QueueError` when the server cannot be reached at first. */
export const openBullmqQueue = async (options: BullmqQueueOptions): Promise<JobQueue> => {
  const { url, name = defaultName, stalledAfterMs = defaultStalledAfterMs, onError = () => {} } = options;
  const connection = { url, connectTimeout: connectTimeoutMs };
  const queue = new Queue(name, { connection });
  queue.on('error', onError);
  let running: Running = { worker: null };
  let closed = false;
  const guard = async <T>(run: () => Promise<T>): Promise<T> => {
    if (closed) throw new QueueError('closed', 'the queue is closed');
    try {
      return await run();
    } catch (cause) {
      throw new QueueError('unreachable', String(cause), { cause });
    }
  };
  const ready = await Promise.race([
    queue.waitUntilReady().then(
      () => true,
      () => false,
    ),
    sleep(connectTimeoutMs, false, { ref: false }),
  ]);
  if (!ready) {
    queue.disconnect().catch(() => {});
    throw new QueueError('unreachable', 'Redis does not answer');
  }
  return {
    add: (job, { priority = 0, delayMs = 0 } = {}) =>
      guard(async () => {
        const ends = { removeOnComplete: true, removeOnFail: true };
        // BullMQ's lowest number goes first, and 0 would come before all that have one.
        const turn = { priority: highestPriority - priority + 1, delay: delayMs };
        await queue.add(job, null, { jobId: toQueueId(job), ...turn, ...ends });
      }),
    remove: (job) =>
      guard(async () => {
        // BullMQ answers 1 for a job that it does not know, and 0 for one that runs.
        const state = await queue.getJobState(toQueueId(job));
        return state !== 'unknown' && (await queue.remove(toQueueId(job))) > 0;
      }),
    work: (concurrency, run) => {
      if (closed) throw new QueueError('closed', 'the queue is closed');
      const stalling = { lockDuration: stalledAfterMs, stalledInterval: stalledAfterMs, maxStalledCount };
      const workerConnection = { ...connection, maxRetriesPerRequest: null };
      const worker = new Worker(name, ({ name: job }) => run(job), {
        connection: workerConnection,
        concurrency,
        ...stalling,
      });
      worker.on('error', onError);
      worker.on('failed', (_, error) => onError(error));
      running = { worker };
    },
    waiting: () => guard(() => jobsOf(queue)),
    close: async (graceMs) => {
      if (closed) return;
      closed = true;
      if (running.worker) await closeWorker(running.worker, graceMs);
      await queue.close();
    },
  };
};
