import { parentPort } from 'node:worker_threads';
import { type ByteBatch, packBatch, unpackBatch } from './byte-batch.ts';
import { mergeByReplay } from './merge-updates.ts';

/** What the thread answers to a batch of one message without a body, whose blobs are the updates. */
export type CompactionOutcome = { readonly ok: true } | { readonly ok: false; readonly detail: string };

const merge = (request: ByteBatch<null>): ByteBatch<CompactionOutcome> => {
  const updates = unpackBatch(request)[0]?.blobs ?? [];
  try {
    return packBatch<CompactionOutcome>([{ body: { ok: true }, blobs: [mergeByReplay(updates)] }]);
  } catch (error) {
    return packBatch<CompactionOutcome>([{ body: { ok: false, detail: String(error) }, blobs: [] }]);
  }
};

const port = parentPort;
port?.on('message', (request: ByteBatch<null>) => {
  const outcome = merge(request);
  port.postMessage(outcome, [outcome.buffer]);
});
