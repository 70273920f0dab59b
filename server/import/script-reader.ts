import type { Worker } from 'node:worker_threads';
import type { ImportFormat } from '@oner/shared/protocol/http/import-export.ts';
import { fail, type Result } from '@oner/shared/result/result.ts';
import type { Clock } from '../platform/clock.ts';
import type { ImportError, ReadScript } from './read-script-file.ts';
import { createReadingThread } from './reading-thread.ts';
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

export const createScriptReader = (options: {
  readonly clock: Clock;
  readonly startThread?: () => Worker;
  readonly memoryMb?: () => number;
}): ScriptReader => {
  const { clock, startThread, memoryMb } = options;
  const thread = createReadingThread<ReadRequest, ReadAnswer>({
    ...{ script: new URL('./script-reader-worker.ts', import.meta.url), limits: readingLimits, clock },
    ...(startThread ? { startThread } : {}),
    ...(memoryMb ? { memoryMb } : {}),
  });
  return {
    read: async (bytes, format) => (await thread.read({ bytes, format })) ?? tooMuch,
    close: thread.close,
  };
};
