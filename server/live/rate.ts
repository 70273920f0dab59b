import type { Clock } from '../platform/clock.ts';

/** A token bucket: `perSecond` on average, bursts of twice as many. */
export const createRate = (clock: Clock, perSecond: number): (() => boolean) => {
  const burst = perSecond * 2;
  let tokens: number = burst;
  let last = clock.now();
  return () => {
    const now = clock.now();
    tokens = Math.min(burst, tokens + ((now - last) * perSecond) / 1000);
    last = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
};
