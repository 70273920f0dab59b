/** A server under test in a process of its own: `peer-process.ts <oner|hocuspocus|y-websocket> <data folder>`. */
import { join } from 'node:path';
import { Server as HocuspocusServer } from '@hocuspocus/server';
import { openSqliteStorage } from '@oner/server/storage/sqlite/sqlite-storage.ts';
import { listenAnywhere, serveRooms } from '../../../testing/serve-rooms.ts';
import type { PeerName, PeerReply } from './peer-messages.ts';
import { createYWebsocketServer } from './y-websocket-server.ts';

const startOner = async (folder: string): Promise<number> =>
  serveRooms(await openSqliteStorage({ file: join(folder, 'bench.db') }), {
    nodeId: 'bench',
    limits: { maxDocumentBytes: 64 * 1024 * 1024 },
  });

const startHocuspocus = async (): Promise<number> => {
  const server = new HocuspocusServer({ port: 0, address: '127.0.0.1', quiet: true });
  await server.listen();
  return server.address.port;
};

const start = (peer: PeerName, folder: string): Promise<number> => {
  switch (peer) {
    case 'oner':
      return startOner(folder);
    case 'hocuspocus':
      return startHocuspocus();
    case 'y-websocket':
      return listenAnywhere(createYWebsocketServer());
  }
};

const tell = (reply: PeerReply): void => {
  process.send?.(reply);
};

const [peer, folder] = process.argv.slice(2);
if (peer !== 'oner' && peer !== 'hocuspocus' && peer !== 'y-websocket') throw new Error(`no such peer: ${peer}`);
process.on('message', () => {
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  tell({ kind: 'usage', rss, heap: heapUsed + external, cpuMs: (user + system) / 1000 });
});
process.on('disconnect', () => process.exit(0));
tell({ kind: 'listening', port: await start(peer, folder ?? '.') });
