import { addDays } from '../../src/report/calendar.ts';
import { label } from '../../src/report/label.ts';
import { laterRows, rowPerItem } from '../../src/report/later-rows.ts';
import { type Note, noteOf } from '../../src/report/note.ts';
import { decimal, percent, plural } from '../../src/report/number.ts';
import type { ColumnType, Table } from '../../src/report/report.ts';
import {
  inside,
  latestSentence,
  type Point,
  partialNote,
  period,
  pointLabels,
  type Rhythm,
  type Span,
  when,
} from '../../src/report/series.ts';
import { beginningNotes, holeNotes, movementNotes } from '../../src/report/series-quality.ts';
import { absentPeriods } from '../../src/report/series-quality-holes.ts';
import { type NamedTrend, rank, seriesTables } from '../../src/report/series-tables.ts';
import { trendReader } from '../../src/report/trend.ts';
import { type Chart, type ChartSeries, isDate } from './query-chart-read.ts';
import { rhythm } from './query-chart-rhythm.ts';

const partial = noteOf('partial');
const reading = noteOf('reading');

type SeriesChart = Extract<Chart, { shape: 'series' }>;
type Figure = (value: number | null) => string;

export interface Told {
  headline: string[];
  tables: Table[];
  notes: Note[];
}

interface Clock {
  today: string;
  localTime: string;
}

/** A chart of series: over time where its axis is dates in a known rhythm, else value by value. */
export function tellSeries(chart: SeriesChart, clock: Clock): Told {
  const interval = rhythm(chart.axis);
  const figure: Figure = chart.percent ? percent : decimal;
  const type = chart.percent ? 'percent' : 'number';
  return interval === null ? byLabel(chart, clock, figure, type) : overTime(chart, interval, clock, figure, type);
}

function overTime(chart: SeriesChart, interval: Rhythm, clock: Clock, figure: Figure, type: ColumnType): Told {
  // The chart's range is not in its answer: whether it cuts a period, only the notes can say.
  const span = { interval, start: '0000-01-01', end: '9999-12-31', ...clock };
  const axis = pointLabels(chart.axis, interval);
  const absent = absentBetween(axis.toSorted(), span);
  const coarse = interval === 'weekly' || interval === 'monthly';
  const all = coarse ? trendReader(chart.axis, span)(chart.series[0]?.values ?? []).points : [];
  const [cut, first] = [maybeCut(all), all[0]?.at];
  const isSure = (at: string) => at !== cut && at !== first;
  const trendOf = trendReader(chart.axis, span, isSure);
  const series = rank(chart.series.map(({ name, whole, values }) => ({ name, whole, absent, trend: trendOf(values) })));
  const dates = chart.axis.toSorted();
  const sure = (series[0]?.trend.points ?? []).filter(({ at }) => isSure(at));
  const open = partialNote(sure, interval);
  const quality = { interval, figure, kind: 'average', counts: false } as const;
  return {
    headline: [
      `${plural(series.length, `${interval} series`, `${interval} series`)} of ${plural(chart.axis.length, 'date')}, ${shortDate(dates[0])} to ${shortDate(dates.at(-1))}.`,
      ...series.slice(0, 3).map((one) => trendSentence(one, interval, figure, cut)),
    ],
    tables: seriesTables(series, {
      interval,
      measure: { name: 'value', type },
      mean: 'unweighted_mean',
      ...(series.some(({ whole }) => whole !== null) ? { whole: 'whole_range' } : {}),
    }),
    notes: [
      ...(open === null ? [] : [partial(open)]),
      ...(first === undefined ? [] : [cutNote(first, cut, interval)]),
      ...beginningNotes(series, quality),
      ...holeNotes(series, quality),
      ...movementNotes(series, quality),
      reading(
        `Never add the points up${series.some(({ whole }) => whole !== null) ? ': whole range is what Amplitude itself computed' : ''}.`,
      ),
    ],
  };
}

function absentBetween(axis: readonly string[], span: Span): string[] {
  const [start = '', end = ''] = [axis[0], axis.at(-1)];
  const absent = absentPeriods(axis, { ...span, start: start.slice(0, 10), end: end.slice(0, 10) });
  return absent.filter((at) => at > start && at < end);
}

function cutNote(first: string, cut: string | null, interval: Rhythm): Note {
  const which =
    cut === null || cut === first ? ` (${first}), which is` : ` (${first}) and the last (${cut}), which are`;
  return partial(
    `The chart's range, which the answer does not tell, may cut the first ${period(interval)}${which} left out of latest, mean, peak and low.`,
  );
}

