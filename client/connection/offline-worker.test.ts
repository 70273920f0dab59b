import { readFileSync } from 'node:fs';
import vm from 'node:vm';
import { expect, it } from 'vitest';
import { keepPage } from './offline-worker.ts';

const source = readFileSync(new URL('../public/offline-worker.js', import.meta.url), 'utf8');
const origin = 'https://oner.example';
type Asked = { readonly url: string; readonly mode?: string; readonly method?: string };
const urlOf = (asked: string | Asked): string => new URL(typeof asked === 'string' ? asked : asked.url, origin).href;

/** A browser of one's own: its caches last, its workers come and go, its network can fail. */
const createBrowser = () => {
  const stores = new Map<string, Map<string, Response>>();
  const network = { up: true, refuses: false, pages: new Map<string, string>(), asked: [] as string[] };
  const fetchPage = async (asked: string | Asked): Promise<Response> => {
    const url = urlOf(asked);
    network.asked.push(url);
    if (!network.up) throw new TypeError('no network');
    if (network.refuses) return new Response('', { status: 404 });
    const body = network.pages.get(url);
    const headers = {
      'cache-control': body?.startsWith('small') ? 'private, immutable' : 'no-store',
      'content-type': 'image/webp',
    };
    return body === undefined ? new Response('', { status: 404 }) : new Response(body, { headers });
  };
  const open = async (name: string) => {
    const store = stores.get(name) ?? new Map<string, Response>();
    stores.set(name, store);
    const add = async (asked: string | Asked): Promise<void> => {
      const response = await fetchPage(asked);
      if (!response.ok) throw new TypeError('not there');
      store.set(urlOf(asked), response);
    };
    return {
      match: async (asked: string | Asked) => store.get(urlOf(asked))?.clone(),
      put: async (asked: string | Asked, response: Response) => void store.set(urlOf(asked), response),
      delete: async (asked: string | Asked) => store.delete(urlOf(asked)),
      keys: async () => [...store.keys()],
      add,
      addAll: async (all: readonly string[]) => void (await Promise.all(all.map(add))),
    };
  };
  const caches = { open, keys: async () => [...stores.keys()], delete: async (name: string) => stores.delete(name) };
  const start = async (build: string) => {
    const listeners = new Map<string, (event: unknown) => void>();
    const self = {
      location: { href: `${origin}/offline-worker.js?build=${build}`, origin },
      addEventListener: (name: string, listener: (event: unknown) => void) => listeners.set(name, listener),
    };
    class FakeRequest {
      readonly url: string;
      constructor(url: string) {
        this.url = urlOf(url);
      }
    }
    const scope = {
      self,
      caches,
      fetch: fetchPage,
      URL,
      Set,
      Request: FakeRequest,
      setTimeout: () => 0,
      Error,
      Promise,
    };
    vm.runInNewContext(source, scope);
    const settle = async (name: string): Promise<void> => {
      let work: Promise<void> = Promise.resolve();
      listeners.get(name)?.({
        waitUntil: (promise: Promise<void>) => {
          work = promise;
        },
      });
      await work;
    };
    /** Null: the worker leaves it to the browser. */
    const ask = async (path: string, request: Omit<Asked, 'url'> = {}): Promise<string | null> => {
      let answer: Promise<Response> | null = null;
      const work: Promise<unknown>[] = [];
      listeners.get('fetch')?.({
        request: { url: urlOf(path), method: 'GET', mode: 'cors', ...request },
        respondWith: (response: Promise<Response>) => {
          answer = response;
        },
        waitUntil: (promise: Promise<unknown>) => work.push(promise),
      });
      const text = answer === null ? null : await (await (answer as Promise<Response>)).text();
      await Promise.all(work);
      return text;
    };
    return { install: () => settle('install'), activate: () => settle('activate'), ask };
  };
  return { network, stores, start };
};

const publish = (network: ReturnType<typeof createBrowser>['network'], build: string): void => {
  network.pages.clear();
  network.pages.set(`${origin}/`, `page ${build}`);
  network.pages.set(`${origin}/p/prj_1`, `page ${build}`);
  network.pages.set(`${origin}/offline-files.json`, JSON.stringify([`/assets/app-${build}.js`]));
  network.pages.set(`${origin}/assets/app-${build}.js`, `app ${build}`);
  network.pages.set(`${origin}/assets/font.woff2`, 'font');
};
const navigate = { mode: 'navigate' };

it('CLI-46 without a network a page opens from the device, with the files of its build and the fonts that were used', async () => {
  const { network, start } = createBrowser();
  publish(network, '1');
  const worker = await start('1');
  await worker.install();
  await worker.activate();
  expect(await worker.ask('/assets/font.woff2')).toBe('font');
  network.up = false;
  expect(await worker.ask('/p/prj_1', navigate)).toBe('page 1');
  expect(await worker.ask('/assets/app-1.js')).toBe('app 1');
  expect(await worker.ask('/assets/font.woff2')).toBe('font');
});

