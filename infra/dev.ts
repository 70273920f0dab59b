/** `npm run dev`: the server, started again when its sources change, and the client by Vite with hot reload before it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { watch } from 'node:fs';
import path from 'node:path';

const root = path.dirname(import.meta.dirname);
/** Editors write a file in several steps; a restart waits until they are through, ms. */
const quietMs = 200;

const env = { ...process.env, ONER_DEV_SERVER: `http://127.0.0.1:${process.env.PORT ?? 4000}` };
const run = (...args: string[]): ChildProcess => spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env });

let leaving = false;
let server = run('server/main.ts');
const client = run('node_modules/vite/bin/vite.js', 'client');

const restart = (): void => {
  const old = server;
  const again = (): void => {
    if (!leaving) server = run('server/main.ts');
  };
  if (old.exitCode !== null) again();
  else old.once('exit', again).kill('SIGTERM');
};

let timer: NodeJS.Timeout | undefined;
// Node's own --watch talks to every worker thread of what it watches, and ours speak their own protocols.
for (const folder of ['server', 'shared']) {
  watch(path.join(root, folder), { recursive: true }, (_event, file) => {
    if (!file?.endsWith('.ts') || file.endsWith('.test.ts')) return;
    clearTimeout(timer);
    timer = setTimeout(restart, quietMs);
  });
}

const leave = (code: number): void => {
  leaving = true;
  server.kill('SIGTERM');
  client.kill('SIGTERM');
  server.once('exit', () => process.exit(code));
};
client.on('exit', (code) => leave(code ?? 1));
process.on('SIGINT', () => leave(130));
process.on('SIGTERM', () => leave(143));
