import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A service that runs, with the way to end it, or why it cannot be had. */
export type Service = { readonly url: string; readonly stop: () => Promise<void> } | { readonly missing: string };

/** Where `install.mjs` puts the programs that it builds. */
export const builtPrograms = path.join(import.meta.dirname, '..', '..', '.cache', 'bin');

const readyTimeoutMs = 20_000;
const stopTimeoutMs = 3000;

/** The path of a program on `PATH` or among those that were built; null when it is nowhere. */
export const findProgram = (name: string): string | null => {
  const folders = [builtPrograms, ...(process.env.PATH ?? '').split(path.delimiter)];
  for (const folder of folders) {
    const file = path.join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not here.
    }
  }
  return null;
};

/** A port of the loopback interface that nobody listens on. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return address.port;
};

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

export type ChildServiceOptions = {
  readonly program: string;
  /** Its arguments, given the port to listen on and an empty folder that is removed in the end. */
  readonly args: (at: { readonly port: number; readonly folder: string }) => readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly url: (port: number) => string;
};

/** Runs a program as a service on a free port until `stop`, or until this process ends; rejects when it does not accept connections in time. */
export const startChildService = async ({ program, args, env, url }: ChildServiceOptions): Promise<Service> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'oner-service-'));
  const port = await freePort();
  const child = spawn(program, args({ port, folder }), {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  let ended = false;
  child.stderr.on('data', (data: Buffer) => {
    complaint = (complaint + data.toString()).slice(-2000);
  });
  const exited = new Promise<void>((resolve) => {
    const end = () => {
      ended = true;
      resolve();
    };
    child.once('exit', end);
    child.once('error', end);
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const stop = async () => {
    process.off('exit', kill);
    child.kill('SIGTERM');
    await Promise.race([exited, sleep(stopTimeoutMs, null, { ref: false })]);
    child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  };
  const deadline = Date.now() + readyTimeoutMs;
  while (!(await accepts(port))) {
    if (ended || Date.now() > deadline) {
      await stop();
      throw new Error(`${path.basename(program)} does not accept connections: ${complaint}`);
    }
    await sleep(30);
  }
  return { url: url(port), stop };
};
