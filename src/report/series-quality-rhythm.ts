import { addDays, weekday } from './calendar.ts';
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
  const factors = weekdayFactors(days);
  return days.flatMap(({ at, value }) => {
    const factor = factors.get(weekday(at)) ?? 0;
    return factor < empty ? [] : [{ at, value: value / factor }];
  });
}

/** Of what the mean day has. */
const empty = 0.05;

function weekdayFactors(days: readonly Known[]): Map<string, number> {
  const byDate = new Map(days.map(({ at, value }) => [at, value]));
  const shares = new Map<string, number[]>();
  for (const { at, value } of days) {
    const week = around.flatMap((days) => byDate.get(addDays(at, days)) ?? []);
    const sum = week.reduce((total, one) => total + one, 0);
    if (week.length < around.length || sum === 0) continue;
    const name = weekday(at);
    const known = shares.get(name) ?? [];
    known.push((value * around.length) / sum);
    shares.set(name, known);
  }
  return new Map([...shares].map(([name, found]) => [name, median(found)]));
}

const around = [-3, -2, -1, 0, 1, 2, 3];
