export type Listener = (message: string) => void;

/** Who listens to which topic. A listener that throws keeps nobody else from hearing. */
export class TopicListeners {
  readonly #topics = new Map<string, Set<{ readonly listener: Listener }>>();
  readonly #onError: (error: unknown) => void;

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  /** Returns the way to stop; `isLast` tells then whether nobody listens to the topic any more. */
  add(topic: string, listener: Listener): { readonly isFirst: boolean; readonly remove: () => { isLast: boolean } } {
    const listeners = this.#topics.get(topic) ?? new Set();
    const isFirst = listeners.size === 0;
    this.#topics.set(topic, listeners);
    // An object of its own, so that the same function may listen twice.
    const entry = { listener };
    listeners.add(entry);
    const remove = () => {
      const isLast = listeners.delete(entry) && listeners.size === 0 && this.#topics.get(topic) === listeners;
      if (isLast) this.#topics.delete(topic);
      return { isLast };
    };
    return { isFirst, remove };
  }

  has(topic: string): boolean {
    return this.#topics.has(topic);
  }

  deliver(topic: string, message: string): void {
    for (const { listener } of [...(this.#topics.get(topic) ?? [])]) {
      try {
        listener(message);
      } catch (error) {
        this.#onError(error);
      }
    }
  }

  clear(): void {
    this.#topics.clear();
  }
}
