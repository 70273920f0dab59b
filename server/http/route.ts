/**
 * A route as data: one registry of these drives validation, authorisation and the OpenAPI document, so that none of the
 * three can differ from another.
 */
import type { IncomingMessage } from 'node:http';
import { projectIdSchema } from '@oner/shared/ids/ids.ts';
import { z } from 'zod';
import type { Operation } from '../auth/policy.ts';
import type { Access, Principal } from '../auth/principal.ts';
import type { Reply } from './reply.ts';

/**
 * Who may call: `anyone`; `signed-in`, by account, link or admin token; `account`, no guests; `server-owner`; or whoever
 * may do the operation in the project that the path names.
 */
export type Guard = 'anyone' | 'signed-in' | 'account' | 'server-owner' | { readonly operation: Operation };

type Shape = z.ZodObject;

export type FileBody = { readonly maxBytes: number; readonly description: string };

/** What one reply holds: a schema for JSON, or a media type, or nothing. */
export type ReplySpec = { readonly description: string; readonly schema?: z.ZodType; readonly mediaType?: string };

type Spec<P extends Shape, Q extends Shape, B extends z.ZodType> = {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Such as `/api/projects/:project/shots`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** The body is a file; with `body` too, whichever the media type says. */
  readonly file?: FileBody;
  readonly replies: Readonly<Record<number, ReplySpec>>;
};

export type RequestFacts = {
  readonly raw: IncomingMessage;
  readonly ip: string;
  /** Such as `https://oner.example`, without a slash at the end. */
  readonly origin: string;
  /** Path and query, as asked, without secrets. */
  readonly url: URL;
};

export type Call<P, Q, B> = {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly file: Uint8Array | null;
  readonly request: RequestFacts;
};

export type OpenCall<P, Q, B> = Call<P, Q, B> & { readonly principal: Principal | null };
export type PersonCall<P, Q, B> = Call<P, Q, B> & { readonly principal: Principal };
export type ProjectCall<P, Q, B> = PersonCall<P, Q, B> & { readonly access: Access };

/** A call before it is checked against a route's schemas. */
export type UncheckedCall = Call<unknown, unknown, unknown> & {
  readonly principal: Principal | null;
  readonly access: Access | null;
};

export type Route = {
  readonly spec: Spec<Shape, Shape, z.ZodType>;
  readonly guard: Guard;
  readonly run: (call: UncheckedCall) => Promise<Reply>;
};

const noFields = z.strictObject({});
type NoFields = typeof noFields;
const noBody = z.undefined();
type NoBody = typeof noBody;

const checked = <P extends Shape, Q extends Shape, B extends z.ZodType>(
  call: UncheckedCall,
): Call<z.output<P>, z.output<Q>, z.output<B>> => ({
  // the dispatcher parsed these by the very schemas of the spec: it alone makes calls
  params: call.params as z.output<P>,
  query: call.query as z.output<Q>,
  body: call.body as z.output<B>,
  file: call.file,
  request: call.request,
});

/** A route that anyone may call. */
export const openRoute = <P extends Shape = NoFields, Q extends Shape = NoFields, B extends z.ZodType = NoBody>(
  spec: Spec<P, Q, B>,
  handle: (call: OpenCall<z.output<P>, z.output<Q>, z.output<B>>) => Promise<Reply>,
): Route => ({
  spec,
  guard: 'anyone',
  run: (call) => handle({ ...checked<P, Q, B>(call), principal: call.principal }),
});

/** A route for whoever is signed in, as the guard says. */
export const personRoute = <P extends Shape = NoFields, Q extends Shape = NoFields, B extends z.ZodType = NoBody>(
  spec: Spec<P, Q, B> & { readonly guard: 'signed-in' | 'account' | 'server-owner' },
  handle: (call: PersonCall<z.output<P>, z.output<Q>, z.output<B>>) => Promise<Reply>,
): Route => ({
  spec,
  guard: spec.guard,
  run: (call) => {
    if (!call.principal) throw new Error('a guarded route was called without a principal');
    return handle({ ...checked<P, Q, B>(call), principal: call.principal });
  },
});

/** A route of a project: its path names `:project`, and the operation is asked of the policy. */
export const projectRoute = <P extends Shape = NoFields, Q extends Shape = NoFields, B extends z.ZodType = NoBody>(
  spec: Spec<P, Q, B> & { readonly operation: Operation },
  handle: (call: ProjectCall<z.output<P>, z.output<Q>, z.output<B>>) => Promise<Reply>,
): Route => ({
  spec: { ...spec, params: (spec.params ?? noFields).extend({ project: projectIdSchema }) },
  guard: { operation: spec.operation },
  run: (call) => {
    if (!call.access) throw new Error('a route of a project was called without access');
    return handle({ ...checked<P, Q, B>(call), principal: call.access.principal, access: call.access });
  },
});

export const routeName = (route: Route): string => `${route.spec.method.toUpperCase()} ${route.spec.path}`;
