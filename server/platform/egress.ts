/** Requests that leave the server. Each goes to addresses that the rules allow, checked where it really connects, redirects too. */
import { lookup as systemLookup } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { fail, ok, type Result } from '@oner/shared/result/result.ts';
import type { Clock } from './clock.ts';
import { type EgressRules, mayConnect } from './egress-rules.ts';

export type EgressRequest = {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** For the whole of it, redirects included, ms. */
  readonly timeoutMs: number;
  /** A longer answer is an error; 0: the answer's body is not read at all. */
  readonly maxBytes: number;
  /** Gives it up when it aborts. */
  readonly signal?: AbortSignal;
};

export type EgressReply = {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Uint8Array;
};

export type EgressError = {
  readonly kind:
    | 'wrong-address'
    | 'forbidden-address'
    | 'unreachable'
    | 'timed-out'
    | 'too-large'
    | 'too-many-redirects'
    | 'forbidden-redirect';
  readonly detail: string;
};

export type Egress = { readonly send: (request: EgressRequest) => Promise<Result<EgressReply, EgressError>> };

/** Redirects that one request follows. */
export const maxRedirects = 3;
/** These repeat the request as it was; 301, 302 and 303 would turn a POST into a GET, so a POST does not follow them. */
const keepsMethod = new Set([307, 308]);
const redirects = new Set([301, 302, 303, 307, 308]);

class ForbiddenAddress extends Error {}

const failure = (kind: EgressError['kind'], detail: string) => fail({ kind, detail });

/** Resolves as the system does, and gives only addresses that may be connected to. */
const guardedLookup =
  (rules: EgressRules, resolve: typeof systemLookup): LookupFunction =>
  (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      const allowed = addresses.filter(({ address }) => mayConnect(rules, host, address));
      const [first] = allowed;
      if (!first) return callback(new ForbiddenAddress(`${host} is not at a public address`), []);
      return options.all ? callback(null, allowed) : callback(null, first.address, first.family);
    });
  };

const readBody = (message: http.IncomingMessage, maxBytes: number): Promise<Uint8Array | null> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    message.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes) {
        message.destroy();
        resolve(null);
      } else chunks.push(chunk);
    });
    message.once('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    message.once('error', reject);
    message.once('close', () => reject(new Error('the answer broke off')));
  });

type Step = { readonly url: URL; readonly request: EgressRequest; readonly signal: AbortSignal };

const ask = ({ url, request, signal }: Step, lookup: LookupFunction): Promise<http.IncomingMessage> =>
  new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? https.request : http.request;
    // No agent: a pooled connection would escape the check of its address.
    const call = send(url, { method: request.method, headers: { ...request.headers }, agent: false, lookup, signal });
    call.once('response', resolve);
    call.once('error', reject);
    call.end(request.body);
  });

/** Where the answer sends the request, or why it may not go there; null: it sends it nowhere. */
const nextAddress = (from: URL, request: EgressRequest, message: http.IncomingMessage): URL | null | EgressError => {
  const { statusCode = 0, headers } = message;
  if (!redirects.has(statusCode) || headers.location === undefined) return null;
  if (request.method !== 'GET' && !keepsMethod.has(statusCode)) return null;
  const to = URL.canParse(headers.location, from.href) ? new URL(headers.location, from.href) : null;
  if (!to || !/^https?:$/.test(to.protocol))
    return { kind: 'forbidden-redirect', detail: 'the redirect is to no http or https address' };
  if (from.protocol === 'https:' && to.protocol === 'http:')
    return { kind: 'forbidden-redirect', detail: 'the redirect is from https to http' };
  return to;
};

/** What is meant for one origin stays there. */
const forOrigin = (request: EgressRequest, from: URL, to: URL): EgressRequest => {
  if (from.origin === to.origin) return request;
  const headers = Object.entries(request.headers).filter(([name]) => !/^(authorization|cookie)$/i.test(name));
  return { ...request, headers: Object.fromEntries(headers) };
};

const errorOf = (error: unknown, signal: AbortSignal): EgressError => {
  if (error instanceof ForbiddenAddress) return { kind: 'forbidden-address', detail: error.message };
  if (signal.aborted) return { kind: 'timed-out', detail: 'there was no answer in time' };
  return { kind: 'unreachable', detail: error instanceof Error ? error.message : String(error) };
};

export const createEgress = (options: {
  readonly rules: EgressRules;
  readonly clock: Clock;
  /** How names are resolved: the system's way when absent. */
  readonly resolve?: typeof systemLookup;
}): Egress => {
  const { rules, clock } = options;
  const lookup = guardedLookup(rules, options.resolve ?? systemLookup);

  const follow = async (step: Step, left: number): Promise<Result<EgressReply, EgressError>> => {
    const { url, request } = step;
    const literal = url.hostname.replace(/^\[(.*)\]$/, '$1');
    // An address in the URL itself is never looked up, so it is checked here.
    if (isIP(literal) !== 0 && !mayConnect(rules, literal, literal))
      return failure('forbidden-address', `${literal} is not a public address`);
    const message = await ask(step, lookup);
    const next = nextAddress(url, request, message);
    if (next !== null) message.destroy();
    if (next instanceof URL) {
      if (left === 0) return failure('too-many-redirects', `more than ${maxRedirects} redirects`);
      return follow({ ...step, url: next, request: forOrigin(request, url, next) }, left - 1);
    }
    if (next !== null) return fail(next);
    const { statusCode: status = 0, headers } = message;
    if (request.maxBytes === 0) {
      message.destroy();
      return ok({ status, headers, body: new Uint8Array() });
    }
    const body = await readBody(message, request.maxBytes);
    return body ? ok({ status, headers, body }) : failure('too-large', `an answer of over ${request.maxBytes} bytes`);
  };

  return {
    send: async (request) => {
      const url = URL.canParse(request.url) ? new URL(request.url) : null;
      if (!url || !/^https?:$/.test(url.protocol)) return failure('wrong-address', 'no http or https address');
      const abort = new AbortController();
      const cancel = clock.after(request.timeoutMs, () => abort.abort());
      try {
        const signal = request.signal ? AbortSignal.any([abort.signal, request.signal]) : abort.signal;
        return await follow({ url, request, signal }, maxRedirects);
      } catch (error) {
        return fail(errorOf(error, abort.signal));
      } finally {
        cancel();
      }
    },
  };
};
