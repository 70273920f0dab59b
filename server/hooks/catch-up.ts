import type { ProjectId } from '@oner/shared/ids/ids.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { HookRunner } from './hook-runner.ts';

/** Twice this and what a dead node left is taken over, ms. */
const catchUpEveryMs = 30_000;

/** Looks now and then for what other nodes left undone. */
export const createCatchUp = (options: {
  readonly runners: readonly Pick<HookRunner, 'catchUp'>[];
  /** Hands jobs to the queue that a node stored and died before it did. */
  readonly requeueLost: () => Promise<void>;
  readonly projects: () => Promise<readonly ProjectId[]>;
  readonly clock: Clock;
  readonly logger: Logger;
}): { readonly start: () => void; readonly close: () => Promise<void> } => {
  const { runners, clock, logger } = options;
  let cancel: () => void = () => {};
  let running: Promise<void> = Promise.resolve();
  let closed = false;
  const look = async (): Promise<void> => {
    const all = await options.projects();
    for (const runner of runners) await runner.catchUp(all);
    await options.requeueLost();
  };
  const later = (): void => {
    if (closed) return;
    cancel = clock.after(catchUpEveryMs, () => {
      running = look()
        .catch((error: unknown) => logger.warn('hooks-not-caught-up', { error: String(error) }))
        .then(later);
    });
  };
  return {
    start: later,
    close: async () => {
      closed = true;
      cancel();
      await running;
    },
  };
};
