/** Live events by socket.io: job progress, notices, who is where, following. Nothing here is stored. */
import type { Server as HttpServer } from 'node:http';
import { type ProjectId, projectIdSchema } from '@oner/shared/ids/ids.ts';
import {
  type ClientEvents,
  clientEventSchemas,
  type LiveAnswer,
  liveLimits,
  livePath,
  type Person,
  type ServerEvents,
} from '@oner/shared/protocol/live.ts';
import { Server, type ServerOptions, type Socket } from 'socket.io';
import type { z } from 'zod';
import type { Gatekeeper } from '../auth/gatekeeper.ts';
import type { Access, Principal } from '../auth/principal.ts';
import type { LiveEmitter, LiveEvent } from '../http/ports.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { createPeople, type People } from './people.ts';
import { createRate } from './rate.ts';

export type Live = LiveEmitter & { readonly close: () => Promise<void> };

type SocketData = { principal: Principal; joined: Map<ProjectId, Access> };
/** Between nodes: someone joined, who must hear of the people that each node has. */
type NodeEvents = { readonly joined: (project: ProjectId, peer: string) => void };
type LiveServer = Server<ClientEvents, ServerEvents, NodeEvents, SocketData>;
type LiveSocket = Socket<ClientEvents, ServerEvents, NodeEvents, SocketData>;

export type LiveOptions = {
  readonly server: HttpServer;
  readonly gatekeeper: Gatekeeper;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Such as the Redis streams adapter, where there are several nodes. */
  readonly adapter?: NonNullable<ServerOptions['adapter']>;
};

const roomOf = (project: ProjectId): string => `project:${project}`;

const personOf = (socket: LiveSocket, access: Access): Person => ({
  peer: socket.id,
  id: access.principal.id,
  name: access.principal.name,
  role: access.role,
  view: null,
  following: null,
  presenting: false,
});

type Context = { readonly io: LiveServer; readonly people: People; readonly options: LiveOptions };

const leave = async ({ io, people }: Context, socket: LiveSocket, project: ProjectId): Promise<void> => {
  socket.data.joined.delete(project);
  people.remove(project, socket.id);
  await socket.leave(roomOf(project));
  io.to(roomOf(project)).emit('left', { project, peer: socket.id });
};

/** Asks again what one may be in a project that they joined, and tells them when it changed. */
const recheckOne = async (context: Context, socket: LiveSocket, project: ProjectId): Promise<void> => {
  const result = await context.options.gatekeeper.access(socket.data.principal, project);
  const before = socket.data.joined.get(project);
  if (!before) return;
  if (result.kind !== 'granted') {
    socket.emit('access', { project, role: null });
    await leave(context, socket, project);
  } else if (result.access.role !== before.role || result.access.decides !== before.decides) {
    socket.data.joined.set(project, result.access);
    socket.emit('access', { project, role: result.access.role });
    const person = context.people.get(project, socket.id);
    if (person) context.people.put(project, { ...person, role: result.access.role });
  }
};

const join = async (context: Context, socket: LiveSocket, project: ProjectId): Promise<LiveAnswer> => {
  const { joined, principal } = socket.data;
  if (joined.size >= liveLimits.maxProjects && !joined.has(project)) return { ok: false, reason: 'too-many' };
  const result = await context.options.gatekeeper.access(principal, project);
  if (result.kind !== 'granted') return { ok: false, reason: result.kind };
  if (!socket.connected) return { ok: false, reason: 'not-joined' };
  const person = personOf(socket, result.access);
  joined.set(project, result.access);
  context.people.put(project, person);
  await socket.join(roomOf(project));
  // What changed while the first answer was on its way was told before this one was in.
  await recheckOne(context, socket, project);
  if (!joined.has(project)) return { ok: false, reason: 'no-access' };
  socket.emit('people', { project, people: [...context.people.of(project)] });
  if (context.options.adapter) context.io.serverSideEmit('joined', project, socket.id);
  socket.to(roomOf(project)).emit('person', { project, person });
  return { ok: true, role: result.access.role, peer: socket.id };
};

/**
 * Tells someone who joined at another node of the people at this one. Each comes as an event of its own, by the way that
 * their next moves take too, so that nobody is told of after they left.
 */
const introduce = ({ io, people }: Context, project: ProjectId, peer: string): void => {
  for (const person of people.of(project)) io.to(peer).emit('person', { project, person });
};

/** Changes what is told of the one who speaks; nobody speaks for another. */
const change = (
  { people }: Context,
  socket: LiveSocket,
  options: { readonly project: ProjectId; readonly part: Partial<Pick<Person, 'view' | 'following' | 'presenting'>> },
): LiveAnswer => {
  const { project, part } = options;
  const person = socket.data.joined.has(project) ? people.get(project, socket.id) : null;
  if (!person) return { ok: false, reason: 'not-joined' };
  const next = { ...person, ...part };
  people.put(project, next);
  socket.to(roomOf(project)).emit('person', { project, person: next });
  return { ok: true };
};

