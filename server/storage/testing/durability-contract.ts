import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { RoomName } from '../ports.ts';
import { numbersOf } from './log-entries.ts';
import type { StorageTestbed } from './storage-contract.ts';
import type { StorageLocation } from './storage-location.ts';

const childProgram = fileURLToPath(new URL('./append-child.ts', import.meta.url));

type Acknowledged = { readonly seq: number; readonly value: number };

/** Lets a child process append until it has acknowledged `enough` entries, kills it with SIGKILL and tells what it acknowledged. */
export const appendAndKill = async (
  location: StorageLocation,
  room: RoomName,
  enough: number,
): Promise<readonly Acknowledged[]> => {
  const child = spawn(process.execPath, [childProgram, JSON.stringify(location), room], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const acknowledged: Acknowledged[] = [];
  // Lines that were in the pipe when the child died are acknowledged, too: read to the end.
  for await (const line of createInterface({ input: child.stdout })) {
    const [seq, value] = line.split(' ').map(Number);
    if (seq !== undefined && value !== undefined) acknowledged.push({ seq, value });
    if (acknowledged.length === enough) child.kill('SIGKILL');
  }
  await exited;
  return acknowledged;
};

export const describeDurability = ({ open, room, location }: StorageTestbed): void => {
  describe('durability', () => {
    it('STO-11 has every acknowledged entry after kill -9, and goes on counting without a gap', async () => {
      const a = room();
      const acknowledged = await appendAndKill(location(), a, 100);
      expect(acknowledged.length).toBeGreaterThanOrEqual(100);
      const { log } = await open();
      const rows = await log.read(a, 0);
      expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1));
      for (const { seq, value } of acknowledged) expect(numbersOf(rows.slice(seq - 1, seq))).toEqual([value]);
      const head = await log.head(a);
      expect(await log.append(a, [{ update: new Uint8Array([1]), by: 'x', at: 1 }])).toBe(head + 1);
    });

    it('STO-12 rejects everything once it is closed', async () => {
      const storage = await open();
      await storage.ping();
      await storage.close();
      const closed = { kind: 'storage-failed', reason: 'closed' };
      const entry = { update: new Uint8Array([1]), by: 'x', at: 1 };
      await expect(storage.log.append(room(), [entry])).rejects.toMatchObject(closed);
      await expect(storage.log.read(room(), 0)).rejects.toMatchObject(closed);
      await expect(storage.ping()).rejects.toMatchObject(closed);
    });
  });
};
