import { describe, expect, it } from 'vitest';
import type { DocumentLog, RoomName } from '../ports.ts';
import { mergeNumbers, numberEntry, numbersOf } from './log-entries.ts';
import type { StorageTestbed } from './storage-contract.ts';

const perNode = 40;

/** Appends one after the other, some of them two at once; resolves with the numbers it got. */
const appendAll = async (log: DocumentLog, room: RoomName, base: number): Promise<readonly number[]> => {
  const seqs: number[] = [];
  for (let index = 0; index < perNode; index += 2)
    seqs.push(await log.append(room, [numberEntry(base + index), numberEntry(base + index + 1)]));
  return seqs;
};

/** Reads on until `done`, each time after what it has seen; resolves with every number seen. */
const follow = async (log: DocumentLog, room: RoomName, done: () => boolean): Promise<readonly number[]> => {
  const seen: number[] = [];
  let last = 0;
  for (let more = true; more; ) {
    more = !done();
    for (const { seq } of await log.read(room, last)) {
      expect(seq).toBe(last + 1);
      last = seq;
      seen.push(seq);
    }
  }
  return seen;
};

const compactUntil = async (log: DocumentLog, room: RoomName, done: () => boolean): Promise<void> => {
  while (!done()) {
    const rows = await log.read(room, 0);
    await log.compact(
      room,
      rows.map(({ seq }) => seq),
      mergeNumbers(rows.map(({ update }) => update)),
    );
  }
};

/** Follows as a node does: applies what it reads, which may be more than it asked for. */
const collect = async (log: DocumentLog, room: RoomName, done: () => boolean): Promise<ReadonlySet<number>> => {
  const seen = new Set<number>();
  let last = 0;
  for (let more = true; more; ) {
    more = !done();
    const rows = await log.read(room, last);
    for (const value of numbersOf(rows)) seen.add(value);
    last = rows.at(-1)?.seq ?? last;
  }
  return seen;
};

const all = Array.from({ length: 2 * perNode }, (_, index) => (index < perNode ? index : 1000 + index - perNode));

export const describeConcurrentLogs = ({ open, room }: StorageTestbed): void => {
  describe('several nodes', () => {
    it('STO-9 gives every entry of two nodes its own number and keeps each node’s order, and no reader sees a gap', async () => {
      const [one, two, reader] = [await open(), await open(), await open()];
      const a = room();
      let written = false;
      const following = follow(reader.log, a, () => written);
      const [first, second] = await Promise.all([appendAll(one.log, a, 0), appendAll(two.log, a, 1000)]);
      written = true;
      expect(new Set([...first, ...second]).size).toBe(perNode);
      expect(await following).toEqual(Array.from({ length: 2 * perNode }, (_, index) => index + 1));
      const values = numbersOf(await reader.log.read(a, 0));
      expect(values.filter((value) => value < 1000)).toEqual(all.slice(0, perNode));
      expect(values.filter((value) => value >= 1000)).toEqual(all.slice(perNode));
    });

    it('STO-10 loses nothing for writers, readers and late readers while two nodes compact', async () => {
      const nodes = [await open(), await open(), await open()] as const;
      const a = room();
      let written = false;
      const done = () => written;
      const rest = Promise.all([
        collect(nodes[2].log, a, done),
        compactUntil(nodes[0].log, a, done),
        compactUntil(nodes[1].log, a, done),
      ]);
      await Promise.all([appendAll(nodes[0].log, a, 0), appendAll(nodes[1].log, a, 1000)]);
      written = true;
      const [seen] = await rest;
      expect(all.filter((value) => !seen.has(value))).toEqual([]);
      const late = new Set(numbersOf(await nodes[2].log.read(a, 0)));
      expect(all.filter((value) => !late.has(value))).toEqual([]);
    });
  });
};
