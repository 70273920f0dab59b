/** Lets so many in at once and so many more wait, in order of arrival; whoever comes beyond is turned away. */
export type Gate = {
  /** Null when it is turned away, and `run` was not called. */
  readonly pass: <T>(run: () => Promise<T>) => Promise<T | null>;
};

export const createGate = (limits: { readonly inside: number; readonly waiting: number }): Gate => {
  let inside = 0;
  const waiting: (() => void)[] = [];
  const enter = (): Promise<void> | null => {
    if (inside < limits.inside) {
      inside += 1;
      return Promise.resolve();
    }
    // Whoever leaves hands its place on.
    return waiting.length < limits.waiting ? new Promise((resolve) => waiting.push(resolve)) : null;
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else inside -= 1;
  };
  return {
    pass: async (run) => {
      const entered = enter();
      if (!entered) return null;
      await entered;
      try {
        return await run();
      } finally {
        leave();
      }
    },
  };
};
