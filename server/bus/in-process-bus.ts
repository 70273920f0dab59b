import { BusError } from './bus-error.ts';
import type { Bus } from './ports.ts';
import { TopicListeners } from './topic-listeners.ts';

export type BusOptions = {
  /** Hears what a listener threw, or why the connection was lost; absent: nobody does. */
  readonly onError?: (error: unknown) => void;
};

/** The bus of a single node. Messages come in order, after `publish` has returned. */
export const createInProcessBus = ({ onError }: BusOptions = {}): Bus => {
  const listeners = new TopicListeners(onError ?? (() => {}));
  let closed = false;
  const assertOpen = (): void => {
    if (closed) throw new BusError('closed', 'the bus is closed');
  };
  return {
    publish: async (topic, message) => {
      assertOpen();
      // Not before the caller goes on, as with a bus between nodes.
      setImmediate(() => listeners.deliver(topic, message));
    },
    subscribe: async (topic, listener) => {
      assertOpen();
      const { remove } = listeners.add(topic, listener);
      return async () => {
        remove();
      };
    },
    ping: async () => assertOpen(),
    close: async () => {
      closed = true;
      listeners.clear();
    },
  };
};
