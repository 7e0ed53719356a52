import type Big from 'big.js';

/**
 * By what fraction an exact amount changed in size, so that a loss that grew has a plus: -150 against -100 is +0.5.
 * Null where there was nothing before, or one is a gain and the other a loss.
 */
export function changeOfSize(before: Big, now: Big): number | null {
  if (before.eq(0) || before.times(now).lt(0)) return null;
  return Number(now.abs().minus(before.abs()).div(before.abs()));
}

/** The same of a balance of gains and losses, where only a gain on both sides has a percentage that cannot be misread. */
export function changeOfBalance(before: Big, now: Big): number | null {
  return before.lt(0) || now.lt(0) ? null : changeOfSize(before, now);
}
