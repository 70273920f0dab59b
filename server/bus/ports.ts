/** Hints between nodes: at most once, in no order that can be relied on. The log is the truth. */
export type Bus = {
  readonly publish: (topic: string, message: string) => Promise<void>;
  /** Hears what other nodes and this one publish. Resolves, once it hears, with the way to stop. */
  readonly subscribe: (topic: string, listener: (message: string) => void) => Promise<() => Promise<void>>;
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
};
