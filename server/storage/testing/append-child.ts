// Appends numbered updates to a room until it is killed, and prints each sequence number once it is acknowledged:
// node append-child.ts '<location as JSON>' '<room>'
import { z } from 'zod';
import { numberUpdate } from './log-entries.ts';
import { openStorageAt, storageLocationSchema } from './storage-location.ts';

/** How many appends are under way at once. */
const lanes = 4;

const location = storageLocationSchema.parse(JSON.parse(process.argv[2] ?? ''));
const room = z.templateLiteral([z.string(), '/', z.enum(['story', 'desk'])]).parse(process.argv[3]);
const storage = await openStorageAt(location);

let next = 0;
const appendForever = async (): Promise<never> => {
  for (;;) {
    next += 1;
    const number = next;
    const seq = await storage.log.append(room, [{ update: numberUpdate(number), by: 'child', at: number }]);
    process.stdout.write(`${seq} ${number}\n`);
  }
};

await Promise.all(Array.from({ length: lanes }, appendForever));
