import type { Limits } from '../../vendor.ts';

/** How the limit of 1,000 cost is read: at the same time, or in any five minutes. */
export type CostWindow = 'concurrent' | '5min';

/** The pool of user activity and user search calls. */
export const userPool = 'user';

/** What all users of one Amplitude project may ask together. "These limits are per project." */
export function limits(costWindow: CostWindow): Limits {
  const together = costWindow === '5min' ? {} : { cost: costAtOnce };
  const fiveMinutes = costWindow === '5min' ? [costInFiveMinutes] : [];
  return { atOnce: { calls: callsAtOnce, ...together }, windows: [...fiveMinutes, costAnHour, userCallsAnHour] };
}

// "You can run up to 5 concurrent requests across all Amplitude REST API endpoints, including cohort download."
const callsAtOnce = 5;

// "Concurrent Limit: Up to 1000 cost at the same time."
const costAtOnce = 1000;

// A newer page of Amplitude's gives the same 1,000 cost "within a five minute period".
const costInFiveMinutes = { name: 'cost in 5 minutes', milliseconds: 300_000, unit: 'cost', limit: 1000 } as const;

// "Rate Limit: Up to 108,000 cost per hour."
const costAnHour = { name: 'cost an hour', milliseconds: 3_600_000, unit: 'cost', limit: 108_000 } as const;

// "You can run up to 360 queries per hour for user activity and user search endpoints."
const userCallsAnHour = {
  name: 'user activity and user search calls an hour',
  milliseconds: 3_600_000,
  unit: 'calls',
  limit: 360,
  pool: userPool,
} as const;
