import { defineConfig } from 'vitest/config';

/** End-to-end tests: one browser and real servers, so one file at a time. */
export default defineConfig({
  test: {
    include: ['infra/e2e/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    fileParallelism: false,
    maxWorkers: 1,
    // A loop is told as a story: what follows a broken step would only repeat its failure.
    bail: 1,
  },
});
