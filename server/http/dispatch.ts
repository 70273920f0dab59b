import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Request, RequestHandler, Response } from 'express';
import type { Gatekeeper } from '../auth/gatekeeper.ts';
import type { Principal } from '../auth/principal.ts';
import { credentialOf, isSameOrigin, redactUrl } from '../auth/request-credential.ts';
import type { Logger } from '../platform/logger.ts';
import { DocumentTooLarge } from '../rooms/ports.ts';
import type { Authorise } from './authorise.ts';
import { checkBody, checkParams, checkQuery } from './check-request.ts';
import type { Idempotency } from './idempotency.ts';
import { problem, type Reply } from './reply.ts';
import { type RequestFacts, type Route, routeName } from './route.ts';

export type DispatchOptions = {
  readonly gatekeeper: Gatekeeper;
  readonly authorise: Authorise;
  readonly idempotency: Idempotency;
  readonly logger: Logger;
  readonly publicUrl: string | null;
};

const gzipBytes = promisify(gzip);
/** Shorter replies fit into one packet as they are. */
const minGzipBytes = 1024;

const encodeJson = async (response: Response, text: string): Promise<string | Buffer> => {
  response.vary('accept-encoding');
  if (text.length < minGzipBytes || response.req.acceptsEncodings('gzip') !== 'gzip') return text;
  const bytes = await gzipBytes(text);
  response.setHeader('content-encoding', 'gzip');
  return bytes;
};

export const sendReply = async (response: Response, reply: Reply): Promise<void> => {
  response.status(reply.status);
  if (!reply.headers['cache-control']) response.setHeader('cache-control', 'no-store');
  for (const [name, value] of Object.entries(reply.headers)) response.setHeader(name, value);
  switch (reply.kind) {
    case 'json':
      if (!response.hasHeader('content-type')) response.setHeader('content-type', 'application/json; charset=utf-8');
      response.end(await encodeJson(response, JSON.stringify(reply.body)));
      return;
    case 'empty':
      response.end();
      return;
    case 'bytes':
      response.end(reply.bytes);
      return;
    case 'stream':
      // the two ReadableStream types are one class
      await pipeline(Readable.fromWeb(reply.stream as NodeReadableStream<Uint8Array>), response);
  }
};

const factsOf = (request: Request, publicUrl: string | null): RequestFacts => {
  const origin = publicUrl ? new URL(publicUrl).origin : `${request.protocol}://${request.headers.host ?? 'localhost'}`;
  return { raw: request, ip: request.ip ?? '', origin, url: new URL(request.originalUrl, 'http://path.only') };
};

const isWrite = (route: Route): boolean => route.spec.method !== 'get';

/** A page of another origin must not act by a visitor's cookie. */
const isForeignWrite = (route: Route, request: Request, publicUrl: string | null): boolean =>
  isWrite(route) && credentialOf(request)?.by === 'cookie' && !isSameOrigin(request, publicUrl);

const keyOf = (request: Request): string | null => {
  const key = request.headers['idempotency-key'];
  return typeof key === 'string' ? key : null;
};

const runRoute = async (route: Route, request: Request, options: DispatchOptions): Promise<Reply> => {
  if (isForeignWrite(route, request, options.publicUrl))
    return problem('other-origin', 'A write with the session cookie must come from the pages of this server.');
  const principal = await options.gatekeeper.identify(request);
  const asked = await options.authorise(route.guard, principal, request.params);
  if (!asked.ok) return asked.error.reply;
  const params = checkParams(route, request.params);
  if (!params.ok) return params.error.reply;
  const facts = factsOf(request, options.publicUrl);
  const query = checkQuery(route, facts.url);
  if (!query.ok) return query.error.reply;
  const body = await checkBody(route, request);
  if (!body.ok) return body.error.reply;
  const call = { params: params.value, query: query.value, ...body.value, request: facts, ...asked.value };
  const run = () => route.run(call);
  return isWrite(route) && principal
    ? once({ route, request, principal, bytes: body.value.bytes, run }, options)
    : run();
};

type Write = {
  readonly route: Route;
  readonly request: Request;
  readonly principal: Principal;
  readonly bytes: Uint8Array;
  readonly run: () => Promise<Reply>;
};

const once = (write: Write, options: DispatchOptions): Promise<Reply> => {
  const key = keyOf(write.request);
  if (key === null) return write.run();
  if (!/^[\x21-\x7e]{1,255}$/.test(key))
    return Promise.resolve(problem('bad-request', 'Idempotency-Key must be 1 to 255 printable characters.'));
  const { route, request, principal, bytes, run } = write;
  const { token: credential } = credentialOf(request) ?? { token: '' };
  const url = redactUrl(request.originalUrl);
  return options.idempotency.once(
    { key, principal: principal.id, credential, route: `${routeName(route)} ${url}`, bytes },
    run,
  );
};

/** An Express handler for a route. Whatever it throws is a fault of ours: logged, and told without detail. */
export const dispatch = (route: Route, options: DispatchOptions): RequestHandler => {
  const answer = async (request: Request, response: Response): Promise<void> => {
    try {
      await sendReply(response, await runRoute(route, request, options));
    } catch (error) {
      if (error instanceof DocumentTooLarge && !response.headersSent)
        return sendReply(
          response,
          problem('too-large', 'The project would grow beyond what it may hold; nothing was changed.'),
        );
      const stack = error instanceof Error ? error.stack : String(error);
      options.logger.error('request-failed', { route: routeName(route), url: redactUrl(request.originalUrl), stack });
      if (response.headersSent) response.destroy();
      else
        await sendReply(
          response,
          problem('server-error', 'The server failed; nothing was changed that was not said to be.'),
        );
    }
  };
  return (request, response) => void answer(request, response);
};
