/** `npm run dev`: the server on its port, started again when its sources change, and the client by Vite with hot reload before it. */
import { spawn } from 'node:child_process';
import path from 'node:path';

const root = path.dirname(import.meta.dirname);
const run = (...args: string[]) => spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });

const children = [
  run('--watch-path=server', '--watch-path=shared', '--watch-preserve-output', 'server/main.ts'),
  run('node_modules/vite/bin/vite.js', 'client'),
];

const end = (code: number): void => {
  for (const child of children) child.kill('SIGTERM');
  process.exitCode = code;
};
for (const child of children) child.on('exit', (code) => end(code ?? 1));
process.on('SIGINT', () => end(130));
process.on('SIGTERM', () => end(143));
