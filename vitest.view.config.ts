import { defineConfig } from 'vitest/config';

/** The tests that look at the charts in a browser: Chromium must be installed. */
export default defineConfig({
  test: {
    include: ['test/**/*.browser.test.ts'],
    globalSetup: ['test/view/set-up.ts'],
    testTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
