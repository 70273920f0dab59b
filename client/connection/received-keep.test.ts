import { expect, it } from 'vitest';
import * as Y from 'yjs';
import type { DeviceRow, DeviceRows } from './device-rows.ts';
import { maxRows, openReceivedKeep } from './received-keep.ts';

/** A device whose rows outlive the pages that opened them; idle moments come when the test says so. */
const createDevice = () => {
  let rows: DeviceRow[] = [];
  let key = 0;
  let broken = false;
  const added: number[] = [];
  const store = (): DeviceRows => {
    const guard = (): void => {
      if (broken) throw new Error('no storage');
    };
    return {
      all: async () => {
        guard();
        return rows;
      },
      add: async (all) => {
        guard();
        added.push(all.length);
        rows = [...rows, ...all.map((bytes) => ({ key: ++key, bytes }))];
      },
      replace: async (upTo, bytes) => {
        guard();
        rows = [...rows.filter((row) => row.key > upTo), { key: ++key, bytes }];
      },
      discard: async () => {
        guard();
        rows = [];
      },
      close: () => {},
    };
  };
  let idle: (() => void)[] = [];
  const whenIdle = () => new Promise<void>((resolve) => idle.push(resolve));
  const rest = async (): Promise<void> => {
    for (const resolve of idle.splice(0)) resolve();
    await new Promise((resolve) => setImmediate(resolve));
  };
  const open = () => {
    const doc = new Y.Doc();
    return { doc, keep: openReceivedKeep({ rows: store(), doc, whenIdle }) };
  };
  return {
    open,
    rest,
    added,
    rows: () => rows,
    break: () => {
      broken = true;
      idle = [];
    },
  };
};

/** A document on a server, and each of its updates as it is sent. */
const createServer = () => {
  const doc = new Y.Doc();
  const sent: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => sent.push(update));
  return { doc, sent, write: (key: string) => doc.getMap('frames').set(key, 1) };
};

it('CLI-50 keeps what came, as it came, in an idle moment and not before', async () => {
  const device = createDevice();
  const { doc, sent, write } = createServer();
  for (const key of ['a', 'b', 'c']) write(key);
  const first = device.open();
  await first.keep.load();
  for (const update of sent) first.keep.add(update);
  expect(device.rows()).toEqual([]);
  await device.rest();
  expect(device.added).toEqual([3]);
  expect(device.rows().map(({ bytes }) => bytes)).toEqual(sent);
  const second = device.open();
  await second.keep.load();
  expect(second.doc.getMap('frames').toJSON()).toEqual({ a: 1, b: 1, c: 1 });
  expect(Y.encodeStateVector(second.doc)).toEqual(Y.encodeStateVector(doc));
});

it('CLI-50 many rows are made one when the page has time, and nothing that comes meanwhile is lost', async () => {
  const device = createDevice();
  const { sent, write, doc } = createServer();
  for (let at = 0; at <= maxRows; at += 1) write(`f${at}`);
  const first = device.open();
  for (const update of sent.splice(0)) first.keep.add(update);
  await device.rest();
  expect(device.rows()).toHaveLength(maxRows + 1);
  const second = device.open();
  await second.keep.load();
  // another window of the same person goes on
  write('meanwhile');
  for (const update of sent) first.keep.add(update);
  await device.rest();
  expect(device.rows()).toHaveLength(2);
  const third = device.open();
  await third.keep.load();
  expect(third.doc.getMap('frames').toJSON()).toEqual(doc.getMap('frames').toJSON());
});

it('CLI-50 a copy that was thrown away stays away', async () => {
  const device = createDevice();
  const { sent, write } = createServer();
  write('a');
  const { keep } = device.open();
  for (const update of sent) keep.add(update);
  await device.rest();
  for (const update of sent) keep.add(update);
  await keep.discard();
  await device.rest();
  expect(device.rows()).toEqual([]);
});

it('CLI-50 without storage the document lives in memory alone', async () => {
  const device = createDevice();
  device.break();
  const { doc, keep } = device.open();
  await keep.load();
  keep.add(new Uint8Array([0, 0]));
  await device.rest();
  await keep.discard();
  expect(doc.getMap('frames').size).toBe(0);
});
