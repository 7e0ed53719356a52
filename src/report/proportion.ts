import { count, percent } from './number.ts';

/** So many of so many: users who converted of those who entered. */
export interface Proportion {
  hits: number;
  of: number;
  /** How many people these are, where one may count several times: chance is judged by them, as if each always did the same. */
  people?: number;
}

/** Fewer people than this make a rate that chance decides: it is called neither better nor worse. */
export const enough = 30;

/** The interval that holds a proportion with 95 % confidence (Wilson's score interval), as fractions. */
export function wilson({ hits, of, people = of }: Proportion): { low: number; high: number } {
  const [rate, size] = [hits / of, Math.min(of, people)];
  const spread = z * Math.sqrt((rate * (1 - rate)) / size + (z * z) / (4 * size * size));
  const scale = 1 + (z * z) / size;
  const middle = rate + (z * z) / (2 * size);
  return { low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale) };
}

/**
 * The interval that holds the difference of two independent proportions with 95 % confidence, as fractions.
 * R. G. Newcombe, Statistics in Medicine 17 (1998) 873–890, method 10: from the Wilson interval of each.
 */
export function newcombe(now: Proportion, before: Proportion): { difference: number; low: number; high: number } {
  const [rate, rateBefore] = [now.hits / now.of, before.hits / before.of];
  const [own, other] = [wilson(now), wilson(before)];
  const difference = rate - rateBefore;
  return {
    difference,
    low: difference - Math.hypot(rate - own.low, other.high - rateBefore),
    high: difference + Math.hypot(own.high - rate, rateBefore - other.low),
  };
}

/** What may be said of two rates. */
export type Verdict = 'higher' | 'lower' | 'no clear change' | 'too few';

export function verdict(now: Proportion, before: Proportion): Verdict {
  if (!isEnough(now) || !isEnough(before)) return 'too few';
  const { low, high } = newcombe(now, before);
  if (low > 0) return 'higher';
  return high < 0 ? 'lower' : 'no clear change';
}

/**
 * "12.4 % of 4,812 against 10.1 % of 4,650: up 2.3 points (95 % interval +1.0 to +3.6)", "no clear change …", or that there are too few;
 * `who` are those counted: "entrants".
 */
export function rateChange(now: Proportion, before: Proportion, who: string): string {
  const told = ({ hits, of }: Proportion) => `${percent(of === 0 ? null : hits / of)} of ${count(of)}`;
  const both = `${told(now)} against ${told(before)} ${who}`;
  const found = verdict(now, before);
  const people = now.people === undefined ? '' : ' people';
  if (found === 'too few') return `${both}: fewer than ${enough}${people} on a side, too few to call a change`;
  const { difference, low, high } = newcombe(now, before);
  const interval = `95 % interval ${finePoints(low)} to ${finePoints(high)}`;
  if (found === 'no clear change') return `${both}: no clear change (${points(difference)} points, ${interval})`;
  return `${both}: ${difference > 0 ? 'up' : 'down'} ${finePoints(Math.abs(difference), false)} points (${interval})`;
}

/** A difference of fractions in percentage points: 0.0231 → "+2.3". */
export function points(difference: number, sign = true): string {
  const text = (difference * 100).toFixed(1).replace(/^-(0\.0)$/, '$1');
  return sign && difference > 0 && text !== '0.0' ? `+${text}` : text;
}

/** The same where the side of 0 on which it lies matters: what one decimal would make 0.0 has two. */
export function finePoints(difference: number, sign = true): string {
  const text = points(difference, sign);
  const fine = (difference * 100).toFixed(2);
  if (text !== '0.0' || Number(fine) === 0) return text;
  return sign && difference > 0 ? `+${fine}` : fine;
}

function isEnough({ of, hits, people = of }: Proportion): boolean {
  return Math.min(of, people) >= enough && hits >= 0 && hits <= of;
}

/** The standard normal's 97.5th percentile. */
const z = 1.959963984540054;
