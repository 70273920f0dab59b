import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin, Rolldown } from 'vite';
import { projectModules } from './first-view.ts';

type Chunks = ReadonlyMap<string, Rolldown.OutputChunk>;

const loadedWith = (chunks: Chunks, file: string, found: Set<string>): void => {
  const chunk = chunks.get(file);
  if (!chunk || found.has(file)) return;
  found.add(file);
  for (const sheet of chunk.viteMetadata?.importedCss ?? []) found.add(sheet);
  for (const other of chunk.imports) loadedWith(chunks, other, found);
};

const linkTo = (file: string): string =>
  file.endsWith('.css')
    ? `<link rel="preload" as="style" href="/${file}" />`
    : `<link rel="modulepreload" crossorigin href="/${file}" />`;

/**
 * Writes `project.html`: the page as it is sent for a project. It names the files of the first view, so that the browser asks for all
 * of them at once and not one after the other has run.
 */
export const projectPageFile = (): Plugin => ({
  name: 'project-page-file',
  apply: 'build',
  async writeBundle({ dir }, bundle) {
    if (dir === undefined) return;
    const chunks: Chunks = new Map(
      Object.values(bundle).flatMap((output) => (output.type === 'chunk' ? [[output.fileName, output] as const] : [])),
    );
    const found = new Set<string>();
    for (const chunk of chunks.values())
      if (projectModules.some((module) => chunk.facadeModuleId?.endsWith(`/${module}`)))
        loadedWith(chunks, chunk.fileName, found);
    const page = await readFile(path.join(dir, 'index.html'), 'utf8');
    // Vite drops the empty scripts of stylesheets late: the bundle has them still
    const written = new Set((await readdir(path.join(dir, 'assets'))).map((file) => `assets/${file}`));
    const links = [...found].filter((file) => written.has(file) && !page.includes(`/${file}"`)).map(linkTo);
    if (links.length === 0) throw new Error('the first view of a project was not found in the build');
    await writeFile(path.join(dir, 'project.html'), page.replace('</head>', `${links.join('\n    ')}\n  </head>`));
  },
});
