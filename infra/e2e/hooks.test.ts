/** A studio's pipeline beside a real server: it is told what happens, and nothing is lost when the server dies. */
import { createServer, type Server } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type ApiClient, createApiClient } from '../testing/api-client.ts';
import { holdsEventually } from '../testing/eventually.ts';
import { type RunningServer, startServer } from '../testing/start-server.ts';

const message = z.object({
  type: z.string(),
  id: z.string(),
  project: z.string(),
  data: z.record(z.string(), z.unknown()),
});
type Message = z.infer<typeof message>;

const script = `INT. HALL - DAY

IDA waits by the clock.

IDA
Nobody comes.
`;

let receiver: Server;
let server: RunningServer;
let api: ApiClient;
let project = '';
let scene = '';
let secret = '';
let answer = 204;
const received: Message[] = [];
const unsigned: string[] = [];

const allow = { ONER_SAMPLE: 'false', ONER_EGRESS_ALLOW: '127.0.0.0/8' };
const types = (): string[] => received.map(({ type }) => type);

/** Verified as the library has it: by the time of day, too. */
const take = (body: string, headers: Record<string, string>): void => {
  try {
    new Webhook(secret).verify(body, headers);
  } catch (error) {
    unsigned.push(String(error));
  }
  received.push(message.parse(JSON.parse(body)));
};

beforeAll(async () => {
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as const);
      take(body, Object.fromEntries(headers));
      response.writeHead(answer).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  server = await startServer({ env: allow });
  api = createApiClient(server.url, server.adminToken);
  project = await api.importProject('Hooks', script);
  scene = (await api.get<{ id: string }[]>(`/api/projects/${project}/scenes`))[0]?.id ?? '';
});

afterAll(async () => {
  await server?.stop();
  receiver?.close();
  receiver?.closeAllConnections();
});

describe('hooks on a running server', () => {
  it('HOOK-24 a pipeline is told of shots, frames, comments, decisions and versions, all signed', async () => {
    const address = receiver.address();
    const port = address !== null && typeof address !== 'string' ? address.port : 0;
    const made = await api.post<{ secret: string }>(`/api/projects/${project}/webhooks`, {
      url: `http://127.0.0.1:${port}/oner`,
    });
    secret = made.secret;
    const shot = await api.post<{ id: string }>(`/api/projects/${project}/shots`, { scene, subjects: ['IDA'] });
    await holdsEventually('the frame is told of', () => types().includes('frame-posted'));
    await api.patch(`/api/projects/${project}/shots/${shot.id}`, { size: 'CU' });
    await api.post(`/api/projects/${project}/threads`, { anchor: { kind: 'shot', id: shot.id }, body: 'Closer.' });
    await api.post(`/api/projects/${project}/decisions`, { shot: shot.id, verdict: 'changes' });
    await api.post(`/api/projects/${project}/versions`, { name: 'First' });
    const wanted = ['shot-added', 'shot-changed', 'comment-added', 'decision-made', 'version-named'];
    await holdsEventually('all are told of', () => wanted.every((type) => types().includes(type)));
    await holdsEventually('both frames are', () => types().filter((type) => type === 'frame-posted').length === 2);
    expect(unsigned).toEqual([]);
    expect(new Set(received.map(({ id }) => id)).size).toBe(received.length);
    expect(received.find(({ type }) => type === 'frame-posted')?.data).toMatchObject({ shot: shot.id });
  });

  it('HOOK-44 findings are there for everyone who reads the project', async () => {
    await api.post(`/api/projects/${project}/shots`, { scene, subjects: ['ZACHARIAS'] });
    const findings = () => api.get<{ rule: string; message: string }[]>(`/api/projects/${project}/findings`);
    await holdsEventually('it is found', async () => (await findings()).length > 0);
    expect((await findings()).map(({ message: said }) => said)).toContain(
      'Shot 1B shows ZACHARIAS, whom scene 1 does not mention.',
    );
  });

  it('HOOK-29 what failed before kill -9 is sent after the restart, and nothing twice', async () => {
    answer = 503;
    received.splice(0);
    await api.post(`/api/projects/${project}/threads`, { anchor: { kind: 'project' }, body: 'And then?' });
    await holdsEventually('it is told of, and refused', () => types().includes('comment-added'));
    await server.kill();
    answer = 200;
    const refused = received.splice(0);
    server = await startServer({ dataDir: server.dataDir, env: allow });
    // What was under way when it died is taken over when its lease is over.
    const isThere = (id: string): boolean => received.some((again) => again.id === id);
    await holdsEventually('all that was refused is sent again', () => refused.every(({ id }) => isThere(id)), 60_000);
    expect(types()).toContain('comment-added');
    expect(new Set(received.map(({ id }) => id)).size).toBe(received.length);
    expect(unsigned).toEqual([]);
  });
});
