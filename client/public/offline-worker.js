// Keeps the built page on the device, so that a reload without a network opens the copy of the script that is kept there.
// It answers only for the page and its hashed files; everything that can change (the API, sockets, assets of projects)
// passes by. The page asks for it under the name of its own build: a new build brings a new worker and a new cache.
const build = new URL(self.location.href).searchParams.get('build') ?? '';
const prefix = 'oner-shell-';
const cacheName = prefix + build;
/** A network that gives no page for so long counts as none. */
const pageWaitMs = 8000;

const isPage = ({ pathname }) => pathname === '/' || pathname.startsWith('/p/');

const install = async () => {
  const cache = await caches.open(cacheName);
  const list = await fetch('/offline-files.json', { cache: 'no-cache' });
  if (!list.ok) throw new Error('the list of files did not come');
  await cache.add(new Request('/', { cache: 'no-cache' }));
  await cache.addAll(await list.json());
};

const forgetOlder = async () => {
  for (const name of await caches.keys()) if (name.startsWith(prefix) && name !== cacheName) await caches.delete(name);
};

const pageOf = async (request) => {
  const kept = await (await caches.open(cacheName)).match('/');
  if (!kept) return fetch(request);
  const late = new Promise((_resolve, reject) => setTimeout(reject, pageWaitMs));
  return Promise.race([fetch(request), late]).catch(() => kept);
};

const fileOf = async (request) => {
  const cache = await caches.open(cacheName);
  // not the cache of another build: its worker may be about to end
  const kept = await cache.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok && response.status === 200) await cache.put(request, response.clone());
  return response;
};

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(forgetOlder()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    if (isPage(url)) event.respondWith(pageOf(request));
  } else if (url.pathname.startsWith('/assets/')) event.respondWith(fileOf(request));
});
