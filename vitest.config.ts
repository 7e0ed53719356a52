import { configDefaults, defineConfig } from 'vitest/config';

/** All tests that need nothing but Node; those of `*.service.test.ts` start redis-server and nginx, those of `*.browser.test.ts` Chromium. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'eval/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'test/**/*.service.test.ts', 'test/**/*.browser.test.ts'],
    globalSetup: ['test/support/build.ts'],
    setupFiles: ['test/support/drawn-cases.ts'],
    testTimeout: 30_000,
    pool: 'forks',
  },
});
