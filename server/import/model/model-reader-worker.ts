import { parentPort } from 'node:worker_threads';
import type { Result } from '@oner/shared/result/result.ts';
import type { ModelError } from './model-error.ts';
import { type ReadModel, readModel } from './read-model.ts';

export type ModelRequest = { readonly bytes: Uint8Array };
export type ModelAnswer = Result<ReadModel, ModelError>;

const port = parentPort;
port?.on('message', ({ bytes }: ModelRequest) => {
  // A fault of ours ends the thread: whoever waits is told so, and the next file gets a fresh one.
  void readModel(bytes).then((answer: ModelAnswer) => port.postMessage(answer));
});
