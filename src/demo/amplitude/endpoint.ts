import type { Log } from './log.ts';

/** A request that was let in, and its price. */
export interface Call {
  log: Log;
  query: URLSearchParams;
  cost: number;
  /** Milliseconds, from the demo's clock. */
  now: number;
}

/** One path of the API. An answer may hold bigints; a refusal is thrown. */
export interface Endpoint {
  path: string;
  /** Every parameter that it understands: others are refused rather than ignored. */
  parameters: readonly string[];
  answer: (call: Call) => unknown;
}
