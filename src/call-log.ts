import type { ErrorKind } from './errors.ts';
import { logRecord } from './log.ts';

/** A tool call after the fact: nothing of what was asked or answered. */
export interface CallRecord {
  tool: string;
  /** Charged to the vendor's quota. */
  cost: number;
  /** Milliseconds spent waiting for the quota. */
  waited: number;
  /** Milliseconds in all. */
  took: number;
  outcome: 'ok' | ErrorKind;
}

/** Writes the line of a caller's calls. */
export function callLog(caller: string): (call: CallRecord) => void {
  return ({ tool, cost, waited, took, outcome }) =>
    logRecord({ event: 'call', caller, tool, cost, wait_ms: waited, duration_ms: took, outcome });
}
