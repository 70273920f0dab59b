import type { Bus } from '../../bus/ports.ts';

/** A bus in memory that can be told to lose what is published. */
export class MemoryBus implements Bus {
  readonly #listeners = new Map<string, Set<(message: string) => void>>();
  deaf = false;

  readonly publish = async (topic: string, message: string): Promise<void> => {
    await Promise.resolve();
    if (this.deaf) return;
    for (const listener of this.#listeners.get(topic) ?? []) listener(message);
  };

  readonly subscribe = async (topic: string, listener: (message: string) => void): Promise<() => Promise<void>> => {
    const listeners = this.#listeners.get(topic) ?? new Set();
    this.#listeners.set(topic, listeners.add(listener));
    return async () => {
      listeners.delete(listener);
    };
  };

  readonly ping = async (): Promise<void> => {};
  readonly close = async (): Promise<void> => {};
}
