import type { Bus } from '../../bus/ports.ts';

/** A bus within the process; what is published is heard at once. */
export const createMemoryBus = (): Bus => {
  const topics = new Map<string, Set<(message: string) => void>>();
  return {
    publish: async (topic, message) => {
      for (const listener of topics.get(topic) ?? []) listener(message);
    },
    subscribe: async (topic, listener) => {
      const listeners = topics.get(topic) ?? new Set();
      topics.set(topic, listeners.add(listener));
      return async () => void listeners.delete(listener);
    },
    ping: async () => undefined,
    close: async () => undefined,
  };
};
