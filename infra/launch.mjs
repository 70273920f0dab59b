// Runs a program of the project on a Node that is new enough, handing on arguments, signals and the exit code.
import { spawn } from 'node:child_process';
import { requireNode } from './node.mjs';

const child = spawn(requireNode(), process.argv.slice(2), { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => {
  if (signal) process.exit(signal === 'SIGINT' ? 130 : 143);
  process.exit(code ?? 1);
});
