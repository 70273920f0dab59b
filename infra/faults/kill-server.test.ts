import { expect, it } from 'vitest';
import { killServer } from './kill-server.ts';

it('SYNC-65 what was said to be saved is there after kill -9 at any moment', { timeout: 60_000 }, async () => {
  const seed = Date.now() % 2 ** 31;
  const report = await killServer({ runs: 3, clients: 4, seed });
  expect(report.lost, `seed ${seed}`).toEqual([]);
  expect(report.saved, `seed ${seed}`).toBeGreaterThan(0);
});
