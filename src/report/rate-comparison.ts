import { count } from './number.ts';
import { finePoints, newcombe, type Proportion, points, verdict } from './proportion.ts';
import type { Cell, Column } from './report.ts';

/** One proportion in both ranges, made of things that had equally long. */
export interface Rates {
  now: Proportion;
  before: Proportion;
}

/** The columns of a table of compared rates: fractions, their difference with its 95 % interval, and of how many. */
export const rateColumns: readonly Column[] = [
  { name: 'current', type: 'percent' },
  { name: 'previous', type: 'percent' },
  { name: 'change', type: 'points' },
  { name: 'interval_95', type: 'label' },
  { name: 'verdict', type: 'label' },
  { name: 'current_of', type: 'count' },
  { name: 'previous_of', type: 'count' },
];

/** Their cells; a `refusal` shows both rates and says why no change is called. */
export function rateCells(rates: Rates | null, refusal?: string): Cell[] {
  if (rates === null) return rateColumns.map(() => null);
  const { now, before } = rates;
  const found = refusal ?? verdict(now, before);
  const { difference, low, high } = newcombe(now, before);
  const called = refusal === undefined && found !== 'too few';
  const change = called ? [difference, `${finePoints(low)} to ${finePoints(high)}`] : [null, null];
  return [rate(now), rate(before), ...change, found, now.of, before.of];
}

/** The pair of proportions with these sums on either side; null where no rate can be made of them, as for 3 of 2. */
export function ratesOf<One>(
  pairs: readonly { now: One; before: One }[],
  hits: (one: One) => number,
  of: (one: One) => number,
): Rates | null {
  if (pairs.length === 0) return null;
  const sum = (side: 'now' | 'before'): Proportion =>
    pairs.reduce((all, pair) => ({ hits: all.hits + hits(pair[side]), of: all.of + of(pair[side]) }), {
      hits: 0,
      of: 0,
    });
  return checked({ now: sum('now'), before: sum('before') });
}

/** The rates where both can be; null where more are said to have done it than there were. */
export function checked({ now, before }: Rates): Rates | null {
  const possible = ({ hits, of }: Proportion) => Number.isFinite(of) && hits >= 0 && hits <= of;
  return possible(now) && possible(before) ? { now, before } : null;
}

/** Those of which a change may be called, the largest first. */
export function clearChanges<One extends { rates: Rates | null }>(all: readonly One[]): (One & { rates: Rates })[] {
  const clear = all.flatMap((one) => (one.rates !== null && isClear(one.rates) ? [{ ...one, rates: one.rates }] : []));
  const size = ({ rates: { now, before } }: { rates: Rates }) => Math.abs(newcombe(now, before).difference);
  return clear.sort((a, b) => size(b) - size(a));
}

/**
 * "2 groups with enough users (9 too small to judge) 0 rose and 1 fell beyond chance", to be read after "Of"; those
 * without a rate on both sides are among the ones not judged.
 */
export function clearCount(all: readonly { rates: Rates | null }[], noun: string): string {
  const tested = judged(all.map(({ rates }) => rates)).length;
  const clear = clearChanges(all);
  const up = clear.filter(({ rates }) => verdict(rates.now, rates.before) === 'higher').length;
  const rest = all.length - tested;
  if (tested === 0) return `${count(all.length)} ${noun} none has enough users to judge`;
  const few = rest === 0 ? '' : ` with enough users (${count(rest)} too small to judge)`;
  return `${count(tested)} ${noun}${few} ${count(up)} rose and ${count(clear.length - up)} fell beyond chance`;
}

/** How many of many intervals chance alone would have leave out 0; none of few. Rates too small for an interval do not count. */
export function chanceSentences(all: readonly (Rates | null)[]): string[] {
  const intervals = judged(all).length;
  return intervals < 10 ? [] : [`Of ${count(intervals)} intervals about one in 20 leaves out 0 by chance alone.`];
}

/** How far the first lies above the second: "9.8 points apart (95 % interval 3.2 to 16.4)", or that chance may explain it. */
export function apart(best: Proportion, worst: Proportion): string {
  const { difference, low, high } = newcombe(best, worst);
  const interval = `95 % interval ${finePoints(low, false)} to ${finePoints(high, false)}`;
  if (isClear({ now: best, before: worst })) return `${points(difference, false)} points apart (${interval})`;
  return `not clearly apart: ${points(difference, false)} points (${interval})`;
}

/** Those with enough on both sides for an interval. */
function judged(all: readonly (Rates | null)[]): Rates[] {
  return all.flatMap((rates) => (rates !== null && verdict(rates.now, rates.before) !== 'too few' ? [rates] : []));
}

function isClear({ now, before }: Rates): boolean {
  const found = verdict(now, before);
  return found === 'higher' || found === 'lower';
}

function rate({ hits, of }: Proportion): number | null {
  return of === 0 ? null : hits / of;
}
