import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Bus } from '../../bus/ports.ts';
import { type Clock, systemClock } from '../../platform/clock.ts';
import { mergeByReplay } from '../../storage/merge-updates.ts';
import type { DocumentLog } from '../../storage/ports.ts';
import { createRooms } from '../create-rooms.ts';
import type { RoomLimits } from '../limits.ts';
import type { SyncRooms } from '../options.ts';
import { ListedGatekeeper } from './listed-gatekeeper.ts';
import { MemoryBus } from './memory-bus.ts';
import { MemoryLog } from './memory-log.ts';
import { RawClient } from './raw-client.ts';

export type HarnessOptions = {
  readonly log?: DocumentLog;
  readonly bus?: Bus;
  readonly clock?: Clock;
  readonly limits?: Partial<RoomLimits>;
  readonly nodeId?: string;
};

export type Harness = {
  readonly rooms: SyncRooms;
  readonly gatekeeper: ListedGatekeeper;
  readonly port: number;
  readonly url: (name: string, path?: string, version?: string) => string;
  /** A client that speaks our additions; `name` is whom the gatekeeper knows. */
  readonly client: (name: string, path?: string) => RawClient;
  /** One that does not. */
  readonly stock: (name: string, path?: string) => RawClient;
  readonly close: () => Promise<void>;
};

/** A real server on a free port. The gatekeeper knows an `editor`, a second one `other`, a `viewer`, a `commenter` and an `owner`. */
export const startRooms = async (options: HarnessOptions = {}): Promise<Harness> => {
  const gatekeeper = new ListedGatekeeper();
  for (const role of ['editor', 'viewer', 'commenter', 'owner'] as const) gatekeeper.grant(role, role);
  gatekeeper.grant('other', 'editor');
  const rooms = createRooms({
    log: options.log ?? new MemoryLog(),
    bus: options.bus ?? new MemoryBus(),
    clock: options.clock ?? systemClock,
    compactor: { compact: async (updates) => mergeByReplay(updates) },
    nodeId: options.nodeId ?? 'node-1',
    gatekeeper,
    ...(options.limits ? { limits: options.limits } : {}),
  });
  const server = createServer();
  rooms.attach(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const { port } = address;
  const url = (name: string, path = 'prj_1/story', version = '1') =>
    `ws://127.0.0.1:${port}/sync/${path}?token=${name}${version === '' ? '' : `&v=${version}`}`;
  const clients: RawClient[] = [];
  const connect = (address: string) => {
    const client = new RawClient(address);
    clients.push(client);
    return client;
  };
  return {
    rooms,
    gatekeeper,
    port,
    url,
    client: (name, path) => connect(url(name, path)),
    stock: (name, path) => connect(url(name, path, '')),
    close: async () => {
      for (const client of clients) client.webSocket.terminate();
      await rooms.close();
      server.closeAllConnections();
      server.close();
    },
  };
};
