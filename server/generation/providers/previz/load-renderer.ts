/** A renderer with the figures that lie beside this file. */
import { readFile } from 'node:fs/promises';
import { createWardrobe } from './dressed-mesh.ts';
import { loadFigures } from './load-figures.ts';
import { createRenderer, type Renderer } from './render.ts';

export const figuresUrl = new URL('./assets/figures.glb', import.meta.url);

/** Throws when the figure file cannot be read: without it nothing can be drawn. */
export const loadRenderer = async (): Promise<Renderer> => {
  const library = loadFigures(await readFile(figuresUrl));
  if (!library.ok) throw new Error(`figures.glb: ${library.error.detail}`);
  return createRenderer(createWardrobe(library.value));
};
