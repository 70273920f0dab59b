import { describe, expect, it } from 'vitest';
import type { NewLogEntry } from '../ports.ts';
import { numberEntry, numbersOf } from './log-entries.ts';
import type { StorageTestbed } from './storage-contract.ts';

const describeNumbers = ({ open, room }: StorageTestbed): void => {
  it('STO-1 numbers the entries of a room from 1 on, without a gap, in the order given, each room for itself', async () => {
    const { log } = await open();
    const [a, b] = [room(), room()];
    expect(await log.head(a)).toBe(0);
    expect(await log.append(a, [numberEntry(10), numberEntry(11), numberEntry(12)])).toBe(3);
    expect(await log.append(b, [numberEntry(20)])).toBe(1);
    expect(await log.append(a, [numberEntry(13)])).toBe(4);
    const read = await log.read(a, 0);
    expect(read.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect(numbersOf(read)).toEqual([10, 11, 12, 13]);
    expect(await log.head(a)).toBe(4);
  });

  it('STO-1 keeps the order in which appends were asked for without waiting', async () => {
    const { log } = await open();
    const a = room();
    const seqs = await Promise.all(Array.from({ length: 40 }, (_, index) => log.append(a, [numberEntry(index)])));
    const read = await log.read(a, 0);
    expect([...seqs].sort((x, y) => x - y)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    for (const [index, seq] of seqs.entries()) expect(numbersOf(read.filter((e) => e.seq === seq))).toEqual([index]);
  });

  it('STO-2 answers an empty append with the head and stores nothing', async () => {
    const { log } = await open();
    const a = room();
    expect(await log.append(a, [])).toBe(0);
    await log.append(a, [numberEntry(1)]);
    expect(await log.append(a, [])).toBe(1);
    expect(await log.size(a)).toEqual({ rows: 1, bytes: 2 });
  });
};

const describeReading = ({ open, room }: StorageTestbed): void => {
  it('STO-3 gives back bytes, author and time as they were, to another opener and after closing', async () => {
    const first = await open();
    const a = room();
    const entries: NewLogEntry[] = [
      { update: Uint8Array.from({ length: 256 }, (_, index) => index), by: 'usr_a', at: 1_700_000_000_123 },
      { update: new Uint8Array(), by: '导演.$x', at: 0 },
      { update: new Uint8Array(new ArrayBuffer(1000), 500, 3).fill(7), by: 'server', at: 4 },
    ];
    await first.log.append(a, entries);
    const expected = entries.map((entry, index) => ({ ...entry, seq: index + 1 }));
    const second = await open();
    expect(await second.log.read(a, 0)).toEqual(expected.map((e) => ({ ...e, update: new Uint8Array(e.update) })));
    await first.close();
    await second.close();
    const third = await open();
    expect(await third.log.read(a, 0)).toHaveLength(3);
  });

  it('STO-3 leaves the caller its bytes', async () => {
    const { log } = await open();
    const entry = numberEntry(5);
    const a = room();
    await log.append(a, [entry]);
    expect(entry.update.byteLength).toBe(2);
    entry.update.fill(0);
    expect(numbersOf(await log.read(a, 0))).toEqual([5]);
  });

  it('STO-4 reads exactly what is later than a number, in order', async () => {
    const { log } = await open();
    const a = room();
    await log.append(
      a,
      [1, 2, 3].map((n) => numberEntry(n)),
    );
    await log.append(a, [numberEntry(4)]);
    await log.append(
      a,
      [5, 6].map((n) => numberEntry(n)),
    );
    for (let after = 0; after <= 6; after += 1)
      expect(numbersOf(await log.read(a, after))).toEqual([1, 2, 3, 4, 5, 6].slice(after));
    expect(await log.read(a, 100)).toEqual([]);
    expect(await log.read(room(), 0)).toEqual([]);
  });
};

const describeSizes = ({ open, room }: StorageTestbed): void => {
  it('STO-5 counts rows and bytes of a room, and removes one room alone', async () => {
    const { log } = await open();
    const [a, b] = [room(), room()];
    expect(await log.size(a)).toEqual({ rows: 0, bytes: 0 });
    await log.append(a, [numberEntry(1), numberEntry(22)]);
    await log.append(b, [numberEntry(1)]);
    expect(await log.size(a)).toEqual({ rows: 2, bytes: 5 });
    await log.remove(a);
    expect(await log.size(a)).toEqual({ rows: 0, bytes: 0 });
    expect(await log.head(a)).toBe(0);
    expect(await log.read(a, 0)).toEqual([]);
    expect(numbersOf(await log.read(b, 0))).toEqual([1]);
  });

  it('STO-6 takes updates of many megabytes, and several in one append', async () => {
    const { log } = await open();
    const a = room();
    const sizes = [17_000_000, 3, 9_000_000];
    const entries = sizes.map((size, index) => ({ update: new Uint8Array(size).fill(index + 1), by: 'x', at: 1 }));
    expect(await log.append(a, entries)).toBe(3);
    const read = await log.read(a, 0);
    expect(read.map(({ update }) => update.byteLength)).toEqual(sizes);
    expect(read.every(({ update }, index) => update[0] === index + 1 && update.at(-1) === index + 1)).toBe(true);
    await log.compact(a, [1, 2, 3], new Uint8Array(20_000_000).fill(9));
    expect(await log.size(a)).toEqual({ rows: 1, bytes: 20_000_000 });
    expect((await log.read(a, 0)).map(({ seq, update }) => [seq, update.at(-1)])).toEqual([[3, 9]]);
  });

  it('STO-6 refuses an append with too many entries, and stores none of them', async () => {
    const { log } = await open();
    const a = room();
    const entries = Array.from({ length: 10_001 }, () => numberEntry(1));
    await expect(log.append(a, entries)).rejects.toMatchObject({ kind: 'storage-failed', reason: 'too-large' });
    expect(await log.head(a)).toBe(0);
  });
};

export const describeAppending = (testbed: StorageTestbed): void => {
  describe('log', () => {
    describeNumbers(testbed);
    describeReading(testbed);
    describeSizes(testbed);
  });
};
