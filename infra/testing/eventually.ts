import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again until it holds; rejects with `what` when it never does. For what other processes do in their own time. */
export const holdsEventually = async (
  what: string,
  check: () => boolean | Promise<boolean>,
  withinMs = 30_000,
): Promise<void> => {
  const deadline = Date.now() + withinMs;
  while (!(await check())) {
    if (Date.now() > deadline) throw new Error(`it never came to this: ${what}`);
    await sleep(25);
  }
};
