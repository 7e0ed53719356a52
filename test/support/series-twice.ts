import { ago, type Dice, sent, times } from './compared-twice.ts';

export type Rhythm = 'daily' | 'weekly' | 'monthly';

/** Series as a vendor may send them: a date may lie outside of the range, have no figure, or be left out. */
export interface Made {
  rhythm: Rhythm;
  start: string;
  end: string;
  /** In the order in which they are sent. */
  dates: string[];
  /** A figure for each date, and fewer or more of them at times. */
  series: (number | null)[][];
}

/** The day on which everything is asked; it still runs. */
const today = '2026-08-15';

export function made(dice: Dice, rhythm: Rhythm, scale: number, count = 1): Made {
  const size = { daily: dice.whole(1, 40), weekly: dice.whole(1, 12), monthly: dice.whole(1, 14) }[rhythm];
  const late = dice.whole(0, 3) * dice.whole(0, 3);
  const all = times(size, (index) => back(rhythm, size - 1 - index)).map((date) =>
    rhythm === 'daily' ? ago(date, late) : date,
  );
  const kept = all.filter((_, index) => index === 0 || index === size - 1 || !dice.now(0.06));
  const first = kept[0] ?? today;
  // A range that begins after the first week or month does cuts it.
  const start = rhythm === 'daily' || dice.now(0.5) ? first : ago(first, -dice.whole(1, 3));
  const last = rhythm === 'daily' ? (kept.at(-1) ?? today) : ago(today, dice.whole(0, 3));
  const dates = dice.now(0.2) ? [...kept].reverse() : kept;
  const [odd, level, nulls] = [dice.whole(-2, 2), dice.whole(1, 8000), dice.now(0.1) ? 1 : 0.1];
  const figure = () => (dice.now(nulls) ? null : dice.now(0.1) ? 0 : dice.whole(0, level) * scale);
  const length = Math.max(0, dates.length + (dice.now(0.2) ? odd : 0));
  return { rhythm, start, end: last < start ? start : last, dates, series: times(count, () => times(length, figure)) };
}

/** The first day of the period so many before the one that runs. */
function back(rhythm: Rhythm, many: number): string {
  if (rhythm === 'daily') return ago(today, many);
  if (rhythm === 'weekly') return ago('2026-08-10', 7 * many);
  return new Date(Date.UTC(2026, 7 - many, 1)).toISOString().slice(0, 10);
}

/** The body, each figure in one of the vendor's ways; `wholes` are its own figures for the range. */
export function answerFrom({ dates, series }: Made, wholes: (number | null)[], dice: Dice, labels?: unknown[]) {
  const [how, times] = [dice.whole(0, 2), dice.now(0.2) ? 'T00:00:00' : ''];
  return {
    data: {
      series: series.map((values) => values.map((value) => sent(value, how))),
      ...(labels === undefined ? {} : { seriesLabels: labels }),
      seriesCollapsed: wholes.map((whole) => (whole === null ? [] : [sent(whole, how)])),
      xValues: dates.map((date) => `${date}${times}`),
    },
  };
}

/** The figures of periods that are over and lie in the range, oldest first. */
export interface Known {
  values: { date: string; value: number }[];
  /** Whether a date between the first and the last was not sent. */
  holes: boolean;
}

export function knownOf({ start, end, dates }: Made, series: readonly (number | null)[], rhythm: Rhythm): Known {
  const values = dates.flatMap((date, index) => {
    const value = series[index] ?? null;
    const last = lastDay(date, rhythm);
    return value !== null && date >= start && last <= end && last < today ? [{ date, value }] : [];
  });
  const sorted = [...dates].sort();
  const holes = rhythm === 'daily' && sorted.length < (days(sorted[0]) - days(sorted.at(-1))) * -1 + 1;
  return { values: values.sort((a, b) => (a.date < b.date ? -1 : 1)), holes };
}

/** Of all that was sent with a date; null of nothing. */
export function sumOf({ dates }: Made, series: readonly (number | null)[]): number | null {
  const known = series.slice(0, dates.length).filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

function lastDay(date: string, rhythm: Rhythm): string {
  if (rhythm === 'daily') return date;
  if (rhythm === 'weekly') return ago(date, -6);
  const [year = 0, month = 0] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

function days(date = ''): number {
  return Date.parse(date) / 86_400_000;
}