/** The last period, where it is over: unless another one follows it, the chart's range may end inside of it. */
function maybeCut(all: readonly Point[]): string | null {
  const last = all.at(-1);
  return last?.complete === true ? last.at : null;
}

function trendSentence(
  { name, trend: { peak, low, ...rest }, whole }: NamedTrend,
  interval: Rhythm,
  figure: Figure,
  cut: string | null,
): string {
  const all = whole === null ? '' : `whole range ${figure(whole)}; `;
  const range =
    peak === null || low === null
      ? ''
      : `; peak ${figure(peak.value)} ${inside(peak, interval)}, low ${figure(low.value)} ${inside(low, interval)}`;
  const after = cut === null ? undefined : rest.points.find(({ at }) => at === cut);
  const last = after === undefined ? '' : `; then ${when(after, interval)}: ${figure(after.value)}, which may be cut`;
  return `${label(name, 40)}: ${all}latest ended ${latestSentence({ peak, low, ...rest }, interval, figure)}${range}${last}.`;
}

function byLabel(chart: SeriesChart, { today }: Clock, figure: Figure, type: ColumnType): Told {
  const { axis, series } = chart;
  const several = series.length > 1;
  return {
    headline: [
      `${plural(series.length, 'series', 'series')} of ${axisWords(axis)}.`,
      ...series.slice(0, 3).map((one) => extremesSentence(one, axis, figure)),
    ],
    tables: [
      ...(series.some(({ whole }) => whole !== null) ? [wholeTable(series, type)] : []),
      valueTable(series, axis, type, several, today),
    ],
    notes: lastDateNotes(axis.filter(isDate), today),
  };
}

/** Whether the period of the last date is over, where its length is not known. */
export function lastDateNotes(dates: readonly string[], today: string): Note[] {
  const last = dates.toSorted().at(-1)?.slice(0, 10);
  if (last === undefined || last < addDays(today, -longestPeriod)) return [];
  if (last >= today) return [partial(`${last} still runs: its figures are partial.`)];
  return [partial(`The last date is ${last}; whether its period has ended, Amplitude does not tell.`)];
}

// A quarter, in days.
const longestPeriod = 92;

function axisWords(axis: readonly string[]): string {
  if (axis.every(isDate)) return plural(axis.length, 'date');
  if (axis.every((at) => at.startsWith('#'))) return `${plural(axis.length, 'value')} without a date`;
  return `${plural(axis.length, 'label')}, not all of them dates`;
}

function extremesSentence({ name, values, whole }: ChartSeries, axis: readonly string[], figure: Figure): string {
  const known = values.flatMap((value, index) => (value === null ? [] : [{ value, at: label(axis[index] ?? '', 30) }]));
  const ranked = known.toSorted((a, b) => b.value - a.value);
  const [top] = ranked;
  const bottom = ranked.at(-1);
  const start = `${label(name, 40)}: ${whole === null ? '' : `whole range ${figure(whole)}; `}`;
  if (top === undefined || bottom === undefined) return `${start}no values by label.`;
  if (top === bottom) return `${start}${figure(top.value)} (${top.at}).`;
  return `${start}highest ${figure(top.value)} (${top.at}), lowest ${figure(bottom.value)} (${bottom.at}).`;
}

function wholeTable(series: readonly ChartSeries[], type: ColumnType): Table {
  return {
    name: 'series',
    title: "Amplitude's own figure for the whole range",
    columns: [
      { name: 'series', type: 'label' },
      { name: 'whole_range', type },
    ],
    rows: rowPerItem(series, ({ name, whole }) => [name, whole]),
    show: 5,
  };
}

function valueTable(
  series: readonly ChartSeries[],
  axis: readonly string[],
  type: ColumnType,
  several: boolean,
  today: string,
): Table {
  const rows = laterRows(
    series,
    () => axis,
    ({ name, values }, at, index) => [
      ...(several ? [name] : []),
      at,
      values[index] ?? null,
      isDate(at) ? at.slice(0, 10) < today : null,
    ],
  );
  return {
    name: 'values',
    title: "in Amplitude's order; ended: the date is past",
    columns: [
      ...(several ? [{ name: 'series', type: 'label' } as const] : []),
      { name: 'label', type: 'label' },
      { name: 'value', type },
      { name: 'ended', type: 'flag' },
    ],
    rows,
    show: 10,
  };
}

function shortDate(at: string | undefined): string {
  return (at ?? '')
    .replace('T', ' ')
    .slice(0, 16)
    .replace(/ 00:00$/, '');
}
