import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createHttpClient } from './http-client.ts';

const answering = (answer: () => Response | Promise<Response>) => {
  const asked: { readonly path: string; readonly init: RequestInit }[] = [];
  let key = 0;
  const http = createHttpClient({
    fetch: async (path, init) => {
      asked.push({ path: String(path), init: init ?? {} });
      return answer();
    },
    newKey: () => `key-${++key}`,
  });
  return { http, asked };
};

const schema = z.object({ id: z.string() });
const headersOf = (init: RequestInit | undefined): Headers => new Headers(init?.headers);

describe('the HTTP client', () => {
  it('CLI-38 reads answers through a schema, and calls unreadable what does not fit', async () => {
    const good = answering(() => Response.json({ id: 'prj_1', more: true }));
    expect(await good.http.request('/api/x', { schema })).toEqual({ ok: true, value: { id: 'prj_1' } });
    const odd = answering(() => Response.json({ id: 7 }));
    expect(await odd.http.request('/api/x', { schema })).toEqual({
      ok: false,
      error: { kind: 'unreadable', status: 200 },
    });
    const page = answering(() => new Response('<html>'));
    expect(await page.http.request('/api/x', { schema })).toMatchObject({ error: { kind: 'unreadable' } });
  });

  it('CLI-39 gives the server’s refusal in its own words, and a bare status where there are none', async () => {
    const problem = { title: 'Refused', detail: 'The file is empty.', errors: [{ path: 'body', message: 'empty' }] };
    const refused = answering(() => Response.json(problem, { status: 422 }));
    expect(await refused.http.request('/api/x', { schema })).toEqual({
      ok: false,
      error: { kind: 'problem', status: 422, ...problem },
    });
    const bare = answering(() => new Response('Bad gateway', { status: 502 }));
    expect(await bare.http.request('/api/x', { schema })).toMatchObject({
      error: { kind: 'problem', status: 502, detail: '' },
    });
  });

  it('CLI-40 tells no answer from one that was no longer wanted', async () => {
    const down = answering(() => Promise.reject(new TypeError('failed')));
    expect(await down.http.request('/api/x', { schema })).toEqual({ ok: false, error: { kind: 'unreachable' } });
    const signal = AbortSignal.abort();
    expect(await down.http.request('/api/x', { schema, signal })).toEqual({ ok: false, error: { kind: 'cancelled' } });
  });

  it('CLI-41 sends each write with a key of its own, JSON as JSON and a file as it is', async () => {
    const { http, asked } = answering(() => Response.json({ id: 'a' }));
    await http.request('/api/x', { schema });
    await http.request('/api/x', { schema, method: 'POST', body: { title: 'T' } });
    await http.request('/api/x', { schema, method: 'POST', body: new Blob(['INT.'], { type: 'text/plain' }) });
    const keys = asked.map(({ init }) => headersOf(init).get('idempotency-key'));
    expect(keys).toEqual([null, 'key-1', 'key-2']);
    expect(asked.map(({ init }) => headersOf(init).get('content-type'))).toEqual([
      null,
      'application/json',
      'text/plain',
    ]);
    expect(asked[1]?.init.body).toBe('{"title":"T"}');
    expect(asked[2]?.init.body).toBeInstanceOf(Blob);
  });

  it('CLI-145 a file has the name that the server gives it; a refusal is told in the server’s words', async () => {
    const headers = { 'content-disposition': 'attachment; filename="_.pdf"; filename*=UTF-8\'\'%E9%9B%A8%20%231.pdf' };
    const given = await answering(() => new Response('%PDF-', { headers })).http.download('/api/x');
    expect(given.ok && [given.value.name, await given.value.bytes.text()]).toEqual(['雨 #1.pdf', '%PDF-']);
    const problem = { title: 'Conflict', detail: 'An EDL holds at most 999 shots.', errors: [] };
    const refused = await answering(() => Response.json(problem, { status: 409 })).http.download('/api/x');
    expect(refused).toEqual({ ok: false, error: { kind: 'problem', status: 409, ...problem } });
    const down = answering(() => Promise.reject(new TypeError('failed')));
    expect(await down.http.download('/api/x')).toMatchObject({ error: { kind: 'unreachable' } });
    expect(await down.http.download('/api/x', AbortSignal.abort())).toMatchObject({ error: { kind: 'cancelled' } });
  });
});
