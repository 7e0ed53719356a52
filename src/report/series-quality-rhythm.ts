import { daysBetween } from './calendar.ts';
import { median } from './series-quality-median.ts';

/** The figure of a period that is over. */
export interface Known {
  at: string;
  value: number;
}

/**
 * Daily figures without their weekday rhythm: each divided by the factor of its weekday, which is the median, over all
 * weeks, of that day against the mean of the seven days around it. Weekdays that are as good as empty are left out.
 */
export function withoutWeekdays(days: readonly Known[]): Known[] {
  const numbered = days.map(({ at, value }) => ({ at, value, day: daysBetween(someThursday, at) }));
  const factors = weekdayFactors(numbered);
  return numbered.flatMap(({ at, value, day }) => {
    const factor = factors.get(weekdayOf(day)) ?? 0;
    return factor < empty ? [] : [{ at, value: value / factor }];
  });
}

/** Of what the mean day has. */
const empty = 0.05;

const someThursday = '1970-01-01';

function weekdayOf(day: number): number {
  return ((day % 7) + 7) % 7;
}

function weekdayFactors(days: readonly { day: number; value: number }[]): Map<number, number> {
  const byDay = new Map(days.map(({ day, value }) => [day, value]));
  const shares = new Map<number, number[]>();
  for (const { day, value } of days) {
    const sum = around.reduce((total, days) => total + (byDay.get(day + days) ?? Number.NaN), 0);
    if (Number.isNaN(sum) || sum === 0) continue;
    const known = shares.get(weekdayOf(day)) ?? [];
    known.push((value * around.length) / sum);
    shares.set(weekdayOf(day), known);
  }
  return new Map([...shares].map(([weekday, found]) => [weekday, median(found)]));
}

const around = [-3, -2, -1, 0, 1, 2, 3];
