/** Listeners by key: a change of one shot or scene wakes only the views that show it. */
export type KeyedListeners<K> = {
  readonly subscribe: (key: K, listener: () => void) => () => void;
  readonly notify: (key: K) => void;
  /** Wakes the listeners of every key whose value is not the same object in both. */
  readonly notifyChanges: (before: ReadonlyMap<K, unknown>, after: ReadonlyMap<K, unknown>) => void;
};

export const createKeyedListeners = <K>(): KeyedListeners<K> => {
  const byKey = new Map<K, Set<() => void>>();
  const notify = (key: K): void => {
    for (const listener of [...(byKey.get(key) ?? [])]) listener();
  };
  return {
    subscribe: (key, listener) => {
      const listeners = byKey.get(key) ?? new Set();
      byKey.set(key, listeners);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0 && byKey.get(key) === listeners) byKey.delete(key);
      };
    },
    notify,
    notifyChanges: (before, after) => {
      if (before === after) return;
      // Only what is shown is compared: of a board of thousands, that is what fits the screen.
      for (const key of [...byKey.keys()]) if (before.get(key) !== after.get(key)) notify(key);
    },
  };
};

/** `next`, or `before` when both hold the same things in the same order. */
export const keepIfSame = <T>(before: readonly T[] | undefined, next: readonly T[]): readonly T[] =>
  before !== undefined && before.length === next.length && before.every((item, index) => item === next[index])
    ? before
    : next;
