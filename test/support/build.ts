import { execFileSync } from 'node:child_process';

/** Builds the program once before the tests, so that clients drive what users run. */
export function setup(): void {
  execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' });
}
