import { setTimeout as pause } from 'node:timers/promises';
import { type BenchRow, quantile } from './bench-row.ts';
import { joinOnce } from './join-reader.ts';
import { LoadClient, type LoadClientOptions } from './load-client.ts';
import type { Peer } from './peers/peer.ts';

const megabyte = 1024 * 1024;

type Row = Omit<BenchRow, 'peer' | 'scenario'>;

const openClients = async (
  count: number,
  options: (index: number) => LoadClientOptions,
): Promise<readonly LoadClient[]> => {
  const clients = Array.from({ length: count }, (_, index) => new LoadClient(options(index)));
  await Promise.all(clients.map((client) => client.join()));
  return clients;
};

/** Calls `act` for each of `count` actors `rate` times a second, evenly spread, for so long. */
const drive = async (load: {
  readonly count: number;
  readonly rate: number;
  readonly ms: number;
  readonly act: (actor: number) => void;
}): Promise<number> => {
  const { count, rate, ms, act } = load;
  const startedAt = performance.now();
  let done = 0;
  while (performance.now() - startedAt < ms) {
    const due = Math.floor(((performance.now() - startedAt) / 1000) * rate * count);
    for (; done < due; done++) act(done % count);
    await pause(2);
  }
  return done;
};

export type FanOut = { readonly clients: number; readonly writers: number; readonly rate: number; readonly ms: number };

/** Some write many times a second, all hear it; Oner's updates are durable, the others store nothing. */
export const fanOut = async (peer: Peer, { clients, writers, rate, ms }: FanOut): Promise<readonly Row[]> => {
  const ages: number[] = [];
  const acks: number[] = [];
  // Looking into every frame of every receiver would measure this process: one in ten does.
  const open = await openClients(clients, (index) => ({
    peer: peer.name,
    port: peer.port,
    room: 'fanout',
    ...(index >= writers && index % 10 === 0 ? { onAge: (age: number) => void ages.push(age) } : {}),
    ...(index < writers ? { onAck: (ack: number) => void acks.push(ack) } : {}),
  }));
  await drive({ count: writers, rate, ms: ms / 4, act: (i) => open[i]?.write() });
  await pause(300);
  const before = await peer.usage();
  ages.length = 0;
  acks.length = 0;
  const sent = await drive({ count: writers, rate, ms, act: (i) => open[i]?.write() });
  await pause(1500);
  const after = await peer.usage();
  for (const client of open) client.close();
  const observers = open.filter((_, index) => index >= writers && index % 10 === 0).length;
  const durable: Row[] =
    peer.name === 'oner' ? [{ measure: 'durable ack p99', value: quantile(acks, 0.99), unit: 'ms', budget: 50 }] : [];
  return [
    { measure: 'p50', value: quantile(ages, 0.5), unit: 'ms', budget: null },
    { measure: 'p99', value: quantile(ages, 0.99), unit: 'ms', budget: null },
    { measure: 'delivered', value: (100 * ages.length) / (sent * observers), unit: '%', budget: null },
    { measure: 'processor', value: (100 * (after.cpuMs - before.cpuMs)) / (ms + 1500), unit: '%', budget: null },
    ...durable,
  ];
};

export type PresenceLoad = {
  readonly clients: number;
  readonly rate: number;
  readonly ms: number;
  readonly budget: number;
};

export const presence = async (peer: Peer, { clients, rate, ms, budget }: PresenceLoad): Promise<readonly Row[]> => {
  const ages: number[] = [];
  const open = await openClients(clients, (index) => ({
    peer: peer.name,
    port: peer.port,
    room: `presence${clients}`,
    ...(index % 10 === 0 ? { onAge: (age: number) => void ages.push(age) } : {}),
  }));
  await drive({ count: clients, rate, ms: ms / 4, act: (i) => open[i]?.move() });
  ages.length = 0;
  await drive({ count: clients, rate, ms, act: (i) => open[i]?.move() });
  await pause(500);
  for (const client of open) client.close();
  return [
    { measure: 'p50', value: quantile(ages, 0.5), unit: 'ms', budget: null },
    { measure: 'p95', value: quantile(ages, 0.95), unit: 'ms', budget: peer.name === 'oner' ? budget : null },
  ];
};

/** Many open one large document at the same moment. */
export const joiners = async (
  peer: Peer,
  { count, bytes }: { readonly count: number; readonly bytes: number },
): Promise<readonly Row[]> => {
  const room = 'join';
  const author = new LoadClient({ peer: peer.name, port: peer.port, room });
  await author.join();
  author.fill(bytes);
  // It is there when someone else has it.
  await pause(1500);
  const witness = new LoadClient({ peer: peer.name, port: peer.port, room });
  await witness.join(bytes * 0.9);
  witness.close();
  const times = await Promise.all(
    Array.from({ length: count }, async () => {
      const startedAt = performance.now();
      await joinOnce({ peer: peer.name, port: peer.port, room }, bytes * 0.9);
      return performance.now() - startedAt;
    }),
  );
  author.close();
  return [
    { measure: 'p50', value: quantile(times, 0.5), unit: 'ms', budget: peer.name === 'oner' ? 500 : null },
    { measure: 'last', value: quantile(times, 1), unit: 'ms', budget: null },
  ];
};

export const memoryPerConnection = async (
  peer: Peer,
  { clients }: { readonly clients: number },
): Promise<readonly Row[]> => {
  const before = await peer.usage();
  const open = await openClients(clients, () => ({ peer: peer.name, port: peer.port, room: 'memory' }));
  await pause(300);
  const after = await peer.usage();
  for (const client of open) client.close();
  return [{ measure: 'heap for each', value: (after.heap - before.heap) / clients / 1024, unit: 'kB', budget: null }];
};

/** One client stops reading while others write so many bytes. */
export const pausedReader = async (
  peer: Peer,
  { ms, writers }: { readonly ms: number; readonly writers: number },
): Promise<readonly Row[]> => {
  const options = { peer: peer.name, port: peer.port, room: 'paused' };
  const open = await openClients(writers, () => options);
  const before = await peer.usage();
  const reader = new LoadClient(options);
  await reader.join();
  reader.webSocket.pause();
  await drive({ count: writers, rate: 40, ms, act: (i) => open[i]?.write(50_000) });
  const after = await peer.usage();
  reader.close();
  for (const client of open) client.close();
  const growth = Math.max(0, after.heap - before.heap) / megabyte;
  return [{ measure: 'growth', value: growth, unit: 'MB', budget: null }];
};
