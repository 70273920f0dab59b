import { readdirSync } from 'node:fs';
import path from 'node:path';
import express, { type Request, type RequestHandler, type Response } from 'express';

/** The addresses of a project that the client shows a screen for; their page names the files of the first view. */
const projectScreens = [
  '/p/:project',
  '/p/:project/board',
  '/p/:project/shot/:shot',
  '/p/:project/animatic',
  '/p/:project/review{/:shot}',
  '/p/:project/bible{/:section}',
];

/** Its other addresses. */
const screens = ['/', '/s/:token'];

const year = 'public, max-age=31536000, immutable';

/** Best first; the build puts these beside the files that gain by it. */
const encodings = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
] as const;

/** Chooses the form of a file that the caller can read: the suffix of its compressed form, or none. */
const createChooser = (folder: string) => {
  const files = new Set(
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `/${file.replaceAll(path.sep, '/')}`),
  );
  return (request: Request, response: Response, file: string): string => {
    if (!encodings.some(({ suffix }) => files.has(file + suffix))) return '';
    response.vary('accept-encoding');
    const chosen = encodings.find(
      ({ name, suffix }) => files.has(file + suffix) && request.acceptsEncodings(name) === name,
    );
    if (!chosen) return '';
    response.setHeader('content-encoding', chosen.name);
    response.type(path.extname(file));
    return chosen.suffix;
  };
};

/** The built client: hashed files for ever, the page itself never from a cache. */
export const staticClient = (folder: string): express.Router => {
  const router = express.Router();
  const assets = path.join(folder, 'assets') + path.sep;
  const choose = createChooser(folder);
  const compressed: RequestHandler = (request, response, next) => {
    request.url = request.url.replace(/^[^?]*/, (file) => file + choose(request, response, file));
    next();
  };
  router.use(
    compressed,
    express.static(folder, {
      index: false,
      redirect: false,
      setHeaders: (response, file) => {
        response.setHeader('cache-control', file.startsWith(assets) ? year : 'no-cache');
      },
    }),
  );
  const shell =
    (page: '/index.html' | '/project.html'): RequestHandler =>
    (request, response, next) => {
      response.setHeader('cache-control', 'no-cache');
      const file = path.join(folder, page + choose(request, response, page));
      response.sendFile(file, { lastModified: false, cacheControl: false }, (error) => {
        if (error) next();
      });
    };
  router.get(screens, shell('/index.html'));
  router.get(projectScreens, shell('/project.html'));
  return router;
};
