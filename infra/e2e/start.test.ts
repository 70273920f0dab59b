/** Starting and stopping, as whoever runs the server sees it. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createApiClient } from '../testing/api-client.ts';
import { holdsEventually } from '../testing/eventually.ts';
import { type RunningServer, startServer } from '../testing/start-server.ts';
import { openStockClient } from '../testing/stock-client.ts';

const main = path.join(import.meta.dirname, '../../server/main.ts');
const closing: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const emptyFolder = (): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'oner-start-'));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** Runs the server until it ends by itself, and gives what it printed. */
const runToEnd = async (env: Readonly<Record<string, string>>): Promise<{ code: number; lines: string[] }> => {
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, PORT: '0', ONER_DATA_DIR: emptyFolder(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  closing.push(() => child.kill('SIGKILL'));
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const code = await new Promise<number>((resolve) => child.once('close', (given) => resolve(given ?? -1)));
  return { code, lines: printed.split('\n').filter((line) => line !== '') };
};

const start = async (options: Parameters<typeof startServer>[0]): Promise<RunningServer> => {
  const server = await startServer({ ...options, env: { ONER_SAMPLE: 'false', ...options?.env } });
  closing.push(() => server.kill());
  return server;
};

/** Takes a sign-in link as a browser does, and says whether it signed in. */
const signsIn = async (link: string): Promise<boolean> => {
  const page = await fetch(link, { redirect: 'manual' });
  return page.headers.getSetCookie().some((cookie) => /^[^=]+=[^;]+/.test(cookie));
};

describe('starting', () => {
  it.each([
    [{ PORT: 'forty' }, 'PORT'],
    [{ ONER_ADMIN_TOKEN: 'short' }, 'ONER_ADMIN_TOKEN'],
    [{ MONGODB_URL: 'http://127.0.0.1' }, 'MONGODB_URL'],
    [{ ONER_EGRESS_ALLOW: '10.0.0.0/99' }, 'ONER_EGRESS_ALLOW'],
    [{ S3_BUCKET: 'alone' }, 'S3_ENDPOINT'],
  ])('OPS-30 %j is told in one line', async (env: Readonly<Record<string, string>>, name) => {
    const { code, lines } = await runToEnd(env);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`oner: ${name}`);
    expect(code).toBe(1);
  });

  it('OPS-30 a port in use is told in one line that says what to do', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    closing.push(() => holder.close());
    const address = holder.address();
    const port = address !== null && typeof address !== 'string' ? address.port : 0;
    const { code, lines } = await runToEnd({ PORT: String(port) });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`port ${port} is in use.*set PORT`));
    expect(code).toBe(1);
  });

  it('OPS-30 a data folder that cannot be written to is told in one line', async () => {
    // A file in its place: no right to write there helps, not even that of root.
    const file = path.join(emptyFolder(), 'taken');
    writeFileSync(file, '');
    const { code, lines } = await runToEnd({ ONER_DATA_DIR: file });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/data folder .*taken cannot be written to.*ONER_DATA_DIR/);
    expect(code).toBe(1);
  });

  it('OPS-32 the admin token is kept across starts; OPS-33 the owner signs in by each link once', async () => {
    const dataDir = emptyFolder();
    // An empty variable counts as absent, so the server makes its own.
    const own = { dataDir, env: { ONER_ADMIN_TOKEN: '', ONER_SAMPLE: 'true' } };
    const first = await start(own);
    const file = path.join(dataDir, 'admin-token');
    const token = readFileSync(file, 'utf8').trim();
    expect(token.length).toBeGreaterThanOrEqual(32);
    expect(statSync(file).mode & 0o077).toBe(0);
    await holdsEventually('the sample is there', async () => {
      const projects = await createApiClient(first.url, token).get<unknown[]>('/api/projects');
      return projects.length === 1;
    });
    expect(await signsIn(first.ownerLink)).toBe(true);
    expect(await signsIn(first.ownerLink)).toBe(false);
    expect(await first.stop()).toBe(0);

    const startedAt = Date.now();
    const second = await start(own);
    console.log(`the second start took ${Date.now() - startedAt} ms`);
    expect(second.ownerLink).not.toBe(first.ownerLink.replace(first.url, second.url));
    expect(readFileSync(file, 'utf8').trim()).toBe(token);
    expect(await createApiClient(second.url, token).get<unknown[]>('/api/projects')).toHaveLength(1);
    expect(await signsIn(second.ownerLink)).toBe(true);
  });
});

describe('stopping', () => {
  it('OPS-31 SIGTERM closes sockets with 1001, keeps what was sent, and leaves in time', async () => {
    const dataDir = emptyFolder();
    const server = await start({ dataDir });
    const project = await createApiClient(server.url, server.adminToken).importProject('Leaving', 'INT. HALL - DAY\n');
    const open = ({ url, adminToken }: RunningServer) => {
      const client = openStockClient({ url, room: `${project}/story`, token: adminToken });
      closing.push(client.close);
      return client;
    };
    const [writer, other] = [open(server), open(server)];
    await Promise.all([writer.synced, other.synced]);
    // Sent, and heard by the other, but not yet said to be saved when the signal comes.
    void writer.write((doc) => doc.getMap('meta').set('draft', 'the last words'));
    await holdsEventually('it is heard', () => other.doc.getMap('meta').get('draft') === 'the last words');
    const signalledAt = Date.now();
    process.kill(server.pid, 'SIGTERM');
    const left = server.stop();
    expect(await Promise.all([writer.closed, other.closed])).toEqual([1001, 1001]);
    expect(await left).toBe(0);
    const tookMs = Date.now() - signalledAt;
    console.log(`left ${tookMs} ms after the signal`);
    expect(tookMs).toBeLessThan(10_000);

    const reader = open(await start({ dataDir }));
    await reader.synced;
    expect(reader.doc.getMap('meta').get('draft')).toBe('the last words');
  });
});
