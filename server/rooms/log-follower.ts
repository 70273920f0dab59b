import type { DocumentLog, LogEntry, RoomName } from '../storage/ports.ts';

type LogFollowerOptions = {
  readonly room: RoomName;
  readonly log: DocumentLog;
  /** Rows that this node has not seen, in order; its own may be among them. */
  readonly onRows: (rows: readonly LogEntry[]) => void;
  /** The log is gone: the project was removed. */
  readonly onRemoved: () => void;
  readonly onFailure: (cause: unknown) => void;
};

/** Follows what other nodes append to one room's log, by sequence number: a hint says when to look, the log says what. */
export class LogFollower {
  readonly #options: LogFollowerOptions;
  #seq = 0;
  #state: 'idle' | 'reading' | 'reading-again' | 'stopped' = 'idle';
  #checking = false;

  constructor(options: LogFollowerOptions) {
    this.#options = options;
  }

  /** All rows up to this one are in the document. */
  get seq(): number {
    return this.#seq;
  }

  startAt(seq: number): void {
    this.#seq = seq;
  }

  /** This node's own append of `count` rows ended at `seq`: rows of others may lie between. */
  appended(count: number, seq: number): void {
    if (seq === this.#seq + count) this.#seq = seq;
    else this.hint(seq);
  }

  /** Someone says that the log reaches `seq`. */
  hint(seq: number): void {
    if (seq <= this.#seq || this.#state === 'stopped') return;
    if (this.#state === 'idle') void this.#read();
    else this.#state = 'reading-again';
  }

  /** Asks the log itself: hints may be lost. */
  async check(): Promise<void> {
    if (this.#checking || this.#state === 'stopped') return;
    this.#checking = true;
    const before = this.#seq;
    try {
      const head = await this.#options.log.head(this.#options.room);
      if (head < before) this.#options.onRemoved();
      else this.hint(head);
    } catch (cause) {
      this.#options.onFailure(cause);
    } finally {
      this.#checking = false;
    }
  }

  stop(): void {
    this.#state = 'stopped';
  }

  async #read(): Promise<void> {
    this.#state = 'reading';
    try {
      const rows = await this.#options.log.read(this.#options.room, this.#seq);
      if (this.#isStopped()) return;
      const news = rows.filter(({ seq }) => seq > this.#seq);
      this.#seq = news.at(-1)?.seq ?? this.#seq;
      if (news.length > 0) this.#options.onRows(news);
    } catch (cause) {
      this.#options.onFailure(cause);
    }
    this.#next();
  }

  #next(): void {
    if (this.#state === 'stopped') return;
    const again = this.#state === 'reading-again';
    this.#state = 'idle';
    if (again) void this.#read();
  }

  #isStopped(): boolean {
    return this.#state === 'stopped';
  }
}
