import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../rooms/testing/manual-clock.ts';
import { createEgress, type EgressRequest, maxRedirects } from './egress.ts';
import { mayConnect, parseEgressAllow } from './egress-rules.ts';

const rulesOf = (allow: string) => {
  const rules = parseEgressAllow(allow);
  if (!rules.ok) throw new Error(rules.error.entry);
  return rules.value;
};

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

type Answer = (path: string) => { status: number; location?: string; body?: string } | null;

/** A server of this machine; an answer of null never comes. */
const listen = async (answer: Answer): Promise<{ port: number; asked: string[] }> => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? '-'}`);
    const given = answer(request.url ?? '');
    if (!given) return;
    response.writeHead(given.status, given.location === undefined ? {} : { location: given.location });
    response.end(given.body ?? '');
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Listening on a host and port gives an address, never a pipe's name.
  return { port: (server.address() as AddressInfo).port, asked };
};

const get = (url: string): EgressRequest => ({ method: 'GET', url, headers: {}, timeoutMs: 1000, maxBytes: 100 });
const open = (allow: string, clock = new ManualClock()) => createEgress({ rules: rulesOf(allow), clock });

const forbidden = [
  '127.0.0.1',
  '127.255.0.9',
  '0.0.0.0',
  '10.1.2.3',
  '172.16.0.1',
  '192.168.1.1',
  '100.64.0.1',
  '169.254.169.254',
  '168.63.129.16',
  '192.0.2.1',
  '198.18.0.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::127.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:169.254.169.254',
  '::ffff:a00:1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::1',
  '2002:7f00:1::',
  '2001::1',
  '2001:db8::1',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
  'not an address',
  '0x7f.1',
];

describe('the egress guard', () => {
  it.each(forbidden)('HOOK-20 %s is not reached', (address) => {
    expect(mayConnect(rulesOf(''), 'example.com', address)).toBe(false);
  });

  it.each(['93.184.216.34', '8.8.8.8', '2606:2800:220:1::1', '::ffff:8.8.8.8'])('HOOK-20 %s is reached', (address) => {
    expect(mayConnect(rulesOf(''), 'example.com', address)).toBe(true);
  });

  it('HOOK-21 what the operator lists is reached besides: a host, an address, a network', () => {
    const rules = rulesOf('pipeline.local, 10.0.0.0/8 ,[fd00::7],127.0.0.1');
    expect(mayConnect(rules, 'Pipeline.local', '192.168.0.5')).toBe(true);
    expect(mayConnect(rules, 'other.local', '192.168.0.5')).toBe(false);
    expect(mayConnect(rules, 'other.local', '10.9.9.9')).toBe(true);
    expect(mayConnect(rules, 'other.local', '::ffff:10.9.9.9')).toBe(true);
    expect(mayConnect(rules, 'other.local', 'fd00::7')).toBe(true);
    expect(mayConnect(rules, 'other.local', 'fd00::8')).toBe(false);
    expect(mayConnect(rules, '127.0.0.1', '127.0.0.2')).toBe(false);
  });

  it.each(['10.0.0.0/40', 'http://a', 'a b', '1.2.3', '-a'])('HOOK-21 "%s" is neither host nor network', (entry) => {
    expect(parseEgressAllow(`a.example,${entry}`)).toEqual({
      ok: false,
      error: { kind: 'not-a-host-or-network', entry },
    });
  });

  it.each(['127.0.0.1', '[::1]', '2130706433', '0x7f.1', '127.1', 'localhost', '[::ffff:127.0.0.1]'])(
    'HOOK-20 a request to http://%s is refused before anything is sent',
    async (host) => {
      const { port, asked } = await listen(() => ({ status: 200 }));
      expect(await open('').send(get(`http://${host}:${port}/`))).toMatchObject({
        ok: false,
        error: { kind: 'forbidden-address' },
      });
      expect(asked).toEqual([]);
    },
  );

  it('HOOK-20 a name is checked by the address that is connected to, at every connection', async () => {
    const { port, asked } = await listen(() => ({ status: 200 }));
    const answers = ['127.0.0.1', '10.0.0.1'];
    const resolve = (_host: string, _options: unknown, callback: (...result: never[]) => void) => {
      const give = callback as unknown as (error: null, addresses: { address: string; family: number }[]) => void;
      give(null, [{ address: answers.shift() ?? '10.0.0.1', family: 4 }]);
    };
    // Stands in for the system's resolver, of whose overloads only this one is called.
    const options = { rules: rulesOf('127.0.0.0/8'), clock: new ManualClock(), resolve: resolve as never };
    const egress = createEgress(options);
    expect(await egress.send(get(`http://rebound.example:${port}/`))).toMatchObject({ ok: true });
    expect(await egress.send(get(`http://rebound.example:${port}/`))).toMatchObject({
      ok: false,
      error: { kind: 'forbidden-address' },
    });
    expect(asked).toHaveLength(1);
  });

  it('HOOK-20 a redirect is held to the same rules', async () => {
    const inner = await listen(() => ({ status: 200 }));
    const outer = await listen(() => ({ status: 307, location: `http://127.0.0.2:${inner.port}/secret` }));
    const sent = await open('127.0.0.1').send(get(`http://127.0.0.1:${outer.port}/`));
    expect(sent).toMatchObject({ ok: false, error: { kind: 'forbidden-address' } });
    expect(inner.asked).toEqual([]);
  });

  it('HOOK-22 a redirect never turns a POST into a GET, nor takes credentials to another origin', async () => {
    const inner = await listen(() => ({ status: 200, body: 'here' }));
    const outer = await listen((path) => ({
      status: path === '/see' ? 303 : 307,
      location: `http://127.0.0.1:${inner.port}/`,
    }));
    const egress = open('127.0.0.1');
    const post = {
      method: 'POST',
      headers: { authorization: 'Bearer x' },
      body: 'b',
      timeoutMs: 9,
      maxBytes: 9,
    } as const;
    const base = `http://127.0.0.1:${outer.port}`;
    expect(await egress.send({ ...post, url: `${base}/see` })).toMatchObject({ value: { status: 303 } });
    expect(inner.asked).toEqual([]);
    expect(await egress.send({ ...post, url: `${base}/keep` })).toMatchObject({ value: { status: 200 } });
    expect(inner.asked).toEqual(['POST / -']);
    const file = await listen(() => ({ status: 302, location: 'file:///etc/passwd' }));
    expect(await egress.send(get(`http://127.0.0.1:${file.port}/`))).toMatchObject({
      error: { kind: 'forbidden-redirect' },
    });
  });

  it('HOOK-23 redirects, answers and time are bounded', async () => {
    const { port, asked } = await listen((path) => {
      if (path === '/never') return null;
      return path === '/big' ? { status: 200, body: 'x'.repeat(101) } : { status: 302, location: '/again' };
    });
    const clock = new ManualClock();
    const egress = open('127.0.0.1', clock);
    const base = `http://127.0.0.1:${port}`;
    expect(await egress.send(get(`${base}/big`))).toMatchObject({ error: { kind: 'too-large' } });
    expect(await egress.send({ ...get(`${base}/big`), maxBytes: 0 })).toMatchObject({ value: { status: 200 } });
    asked.splice(0);
    expect(await egress.send(get(`${base}/again`))).toMatchObject({ error: { kind: 'too-many-redirects' } });
    expect(asked).toHaveLength(maxRedirects + 1);
    const never = egress.send(get(`${base}/never`));
    clock.advance(1000);
    expect(await never).toMatchObject({ error: { kind: 'timed-out' } });
  });

  it('HOOK-23 a receiver that is not there is an error, not an exception', async () => {
    const { port } = await listen(() => null);
    servers.splice(0).forEach((server) => void server.close());
    expect(await open('127.0.0.1').send(get(`http://127.0.0.1:${port}/`))).toMatchObject({
      error: { kind: 'unreachable' },
    });
    expect(await open('').send(get('ftp://example.com/'))).toMatchObject({ error: { kind: 'wrong-address' } });
  });
});
