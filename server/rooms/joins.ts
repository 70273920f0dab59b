import type { Clock } from '../platform/clock.ts';

type Slot = { readonly bytes: number; readonly enter: () => void };

/**
 * Lets so many bytes of first synchronisation be under way on this node at once, in order of arrival: the first joiners are done
 * early, rather than all of them late, and unsent copies stay bounded.
 */
export class JoinQueue {
  readonly #maxBytes: number;
  readonly #slotTimeoutMs: number;
  readonly #clock: Clock;
  #inFlight = 0;
  readonly #waiting: Slot[] = [];

  constructor(options: { readonly maxBytes: number; readonly slotTimeoutMs: number; readonly clock: Clock }) {
    this.#maxBytes = options.maxBytes;
    this.#slotTimeoutMs = options.slotTimeoutMs;
    this.#clock = options.clock;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** Calls `join` when it is its turn, with what to call when its bytes left; a slow reader keeps its place only so long. */
  enter(bytes: number, join: (leave: () => void) => void): void {
    const enter = () => {
      this.#inFlight += bytes;
      let inside = true;
      const leave = () => {
        if (!inside) return;
        inside = false;
        cancel();
        this.#inFlight -= bytes;
        this.#next();
      };
      const cancel = this.#clock.after(this.#slotTimeoutMs, leave);
      join(leave);
    };
    this.#waiting.push({ bytes, enter });
    this.#next();
  }

  #next(): void {
    for (let first = this.#waiting[0]; first; first = this.#waiting[0]) {
      if (this.#inFlight > 0 && this.#inFlight + first.bytes > this.#maxBytes) return;
      this.#waiting.shift();
      first.enter();
    }
  }
}
