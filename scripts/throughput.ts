// What the benchmark of throughput measures: bundled and imported by bench-throughput.mjs.
export { Agent, request } from 'undici';
export { call } from '../src/call.ts';
export { systemClock } from '../src/clock.ts';
export { readConfig } from '../src/config.ts';
export { createLimiter } from '../src/quota/limiter.ts';
export { createMasks } from '../src/report/mask.ts';
export { createResults } from '../src/results.ts';
export { start } from '../src/start.ts';
export { createHttp } from '../src/wire/http.ts';
export { parseJson } from '../src/wire/json.ts';
export { catalogue } from '../tools/index.ts';
