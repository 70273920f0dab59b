import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Gatekeeper } from '@oner/server/auth/gatekeeper.ts';
import type { Bus } from '@oner/server/bus/ports.ts';
import { systemClock } from '@oner/server/platform/clock.ts';
import { createRooms } from '@oner/server/rooms/create-rooms.ts';
import { createCompactor } from '@oner/server/storage/compact-updates.ts';
import type { Storage } from '@oner/server/storage/ports.ts';

/** Whoever comes is an editor, by the name that the token says. */
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

/** Listens on a free port of loopback, and gives it. */
export const listenAnywhere = async (server: Server): Promise<number> => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
};

type RoomsOptions = Parameters<typeof createRooms>[0];

/** The rooms alone on a storage, open to everyone on a free port, which it gives: for processes made to be measured or killed. */
export const serveRooms = (
  storage: Storage,
  { nodeId, limits }: { readonly nodeId: string; readonly limits: NonNullable<RoomsOptions['limits']> },
): Promise<number> => {
  const rooms = createRooms({
    ...{ log: storage.log, bus: alone, gatekeeper: everyone, clock: systemClock },
    compactor: createCompactor(),
    nodeId,
    limits,
  });
  const server = createServer();
  rooms.attach(server);
  return listenAnywhere(server);
};
