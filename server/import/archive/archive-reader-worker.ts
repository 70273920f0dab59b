import { parentPort } from 'node:worker_threads';
import type { Importer } from './imported-author.ts';
import { readArchive } from './read-archive.ts';

export type ArchiveRequest = { readonly bytes: Uint8Array; readonly importer: Importer };
export type ArchiveAnswer = ReturnType<typeof readArchive>;

const port = parentPort;
// a failure ends the thread, which is how whoever asked learns of it
port?.on('message', ({ bytes, importer }: ArchiveRequest) => port.postMessage(readArchive(bytes, importer)));
