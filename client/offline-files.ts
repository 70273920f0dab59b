import type { Plugin } from 'vite';

/** Writes the list of what the page needs without a network; fonts come to the device as they are used. */
export const offlineFiles = (): Plugin => ({
  name: 'offline-files',
  apply: 'build',
  generateBundle(_options, bundle) {
    const files = Object.keys(bundle).filter((file) => /\.(js|css)$/.test(file));
    const source = JSON.stringify(files.map((file) => `/${file}`).sort());
    this.emitFile({ type: 'asset', fileName: 'offline-files.json', source });
  },
});
