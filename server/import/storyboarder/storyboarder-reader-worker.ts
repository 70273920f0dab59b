import { parentPort } from 'node:worker_threads';
import { readStoryboarder } from './read-storyboarder.ts';

export type StoryboarderAnswer = ReturnType<typeof readStoryboarder>;

const port = parentPort;
// a failure ends the thread, which is how whoever asked learns of it
port?.on('message', (bytes: Uint8Array) => port.postMessage(readStoryboarder(bytes)));
