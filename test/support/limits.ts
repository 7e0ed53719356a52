import type { Limits } from '../../src/vendor.ts';

const hour = 3_600_000;

export const amplitudeLimits: Limits = {
  atOnce: { calls: 5, cost: 1_000 },
  windows: [
    { name: 'cost an hour', milliseconds: hour, unit: 'cost', limit: 108_000 },
    { name: 'user calls an hour', milliseconds: hour, unit: 'calls', limit: 360, pool: 'user' },
  ],
};

export const amplitudeFiveMinuteLimits: Limits = {
  ...amplitudeLimits,
  windows: [
    { name: 'cost in five minutes', milliseconds: 300_000, unit: 'cost', limit: 1_000 },
    ...amplitudeLimits.windows,
  ],
};

export const chartmogulLimits: Limits = {
  atOnce: { calls: 10 },
  windows: [{ name: 'calls a second', milliseconds: 1_000, unit: 'calls', limit: 40 }],
};
