// What the benchmark of the quota measures: bundled and imported by bench-quota.mjs.
export { systemClock } from '../src/clock.ts';
export { createLimiter } from '../src/quota/limiter.ts';
export { openStore } from '../src/quota/open-store.ts';
export { processName } from '../src/quota/process-name.ts';
export { createMemoryStore } from '../src/quota/store.ts';
