/** The rooms on durable storage, in a process made to be killed: `rooms-process.ts <sqlite file or mongodb url> [database]`. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Gatekeeper } from '@oner/server/auth/gatekeeper.ts';
import type { Bus } from '@oner/server/bus/ports.ts';
import { systemClock } from '@oner/server/platform/clock.ts';
import { createRooms } from '@oner/server/rooms/create-rooms.ts';
import { createCompactor } from '@oner/server/storage/compact-updates.ts';
import { openMongoStorage } from '@oner/server/storage/mongo/mongo-storage.ts';
import type { Storage } from '@oner/server/storage/ports.ts';
import { openSqliteStorage } from '@oner/server/storage/sqlite/sqlite-storage.ts';

const everyone: Gatekeeper = {
  identify: async () => ({ kind: 'admin', id: 'admin', name: 'admin' }),
  access: async (principal, project) =>
    principal
      ? { kind: 'granted', access: { principal, project, role: 'editor', decides: true } }
      : { kind: 'not-signed-in' },
  onChange: () => () => {},
};

const alone: Bus = {
  publish: async () => {},
  subscribe: async () => async () => {},
  ping: async () => {},
  close: async () => {},
};

const open = (location: string, database: string): Promise<Storage> =>
  location.startsWith('mongodb')
    ? openMongoStorage({ url: location, database })
    : openSqliteStorage({ file: location });

const [location, database = 'oner-faults'] = process.argv.slice(2);
if (!location) throw new Error('usage: rooms-process.ts <sqlite file or mongodb url> [database]');
const storage = await open(location, database);
const rooms = createRooms({
  log: storage.log,
  bus: alone,
  gatekeeper: everyone,
  clock: systemClock,
  compactor: createCompactor(),
  nodeId: 'faults',
  // Compaction is to be interrupted too.
  limits: { compactRows: 200 },
});
const server = createServer();
rooms.attach(server);
await once(server.listen(0, '127.0.0.1'), 'listening');
const address = server.address();
if (address === null || typeof address === 'string') throw new Error('no port');
process.on('disconnect', () => process.exit(0));
process.send?.({ port: address.port });
