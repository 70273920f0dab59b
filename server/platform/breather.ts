import type { Clock } from './clock.ts';

/** So long work in the background holds the event loop at once, and then leaves it to those who wait for an answer, ms. */
const workMs = 6;
const restMs = 6;

/** To be awaited now and then within long work that nobody waits for: it rests when the work has gone on for long enough. */
export const createBreather = (clock: Clock): (() => Promise<void>) => {
  let since = clock.now();
  return async () => {
    if (clock.now() - since < workMs) return;
    await new Promise<void>((resolve) => clock.after(restMs, resolve));
    since = clock.now();
  };
};
