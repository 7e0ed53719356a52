import { count, percent } from '../../src/report/number.ts';
import { type Comparison, type Periods, periodsOf } from '../../src/report/periods.ts';
import type { Table } from '../../src/report/report.ts';
import { chronological, points, type Rhythm } from '../../src/report/series.ts';
import { compareSeries } from '../../src/report/series-comparison.ts';
import type { SeriesKind, SeriesSubject } from '../../src/report/series-report.ts';
import type { NamedTrend } from '../../src/report/series-tables.ts';
import { trend } from '../../src/report/trend.ts';
import { dates } from './amplitude-series.ts';
import { texts } from './ask.ts';

/** Noon of that day is now. */
export const today = '2026-08-15';
const localTime = `${today}T12:00`;

/** A series as a vendor sends it. */
export interface Sent {
  name?: string;
  /** As the vendor sends them: labels, in any order, and figures. */
  at: readonly string[];
  values: readonly (number | null)[];
  whole?: number | null;
}

export interface AskedSeries {
  start: string;
  end: string;
  kind?: SeriesKind;
  interval?: Rhythm;
  how?: Comparison;
  rolling?: number;
  grouped?: boolean;
  type?: 'count' | 'percent' | 'number';
}

export interface ComparedSeries {
  headline: string[];
  tables: Table[];
  notes: string[];
  periods: Periods;
}

/** What the report says of the series of two ranges; `start` and `end` are of the later one. */
export function compare(now: readonly Sent[], before: readonly Sent[], asked: AskedSeries): ComparedSeries {
  const { start, end, kind = 'users', interval = 'daily', how = 'previous_period', rolling, type = 'count' } = asked;
  const periods = periodsOf({ start, end }, how, interval);
  const subject: SeriesSubject = {
    ...{ kind, interval, start, end, rolling, grouped: asked.grouped === true },
    figure: (value) => (type === 'percent' ? percent(value) : `${count(value)} users`),
    measure: { name: 'users', type },
  };
  const named = (sent: readonly Sent[], range: { start: string; end: string }): NamedTrend[] =>
    sent.map(({ name = 'all', at, values, whole = null }) => {
      const span = { ...range, interval, today, localTime, ...(rolling === undefined ? {} : { rolling }) };
      return { name, whole, trend: trend(chronological(points(at, values, span), span), interval) };
    });
  const told = compareSeries(named(now, periods.now), named(before, periods.before), subject, periods);
  return { ...told, periods, notes: texts(told.notes) };
}

/** A figure a day from a date on. */
export const days = (start: string, values: readonly (number | null)[], rest: Partial<Sent> = {}): Sent => ({
  ...rest,
  at: dates(start, values.length),
  values,
});
