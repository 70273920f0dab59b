import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'vite';

/**
 * Writes the list of what the page needs without a network; fonts come to the device as they are used. It lists what was
 * written, not the bundle: Vite drops the empty scripts of stylesheets late.
 */
export const offlineFiles = (): Plugin => ({
  name: 'offline-files',
  apply: 'build',
  async writeBundle({ dir }) {
    if (dir === undefined) return;
    const files = (await readdir(path.join(dir, 'assets'))).filter((file) => /\.(js|css)$/.test(file));
    await writeFile(
      path.join(dir, 'offline-files.json'),
      JSON.stringify(files.sort().map((file) => `/assets/${file}`)),
    );
  },
});
