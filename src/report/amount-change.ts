import type { Decimal } from './decimal.ts';

/**
 * By what fraction an exact amount changed in size, so that a loss that grew has a plus: -150 against -100 is +0.5.
 * Null where there was nothing before, or one is a gain and the other a loss.
 */
export function changeOfSize(before: Decimal, now: Decimal): number | null {
  if (before.sign() === 0 || before.sign() * now.sign() < 0) return null;
  return now.abs().minus(before.abs()).over(before.abs());
}

/** The same of a balance of gains and losses, where only a gain on both sides has a percentage that cannot be misread. */
export function changeOfBalance(before: Decimal, now: Decimal): number | null {
  return before.sign() < 0 || now.sign() < 0 ? null : changeOfSize(before, now);
}
