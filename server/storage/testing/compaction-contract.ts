import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentLog, LogEntry, RoomName } from '../ports.ts';
import { mergeNumbers, numberEntries, numberEntry, numbersOf } from './log-entries.ts';
import type { StorageTestbed } from './storage-contract.ts';

const fill = async (log: DocumentLog, room: RoomName, count: number): Promise<readonly LogEntry[]> => {
  for (let value = 1; value <= count; value += 1) await log.append(room, [numberEntry(value)]);
  return log.read(room, 0);
};

const merge = (log: DocumentLog, room: RoomName, rows: readonly LogEntry[]): Promise<void> =>
  log.compact(
    room,
    rows.map(({ seq }) => seq),
    mergeNumbers(rows.map(({ update }) => update)),
  );

const seqsOf = (rows: readonly LogEntry[]): readonly number[] => rows.map(({ seq }) => seq);

const describeOneCompactor = ({ open, room }: StorageTestbed): void => {
  it('STO-7 replaces the rows by one that has the highest number, and goes on counting after it', async () => {
    const { log } = await open();
    const a = room();
    const rows = await fill(log, a, 6);
    await merge(log, a, rows.slice(0, 4));
    const after = await log.read(a, 0);
    expect(seqsOf(after)).toEqual([4, 5, 6]);
    expect(numbersOf(after)).toEqual([1, 2, 3, 4, 5, 6]);
    await merge(log, a, after);
    expect(await log.append(a, [numberEntry(7)])).toBe(7);
    expect(seqsOf(await log.read(a, 0))).toEqual([6, 7]);
  });

  it('STO-7 lets a reader at any number miss nothing', async () => {
    const { log } = await open();
    const a = room();
    await merge(log, a, await fill(log, a, 5));
    await log.append(a, [numberEntry(6)]);
    for (let after = 0; after <= 6; after += 1) {
      const seen = numbersOf(await log.read(a, after));
      const later = [1, 2, 3, 4, 5, 6].slice(after);
      expect(later.filter((value) => !seen.includes(value))).toEqual([]);
    }
  });

  it('STO-7 may end in the middle of an append', async () => {
    const { log } = await open();
    const a = room();
    await log.append(a, numberEntries([1, 2, 3, 4]));
    await log.append(a, numberEntries([5, 6, 7, 8]));
    await merge(log, a, (await log.read(a, 0)).slice(0, 6));
    expect(seqsOf(await log.read(a, 0))).toEqual([6, 7, 8]);
    expect(numbersOf(await log.read(a, 0))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(seqsOf(await log.read(a, 6))).toEqual([7, 8]);
    expect(await log.append(a, [numberEntry(9)])).toBe(9);
  });
};

const describeRivals = ({ open, room }: StorageTestbed): void => {
  it('STO-8 changes nothing when the highest row is gone, a row up to it was left out, or none is named', async () => {
    const { log } = await open();
    const a = room();
    const rows = await fill(log, a, 5);
    await merge(
      log,
      a,
      rows.filter(({ seq }) => seq !== 3),
    );
    await merge(log, a, rows.slice(2));
    await log.compact(a, [], new Uint8Array());
    await log.compact(a, [1, 2, 3, 4, 5, 6], new Uint8Array());
    expect(numbersOf(await log.read(a, 0))).toEqual([1, 2, 3, 4, 5]);
    await merge(log, a, rows);
    await merge(log, a, rows.slice(0, 4));
    expect(seqsOf(await log.read(a, 0))).toEqual([5]);
    expect(numbersOf(await log.read(a, 0))).toEqual([1, 2, 3, 4, 5]);
  });

  it('STO-8 ignores rows that another node has merged since', async () => {
    const [one, two] = [await open(), await open()];
    const a = room();
    const rows = await fill(one.log, a, 6);
    await merge(one.log, a, rows.slice(0, 3));
    await merge(two.log, a, rows);
    const after = await one.log.read(a, 0);
    expect(seqsOf(after)).toEqual([6]);
    expect(numbersOf(after)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('STO-8 loses nothing, whatever stale reads two nodes merge at once', async () => {
    const nodes = [await open(), await open()] as const;
    const ends = fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(ends, async (lengths) => {
        const a = room();
        await nodes[0].log.append(a, numberEntries([1, 2, 3]));
        await nodes[0].log.append(a, numberEntries([4, 5, 6, 7, 8]));
        const stale = await nodes[0].log.read(a, 0);
        await Promise.all(
          lengths.map((length, index) => merge(nodes[index % 2 === 0 ? 0 : 1].log, a, stale.slice(0, length))),
        );
        const left = await nodes[0].log.read(a, 0);
        expect([...new Set(numbersOf(left))].sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
        expect(left.at(-1)?.seq).toBe(8);
      }),
      { numRuns: 25 },
    );
  });
};

export const describeCompaction = (testbed: StorageTestbed): void => {
  describe('compaction', () => {
    describeOneCompactor(testbed);
    describeRivals(testbed);
  });
};
