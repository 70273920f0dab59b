// Finds a Node that runs the project (24 or newer), from plain JavaScript that any Node from 18 on can read.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const needed = 24;

const majorOf = (version) => Number(/^v?(\d+)/.exec(version)?.[1] ?? 0);

/** The Node that `bootstrap.mjs` installs where the system's is too old: by itself, before the dependencies, for a package manager on an old Node leaves out what asks for a newer one. */
export const runtimeFolder = path.join(root, 'infra', 'node-runtime');

/** The path of a Node that is new enough: the one that runs this, else the installed one; null when there is none. */
export const findNode = () => {
  if (majorOf(process.version) >= needed) return process.execPath;
  const exe = process.platform === 'win32' ? 'node.exe' : 'node';
  const bundled = path.join(runtimeFolder, 'node_modules', 'node', 'bin', exe);
  if (!existsSync(bundled)) return null;
  const { stdout, status } = spawnSync(bundled, ['--version'], { encoding: 'utf8' });
  return status === 0 && majorOf(stdout) >= needed ? bundled : null;
};

/** Ends the process with one line that says what is wrong and what to do. */
export const stop = (line) => {
  process.stderr.write(`oner: ${line}\n`);
  process.exit(1);
};

/** As `findNode`, but stops with the way out when there is none. */
export const requireNode = () =>
  findNode() ??
  stop(
    `Node ${needed} or newer is needed and this is ${process.version}: run "npm rebuild node --prefix infra/node-runtime" (or install Node ${needed}), then try again`,
  );
