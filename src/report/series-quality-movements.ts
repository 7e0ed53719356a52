import { change, plural } from './number.ts';
import { period, type Rhythm, when } from './series.ts';
import type { Quality } from './series-quality.ts';
import { type LevelShift, levelShifts } from './series-quality-levels.ts';
import { mayHaveOutage, type Outage, outages } from './series-quality-outages.ts';
import type { NamedTrend } from './series-tables.ts';

/** What one or several series did at once. */
export interface Movement {
  kind: 'zero' | 'level';
  names: string[];
  at: string;
  /** What is the same where two series moved together. */
  key: string;
  told: string;
  /** By how much, times for how many points. */
  concerns: number;
}

/** In so many of the largest series sudden zeros are looked for, and new levels. */
const searched = { zeros: 100, levels: 3 };

/** Sudden zeros and new levels of ranked series, from complete points with data only. */
export function movementsOf(series: readonly NamedTrend[], quality: Quality): Movement[] {
  const found = series
    .slice(0, searched.zeros)
    .flatMap((one, index) => movements(one, index < searched.levels, quality));
  return together(found);
}

function movements({ name, trend }: NamedTrend, levels: boolean, quality: Quality): Movement[] {
  if (!levels && !mayHaveOutage(trend.low?.value ?? null, trend.peak?.value ?? null)) return [];
  const known = trend.points.flatMap(({ at, value, complete }) => (complete && value !== null ? [{ at, value }] : []));
  const zeros = outages(known, quality.interval, quality.counts);
  const whole = known.filter(({ at }) => !zeros.some(({ from, to }) => at >= from && at <= to));
  const shifts = levels ? levelShifts(whole, quality.interval) : [];
  return [
    ...outageMovement(name, zeros, quality),
    ...shifts.map(
      (shift): Movement => ({
        ...{ kind: 'level', names: [name], at: shift.at },
        key: `level ${shift.at} ${shift.after > shift.before}`,
        told: shiftText(shift, quality),
        concerns: Math.abs(shift.after - shift.before) * known.filter(({ at }) => at >= shift.at).length,
      }),
    ),
  ];
}

/** All outages of a series are one movement. */
function outageMovement(name: string, zeros: readonly Outage[], quality: Quality): Movement[] {
  const [first] = zeros;
  if (first === undefined) return [];
  return [
    {
      ...{ kind: 'zero', names: [name], at: first.from },
      key: `zero ${zeros.map(({ from, to }) => `${from} ${to}`).join()}`,
      told: outageText(zeros, quality),
      concerns: zeros.reduce((sum, { usual, points }) => sum + usual * points, 0),
    },
  ];
}

/** Series that moved on the same dates in the same way are told once, with the figures of the largest. */
function together(movements: readonly Movement[]): Movement[] {
  const byKey = new Map<string, Movement>();
  for (const movement of movements) {
    const known = byKey.get(movement.key);
    if (known === undefined) byKey.set(movement.key, { ...movement, names: [...movement.names] });
    else {
      known.names.push(...movement.names);
      known.concerns += movement.concerns;
    }
  }
  return [...byKey.values()];
}

function outageText(zeros: readonly Outage[], { figure, interval }: Quality): string {
  const told = zeros.slice(0, 3).map(({ from, to, open }) => {
    const [start, end] = [when({ at: from }, interval), when({ at: to }, interval)];
    return from === to ? start : `${start} to ${end}${open ? ' (the latest)' : ''}`;
  });
  const more = zeros.length > told.length ? ` and ${zeros.length - told.length} more` : '';
  const most = Math.max(...zeros.map((one) => one.most));
  const [usual = 0] = zeros.map((one) => one.usual).sort((a, b) => b - a);
  const none = most === 0 ? figure(0) : `at most ${figure(most)}`;
  return `${none} ${preposition(interval)} ${told.join(', ')}${more}, where about ${figure(round(usual))} are usual`;
}

function shiftText(
  { at, before, after, pointsBefore, pointsAfter }: LevelShift,
  { figure, interval }: Quality,
): string {
  return `${when({ at }, interval)} on: median ${figure(after)} over ${plural(pointsAfter, period(interval))}, ${figure(before)} over the ${pointsBefore} before (${change(before, after)})`;
}

function preposition(interval: Rhythm): string {
  if (interval === 'weekly' || interval === 'monthly') return 'in the';
  return interval === 'daily' ? 'on' : 'at';
}

/** Three digits say what is usual. */
function round(value: number): number {
  const digits = Number(value.toPrecision(3));
  return Math.abs(value) >= 10 ? Math.round(digits) : digits;
}
