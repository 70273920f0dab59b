import { parentPort } from 'node:worker_threads';
import { type WriteRequest, writeScript } from './write-script.ts';

const port = parentPort;
port?.on('message', (request: WriteRequest) => {
  // a failure ends the thread, which is how whoever asked learns of it
  void writeScript(request).then((bytes) => port.postMessage(bytes));
});