type EventName = keyof typeof clientEventSchemas;
type Handlers = {
  readonly [Name in EventName]: (
    message: z.output<(typeof clientEventSchemas)[Name]>,
  ) => LiveAnswer | Promise<LiveAnswer>;
};

const handlersOf = (context: Context, socket: LiveSocket): Handlers => ({
  join: ({ project }) => join(context, socket, project),
  leave: async ({ project }) => {
    if (socket.data.joined.has(project)) await leave(context, socket, project);
    return { ok: true };
  },
  follow: ({ project, peer }) => change(context, socket, { project, part: { following: peer } }),
  present: ({ project, presenting }) => change(context, socket, { project, part: { presenting } }),
  view: ({ project, view }) => change(context, socket, { project, part: { view } }),
});

/** Nothing that a client sends may throw past here: a rejection of a listener would end the process. */
const listen = <Name extends EventName>(
  context: Context,
  socket: LiveSocket,
  event: { readonly name: Name; readonly handle: Handlers[Name]; readonly admit: () => boolean },
): void => {
  const answerTo = async (message: unknown): Promise<LiveAnswer> => {
    if (!event.admit()) return { ok: false, reason: 'slow-down' };
    const parsed = clientEventSchemas[event.name].safeParse(message);
    if (!parsed.success) return { ok: false, reason: 'malformed' };
    // the schema of this very name made the message
    return event.handle(parsed.data as Parameters<Handlers[Name]>[0] & never);
  };
  const onMessage = (message: unknown, acknowledge: unknown): void => {
    const reply = typeof acknowledge === 'function' ? acknowledge : () => undefined;
    answerTo(message).then(
      (answer) => reply(answer),
      (error: unknown) => {
        context.options.logger.error('live-message-failed', { event: event.name, error: String(error) });
        socket.disconnect(true);
      },
    );
  };
  // socket.io's typed listener cannot be generic in the event's name
  const name: string = event.name;
  (socket as Socket).on(name, onMessage);
};

const welcome = (context: Context, socket: LiveSocket): void => {
  const admit = createRate(context.options.clock, liveLimits.perSecond);
  const handlers = handlersOf(context, socket);
  listen(context, socket, { name: 'join', handle: handlers.join, admit });
  listen(context, socket, { name: 'leave', handle: handlers.leave, admit });
  listen(context, socket, { name: 'follow', handle: handlers.follow, admit });
  listen(context, socket, { name: 'present', handle: handlers.present, admit });
  listen(context, socket, { name: 'view', handle: handlers.view, admit });
  socket.on('disconnecting', () => {
    for (const project of socket.data.joined.keys()) {
      context.people.remove(project, socket.id);
      socket.to(roomOf(project)).emit('left', { project, peer: socket.id });
    }
    socket.data.joined.clear();
  });
};

/** Asks again what everyone on this node may be in a project (null: in all), and tells those for whom it changed. */
const recheck = async (context: Context, changed: ProjectId | null): Promise<void> => {
  for (const socket of context.io.sockets.sockets.values()) {
    for (const project of [...socket.data.joined.keys()]) {
      if (changed === null || changed === project) await recheckOne(context, socket, project);
    }
  }
};

const admitByGatekeeper = (io: LiveServer, { gatekeeper, logger }: LiveOptions): void => {
  io.use((socket, next) => {
    gatekeeper.identify(socket.request).then(
      (principal) => {
        if (!principal) return next(new Error('not-signed-in'));
        socket.data = { principal, joined: new Map() };
        next();
      },
      (error: unknown) => {
        logger.error('live-identify-failed', { error: String(error) });
        next(new Error('try-again'));
      },
    );
  });
};

const emitTo = (io: LiveServer, project: ProjectId, event: LiveEvent): void => {
  const room = io.to(roomOf(project));
  if (event.kind === 'job') room.emit('job', { project, job: event.job });
  else room.emit('notice', event.notice);
};

/** Attaches live events to the server; nobody hears of a project who may not read it. */
export const createLive = (options: LiveOptions): Live => {
  const io: LiveServer = new Server(options.server, {
    path: livePath,
    serveClient: false,
    maxHttpBufferSize: liveLimits.maxBytes,
    ...(options.adapter ? { adapter: options.adapter } : {}),
  });
  const context: Context = { io, people: createPeople(), options };
  admitByGatekeeper(io, options);
  io.on('connection', (socket) => welcome(context, socket));
  if (options.adapter) io.on('joined', (project, peer) => introduce(context, project, peer));
  const stop = options.gatekeeper.onChange((project) => {
    recheck(context, project).catch((error: unknown) =>
      options.logger.error('live-recheck-failed', { error: String(error) }),
    );
  });
  return {
    emit: (project, event) => emitTo(io, projectIdSchema.parse(project), event),
    close: async () => {
      stop();
      // the server itself is closed by its owner
      io.disconnectSockets(true);
      io.engine.close();
    },
  };
};
