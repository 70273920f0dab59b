// Makes the services and programs that tests use available: from what the machine has, else by apt-get as root; what is written in Go is
// built into .cache/bin. Plain JavaScript for any Node from 18 on. Quick when all is there. With CI=true a missing one is an error.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(path.dirname(here));
const built = path.join(root, '.cache', 'bin');
const versitygw = 'github.com/versity/versitygw/cmd/versitygw@v1.8.0';

const isProgram = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};
const onPath = (name) =>
  (process.env.PATH ?? '').split(path.delimiter).some((folder) => isProgram(path.join(folder, name)));

const say = (line) => process.stderr.write(`oner: ${line}\n`);
const run = (command, args, options = {}) =>
  spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], ...options }).status === 0;

/** Installs Debian packages, one after the other; each is tried twice, as mirrors fail now and then. */
const installPackages = (packages) => {
  if (packages.length === 0 || !onPath('apt-get') || process.getuid?.() !== 0) return;
  say(`installing ${packages.join(', ')} for the tests`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) => run('apt-get', ['-qq', ...args], { env }) || run('apt-get', ['-qq', ...args], { env });
  apt('update');
  for (const name of packages) apt('install', '-y', '--no-install-recommends', name);
};

/** What a built program was made from: it is built again when that changes. */
const sourceMark = (files) => {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest('hex');
};

const buildProgram = (name, mark, build) => {
  const file = path.join(built, name);
  const marker = `${file}.made-from`;
  if (isProgram(file) && existsSync(marker) && readFileSync(marker, 'utf8') === mark) return;
  if (!onPath('go')) return;
  say(`building ${name} for the tests (about 90 s the first time)`);
  mkdirSync(built, { recursive: true });
  rmSync(marker, { force: true });
  if (build(file)) writeFileSync(marker, mark);
};

const ferretdb = path.join(root, 'infra', 'ferretdb');
const programs = [
  {
    name: 'chromium',
    packages: ['chromium'],
    there: () => ['chromium', 'chromium-browser', 'google-chrome'].some(onPath),
  },
  { name: 'redis-server', packages: ['redis-server'], there: () => onPath('redis-server') },
  { name: 'ffmpeg', packages: ['ffmpeg'], there: () => onPath('ffmpeg') },
];

installPackages(programs.filter(({ there }) => !there()).flatMap(({ packages }) => packages));

if (!process.env.MONGODB_URL) {
  const sources = ['main.go', 'go.mod', 'go.sum'].map((file) => path.join(ferretdb, file));
  buildProgram('oner-ferretdb', sourceMark(sources), (file) =>
    run('go', ['build', '-trimpath', '-ldflags', '-s -w', '-o', file, '.'], { cwd: ferretdb }),
  );
}
if (!onPath('versitygw'))
  buildProgram('versitygw', versitygw, () =>
    run('go', ['install', versitygw], { env: { ...process.env, GOBIN: built } }),
  );

const missing = [
  ...programs.filter(({ there }) => !there()).map(({ name }) => name),
  ...(process.env.MONGODB_URL || isProgram(path.join(built, 'oner-ferretdb'))
    ? []
    : ['a MongoDB server (set MONGODB_URL, or install Go to build FerretDB)']),
  ...(onPath('versitygw') || isProgram(path.join(built, 'versitygw'))
    ? []
    : ['an S3 server (install Go to build versitygw)']),
];
for (const name of missing)
  say(`${name} cannot be had here: its tests are ${process.env.CI === 'true' ? 'failures' : 'skipped'}`);
if (missing.length > 0 && process.env.CI === 'true') process.exit(1);
