import { type ProjectId, projectIdSchema } from '@oner/shared/ids/ids.ts';
import { z } from 'zod';
import type { Bus } from '../bus/ports.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';

type Listener = (project: ProjectId | null) => void;

/** Tells every node that the access of someone may have changed. */
export type AccessChanges = {
  readonly announce: (project: ProjectId | null) => Promise<void>;
  readonly onChange: (listener: Listener) => () => void;
  /** Announces, on this node, at `at` (ms since the epoch): a link or session runs out then. Once for each `key`. */
  readonly announceAt: (key: string, at: number, project: ProjectId | null) => void;
  readonly close: () => Promise<void>;
};

const topic = 'access';
const messageSchema = z.object({ project: projectIdSchema.nullable() });
/** What is further away is announced before its time as well: whoever then asks for access is told of the rest. */
const longestWaitMs = 24 * 3_600_000;

const parse = (message: string): ProjectId | null | undefined => {
  try {
    return messageSchema.parse(JSON.parse(message)).project;
  } catch {
    return undefined;
  }
};

export const createAccessChanges = async (options: {
  readonly bus: Bus;
  readonly clock: Clock;
  readonly logger: Logger;
}): Promise<AccessChanges> => {
  const { bus, clock, logger } = options;
  const listeners = new Set<Listener>();
  const timers = new Map<string, () => void>();
  const tell: Listener = (project) => {
    for (const listener of [...listeners]) listener(project);
  };
  const stop = await bus.subscribe(topic, (message) => {
    const project = parse(message);
    if (project !== undefined) tell(project);
  });
  return {
    announce: async (project) => {
      try {
        await bus.publish(topic, JSON.stringify({ project }));
      } catch (error) {
        logger.error('access-change-not-published', { error: String(error) });
      } finally {
        // this node's own doors do not wait for a bus that may be down
        tell(project);
      }
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    announceAt: (key, at, project) => {
      const wait = Math.min(at - clock.now(), longestWaitMs);
      if (timers.has(key) || wait <= 0) return;
      timers.set(
        key,
        clock.after(wait, () => {
          timers.delete(key);
          tell(project);
        }),
      );
    },
    close: async () => {
      for (const cancel of timers.values()) cancel();
      timers.clear();
      await stop();
    },
  };
};
