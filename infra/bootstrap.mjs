// Makes a fresh clone ready before `npm start`, `npm test` and `npm run bench`: plain JavaScript for any Node from 18 on.
//   start: dependencies, and the built client      install: dependencies      test: dependencies, and the services that tests use
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { requireNode, root, stop } from './node.mjs';

const major = Number(process.versions.node.split('.')[0]);
if (major < 18)
  stop(`Node 18 or newer is needed to start and this is ${process.version}: install Node 24, then try again`);

const say = (line) => process.stdout.write(`oner: ${line}\n`);
const readJson = (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8'));

/** Whether what is installed is what the lockfile says; packages for other platforms do not count. */
const installed = () => {
  const hidden = 'node_modules/.package-lock.json';
  if (!existsSync(path.join(root, hidden))) return false;
  const wanted = readJson('package-lock.json').packages;
  const have = readJson(hidden).packages;
  return Object.entries(wanted).every(
    ([where, entry]) =>
      !where.startsWith('node_modules/') || entry.link || entry.optional || have[where]?.version === entry.version,
  );
};

const install = () => {
  if (installed()) return;
  say('installing dependencies (about a minute)');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const ran = npm
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
    : spawnSync('npm', args, {
        cwd: root,
        stdio: ['ignore', 'ignore', 'inherit'],
        shell: process.platform === 'win32',
      });
  if (ran.status !== 0) stop('the dependencies could not be installed: see above, then run "npm ci" and try again');
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
