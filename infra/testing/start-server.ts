import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.dirname(path.dirname(import.meta.dirname));

export type RunningServer = {
  /** Such as `http://127.0.0.1:41234`. */
  readonly url: string;
  /** The one-time sign-in link of the owner. */
  readonly ownerLink: string;
  readonly dataDir: string;
  readonly adminToken: string;
  readonly pid: number;
  readonly output: () => string;
  /** Ends it at once, as a power cut would. */
  readonly kill: () => Promise<void>;
  /** Asks it to leave, and resolves with its exit code. */
  readonly stop: () => Promise<number>;
};

const adminToken = 'admin-token-of-the-tests';

const exitOf = (child: ChildProcess): Promise<number> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode ?? 1)
    : new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));

/** Resolves with the text that `pattern` finds in what the child prints; rejects when it ends before. */
const printed = (child: ChildProcess, output: () => string, pattern: RegExp): Promise<string> =>
  new Promise((resolve, reject) => {
    const look = () => {
      const found = pattern.exec(output())?.[0];
      if (found) resolve(found);
    };
    child.stdout?.on('data', look);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${output()}`)));
    look();
  });

/** Starts the real server in a process of its own, on a free port; without `dataDir`, on an empty folder that goes when the process does. */
export const startServer = async (
  options: { readonly dataDir?: string; readonly port?: number; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<RunningServer> => {
  const dataDir = options.dataDir ?? mkdtempSync(path.join(tmpdir(), 'oner-'));
  if (!options.dataDir) process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
  const child = spawn(process.execPath, [path.join(root, 'server/main.ts')], {
    cwd: root,
    env: {
      ...process.env,
      PORT: String(options.port ?? 0),
      HOST: '127.0.0.1',
      ONER_DATA_DIR: dataDir,
      ONER_ADMIN_TOKEN: adminToken,
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // A test or bench that breaks off leaves no server behind, which would keep its data folder.
  process.once('exit', () => child.kill('SIGKILL'));
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ownerLink = await printed(child, () => text, /http:\/\/127\.0\.0\.1:\d+\/\S+/);
  return {
    url: new URL(ownerLink).origin,
    ownerLink,
    dataDir,
    adminToken,
    pid: child.pid ?? 0,
    output: () => text,
    kill: async () => {
      child.kill('SIGKILL');
      await exitOf(child);
    },
    stop: async () => {
      child.kill('SIGTERM');
      return exitOf(child);
    },
  };
};
