import { Worker } from 'node:worker_threads';
import { packBatch, unpackBatch, type WithBlobs } from '../byte-batch.ts';
import { StorageError } from '../storage-error.ts';
import type {
  SqliteFailure,
  SqliteOpened,
  SqliteOperation,
  SqliteOperations,
  SqliteOutcome,
  SqliteOutcomes,
  SqliteRequest,
  SqliteThreadOptions,
} from './sqlite-protocol.ts';

/** One batch carries at most this many requests and about this many bytes: bounds what a single commit takes. */
const maxBatchRequests = 2000;
const maxBatchBytes = 16 * 1024 * 1024;

type Reply<K extends SqliteOperation> = WithBlobs<SqliteOperations[K]['reply']>;

/** A thread that owns one connection to the file. */
export type SqliteThread = {
  readonly call: <K extends SqliteOperation>(
    operation: K,
    request: SqliteOperations[K]['request'],
    blobs?: readonly Uint8Array[],
  ) => Promise<Reply<K>>;
  /** Finishes what was asked, then ends the thread. */
  readonly close: () => Promise<void>;
};

type Waiting = {
  readonly request: WithBlobs<SqliteRequest>;
  readonly settle: (outcome: WithBlobs<SqliteOutcome>) => void;
};

const toError = ({ reason, detail }: SqliteFailure): StorageError => new StorageError(reason, detail);

const opening = (worker: Worker): Promise<void> =>
  new Promise((resolve, reject) => {
    worker.once('message', (message: SqliteOpened) => {
      if (message.opened) resolve();
      else reject(toError(message.failure));
    });
    worker.once('error', (cause) => reject(new StorageError('io', 'the storage thread did not start', { cause })));
  });

/** Takes from the queue what fits one batch. */
const takeBatch = (queue: Waiting[]): Waiting[] => {
  let bytes = 0;
  let count = 0;
  for (const { request } of queue) {
    bytes += request.blobs.reduce((sum, blob) => sum + blob.byteLength, 0);
    if (count > 0 && (bytes > maxBatchBytes || count >= maxBatchRequests)) break;
    count += 1;
  }
  return queue.splice(0, count);
};

/**
 * Requests wait while a batch is under way and then go together: under load many appends share one commit and one `fsync`, and the
 * event loop never waits for the disk.
 */
class BatchingThread {
  readonly #worker: Worker;
  readonly #queue: Waiting[] = [];
  #sent: Waiting[] = [];
  #scheduled = false;
  #ended: StorageError | null = null;
  readonly #exited: Promise<void>;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (outcomes: SqliteOutcomes) => this.#receive(outcomes));
    worker.on('error', (cause) => this.#end(new StorageError('io', 'the storage thread failed', { cause })));
    this.#exited = new Promise((resolve) => {
      worker.once('exit', () => {
        this.#end(new StorageError('closed', 'the storage thread ended'));
        resolve();
      });
    });
  }

  submit(request: WithBlobs<SqliteRequest>): Promise<WithBlobs<SqliteOutcome>> {
    if (this.#ended) return Promise.reject(this.#ended);
    return new Promise((settle) => {
      this.#queue.push({ request, settle });
      this.#schedule();
    });
  }

  async close(): Promise<void> {
    while (!this.#ended && (this.#queue.length > 0 || this.#sent.length > 0)) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (!this.#ended) {
      this.#ended = new StorageError('closed', 'the storage is closed');
      this.#worker.postMessage('close');
    }
    await this.#exited;
  }

  #schedule(): void {
    if (this.#scheduled || this.#sent.length > 0) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#send();
    });
  }

  #send(): void {
    if (this.#ended || this.#sent.length > 0 || this.#queue.length === 0) return;
    this.#sent = takeBatch(this.#queue);
    const batch = packBatch(this.#sent.map(({ request }) => request));
    this.#worker.postMessage(batch, [batch.buffer]);
  }

  #receive(outcomes: SqliteOutcomes): void {
    const settled = this.#sent;
    this.#sent = [];
    this.#send();
    unpackBatch(outcomes).forEach((outcome, index) => {
      settled[index]?.settle(outcome);
    });
  }

  #end(error: StorageError): void {
    this.#ended ??= error;
    const outcome: WithBlobs<SqliteOutcome> = {
      body: { ok: false, failure: { reason: error.reason, detail: error.message } },
      blobs: [],
    };
    for (const { settle } of [...this.#sent.splice(0), ...this.#queue.splice(0)]) settle(outcome);
  }
}

/** Starts the thread; rejects with a `StorageError` when the file cannot be opened. */
export const startSqliteThread = async (options: SqliteThreadOptions): Promise<SqliteThread> => {
  const worker = new Worker(new URL('./sqlite-worker.ts', import.meta.url), { workerData: options });
  await opening(worker).catch(async (error) => {
    await worker.terminate();
    throw error;
  });
  const thread = new BatchingThread(worker);
  return {
    call: async <K extends SqliteOperation>(
      operation: K,
      request: SqliteOperations[K]['request'],
      blobs: readonly Uint8Array[] = [],
    ): Promise<Reply<K>> => {
      // The mapped type pairs each operation with its own request; TypeScript cannot follow that through a spread of a generic.
      const body = { operation, ...request } as unknown as SqliteRequest;
      const outcome = await thread.submit({ body, blobs });
      if (!outcome.body.ok) throw toError(outcome.body.failure);
      // The thread answers an operation with that operation's reply: `perform` in the worker is checked per case.
      return { body: outcome.body.reply as SqliteOperations[K]['reply'], blobs: outcome.blobs };
    },
    close: () => thread.close(),
  };
};
