import { parentPort } from 'node:worker_threads';
import type { ImportFormat } from '@oner/shared/protocol/http/project.ts';
import { readScriptFile } from './read-script-file.ts';

export type ReadRequest = { readonly bytes: Uint8Array; readonly format: ImportFormat };
export type ReadAnswer = ReturnType<typeof readScriptFile>;

const port = parentPort;
port?.on('message', ({ bytes, format }: ReadRequest) => {
  const answer: ReadAnswer = readScriptFile(bytes, format);
  port.postMessage(answer);
});
