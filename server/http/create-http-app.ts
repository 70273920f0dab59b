import { livePath } from '@oner/shared/protocol/live.ts';
import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';
import type { Registry } from 'prom-client';
import { credentialOf, redactUrl } from '../auth/request-credential.ts';
import { sameSecret } from '../auth/secrets.ts';
import { allRoutes } from './all-routes.ts';
import { createAuthorise } from './authorise.ts';
import { dispatch, sendReply } from './dispatch.ts';
import { createIdempotency } from './idempotency.ts';
import { openApiDocument } from './openapi.ts';
import { json, notFound, problem } from './reply.ts';
import type { Route } from './route.ts';
import type { Services } from './services.ts';
import { staticClient } from './static-client.ts';
import { warmProject } from './warm-project.ts';

export type HttpOptions = Services & {
  readonly adminToken: string;
  /** Null: links are made with the host that a request came by. */
  readonly publicUrl: string | null;
  /** Such as `client/dist`; null serves no client. */
  readonly clientFolder: string | null;
  readonly metrics: Registry;
  /** What must answer before the server is ready, by name: storage, bus. */
  readonly readiness: Readonly<Record<string, () => Promise<void>>>;
  readonly version: string;
};

/** What the client needs: its own scripts and styles, frames as blobs and data, sockets to its own host. */
const contentSecurity = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    workerSrc: ["'self'", 'blob:'],
    // editors and virtual lists place things by the style attribute
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'blob:', 'data:'],
    mediaSrc: ["'self'", 'blob:'],
    fontSrc: ["'self'", 'data:'],
    connectSrc: ["'self'", 'ws:', 'wss:'],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
};

/** How long one readiness check may take. */
const readinessTimeoutMs = 3000;

const withTimeout = (options: HttpOptions, check: () => Promise<void>): Promise<void> =>
  new Promise((resolve, reject) => {
    const cancel = options.clock.after(readinessTimeoutMs, () => reject(new Error('took too long')));
    check().then(resolve, reject).finally(cancel);
  });

const answerReady = async (options: HttpOptions, response: Response): Promise<void> => {
  const names = Object.keys(options.readiness);
  const results = await Promise.allSettled(
    Object.values(options.readiness).map((check) => withTimeout(options, check)),
  );
  const checks = Object.fromEntries(
    names.map((name, index) => [name, results[index]?.status === 'fulfilled' ? 'ok' : 'failing']),
  );
  const ready = results.every((result) => result.status === 'fulfilled');
  await sendReply(response, json(ready ? 200 : 503, { ready, checks }));
};

const isLoopback = (ip: string | undefined): boolean => /^(127\.|::1$|::ffff:127\.)/.test(ip ?? '');

const answerMetrics = async (options: HttpOptions, request: Request, response: Response): Promise<void> => {
  const credential = credentialOf(request);
  const admitted = isLoopback(request.ip) || (credential && sameSecret(credential.token, options.adminToken));
  if (!admitted) return sendReply(response, problem('not-signed-in', 'Metrics need the admin token.'));
  response.setHeader('content-type', options.metrics.contentType);
  response.end(await options.metrics.metrics());
};

/** Express 5 hands a rejection to the error handler, but a handler must not return a promise to Express. */
const answering =
  (answer: (request: Request, response: Response) => Promise<void>): RequestHandler =>
  (request, response, next) => {
    answer(request, response).catch(next);
  };

/** A known path asked with another method. */
const wrongMethod = (routes: readonly Route[], path: string): RequestHandler => {
  const methods = routes.filter((route) => route.spec.path === path).map((route) => route.spec.method.toUpperCase());
  const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : [])].join(', ');
  return answering((_request, response) =>
    sendReply(response, problem('wrong-method', `Use ${allow}.`, { headers: { allow } })),
  );
};

const mountRoutes = (app: Express, routes: readonly Route[], options: HttpOptions): void => {
  const { auth, storage, clock, logger, publicUrl } = options;
  const shared = {
    gatekeeper: auth.gatekeeper,
    authorise: createAuthorise({ gatekeeper: auth.gatekeeper, accounts: auth.accounts }),
    idempotency: createIdempotency({ storage, clock }),
    logger,
    publicUrl,
  };
  for (const route of routes) app[route.spec.method](route.spec.path, dispatch(route, shared));
  for (const path of new Set(routes.map((route) => route.spec.path))) app.all(path, wrongMethod(routes, path));
};

/** The whole HTTP interface and the client's files. Sockets are attached to the same server by others. */
export const createHttpApp = (options: HttpOptions): Express => {
  const app = express();
  const routes = allRoutes(options);
  const document = openApiDocument(routes, options.version);
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('trust proxy', 'loopback');
  app.set('query parser', 'simple');
  // socket.io listens on the same server and answers these itself, perhaps before this app sees them
  app.use(livePath, () => undefined);
  app.use(
    helmet({
      contentSecurityPolicy: contentSecurity,
      strictTransportSecurity: options.publicUrl?.startsWith('https:') ?? false,
      // addresses of links hold tokens
      referrerPolicy: { policy: 'same-origin' },
    }),
  );
  app.get(
    '/healthz',
    answering((_request, response) => sendReply(response, json(200, { ok: true }))),
  );
  app.get(
    '/readyz',
    answering((_request, response) => answerReady(options, response)),
  );
  app.get(
    '/metrics',
    answering((request, response) => answerMetrics(options, request, response)),
  );
  app.get(
    '/api/openapi.json',
    answering((_request, response) => sendReply(response, json(200, document))),
  );
  mountRoutes(app, routes, options);
  app.use(
    '/api',
    answering((_request, response) => sendReply(response, notFound('resource'))),
  );
  if (options.clientFolder !== null) {
    app.get('/p/:project{/*screen}', warmProject(options));
    app.use(staticClient(options.clientFolder));
  }
  app.use(answering((_request, response) => sendReply(response, notFound('page'))));
  app.use((error: unknown, request: Request, response: Response, _next: unknown) => {
    // what reaches here failed before a route: a path that cannot be decoded, a file that cannot be read
    const unreadable = error instanceof URIError;
    if (!unreadable)
      options.logger.error('request-failed', { url: redactUrl(request.originalUrl), error: String(error) });
    const reply = unreadable
      ? problem('bad-request', 'The address cannot be read.')
      : problem('server-error', 'The server failed.');
    if (response.headersSent) response.destroy();
    else void sendReply(response, reply);
  });
  return app;
};
