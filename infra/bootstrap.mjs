// Makes a fresh clone ready before `npm start`, `npm test` and `npm run bench`: plain JavaScript for any Node from 18 on.
//   start: dependencies, and the built client      install: dependencies      test: dependencies, and the services that tests use
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findNode, requireNode, root, runtimeFolder, stop } from './node.mjs';

const major = Number(process.versions.node.split('.')[0]);
if (major < 18)
  stop(`Node 18 or newer is needed to start and this is ${process.version}: install Node 24, then try again`);

const say = (line) => process.stdout.write(`oner: ${line}\n`);
const readJson = (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8'));

/** Whether what is installed in a folder is what its lockfile says; packages for other platforms do not count. */
const installed = (folder) => {
  const hidden = path.join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(path.join(root, hidden))) return false;
  const wanted = readJson(path.join(folder, 'package-lock.json')).packages;
  const have = readJson(hidden).packages;
  return Object.entries(wanted).every(
    ([where, entry]) =>
      !where.startsWith('node_modules/') || entry.link || entry.optional || have[where]?.version === entry.version,
  );
};

/** Runs `npm ci` in a folder on the Node at `node`, which install scripts then find first, too. */
const npmCi = (folder, node) => {
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const options = {
    cwd: path.join(root, folder),
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ''}` },
  };
  const ran = npm
    ? spawnSync(node, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  return ran.status === 0;
};

const install = () => {
  const wholeNode = findNode() !== null;
  const wholeDependencies = installed('.');
  if (wholeNode && wholeDependencies) return;
  say('installing dependencies (about a minute)');
  if (!wholeNode && !npmCi(path.relative(root, runtimeFolder), process.execPath))
    stop('Node 24 could not be installed: see above, then try again, or install Node 24 yourself');
  if (!wholeDependencies && !npmCi('.', requireNode()))
    stop('the dependencies could not be installed: see above, then run "npm ci" and try again');
};

const filesOf = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'dist' || entry.name === 'node_modules' ? [] : filesOf(file);
    return /\.test\.tsx?$/.test(entry.name) ? [] : [file];
  });

const sourcesHash = () => {
  const hash = createHash('sha256');
  for (const folder of ['client', 'shared']) {
    for (const file of filesOf(path.join(root, folder)).sort()) {
      hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  return hash.update(readFileSync(path.join(root, 'package-lock.json'))).digest('hex');
};

const buildClient = () => {
  const stamp = path.join(root, 'client', 'dist', '.sources');
  const hash = sourcesHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  say('building the client');
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const ran = spawnSync(requireNode(), [vite, 'build', path.join(root, 'client'), '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (ran.status !== 0) stop('the client could not be built: see above');
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
};

const prepareServices = () => {
  const script = path.join(root, 'infra', 'services', 'install.mjs');
  const ran = spawnSync(requireNode(), [script], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (ran.status !== 0) stop('a service that the tests need could not be had: see above');
};

const mode = process.argv[2];
install();
requireNode();
if (mode === 'start') buildClient();
if (mode === 'test') {
  buildClient();
  prepareServices();
}
