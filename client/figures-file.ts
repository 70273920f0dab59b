import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const id = 'virtual:figures';
const file = fileURLToPath(new URL('../server/generation/providers/previz/assets/figures.glb', import.meta.url));

/** Gives the page the bodies that the server draws, as a file of its own that is loaded with the first view through the lens. */
export const figuresFile = (): Plugin => ({
  name: 'figures-file',
  resolveId: (source) => (source === id ? `\0${id}` : null),
  load: (resolved) =>
    resolved === `\0${id}` ? `export { default as figuresUrl } from ${JSON.stringify(`${file}?url`)};` : null,
});
