import { spawn } from 'node:child_process';

export type Ran = { readonly code: number; readonly output: string; readonly seconds: number };

/** Runs a script of the project on this Node and gathers what it prints; `echo` also shows it as it comes. */
export const runNode = (
  args: readonly string[],
  options: { readonly cwd: string; readonly echo?: boolean; readonly env?: Readonly<Record<string, string>> },
): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const gather = (to: NodeJS.WriteStream) => (chunk: Buffer) => {
      output += chunk.toString();
      if (options.echo) to.write(chunk);
    };
    child.stdout.on('data', gather(process.stdout));
    child.stderr.on('data', gather(process.stderr));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output, seconds: (performance.now() - started) / 1000 }));
  });
