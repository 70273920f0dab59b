/**
 * Kills the server with SIGKILL at random moments under load, and looks whether every update that it said is saved is there after the
 * restart. `node infra/faults/kill-server.ts [--runs 50] [--storage sqlite|mongo] [--url mongodb://…, else one is started] [--clients 6] [--seed n]`
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { startMongo } from '../services/mongo.ts';
import { RecordingClient } from './recording-client.ts';

export type KillServerOptions = {
  readonly runs: number;
  /** A SQLite file's folder is made for it when absent. */
  readonly mongoUrl?: string;
  readonly clients: number;
  readonly seed: number;
};

export type KillServerReport = {
  readonly runs: number;
  readonly written: number;
  readonly saved: number;
  /** Keys that were said to be saved and are not there. */
  readonly lost: readonly string[];
  /** From start to in sync, ms: the slowest. */
  readonly slowestRestartMs: number;
};

type Running = { readonly child: ChildProcess; readonly port: number };

const readySchema = z.object({ port: z.number() });

const startServer = async (location: string, database: string): Promise<Running> => {
  const child = fork(new URL('./rooms-process.ts', import.meta.url), [location, database]);
  const [message] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`the server ended with ${code}`);
    }),
  ]);
  return { child, port: readySchema.parse(message).port };
};

const kill = async ({ child }: Running): Promise<void> => {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
};

/** Mulberry32: 0 ≤ x < 1. */
const createRandom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** Lets clients write for a while; at its end their last writes are on their way, at some stage or other. */
const load = async (clients: readonly RecordingClient[], random: () => number): Promise<void> => {
  const end = performance.now() + 50 + random() * 500;
  for (;;) {
    for (const client of clients) for (let n = random() * 4; n > 0; n--) client.write();
    if (performance.now() >= end) break;
    // Mostly close together, now and then far enough apart for a slow store to acknowledge.
    await pause(3 + 120 * random() ** 4);
  }
  // The frames have left this process; the server is reading, applying, broadcasting or writing them.
  const stage = performance.now() + random() * 3;
  do await new Promise((resolve) => setImmediate(resolve));
  while (performance.now() < stage);
};

const missingFrom = async (port: number, keys: readonly string[]): Promise<readonly string[]> => {
  const reader = new RecordingClient(port, 'reader');
  const doc = await reader.synced();
  const saved = doc.getMap('saved');
  const missing = keys.filter((key) => !saved.has(key));
  await reader.close();
  return missing;
};

export const killServer = async (options: KillServerOptions): Promise<KillServerReport> => {
  const random = createRandom(options.seed);
  const folder = await mkdtemp(join(tmpdir(), 'oner-faults-'));
  const location = options.mongoUrl ?? join(folder, 'faults.db');
  const database = `oner-faults-${options.seed}-${Date.now()}`;
  const saved: string[] = [];
  let written = 0;
  let slowestRestartMs = 0;
  let lost: readonly string[] = [];
  let server = await startServer(location, database);
  try {
    for (let run = 0; run < options.runs && lost.length === 0; run++) {
      const clients = Array.from(
        { length: options.clients },
        (_, i) => new RecordingClient(server.port, `${run}-${i}`),
      );
      await Promise.all(clients.map((client) => client.synced()));
      await load(clients, random);
      await kill(server);
      await Promise.all(clients.map((client) => client.close()));
      for (const client of clients) {
        saved.push(...client.savedKeys());
        written += client.written;
      }
      const startedAt = performance.now();
      server = await startServer(location, database);
      lost = await missingFrom(server.port, saved);
      slowestRestartMs = Math.max(slowestRestartMs, performance.now() - startedAt);
    }
  } finally {
    await kill(server);
    await rm(folder, { recursive: true, force: true });
  }
  return { runs: options.runs, written, saved: saved.length, lost, slowestRestartMs };
};

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '50' },
      storage: { type: 'string', default: 'sqlite' },
      url: { type: 'string' },
      clients: { type: 'string', default: '6' },
      seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    },
  });
  const service = values.storage === 'mongo' && !values.url ? await startMongo() : null;
  if (service && 'missing' in service) throw new Error(`--storage mongo needs a server: ${service.missing}`);
  const mongoUrl = values.url ?? service?.url;
  const seed = Number(values.seed);
  console.log(`killing the server ${values.runs} times on ${values.storage}, seed ${seed}`);
  const report = await killServer({
    runs: Number(values.runs),
    clients: Number(values.clients),
    seed,
    ...(values.storage === 'mongo' && mongoUrl ? { mongoUrl } : {}),
  });
  await service?.stop();
  console.log(
    `${report.runs} kills: ${report.written} updates written, ${report.saved} said to be saved, ${report.lost.length} of those lost; ` +
      `slowest restart to in sync ${report.slowestRestartMs.toFixed(0)} ms`,
  );
  if (report.lost.length > 0) console.log(`lost: ${report.lost.slice(0, 20).join(', ')}`);
  process.exit(report.lost.length === 0 && report.saved > 0 ? 0 : 1);
};

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
