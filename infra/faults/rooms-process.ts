/** The rooms on durable storage, in a process made to be killed: `rooms-process.ts <sqlite file or mongodb url> [database]`. */
import { openMongoStorage } from '@oner/server/storage/mongo/mongo-storage.ts';
import type { Storage } from '@oner/server/storage/ports.ts';
import { openSqliteStorage } from '@oner/server/storage/sqlite/sqlite-storage.ts';
import { serveRooms } from '../testing/serve-rooms.ts';

const open = (location: string, database: string): Promise<Storage> =>
  location.startsWith('mongodb')
    ? openMongoStorage({ url: location, database })
    : openSqliteStorage({ file: location });

const [location, database = 'oner-faults'] = process.argv.slice(2);
if (!location) throw new Error('usage: rooms-process.ts <sqlite file or mongodb url> [database]');
const storage = await open(location, database);
// Compaction is to be interrupted too.
const port = await serveRooms(storage, { nodeId: 'faults', limits: { compactRows: 200 } });
process.on('disconnect', () => process.exit(0));
process.send?.({ port });
