/** A worker thread: draws the requests that it is sent, one after the other. */
import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { drawFrame } from './draw-frame.ts';
import { loadRenderer } from './load-renderer.ts';
import { type FromWorker, toWorkerSchema } from './worker-messages.ts';

const port = parentPort;
if (!port) throw new Error('previz/worker.ts runs as a worker thread only');

/** Linux gives each thread its own priority; elsewhere this would slow the whole server down. 19 is the lowest. */
const niceness = 10;
if (process.platform === 'linux') {
  try {
    setPriority(niceness);
  } catch {
    // A system that does not allow it draws at the common priority.
  }
}

const renderer = loadRenderer();
let queue: Promise<void> = Promise.resolve();

const answer = (message: FromWorker): void => port.postMessage(message);

const work = async (message: unknown): Promise<void> => {
  const { id, request } = toWorkerSchema.parse(message);
  const drawn = await drawFrame(await renderer, request, (progress) => answer({ kind: 'progress', id, progress }));
  answer(drawn.ok ? { kind: 'drawn', id, frame: drawn.value } : { kind: 'failed', id, error: drawn.error });
};

port.on('message', (message: unknown) => {
  // A fault here ends the thread: the pool replaces it and tells whoever waits.
  queue = queue.then(() => work(message));
});
