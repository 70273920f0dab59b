import { expect, it } from 'vitest';
import { ManualClock } from '../rooms/testing/manual-clock.ts';
import { createBreather } from './breather.ts';

it('HOOK-35 long work in the background rests when it has gone on for a while, and not before', async () => {
  const clock = new ManualClock();
  const breathe = createBreather(clock);
  await breathe();
  clock.advance(20);
  let rested = false;
  const resting = breathe().then(() => {
    rested = true;
  });
  await Promise.resolve();
  expect(rested).toBe(false);
  clock.advance(20);
  await resting;
  await breathe();
});
