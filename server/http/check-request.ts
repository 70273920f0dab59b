import type { IncomingMessage } from 'node:http';
import { fail, ok, type Result } from '@oner/shared/result/result.ts';
import type { z } from 'zod';
import { readBody } from './read-body.ts';
import { notFound, problem, type Reply } from './reply.ts';
import type { Route } from './route.ts';

type Refusal = { readonly kind: 'refused'; readonly reply: Reply };
type Checked<T> = Result<T, Refusal>;
const refuse = (reply: Reply) => fail<Refusal>({ kind: 'refused', reply });

/** Largest JSON body. */
export const maxJsonBytes = 1_000_000;

const validationProblem = (error: z.ZodError): Reply => {
  const errors = error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: [...issue.path, key].join('.'), message: 'unknown field' }))
      : [{ path: issue.path.join('.'), message: issue.message }],
  );
  const first = errors[0];
  return problem('invalid', first ? `${first.path || 'body'}: ${first.message}` : 'The request is not valid.', {
    errors,
  });
};

/** A path whose ids cannot be ids names nothing. */
export const checkParams = (route: Route, params: unknown): Checked<unknown> => {
  if (!route.spec.params) return ok({});
  const parsed = route.spec.params.safeParse(params);
  return parsed.success ? ok(parsed.data) : refuse(notFound('page'));
};

/** `?token=` is a credential, not a field. */
export const checkQuery = (route: Route, url: URL): Checked<unknown> => {
  const fields: Record<string, string | string[]> = {};
  for (const key of new Set(url.searchParams.keys())) {
    if (key === 'token') continue;
    const values = url.searchParams.getAll(key);
    fields[key] = values.length === 1 ? (values[0] ?? '') : values;
  }
  if (!route.spec.query) {
    const unknown = Object.keys(fields).map((path) => ({ path, message: 'unknown field' }));
    return unknown[0] ? refuse(problem('invalid', `${unknown[0].path}: unknown field`, { errors: unknown })) : ok({});
  }
  const parsed = route.spec.query.safeParse(fields);
  return parsed.success ? ok(parsed.data) : refuse(validationProblem(parsed.error));
};

export type CheckedBody = {
  readonly body: unknown;
  readonly file: Uint8Array | null;
  /** As received, for telling a repeated request from another one. */
  readonly bytes: Uint8Array;
};

const isJson = (mediaType: string): boolean => /^application\/([\w.-]+\+)?json$/.test(mediaType);

const parseJson = (bytes: Uint8Array): Checked<unknown> => {
  if (bytes.length === 0) return ok({});
  try {
    return ok(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    return refuse(problem('bad-request', 'The body is not JSON in UTF-8.'));
  }
};

const readWithin = async (request: IncomingMessage, maxBytes: number): Promise<Checked<Uint8Array>> => {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity')
    return refuse(problem('unsupported-media-type', `The content encoding ${encoding} is not supported.`));
  const read = await readBody(request, maxBytes);
  if (read.ok) return read;
  if (read.error.kind === 'aborted') return refuse(problem('bad-request', 'The body ended early.'));
  return refuse(
    problem('too-large', `The body is larger than ${maxBytes} bytes.`, { headers: { connection: 'close' } }),
  );
};

/** Reads the body as the route says: JSON by its schema, or a file. */
export const checkBody = async (route: Route, request: IncomingMessage): Promise<Checked<CheckedBody>> => {
  const { body: schema, file } = route.spec;
  if (!schema && !file) return ok({ body: undefined, file: null, bytes: new Uint8Array() });
  const mediaType = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const asFile = file && (!schema || (mediaType !== '' && !isJson(mediaType)));
  const bytes = await readWithin(request, asFile ? file.maxBytes : maxJsonBytes);
  if (!bytes.ok) return bytes;
  if (asFile) return ok({ body: null, file: bytes.value, bytes: bytes.value });
  if (bytes.value.length > 0 && !isJson(mediaType))
    return refuse(problem('unsupported-media-type', 'The body must be application/json.'));
  const parsed = parseJson(bytes.value);
  if (!parsed.ok) return parsed;
  const valid = schema?.safeParse(parsed.value);
  if (valid && !valid.success) return refuse(validationProblem(valid.error));
  return ok({ body: valid?.data, file: null, bytes: bytes.value });
};
