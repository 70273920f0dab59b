import { Redis } from 'ioredis';
import { BusError } from './bus-error.ts';
import type { BusOptions } from './in-process-bus.ts';
import type { Bus } from './ports.ts';
import { TopicListeners } from './topic-listeners.ts';

export type RedisBusOptions = BusOptions & {
  readonly url: string;
  /** Begins the name of every channel, so that several installations may share a server. */
  readonly prefix?: string;
};

const defaultPrefix = 'oner:bus:';
const connectTimeoutMs = 5000;
const commandTimeoutMs = 5000;
const maxReconnectDelayMs = 1000;

const connectionTo = (url: string, onError: (error: unknown) => void): Redis => {
  const connection = new Redis(url, {
    lazyConnect: true,
    connectTimeout: connectTimeoutMs,
    commandTimeout: commandTimeoutMs,
    // A hint that waited is worth less than the news that it could not be sent.
    maxRetriesPerRequest: 1,
    retryStrategy: (attempt) => Math.min(50 * attempt, maxReconnectDelayMs),
  });
  connection.on('error', onError);
  return connection;
};

/** Serialises what is done to a subscription, so that a late unsubscribe cannot end a newer subscription. */
const createSerial = () => {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(task: () => Promise<T>): Promise<T> => {
    const done = last.then(task);
    last = done.catch(() => {});
    return done;
  };
};

/**
 * The bus between nodes by Redis publish and subscribe. A lost connection is made again and the subscriptions with it; what was published
 * meanwhile is not heard. Rejects with a `BusError` when the server cannot be reached at first.
 */
export const openRedisBus = async ({
  url,
  prefix = defaultPrefix,
  onError = () => {},
}: RedisBusOptions): Promise<Bus> => {
  const publisher = connectionTo(url, onError);
  const subscriber = connectionTo(url, onError);
  const listeners = new TopicListeners(onError);
  const serially = createSerial();
  let closed = false;
  const guard = async <T>(run: () => Promise<T>): Promise<T> => {
    if (closed) throw new BusError('closed', 'the bus is closed');
    try {
      return await run();
    } catch (cause) {
      throw new BusError('unreachable', String(cause), { cause });
    }
  };
  subscriber.on('message', (channel: string, message: string) => {
    listeners.deliver(channel.slice(prefix.length), message);
  });
  const subscribe = async (topic: string, listener: (message: string) => void) => {
    const { isFirst, remove } = listeners.add(topic, listener);
    try {
      if (isFirst) await subscriber.subscribe(prefix + topic);
    } catch (error) {
      remove();
      throw error;
    }
    return () =>
      serially(async () => {
        const { isLast } = remove();
        if (isLast && !closed) await guard(() => subscriber.unsubscribe(prefix + topic));
      });
  };
  const close = async (): Promise<void> => {
    closed = true;
    listeners.clear();
    publisher.disconnect();
    subscriber.disconnect();
  };
  try {
    await Promise.all([publisher.connect(), subscriber.connect()]);
  } catch (cause) {
    await close();
    throw new BusError('unreachable', String(cause), { cause });
  }
  return {
    publish: (topic, message) =>
      guard(async () => {
        await publisher.publish(prefix + topic, message);
      }),
    subscribe: (topic, listener) => serially(() => guard(() => subscribe(topic, listener))),
    ping: () =>
      guard(async () => {
        await publisher.ping();
      }),
    close,
  };
};
