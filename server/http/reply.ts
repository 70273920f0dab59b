import type { Problem } from '@oner/shared/protocol/http/common.ts';

type Headers = Readonly<Record<string, string>>;

/** What a route answers, as data. */
export type Reply =
  | { readonly kind: 'json'; readonly status: number; readonly headers: Headers; readonly body: unknown }
  | { readonly kind: 'empty'; readonly status: number; readonly headers: Headers }
  | { readonly kind: 'bytes'; readonly status: number; readonly headers: Headers; readonly bytes: Uint8Array }
  | {
      readonly kind: 'stream';
      readonly status: number;
      readonly headers: Headers;
      readonly stream: ReadableStream<Uint8Array>;
    };

export const json = (status: number, body: unknown, headers: Headers = {}): Reply => ({
  kind: 'json',
  status,
  headers,
  body,
});

export const empty = (status = 204, headers: Headers = {}): Reply => ({ kind: 'empty', status, headers });

export const html = (status: number, text: string): Reply => ({
  kind: 'bytes',
  status,
  headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  bytes: new TextEncoder().encode(text),
});

/** The file's own name goes in UTF-8, with a plain one for old programs. */
export const attachment = (bytes: Uint8Array, file: { readonly name: string; readonly mediaType: string }): Reply => ({
  kind: 'bytes',
  status: 200,
  headers: {
    'content-type': file.mediaType,
    'content-disposition': contentDisposition(file.name),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  },
  bytes,
});

export const contentDisposition = (name: string): string => {
  const plain = name.replace(/[^\w .()-]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*!]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
};

const titles = {
  'bad-request': [400, 'The request cannot be read'],
  'not-signed-in': [401, 'Not signed in'],
  'wrong-password': [401, 'Wrong password'],
  forbidden: [403, 'Not allowed'],
  'other-origin': [403, 'Not allowed from another origin'],
  'not-found': [404, 'Not found'],
  'wrong-method': [405, 'Method not allowed'],
  conflict: [409, 'Conflict'],
  'too-large': [413, 'Too large'],
  'unsupported-media-type': [415, 'Media type not supported'],
  'bad-range': [416, 'Range not satisfiable'],
  invalid: [422, 'Not valid'],
  'too-many-requests': [429, 'Too many requests'],
  'server-error': [500, 'Something failed here'],
  unavailable: [503, 'Not available'],
} as const satisfies Readonly<Record<string, readonly [number, string]>>;
export type ProblemKind = keyof typeof titles;

/** An RFC 9457 problem document; `type` is `urn:oner:problem:<kind>`. */
export const problem = (
  kind: ProblemKind,
  detail: string,
  more: { readonly errors?: Problem['errors']; readonly headers?: Headers } = {},
): Reply => {
  const [status, title] = titles[kind];
  const body: Problem = {
    type: `urn:oner:problem:${kind}`,
    title,
    status,
    detail,
    ...(more.errors ? { errors: more.errors } : {}),
  };
  const headers = { 'content-type': 'application/problem+json', ...more.headers };
  return json(status, body, status === 401 ? { 'www-authenticate': 'Bearer realm="oner"', ...headers } : headers);
};

export const notFound = (what: string): Reply => problem('not-found', `There is no such ${what}.`);

export const invalidField = (path: string, message: string): Reply =>
  problem('invalid', `${path}: ${message}`, { errors: [{ path, message }] });
