/** What a writer is owed: an acknowledgement once all it sent is durable. */
export type Writer = {
  /** All that came from it so far is durable; the log ends at `seq`. */
  readonly saved: (seq: number) => void;
  /** Storage fails: what it sent is held in memory. */
  readonly notSaved: () => void;
};

type Debt = {
  /** The position in the room's log writer that must be durable. */
  position: number;
  readonly since: number;
  toldNotSaved: boolean;
  /** Updates that wait for what they build on, as copies. */
  held: Uint8Array[];
  heldBytes: number;
  /** Held updates were let go: only a whole SyncStep2 of the client makes up for them. */
  incomplete: boolean;
};

export type HeldLimits = { readonly maxHeldUpdates: number; readonly maxHeldBytes: number };

/** Which acknowledgements a room owes. None is given for what is not durable, or waits for something missing. */
export class WriteLedger<W extends Writer> {
  readonly #debts = new Map<W, Debt>();
  readonly #limits: HeldLimits;
  readonly #now: () => number;

  constructor(limits: HeldLimits, now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  get size(): number {
    return this.#debts.size;
  }

  /** The writer waits for `position` to be durable. */
  owe(writer: W, position: number): void {
    this.#debt(writer).position = position;
  }

  /** Keeps an update that cannot be applied yet. True when the client must be asked for what is missing: at the first one, and when too many were let go. */
  hold(writer: W, update: Uint8Array): boolean {
    const debt = this.#debt(writer);
    const first = debt.held.length === 0;
    debt.held.push(Uint8Array.from(update));
    debt.heldBytes += update.length;
    if (debt.held.length <= this.#limits.maxHeldUpdates && debt.heldBytes <= this.#limits.maxHeldBytes) return first;
    debt.held = [];
    debt.heldBytes = 0;
    debt.incomplete = true;
    return true;
  }

  /** Since when an acknowledgement is owed that waits for nothing but storage; null for none. */
  owedSince(writer: W): number | null {
    const debt = this.#debts.get(writer);
    return !debt || debt.held.length > 0 || debt.incomplete ? null : debt.since;
  }

  /** Something of this writer was let go: no acknowledgement before it has sent all it has. */
  lose(writer: W): void {
    this.#debt(writer).incomplete = true;
  }

  /** The client has sent all it has. */
  caughtUp(writer: W): void {
    const debt = this.#debts.get(writer);
    if (debt) debt.incomplete = false;
  }

  /** Offers each held update to `take`, in order; it says whether it took it. */
  retryHeld(take: (writer: W, update: Uint8Array) => boolean): void {
    for (const [writer, debt] of this.#debts) {
      if (debt.held.length === 0) continue;
      const kept = debt.held.filter((update) => !take(writer, update));
      debt.held = kept;
      debt.heldBytes = kept.reduce((sum, update) => sum + update.length, 0);
    }
  }

  /** Acknowledges to all whose writes are durable up to `position`. */
  settle(position: number, seq: number): void {
    for (const [writer, debt] of this.#debts) {
      if (debt.position > position || debt.held.length > 0 || debt.incomplete) continue;
      this.#debts.delete(writer);
      writer.saved(seq);
    }
  }

  /** Tells all that wait, once in a row of failures. */
  tellNotSaved(): void {
    for (const [writer, debt] of this.#debts) {
      if (debt.toldNotSaved) continue;
      debt.toldNotSaved = true;
      writer.notSaved();
    }
  }

  forget(writer: W): void {
    this.#debts.delete(writer);
  }

  /** Those who wait for something missing. */
  *waitingForMissing(): Iterable<W> {
    for (const [writer, debt] of this.#debts) if (debt.held.length > 0 || debt.incomplete) yield writer;
  }

  #debt(writer: W): Debt {
    const known = this.#debts.get(writer);
    if (known) return known;
    const debt: Debt = {
      position: 0,
      since: this.#now(),
      toldNotSaved: false,
      held: [],
      heldBytes: 0,
      incomplete: false,
    };
    this.#debts.set(writer, debt);
    return debt;
  }
}
