import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createIdFactory } from '@oner/shared/ids/ids.ts';
import { problemSchema } from '@oner/shared/protocol/http/common.ts';
import { Registry } from 'prom-client';
import { createThumbnails } from '../../assets/thumbnails.ts';
import { createAuth } from '../../auth/create-auth.ts';
import type { Mailer } from '../../auth/mailer.ts';
import { createDrawings } from '../../drawing/create-drawings.ts';
import { createPainter } from '../../drawing/painter.ts';
import { createSnapshots } from '../../generation/snapshots.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import { createVersions } from '../../review/versions.ts';
import { allRoutes } from '../all-routes.ts';
import { createHttpApp, type HttpOptions } from '../create-http-app.ts';
import { createHttpServer } from '../http-server.ts';
import type { LiveEvent } from '../ports.ts';
import { createProjects } from '../projects.ts';
import { type Route, routeName } from '../route.ts';
import { createMemoryAssets } from './memory-assets.ts';
import { createMemoryBus } from './memory-bus.ts';
import { createMemoryGeneration } from './memory-generation.ts';
import { createMemoryRooms } from './memory-rooms.ts';
import { createMemoryStorage } from './memory-storage.ts';

export const adminToken = 'the-admin-token-of-tests';

/** A clock that tests move by hand. */
export const createHandClock = (start = Date.UTC(2026, 0, 1)) => {
  let now = start;
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  const clock: Clock = {
    now: () => now,
    after: (ms, run) => {
      const timer = { at: now + ms, run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
  };
  const move = (ms: number): void => {
    now += ms;
    for (const timer of [...timers]) if (timer.at <= now && timers.delete(timer)) timer.run();
  };
  return { clock, move, timers: () => timers.size };
};

export type Logged = { readonly event: string; readonly fields: unknown };

const createMemoryLogger = (logged: Logged[]): Logger => {
  const log = (event: string, fields?: unknown) => void logged.push({ event, fields });
  return { debug: log, info: log, warn: log, error: log };
};

/** Every reply that tests see is what the route's own specification says. */
const checkReply = async (
  routes: readonly Route[],
  asked: { readonly method: string; readonly path: string; readonly response: Response },
): Promise<void> => {
  const [plain = ''] = asked.path.split('?');
  const route = routes.find(
    ({ spec }) =>
      spec.method === asked.method.toLowerCase() && new RegExp(`^${spec.path.replace(/:\w+/g, '[^/]+')}$`).test(plain),
  );
  const { response } = asked;
  if (!route) return;
  if (response.status >= 400 && response.status !== 410) problemSchema.parse(await response.clone().json());
  else if (!(response.status in route.spec.replies))
    throw new Error(`${routeName(route)} answered ${response.status}, which its specification does not name`);
  else await route.spec.replies[response.status]?.schema?.parseAsync(await response.clone().json());
};

const listen = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on TCP
};

/** The real app on a free port, with everything below it in memory. */
export const startApp = async (
  overrides: { readonly mailer?: Mailer; readonly clientFolder?: string; readonly maxDocumentBytes?: number } = {},
) => {
  const { clock, move, timers } = createHandClock();
  const logged: Logged[] = [];
  const logger = createMemoryLogger(logged);
  const ids = createIdFactory((length) => crypto.getRandomValues(new Uint8Array(length)));
  const [storage, rooms, assets, bus] = [
    createMemoryStorage(),
    createMemoryRooms(overrides.maxDocumentBytes),
    createMemoryAssets(),
    createMemoryBus(),
  ];
  const auth = await createAuth({ storage, bus, ids, clock, logger, adminToken, publicUrl: null });
  const versions = createVersions({ storage, assets, rooms, ids, clock });
  const snapshots = createSnapshots(rooms);
  const projects = createProjects({ storage, assets, rooms, auth, versions, snapshots, ids, clock, logger });
  const painter = createPainter({ clock });
  const drawings = createDrawings({ rooms, snapshots, assets, links: auth.assetLinks, ids, painter, clock });
  const emitted: LiveEvent[] = [];
  const options: HttpOptions = {
    ...{ auth, storage, assets, rooms, projects, versions, ids, clock, logger, adminToken },
    snapshots,
    thumbnails: createThumbnails({ assets, logger }),
    drawings,
    generation: createMemoryGeneration(),
    live: { emit: (_project, event) => void emitted.push(event) },
    mailer: overrides.mailer ?? null,
    publicUrl: null,
    clientFolder: overrides.clientFolder ?? null,
    metrics: new Registry(),
    readiness: { storage: storage.ping, bus: bus.ping },
    version: '0.0.0',
  };
  const routes = allRoutes(options);
  const server = createHttpServer().on('request', createHttpApp(options));
  const url = await listen(server);
  return {
    ...options,
    /** Documents that were loaded for those who were about to come. */
    warmed: rooms.warmed,
    url,
    bus,
    server,
    move,
    /** How many timers run. */
    timers,
    logged,
    emitted,
    /** Asks with a token, by default the admin's; null: with none. JSON unless `body` is bytes. */
    ask: async (path: string, ask: Ask = {}): Promise<Response> => {
      const { token = adminToken, method = 'GET', body, headers = {} } = ask;
      const bytes = body instanceof Uint8Array;
      const type = body === undefined || bytes ? {} : { 'content-type': 'application/json' };
      const response = await fetch(`${url}${path}`, {
        method,
        redirect: 'manual',
        headers: { ...type, ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...headers },
        ...(body === undefined ? {} : { body: bytes ? body.slice() : JSON.stringify(body) }),
      });
      await checkReply(routes, { method, path, response });
      return response;
    },
    close: async () => {
      await projects.close();
      await drawings.close();
      await auth.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

export type Ask = {
  readonly token?: string | null;
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};
export type RunningApp = Awaited<ReturnType<typeof startApp>>;
