import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { adminToken, type RunningApp, startApp } from './testing/start-app.ts';

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const statusOf = async (path: string, upgrade: string): Promise<string> => {
  const { hostname, port } = new URL(app.url);
  const socket = connect(Number(port), hostname);
  const headers = `Host: ${hostname}\r\nAuthorization: Bearer ${adminToken}\r\nConnection: Upgrade\r\nUpgrade: ${upgrade}`;
  socket.write(`GET ${path} HTTP/1.1\r\n${headers}\r\n\r\n`);
  const [data] = await once(socket, 'data');
  socket.destroy();
  return String(data).split('\r\n')[0] ?? '';
};

it('HTTP-16 a program that offers HTTP/2 is answered all the same, and a socket that leads nowhere is told so', async () => {
  expect(await statusOf('/api/projects', 'h2c')).toBe('HTTP/1.1 200 OK');
  expect(await statusOf('/nowhere', 'websocket')).toBe('HTTP/1.1 404 Not Found');
});
