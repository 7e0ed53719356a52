import { defineConfig } from 'vitest/config';

/** The tests that start redis-server and nginx, which must be installed. */
export default defineConfig({
  test: {
    include: ['test/**/*.service.test.ts'],
    globalSetup: ['test/support/build.ts'],
    setupFiles: ['test/support/drawn-cases.ts'],
    testTimeout: 30_000,
    pool: 'forks',
    // They load the machine on purpose, so one at a time.
    fileParallelism: false,
  },
});
