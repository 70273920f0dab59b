import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { figuresFile } from './figures-file.ts';
import { firstViewFiles } from './first-view.ts';
import { offlineFiles } from './offline-files.ts';
import { precompress } from './precompress.ts';
import { projectPageFile } from './project-page-file.ts';

/** Where `npm run dev` finds the server, set by `infra/dev.ts`. */
const server = process.env.ONER_DEV_SERVER ?? 'http://127.0.0.1:4000';

const root = fileURLToPath(new URL('.', import.meta.url));
const firstView = firstViewFiles(root);

export default defineConfig({
  root,
  plugins: [react(), figuresFile(), firstView.plugin, offlineFiles(), projectPageFile(), precompress()],
  build: {
    target: 'es2023',
    outDir: 'dist',
    emptyOutDir: true,
    // one file for a project's first view: see there
    chunkSizeWarningLimit: 600,
    rolldownOptions: { output: { codeSplitting: { groups: firstView.groups } } },
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
