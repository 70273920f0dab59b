import { defineConfig } from 'vitest/config';

/** End-to-end tests: one browser and real servers, so one file at a time. */
export default defineConfig({
  test: {
    include: ['infra/e2e/**/*.test.ts'],
    testTimeout: 90_000,
    hookTimeout: 90_000,
    fileParallelism: false,
    maxWorkers: 1,
  },
});
