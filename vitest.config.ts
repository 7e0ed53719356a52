import { configDefaults, defineConfig } from 'vitest/config';

const excluded = [...configDefaults.exclude, 'test/**/*.service.test.ts', 'test/**/*.browser.test.ts'];

/** Here processes, sockets and clocks are real, and would meet on a busy machine. */
const real = [
  'test/*.test.ts',
  'test/{clients,scripts,src/wire}/**/*.test.ts',
  'test/src/quota/{file-store,processes}.test.ts',
];

const every = { setupFiles: 'test/support/drawn-cases.ts', testTimeout: 30_000, pool: 'forks' as const };

/** All tests that need nothing but Node; those of `*.service.test.ts` start redis-server and nginx, those of `*.browser.test.ts` Chromium. */
export default defineConfig({
  test: {
    globalSetup: ['test/support/build.ts'],
    projects: [
      {
        test: {
          ...{ ...every, name: 'side by side', maxWorkers: '100%', sequence: { groupOrder: 1 } },
          include: ['test/**/*.test.ts', 'eval/**/*.test.ts'],
          exclude: [...excluded, ...real],
        },
      },
      {
        test: {
          ...{ ...every, name: 'one by one', maxWorkers: 1, sequence: { groupOrder: 2 } },
          include: real,
          exclude: excluded,
        },
      },
    ],
  },
});