it('CLI-46 with a network the page is always the server’s, and hashed files are asked for once', async () => {
  const { network, start } = createBrowser();
  publish(network, '1');
  const worker = await start('1');
  await worker.install();
  publish(network, '2');
  expect(await worker.ask('/p/prj_1', navigate)).toBe('page 2');
  network.asked.length = 0;
  await worker.ask('/assets/app-1.js');
  expect(network.asked).toEqual([]);
});

it('CLI-47 nothing that can change is ever answered from the device', async () => {
  const { network, start } = createBrowser();
  publish(network, '1');
  const worker = await start('1');
  await worker.install();
  for (const path of ['/api/me', '/api/projects', '/api/assets/abc', '/live/?x=1', '/offline-files.json', '/metrics'])
    expect(await worker.ask(path), path).toBe(null);
  for (const path of ['/sign-in/oni_x', '/s/onl_x', '/api/openapi.json'])
    expect(await worker.ask(path, navigate), path).toBe(null);
  expect(await worker.ask('/assets/app-1.js', { method: 'POST' })).toBe(null);
  expect(await worker.ask('https://elsewhere.example/assets/app-1.js')).toBe(null);
});

it('CLI-47 a new build replaces the kept one whole, and one that did not come whole replaces nothing', async () => {
  const { network, stores, start } = createBrowser();
  publish(network, '1');
  const first = await start('1');
  await first.install();
  await first.activate();
  publish(network, '2');
  network.pages.delete(`${origin}/assets/app-2.js`);
  const broken = await start('2');
  await expect(broken.install()).rejects.toThrow('not there');
  network.up = false;
  expect(await first.ask('/', navigate)).toBe('page 1');
  network.up = true;
  publish(network, '2');
  const second = await start('2');
  await second.install();
  await second.activate();
  expect([...stores.keys()]).toEqual(['oner-shell-2']);
  network.up = false;
  expect(await second.ask('/', navigate)).toBe('page 2');
});

const picture = '/api/assets/abc?width=480';

it('CLI-49 small pictures that were seen are there without a network, also under a new build; no others are', async () => {
  const { network, start } = createBrowser();
  publish(network, '1');
  network.pages.set(`${origin}${picture}`, 'small picture');
  network.pages.set(`${origin}/api/assets/busy?width=480`, 'whole picture');
  const first = await start('1');
  expect(await first.ask(picture)).toBe('small picture');
  expect(await first.ask('/api/assets/busy?width=480')).toBe('whole picture');
  const second = await start('2');
  await second.activate();
  network.up = false;
  expect(await second.ask(picture)).toBe('small picture');
  await expect(second.ask('/api/assets/busy?width=480')).rejects.toThrow('no network');
  await expect(second.ask('/api/assets/unseen?width=480')).rejects.toThrow('no network');
});

it('CLI-49 a picture that the server refuses is not shown, and no longer kept; signing out forgets all', async () => {
  const { network, start, stores } = createBrowser();
  network.pages.set(`${origin}${picture}`, 'small picture');
  const worker = await start('1');
  await worker.ask(picture);
  network.refuses = true;
  expect(await worker.ask(picture)).toBe('');
  network.up = false;
  await expect(worker.ask(picture)).rejects.toThrow('no network');
  Object.assign(network, { up: true, refuses: false });
  await worker.ask(picture);
  expect(stores.get('oner-pictures')?.size).toBe(1);
  expect(await worker.ask('/api/sign-out', { method: 'POST' })).toBe(null);
  expect(stores.has('oner-pictures')).toBe(false);
});

it('CLI-49 the oldest of three thousand pictures go first', async () => {
  const { network, start, stores } = createBrowser();
  const worker = await start('1');
  const urls = Array.from({ length: 3050 }, (_, at) => `/api/assets/${at}?width=480`);
  for (const url of urls) network.pages.set(`${origin}${url}`, `small ${url}`);
  for (const url of urls) await worker.ask(url);
  const kept = [...(stores.get('oner-pictures')?.keys() ?? [])];
  expect(kept).toHaveLength(3000);
  expect(kept[0]).toBe(`${origin}/api/assets/50?width=480`);
});

it('CLI-46 the page asks for the worker of its own build, and lives without one', () => {
  const asked: string[] = [];
  const host = { register: async (script: string) => void asked.push(script) };
  keepPage(host, `${origin}/assets/index-AbC_1.js`);
  keepPage(undefined, `${origin}/assets/index-AbC_1.js`);
  keepPage({ register: () => Promise.reject(new Error('private window')) }, `${origin}/assets/index-AbC_1.js`);
  expect(asked).toEqual(['/offline-worker.js?build=index-AbC_1']);
});
