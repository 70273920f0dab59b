import { Worker } from 'node:worker_threads';
import type { Clock } from '../platform/clock.ts';

/** What reading one file may take: time, and by how much the process may grow meanwhile. */
export type ReadingLimits = { readonly maxMs: number; readonly maxMemoryMb: number };

/** How often it is looked whether the process has grown too far, ms. */
const memoryCheckMs = 50;
const residentMb = (): number => process.memoryUsage.rss() / 1024 / 1024;

/** Calls `onExceeded` once memory has grown by more than that; a thread's own limit leaves out the bytes of buffers. */
const watchMemory = (
  {
    clock,
    memoryMb,
    maxMemoryMb,
  }: { readonly clock: Clock; readonly memoryMb: () => number; readonly maxMemoryMb: number },
  onExceeded: () => void,
): (() => void) => {
  const start = memoryMb();
  let cancel: () => void = () => undefined;
  const check = (): void => {
    if (memoryMb() - start > maxMemoryMb) onExceeded();
    else cancel = clock.after(memoryCheckMs, check);
  };
  cancel = clock.after(memoryCheckMs, check);
  return () => cancel();
};

/** Reads files in a thread, so that a long one holds up nobody; one at a time. */
export type ReadingThread<Request, Answer> = {
  /** Null: it took too long or too much memory, or failed; the next file gets a fresh thread. */
  readonly read: (request: Request) => Promise<Answer | null>;
  readonly close: () => Promise<void>;
};

/** The thread's answer; null: it failed, or was ended for taking too long. */
const ask = <Request, Answer>(
  thread: Worker,
  request: Request,
  {
    limits,
    clock,
    memoryMb,
  }: { readonly limits: ReadingLimits; readonly clock: Clock; readonly memoryMb: () => number },
): Promise<Answer | null> =>
  new Promise((resolve) => {
    const settle = (answer: Answer | null): void => {
      cancel();
      unwatch();
      thread.off('message', settle);
      thread.off('error', onFailure);
      thread.off('exit', onFailure);
      thread.unref();
      resolve(answer);
    };
    const onFailure = (): void => settle(null);
    const end = (): void => void thread.terminate();
    const cancel = clock.after(limits.maxMs, end);
    const unwatch = watchMemory({ clock, memoryMb, maxMemoryMb: limits.maxMemoryMb }, end);
    // only a reading under way keeps the process alive, not an idle thread
    thread.ref();
    thread.on('message', settle);
    thread.on('error', onFailure);
    thread.on('exit', onFailure);
    thread.postMessage(request);
  });

/** `script` answers each request with one message. */
export const createReadingThread = <Request, Answer>(options: {
  readonly script: URL;
  readonly limits: ReadingLimits;
  readonly clock: Clock;
  readonly startThread?: () => Worker;
  /** What the process takes. */
  readonly memoryMb?: () => number;
}): ReadingThread<Request, Answer> => {
  const { script, limits, clock, memoryMb = residentMb } = options;
  const start =
    options.startThread ??
    ((): Worker => new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: limits.maxMemoryMb } }));
  let thread: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const read = async (request: Request): Promise<Answer | null> => {
    thread ??= start();
    const answer = await ask<Request, Answer>(thread, request, { limits, clock, memoryMb });
    if (answer !== null) return answer;
    await thread.terminate();
    thread = null;
    return null;
  };
  return {
    read: (request) => {
      const answer = last.then(() => read(request));
      last = answer.catch(() => undefined);
      return answer;
    },
    close: async () => {
      await thread?.terminate();
    },
  };
};
