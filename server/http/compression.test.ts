import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { adminToken, type RunningApp, startApp } from './testing/start-app.ts';

const script = `export const words = '${'long '.repeat(500)}';\n`;
const page = `<!doctype html><title>Oner</title>${'<p>'.repeat(500)}`;
/** Names the files of a project's first view. */
const projectPage = page.replace('<title>', '<link rel="modulepreload" href="/assets/app-1.js" /><title>');
let folder: string;
let app: RunningApp;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'oner-client-'));
  await mkdir(path.join(folder, 'assets'));
  const write = async (file: string, text: string): Promise<void> => {
    await writeFile(path.join(folder, file), text);
    await writeFile(path.join(folder, `${file}.br`), brotliCompressSync(text));
    await writeFile(path.join(folder, `${file}.gz`), gzipSync(text));
  };
  await write('assets/app-1.js', script);
  await write('index.html', page);
  await write('project.html', projectPage);
  await writeFile(path.join(folder, 'seal.svg'), '<svg/>');
  app = await startApp({ clientFolder: folder });
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

type Got = { readonly status: number; readonly headers: NodeJS.Dict<string | string[]>; readonly body: Buffer };

/** As it comes over the wire: `fetch` would decompress it. */
const get = (where: string, headers: Record<string, string> = {}): Promise<Got> =>
  new Promise((resolve, reject) => {
    const sent = request(new URL(where, app.url), { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });

test('HTTP-13 files of the client go out as the build compressed them, in a form that the caller reads', async () => {
  const brotli = await get('/assets/app-1.js', { 'accept-encoding': 'gzip, deflate, br' });
  expect(brotli.headers).toMatchObject({
    'content-encoding': 'br',
    vary: 'accept-encoding',
    'cache-control': 'public, max-age=31536000, immutable',
  });
  expect(brotli.headers['content-type']).toMatch(/^text\/javascript/);
  expect(brotliDecompressSync(brotli.body).toString()).toBe(script);
  const gzip = await get('/assets/app-1.js?v=1', { 'accept-encoding': 'gzip' });
  expect(gunzipSync(gzip.body).toString()).toBe(script);
  for (const accepted of ['identity', 'br;q=0, gzip;q=0']) {
    const plain = await get('/assets/app-1.js', { 'accept-encoding': accepted });
    expect([plain.headers['content-encoding'], plain.headers.vary]).toEqual([undefined, 'accept-encoding']);
    expect(plain.body.toString()).toBe(script);
  }
  const small = await get('/seal.svg', { 'accept-encoding': 'br' });
  expect([small.headers['content-encoding'], small.headers.vary]).toEqual([undefined, undefined]);
});

test('HTTP-13 the page is compressed, too, and each form of a file has a tag of its own', async () => {
  const [brotli, plain] = [await get('/p/prj_1/board', { 'accept-encoding': 'br' }), await get('/p/prj_1/board')];
  expect(brotliDecompressSync(brotli.body).toString()).toBe(projectPage);
  expect(plain.body.toString()).toBe(projectPage);
  for (const elsewhere of ['/', '/s/a-token']) expect((await get(elsewhere)).body.toString()).toBe(page);
  expect(brotli.headers).toMatchObject({ 'content-encoding': 'br', 'cache-control': 'no-cache' });
  expect(brotli.headers['content-type']).toMatch(/^text\/html/);
  const tags = await Promise.all(
    ['br', 'gzip', 'identity'].map(async (encoding) => {
      const file = await get('/assets/app-1.js', { 'accept-encoding': encoding });
      return String(file.headers.etag);
    }),
  );
  expect(new Set(tags).size).toBe(3);
  const again = { 'accept-encoding': 'br', 'if-none-match': tags[0] ?? '' };
  expect((await get('/assets/app-1.js', again)).status).toBe(304);
});

test('HTTP-13 JSON above 1 kB is compressed for who reads gzip', async () => {
  const authorization = `Bearer ${adminToken}`;
  const packed = await get('/api/openapi.json', { 'accept-encoding': 'gzip', authorization });
  expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
  const plain = await get('/api/openapi.json', { authorization });
  expect(plain.headers['content-encoding']).toBe(undefined);
  expect(gunzipSync(packed.body).equals(plain.body)).toBe(true);
  const small = await get('/api/me', { 'accept-encoding': 'gzip', authorization });
  expect(small.headers['content-encoding']).toBe(undefined);
});

test('HTTP-18 a project page that is asked for by who may read it has the story loaded meanwhile, for nobody else', async () => {
  const created = await app.ask('/api/projects', { method: 'POST', body: { title: 'Early' } });
  const { id } = (await created.json()) as { id: string };
  expect((await get(`/p/${id}`)).status).toBe(200);
  expect((await get(`/p/${id}/board?token=${adminToken}`)).status).toBe(200);
  await vi.waitFor(() => expect(app.warmed).toEqual([`${id}/story`]));
  expect((await get(`/p/prj_nowhere0000000000?token=${adminToken}`)).status).toBe(200);
  expect(app.warmed).toHaveLength(1);
});
