import type { DocumentLog, RoomName } from '../storage/ports.ts';
import type { RoomLimits } from './limits.ts';

type LogCompactionOptions = {
  readonly room: RoomName;
  readonly log: DocumentLog;
  readonly compactor: { readonly compact: (updates: readonly Uint8Array[]) => Promise<Uint8Array> };
  readonly limits: Pick<RoomLimits, 'compactRows' | 'compactBytes' | 'compactRowsAtUnload'>;
  readonly onCompacted: (rows: number) => void;
  readonly onFailure: (cause: unknown) => void;
};

/** Keeps one room's log short: exactly the rows that were read are replaced by what they hold together. */
export class LogCompaction {
  readonly #options: LogCompactionOptions;
  #rows = 0;
  #bytes = 0;
  #running: Promise<void> | null = null;

  constructor(options: LogCompactionOptions) {
    this.#options = options;
  }

  /** What the log has, as far as this node knows. */
  grew(rows: number, bytes: number): void {
    this.#rows += rows;
    this.#bytes += bytes;
  }

  /** Compacts when there is much more in the log than the document needs. */
  runIfDue(documentBytes: number): void {
    const { compactRows, compactBytes } = this.#options.limits;
    if (this.#rows > compactRows || this.#bytes > 2 * documentBytes + compactBytes) void this.run();
  }

  /** Before a room is unloaded. */
  async runAtUnload(): Promise<void> {
    if (this.#rows > this.#options.limits.compactRowsAtUnload) await this.run();
  }

  run(): Promise<void> {
    this.#running ??= this.#compact().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /** Resolves when none is under way. */
  async settled(): Promise<void> {
    await this.#running;
  }

  async #compact(): Promise<void> {
    const { room, log, compactor } = this.#options;
    this.#rows = 0;
    this.#bytes = 0;
    try {
      const rows = await log.read(room, 0);
      if (rows.length < 2) return;
      const update = await compactor.compact(rows.map((row) => row.update));
      await log.compact(
        room,
        rows.map(({ seq }) => seq),
        update,
      );
      this.#bytes += update.length;
      this.#options.onCompacted(rows.length);
    } catch (cause) {
      this.#options.onFailure(cause);
    }
  }
}
