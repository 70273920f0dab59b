/** A server under test in a process of its own: `peer-process.ts <oner|hocuspocus|y-websocket> <data folder>`. */
import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import { join } from 'node:path';
import { Server as HocuspocusServer } from '@hocuspocus/server';
import type { Gatekeeper } from '@oner/server/auth/gatekeeper.ts';
import type { Bus } from '@oner/server/bus/ports.ts';
import { systemClock } from '@oner/server/platform/clock.ts';
import { createRooms } from '@oner/server/rooms/create-rooms.ts';
import { createCompactor } from '@oner/server/storage/compact-updates.ts';
import { openSqliteStorage } from '@oner/server/storage/sqlite/sqlite-storage.ts';
import type { PeerName, PeerReply } from './peer-messages.ts';
import { createYWebsocketServer } from './y-websocket-server.ts';

const everyone: Gatekeeper = {
  identify: async (request) => {
    const name = new URL(request.url ?? '', 'http://localhost').searchParams.get('token') ?? 'guest';
    return { kind: 'admin', id: 'admin', name };
  },
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

const listen = async (server: HttpServer): Promise<number> => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
};

const startOner = async (folder: string): Promise<number> => {
  const storage = await openSqliteStorage({ file: join(folder, 'bench.db') });
  const rooms = createRooms({
    log: storage.log,
    bus: alone,
    gatekeeper: everyone,
    clock: systemClock,
    compactor: createCompactor(),
    nodeId: 'bench',
    limits: { maxDocumentBytes: 64 * 1024 * 1024 },
  });
  const server = createServer();
  rooms.attach(server);
  return listen(server);
};

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
      return listen(createYWebsocketServer());
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
