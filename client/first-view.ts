import path from 'node:path';
import type { Plugin, Rolldown } from 'vite';

/** What a project's first view is made of, by the modules that load it. */
export const projectModules = [
  'app/project-page.tsx',
  'features/script/script-view.tsx',
  'features/script/navigator.tsx',
];

const entryModule = 'main.tsx';

type Modules = Pick<Rolldown.PluginContext, 'getModuleInfo'>;

/** The modules that load with these; `lazily` adds what they may load later. */
const reachable = (modules: Modules, roots: readonly string[], lazily = false): ReadonlySet<string> => {
  const found = new Set<string>();
  const visit = (id: string): void => {
    if (found.has(id)) return;
    found.add(id);
    const info = modules.getModuleInfo(id);
    for (const next of info?.importedIds ?? []) visit(next);
    if (lazily) for (const next of info?.dynamicallyImportedIds ?? []) if (!isProject(next)) visit(next);
  };
  for (const root of roots) visit(root);
  return found;
};

const isProject = (id: string): boolean => projectModules.some((module) => id.endsWith(`/${module}`));

/**
 * One file for what every page runs and one for what only a project's first view does: in a file a module, as they would be split, the
 * browser and the server spend more time asking than loading. Give `groups` to the bundler.
 */
export const firstViewFiles = (root: string) => {
  const files = new Map<string, string>();
  const plugin: Plugin = {
    name: 'first-view-files',
    apply: 'build',
    buildEnd() {
      const entry = path.join(root, entryModule);
      const everywhere = reachable(this, [entry]);
      const elsewhere = reachable(this, [entry], true);
      const project = reachable(
        this,
        projectModules.map((module) => path.join(root, module)),
      );
      for (const id of project) if (!elsewhere.has(id)) files.set(id, 'project');
      for (const id of everywhere) files.set(id, 'main');
    },
  };
  const groups = [
    { debugName: 'first view', name: (id: string) => files.get(id) ?? null, includeDependenciesRecursively: false },
  ];
  return { plugin, groups };
};
