import { Worker } from 'node:worker_threads';
import { type ByteBatch, packBatch, unpackBatch } from './byte-batch.ts';
import type { CompactionOutcome } from './compaction-worker.ts';
import { StorageError } from './storage-error.ts';

/** Merges a room's updates off the event loop, one merge at a time. */
export type Compactor = {
  /** One update that holds what `updates` hold together; rejects with a `StorageError` when one of them cannot be read. */
  readonly compact: (updates: readonly Uint8Array[]) => Promise<Uint8Array>;
  /** Ends the thread; what was asked and not answered rejects. */
  readonly close: () => Promise<void>;
};

const ask = (worker: Worker, updates: readonly Uint8Array[]): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const settle = (finish: () => void) => {
      worker.off('message', onMessage);
      worker.off('error', onError);
      worker.off('exit', onExit);
      worker.unref();
      finish();
    };
    const onMessage = (outcome: ByteBatch<CompactionOutcome>) => {
      const [answer] = unpackBatch(outcome);
      const merged = answer?.blobs[0];
      if (answer?.body.ok && merged) return settle(() => resolve(merged));
      const detail = answer?.body.ok === false ? answer.body.detail : 'no answer';
      return settle(() => reject(new StorageError('corrupt', `the updates cannot be merged: ${detail}`)));
    };
    const onError = (cause: unknown) =>
      settle(() => reject(new StorageError('unknown', 'the compaction thread failed', { cause })));
    const onExit = () => settle(() => reject(new StorageError('closed', 'the compaction thread ended')));
    // Only a merge under way keeps the process alive, not an idle thread.
    worker.ref();
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.on('exit', onExit);
    const batch = packBatch([{ body: null, blobs: updates }]);
    worker.postMessage(batch, [batch.buffer]);
  });

/** A compactor with one thread, started when it is first needed and again after it failed. */
export const createCompactor = (): Compactor => {
  let thread: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;
  const running = (): Worker => {
    if (closed) throw new StorageError('closed', 'the compactor is closed');
    if (thread) return thread;
    const started = new Worker(new URL('./compaction-worker.ts', import.meta.url));
    const forget = () => {
      if (thread === started) thread = null;
    };
    started.once('exit', forget);
    started.once('error', forget);
    thread = started;
    return started;
  };
  return {
    compact: (updates) => {
      const merged = last.then(() => ask(running(), updates));
      last = merged.catch(() => {});
      return merged;
    },
    close: async () => {
      closed = true;
      await thread?.terminate();
    },
  };
};

/** As `Compactor.compact`, with a thread for this one merge: for programs that merge once. */
export const compactUpdates = async (updates: readonly Uint8Array[]): Promise<Uint8Array> => {
  const compactor = createCompactor();
  try {
    return await compactor.compact(updates);
  } finally {
    await compactor.close();
  }
};
