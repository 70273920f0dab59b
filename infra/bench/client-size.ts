/** What the browser fetches before a project's first view is there, by following the imports of the built client. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const dist = path.join(path.dirname(path.dirname(import.meta.dirname)), 'client', 'dist');
/** Names of chunks after their view: what the address of a project loads before its script can be written in. The strip of cards and its keys come after it. */
const firstView = ['project-page', 'script-view', 'navigator'] as const;

export type ClientSize = {
  /** JavaScript and CSS, gzip, kB. */
  readonly firstLoadKb: number;
  /** Of these, what the entry alone takes. */
  readonly entryKb: number;
  readonly files: number;
};

const staticImports = (source: string): readonly string[] =>
  [...source.matchAll(/(?:^|[;}\s])(?:import|export)\b[^"'();]*?["']\.\/([^"']+)["']/g)].flatMap(
    ([, name]) => name ?? [],
  );

/** The files that loading these scripts brings, themselves included. */
const closure = (scripts: readonly string[]): ReadonlySet<string> => {
  const found = new Set<string>();
  const visit = (name: string): void => {
    const file = path.join(dist, 'assets', name);
    if (found.has(name) || !existsSync(file)) return;
    found.add(name);
    if (name.endsWith('.js')) for (const next of staticImports(readFileSync(file, 'utf8'))) visit(next);
  };
  for (const script of scripts) visit(script);
  return found;
};

const assetsIn = (text: string): readonly string[] =>
  [...text.matchAll(/assets\/([\w.-]+\.(?:js|css))/g)].flatMap(([, name]) => name ?? []);

/** A lazy view's own files: those that its import in the entry's scripts preloads. */
const lazyFiles = (scripts: ReadonlySet<string>, view: string): readonly string[] =>
  [...scripts]
    .filter((name) => name.endsWith('.js'))
    .flatMap((name) => assetsIn(readFileSync(path.join(dist, 'assets', name), 'utf8')))
    .filter((name) => name.startsWith(`${view}-`));

const gzipKb = (names: ReadonlySet<string>): number => {
  const bytes = [...names].map((name) => gzipSync(readFileSync(path.join(dist, 'assets', name))).length);
  return bytes.reduce((sum, size) => sum + size, 0) / 1000;
};

/** Reads the built client; throws when it was not built. */
export const clientSize = (): ClientSize => {
  const entry = closure(assetsIn(readFileSync(path.join(dist, 'index.html'), 'utf8')));
  let all = entry;
  for (const view of firstView) all = closure([...all, ...lazyFiles(all, view)]);
  return { firstLoadKb: gzipKb(all), entryKb: gzipKb(entry), files: all.size };
};
