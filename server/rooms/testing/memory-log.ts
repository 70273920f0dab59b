import { assertAppendFits } from '../../storage/log-limits.ts';
import type { DocumentLog, LogEntry, NewLogEntry, RoomName } from '../../storage/ports.ts';

type RoomLog = { rows: LogEntry[]; head: number };

/** A document log in memory, with the contract of the stores that last; two registries may share one. */
export class MemoryLog implements DocumentLog {
  readonly #rooms = new Map<RoomName, RoomLog>();
  /** While set, appends reject with it. */
  failure: Error | null = null;
  /** While set, appends wait for it. */
  gate: Promise<void> | null = null;
  appends = 0;

  readonly append = async (room: RoomName, entries: readonly NewLogEntry[]): Promise<number> => {
    this.appends += 1;
    await this.gate;
    if (this.failure) throw this.failure;
    assertAppendFits(entries);
    const log = this.#log(room);
    for (const { update, by, at } of entries) {
      log.head += 1;
      log.rows.push({ seq: log.head, update: Uint8Array.from(update), by, at });
    }
    return log.head;
  };

  readonly read = async (room: RoomName, after: number): Promise<readonly LogEntry[]> =>
    (this.#rooms.get(room)?.rows ?? []).filter(({ seq }) => seq > after);

  readonly head = async (room: RoomName): Promise<number> => this.#rooms.get(room)?.head ?? 0;

  readonly compact = async (room: RoomName, seqs: readonly number[], update: Uint8Array): Promise<void> => {
    const log = this.#log(room);
    const merged = new Set(seqs);
    const highest = Math.max(0, ...seqs);
    const last = log.rows.find(({ seq }) => seq === highest);
    if (!last || log.rows.some(({ seq }) => seq < highest && !merged.has(seq))) return;
    const row = { seq: highest, update: Uint8Array.from(update), by: last.by, at: last.at };
    log.rows = [row, ...log.rows.filter(({ seq }) => !merged.has(seq))].sort((a, b) => a.seq - b.seq);
  };

  readonly size = async (room: RoomName): Promise<{ rows: number; bytes: number }> => {
    const { rows } = this.#log(room);
    return { rows: rows.length, bytes: rows.reduce((sum, { update }) => sum + update.length, 0) };
  };

  readonly remove = async (room: RoomName): Promise<void> => {
    this.#rooms.delete(room);
  };

  #log(room: RoomName): RoomLog {
    const known = this.#rooms.get(room);
    if (known) return known;
    const log: RoomLog = { rows: [], head: 0 };
    this.#rooms.set(room, log);
    return log;
  }
}
