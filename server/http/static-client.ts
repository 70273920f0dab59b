import path from 'node:path';
import express, { type RequestHandler } from 'express';

/** The addresses that the client shows a screen for. */
const screens = [
  '/',
  '/p/:project',
  '/p/:project/board',
  '/p/:project/shot/:shot',
  '/p/:project/animatic',
  '/p/:project/review{/:shot}',
  '/p/:project/bible{/:section}',
  '/s/:token',
];

const year = 'public, max-age=31536000, immutable';

/** The built client: hashed files for ever, the page itself never from a cache. */
export const staticClient = (folder: string): express.Router => {
  const router = express.Router();
  const assets = path.join(folder, 'assets') + path.sep;
  router.use(
    express.static(folder, {
      index: false,
      redirect: false,
      setHeaders: (response, file) => {
        response.setHeader('cache-control', file.startsWith(assets) ? year : 'no-cache');
      },
    }),
  );
  const shell: RequestHandler = (_request, response, next) => {
    response.setHeader('cache-control', 'no-cache');
    response.sendFile(path.join(folder, 'index.html'), { lastModified: false, cacheControl: false }, (error) => {
      if (error) next();
    });
  };
  for (const screen of screens) router.get(screen, shell);
  return router;
};
