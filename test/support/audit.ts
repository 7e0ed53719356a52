import type { Limits } from '../../src/vendor.ts';

/** A call that was let through, as an onlooker with a stop watch notes it. */
export interface Passed {
  start: number;
  end: number;
  cost: number;
  pool?: string | undefined;
}

/** The limits that the calls broke in any sliding window; `moment` is when the vendor counts a call. */
export function brokenLimits<Call extends Passed>(
  calls: readonly Call[],
  limits: Limits,
  moment: (call: Call) => number,
): string[] {
  const broken = limits.windows
    .filter(({ milliseconds, unit, limit, pool }) => {
      const charges = calls
        .filter((call) => pool === undefined || call.pool === pool)
        .map((call) => ({ at: moment(call), amount: unit === 'calls' ? 1 : call.cost }));
      return busiest(charges, milliseconds) > limit;
    })
    .map(({ name }) => name);
  const running = (amount: (call: Passed) => number) => mostAtOnce(calls, amount);
  if (running(() => 1) > limits.atOnce.calls) broken.push('calls at once');
  if (running(({ cost }) => cost) > (limits.atOnce.cost ?? Number.POSITIVE_INFINITY)) broken.push('cost at once');
  return broken;
}

/** The most that falls into any window; the busiest window begins with some charge. Both ends count. */
function busiest(charges: readonly { at: number; amount: number }[], milliseconds: number): number {
  const sorted = [...charges].sort((a, b) => a.at - b.at);
  let most = 0;
  let inside = 0;
  let oldest = 0;
  for (const { at, amount } of sorted) {
    inside += amount;
    for (let first = sorted[oldest]; first && first.at < at - milliseconds; first = sorted[oldest]) {
      inside -= first.amount;
      oldest += 1;
    }
    most = Math.max(most, inside);
  }
  return most;
}

function mostAtOnce(calls: readonly Passed[], amount: (call: Passed) => number): number {
  const steps = calls.flatMap((call) => [
    { at: call.start, change: amount(call) },
    { at: call.end, change: -amount(call) },
  ]);
  steps.sort((a, b) => a.at - b.at || a.change - b.change);
  let now = 0;
  return steps.reduce((most, { change }) => {
    now += change;
    return Math.max(most, now);
  }, 0);
}
