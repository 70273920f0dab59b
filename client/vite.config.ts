import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { figuresFile } from './figures-file.ts';
import { offlineFiles } from './offline-files.ts';
import { precompress } from './precompress.ts';

/** Where `npm run dev` finds the server, set by `infra/dev.ts`. */
const server = process.env.ONER_DEV_SERVER ?? 'http://127.0.0.1:4000';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), figuresFile(), offlineFiles(), precompress()],
  build: {
    target: 'es2023',
    outDir: 'dist',
    emptyOutDir: true,
    // Fonts stay files of their own, so that a page loads only the subsets that it shows.
    assetsInlineLimit: (path) => (/\.woff2?$/.test(path) ? false : undefined),
  },
  server: {
    proxy: {
      '/api': server,
      '/healthz': server,
      '/sign-in/': server,
      '/sign-in': server,
      '/sync': { target: server, ws: true },
      '/live': { target: server, ws: true },
    },
  },
});
