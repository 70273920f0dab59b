/** A value that can be watched: what `useSyncExternalStore` needs. */
export type Observable<T> = {
  readonly get: () => T;
  readonly subscribe: (listener: () => void) => () => void;
};

export type ObservableValue<T> = Observable<T> & { readonly set: (value: T) => void };

export const createObservable = <T>(initial: T): ObservableValue<T> => {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set: (next) => {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of [...listeners]) listener();
    },
  };
};
