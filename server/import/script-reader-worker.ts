import { parentPort } from 'node:worker_threads';
import type { ImportFormat } from '@oner/shared/protocol/http/import-export.ts';
import { readScriptFile } from './read-script-file.ts';

export type ReadRequest = { readonly bytes: Uint8Array; readonly format: ImportFormat };
export type ReadAnswer = Awaited<ReturnType<typeof readScriptFile>>;

const port = parentPort;
port?.on('message', ({ bytes, format }: ReadRequest) => {
  // a failure ends the thread, which is how whoever asked learns of it
  void readScriptFile(bytes, format).then((answer: ReadAnswer) => port.postMessage(answer));
});
