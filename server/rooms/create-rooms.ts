import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { syncCloseCodes } from '@oner/shared/protocol/sync-messages.ts';
import type { RoomName } from '../storage/ports.ts';
import { AccessWatch } from './access-watch.ts';
import { JoinQueue } from './joins.ts';
import { defaultRoomLimits } from './limits.ts';
import type { CreateRooms, RoomsOptions, RoomsStats } from './options.ts';
import type { ServerOrigin } from './ports.ts';
import type { Room } from './room.ts';
import type { RoomContext } from './room-context.ts';
import { RoomRegistry } from './room-registry.ts';
import { isSyncRequest } from './sync-address.ts';
import { SyncDoor } from './sync-door.ts';

const tendMs = 1_000;

type ChangeListener = (room: RoomName, origin: ServerOrigin) => void;

const createContext = (options: RoomsOptions, events: Pick<RoomContext, 'onChange' | 'onRemoved'>): RoomContext => ({
  log: options.log,
  bus: options.bus,
  clock: options.clock,
  compactor: options.compactor,
  nodeId: options.nodeId,
  limits: { ...defaultRoomLimits, ...options.limits },
  logger: options.logger,
  metrics: options.metrics,
  counters: { updates: 0, denied: 0, appendFailures: 0, compactions: 0, slowReaders: 0 },
  ...events,
});

/** Calls the listeners of changes; what one throws is its own fault and no one else's. */
const createChangeEvents = (options: RoomsOptions) => {
  const listeners = new Set<ChangeListener>();
  return {
    onChange: (listener: ChangeListener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    emit: (room: RoomName, origin: ServerOrigin) => {
      for (const listener of listeners) {
        try {
          listener(room, origin);
        } catch (cause) {
          options.logger?.error('change-listener-failed', { room, cause });
        }
      }
    },
  };
};

/** Does the regular work: each second for connections and rooms, and looks at the log's head in case a hint was lost. */
const startTending = (parts: {
  readonly context: RoomContext;
  readonly registry: RoomRegistry;
  readonly door: SyncDoor;
}): (() => void) => {
  const { context, registry, door } = parts;
  let headCheckedAt = context.clock.now();
  let cancel = () => {};
  const tend = () => {
    cancel = context.clock.after(tendMs, tend);
    for (const connection of door.connections) connection.tend();
    for (const room of registry.rooms) room.tend();
    if (context.clock.now() - headCheckedAt < context.limits.headCheckMs) return;
    headCheckedAt = context.clock.now();
    for (const room of registry.rooms) room.checkHead();
  };
  cancel = context.clock.after(tendMs, tend);
  return () => cancel();
};

const flushAll = async (rooms: readonly Room[], { clock, limits, logger }: RoomContext): Promise<void> => {
  const flushed = Promise.allSettled(rooms.map((room) => room.flush()));
  let cancel = () => {};
  const late = new Promise<void>((resolve) => {
    cancel = clock.after(limits.shutdownMs, resolve);
  });
  await Promise.race([flushed, late]);
  cancel();
  for (const room of rooms) {
    if (!room.saved) logger?.error('room-not-saved', { room: room.name, unsavedBytes: room.unsavedBytes });
  }
};

const attachTo = (server: Server, door: SyncDoor): (() => void) => {
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (isSyncRequest(request)) door.receive(request, socket, head);
  };
  server.on('upgrade', upgrade);
  return () => {
    server.off('upgrade', upgrade);
  };
};

const statsOf = (registry: RoomRegistry, door: SyncDoor, { counters }: RoomContext): RoomsStats => {
  const { rooms } = registry;
  const unsavedBytes = rooms.reduce((sum, room) => sum + room.unsavedBytes, 0);
  return { rooms: rooms.length, connections: door.connections.size, unsavedBytes, ...counters };
};

/** The documents of all projects on this node, and the door by which clients synchronise with them. */
export const createRooms: CreateRooms = (options) => {
  const events = createChangeEvents(options);
  const context = createContext(options, {
    onChange: events.emit,
    onRemoved: (room) => void registry.discard(room),
  });
  const { clock, limits, logger } = context;
  const { gatekeeper } = options;
  const registry = new RoomRegistry(context);
  const joins = new JoinQueue({
    maxBytes: limits.maxJoinBytesInFlight,
    slotTimeoutMs: limits.joinSlotTimeoutMs,
    clock,
  });
  const door = new SyncDoor({ context, registry, joins, gatekeeper, allowOrigin: options.allowOrigin });
  const watch = new AccessWatch({
    gatekeeper,
    clock,
    recheckMs: limits.accessRecheckMs,
    admitted: door.connections,
    logger,
  });
  const stopTending = startTending({ context, registry, door });
  const detach = new Set<() => void>();
  let closed: Promise<void> | null = null;

  const close = async () => {
    for (const stop of detach) stop();
    await flushAll(registry.rooms, context);
    door.close(syncCloseCodes.goingDown, 'server going down');
    stopTending();
    watch.stop();
    await Promise.all(registry.rooms.map((room) => room.stop()));
  };
  const remove = async (name: RoomName) => {
    const room = await registry.loaded(name);
    room?.announceRemoval();
    if (room) await registry.discard(room);
    await options.log.remove(name);
  };

  return {
    read: (name, view) => registry.use(name, (room) => room.read(view)),
    edit: (name, origin, change) => registry.use(name, (room) => room.edit(origin, change)),
    warm: (name) => registry.use(name, async (room) => room.warm()),
    onChange: events.onChange,
    remove: async (project) => {
      await Promise.all([remove(`${project}/story`), remove(`${project}/desk`)]);
    },
    close: () => {
      closed ??= close();
      return closed;
    },
    attach: (server) => {
      const stop = attachTo(server, door);
      detach.add(stop);
      return stop;
    },
    stats: () => statsOf(registry, door, context),
  };
};
