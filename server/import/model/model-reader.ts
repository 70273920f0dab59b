import { fail, type Result } from '@oner/shared/result/result.ts';
import type { Clock } from '../../platform/clock.ts';
import { createReadingThread } from '../reading-thread.ts';
import type { ModelError } from './model-error.ts';
import type { ModelAnswer, ModelRequest } from './model-reader-worker.ts';
import type { ReadModel } from './read-model.ts';

/** Reads uploaded models in a thread, one at a time. */
export type ModelReader = {
  readonly read: (bytes: Uint8Array) => Promise<Result<ReadModel, ModelError>>;
  readonly close: () => Promise<void>;
};

/** What reading one model may take. The largest that is taken needs about two seconds and 300 MB. */
export const modelReadingLimits = { maxMs: 20_000, maxMemoryMb: 768 } as const;

const tooMuch = fail<ModelError>({
  kind: 'too-large',
  path: '',
  detail: 'Reading the model took too long or too much memory; nothing was changed.',
});

export const createModelReader = ({ clock }: { readonly clock: Clock }): ModelReader => {
  const script = new URL('./model-reader-worker.ts', import.meta.url);
  const thread = createReadingThread<ModelRequest, ModelAnswer>({ script, limits: modelReadingLimits, clock });
  return { read: async (bytes) => (await thread.read({ bytes })) ?? tooMuch, close: thread.close };
};
