import { fail, ok, type Result } from '@oner/shared/result/result.ts';
import { z } from 'zod';

/** Why a request did not give what was asked. */
export type HttpError =
  /** No answer: no network, or no server. */
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'cancelled' }
  /** The server said no, in words (RFC 9457). */
  | {
      readonly kind: 'problem';
      readonly status: number;
      readonly title: string;
      readonly detail: string;
      readonly errors: readonly { readonly path: string; readonly message: string }[];
    }
  /** An answer that this client cannot read. */
  | { readonly kind: 'unreadable'; readonly status: number };

const problemSchema = z.object({
  title: z.string().catch(''),
  detail: z.string().catch(''),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).catch([]),
});

export type RequestOptions<T> = {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** JSON, or a file as it is. */
  readonly body?: unknown;
  readonly schema: z.ZodType<T>;
  readonly signal?: AbortSignal;
};

/** A file that the server gave, under the name that it is to be saved by. */
export type Download = { readonly name: string; readonly bytes: Blob };

export type HttpClient = {
  readonly request: <T>(path: string, options: RequestOptions<T>) => Promise<Result<T, HttpError>>;
  readonly download: (path: string, signal?: AbortSignal) => Promise<Result<Download, HttpError>>;
};

const bodyOf = (body: unknown): { readonly body?: BodyInit; readonly headers: Record<string, string> } => {
  if (body === undefined) return { headers: {} };
  if (body instanceof Blob) return { body, headers: { 'content-type': body.type || 'application/octet-stream' } };
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
};

const readJson = async (response: Response): Promise<unknown> => {
  try {
    const text = await response.text();
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The name in UTF-8 that the answer gives the file. */
const nameOf = (response: Response): string => {
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  try {
    return decodeURIComponent(encoded ?? '');
  } catch {
    return '';
  }
};

const problemOf = (status: number, json: unknown): HttpError => {
  const parsed = problemSchema.safeParse(json);
  return parsed.success
    ? { kind: 'problem', status, ...parsed.data }
    : { kind: 'problem', status, title: '', detail: '', errors: [] };
};

/** Speaks the HTTP interface of the server that the page came from; each write has a key, so that trying again is safe. */
export const createHttpClient = (options: {
  readonly fetch: typeof fetch;
  readonly newKey: () => string;
}): HttpClient => ({
  request: async (path, { method = 'GET', body, schema, signal }) => {
    const { headers, ...init } = bodyOf(body);
    if (method !== 'GET') headers['idempotency-key'] = options.newKey();
    try {
      const response = await options.fetch(path, {
        method,
        headers: { accept: 'application/json', ...headers },
        credentials: 'same-origin',
        ...init,
        ...(signal === undefined ? {} : { signal }),
      });
      const json = await readJson(response);
      if (!response.ok) return fail(problemOf(response.status, json));
      const parsed = schema.safeParse(json);
      return parsed.success ? ok(parsed.data) : fail({ kind: 'unreadable', status: response.status });
    } catch {
      return fail(signal?.aborted === true ? { kind: 'cancelled' } : { kind: 'unreachable' });
    }
  },
  download: async (path, signal) => {
    try {
      const response = await options.fetch(path, {
        credentials: 'same-origin',
        ...(signal === undefined ? {} : { signal }),
      });
      if (!response.ok) return fail(problemOf(response.status, await readJson(response)));
      return ok({ name: nameOf(response), bytes: await response.blob() });
    } catch {
      return fail(signal?.aborted === true ? { kind: 'cancelled' } : { kind: 'unreachable' });
    }
  },
});
