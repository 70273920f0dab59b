// Keeps the built page on the device, so that a reload without a network opens the copy of the script that is kept there.
// It answers only for the page, its hashed files and, while the server does not answer, small pictures of frames; everything that
// can change (the API, sockets) passes by. The page asks for it under the name of its own build: a new build brings a new worker
// and a new cache.
const build = new URL(self.location.href).searchParams.get('build') ?? '';
const prefix = 'oner-shell-';
const cacheName = prefix + build;
/** Small pictures that were seen: they never change, and so outlive builds. */
const picturesName = 'oner-pictures';
/** Some 50 MB of them; the oldest go first. */
const maxPictures = 3000;
/** Pictures that are kept before their number is looked at again. */
const picturesBetweenCounts = 50;
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

const keptNow = new Set();

const keepPicture = async (url, response) => {
  const cache = await caches.open(picturesName);
  await cache.put(url, response);
  keptNow.add(url);
  if (keptNow.size % picturesBetweenCounts !== 0) return;
  const all = await cache.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - maxPictures)).map((old) => cache.delete(old)));
};

const forgetPicture = async (url) => {
  keptNow.delete(url);
  await (await caches.open(picturesName)).delete(url);
};

const forgetPictures = async () => {
  keptNow.clear();
  await caches.delete(picturesName);
};

/** The server says first who may see it: a copy is shown only while it does not answer, and goes when it refuses. */
const pictureOf = async (event) => {
  const { request } = event;
  let response;
  try {
    response = await fetch(request);
  } catch (error) {
    const kept = await (await caches.open(picturesName)).match(request.url);
    if (kept) return kept;
    throw error;
  }
  const small = response.headers.get('content-type') === 'image/webp';
  const lasts = response.headers.get('cache-control')?.includes('immutable') === true;
  if (response.status === 200 && small && lasts && !keptNow.has(request.url)) {
    // a full device keeps no more of them
    event.waitUntil(keepPicture(request.url, response.clone()).catch(() => undefined));
  } else if ([401, 403, 404].includes(response.status)) event.waitUntil(forgetPicture(request.url));
  return response;
};

const isPicture = ({ pathname, searchParams }) => pathname.startsWith('/api/assets/') && searchParams.has('width');

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(forgetOlder()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (url.pathname === '/api/sign-out') event.waitUntil(forgetPictures());
  if (request.method !== 'GET') return;
  if (request.mode === 'navigate') {
    if (isPage(url)) event.respondWith(pageOf(request));
  } else if (url.pathname.startsWith('/assets/')) event.respondWith(fileOf(request));
  else if (isPicture(url)) event.respondWith(pictureOf(event));
});
