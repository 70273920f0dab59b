import { Worker } from 'node:worker_threads';
import type { ImportFormat } from '@oner/shared/protocol/http/project.ts';
import { fail, type Result } from '@oner/shared/result/result.ts';
import type { Clock } from '../platform/clock.ts';
import type { ImportError, ReadScript } from './read-script-file.ts';
import type { ReadAnswer, ReadRequest } from './script-reader-worker.ts';

/** Reads files in a thread, so that a long script holds up nobody; one at a time. */
export type ScriptReader = {
  readonly read: (bytes: Uint8Array, format: ImportFormat) => Promise<Result<ReadScript, ImportError>>;
  readonly close: () => Promise<void>;
};

/** What reading one file may take. The largest script that is taken needs about a second and 200 MB. */
export const readingLimits = { maxMs: 20_000, maxMemoryMb: 768 } as const;

const tooMuch = fail<ImportError>({
  kind: 'unreadable',
  detail: 'Reading the file took too long or too much memory; nothing was changed.',
});

const startThread = (): Worker =>
  new Worker(new URL('./script-reader-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: readingLimits.maxMemoryMb },
  });

/** The thread's answer; null: it failed, or was ended for taking too long. */
const ask = (thread: Worker, request: ReadRequest, clock: Clock): Promise<ReadAnswer | null> =>
  new Promise((resolve) => {
    const settle = (answer: ReadAnswer | null): void => {
      cancel();
      thread.off('message', settle);
      thread.off('error', onFailure);
      thread.off('exit', onFailure);
      thread.unref();
      resolve(answer);
    };
    const onFailure = (): void => settle(null);
    const cancel = clock.after(readingLimits.maxMs, () => void thread.terminate());
    // only a reading under way keeps the process alive, not an idle thread
    thread.ref();
    thread.on('message', settle);
    thread.on('error', onFailure);
    thread.on('exit', onFailure);
    thread.postMessage(request);
  });

export const createScriptReader = (options: {
  readonly clock: Clock;
  readonly startThread?: () => Worker;
}): ScriptReader => {
  const start = options.startThread ?? startThread;
  let thread: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const read = async (request: ReadRequest): Promise<Result<ReadScript, ImportError>> => {
    thread ??= start();
    const answer = await ask(thread, request, options.clock);
    if (answer) return answer;
    await thread.terminate();
    thread = null;
    return tooMuch;
  };
  return {
    read: (bytes, format) => {
      const answer = last.then(() => read({ bytes, format }));
      last = answer.catch(() => undefined);
      return answer;
    },
    close: async () => {
      await thread?.terminate();
    },
  };
};
