import { parentPort } from 'node:worker_threads';
import { type WriteRequest, writeScript } from './write-script.ts';

const port = parentPort;
port?.on('message', (request: WriteRequest) => {
  port.postMessage(writeScript(request));
});
