import { label } from '../../src/report/label.ts';
import { type Note, noteOf } from '../../src/report/note.ts';
import { count, percent, plural } from '../../src/report/number.ts';
import { leftOutNotes, volumeSentence } from '../../src/report/paired-cohorts.ts';
import { bothRanges, type Periods } from '../../src/report/periods.ts';
import { type Proportion, rateChange } from '../../src/report/proportion.ts';
import { chanceSentences, clearChanges, clearCount } from '../../src/report/rate-comparison.ts';
import { period } from '../../src/report/series.ts';
import type { ComparedPoint, ComparedRetention, Refusal } from './retention-comparison.ts';
import type { RetentionQuestion } from './retention-reading.ts';
import { people, pointName } from './retention-words.ts';

const reading = noteOf('reading');

/** The change at the points that people ask for first, or why none is called. */
export function comparisonHeadline(
  compared: readonly ComparedRetention[],
  q: RetentionQuestion,
  periods: Periods,
  refusal: Refusal | null,
): string[] {
  const events = `${label(q.start_event.event_type, 30)} → ${label(q.return_event.event_type, 30)}`;
  const opening = `${bothRanges(periods)}: ${q.retention_type} retention, ${events}`;
  const [top, ...others] = compared;
  if (refusal?.read === 'unlike') return [`${opening}; no change is called. ${refusal.sentence}`];
  if (top === undefined) return [`${opening}; nothing is named alike in both, so no change is called.`];
  const whose = others.length > 0 ? `${label(top.name, 40)}: ` : '';
  const points = toldPoints(top, q);
  if (refusal !== null)
    return [
      `${opening}; no change is called. ${refusal.sentence}`,
      ...points.map((point) => `${whose}${sideBySide(point, q)}`),
      ...volume(top, q, whose),
    ];
  if (points.length === 0) return [`${opening}; ${unfinished(q)}`, ...volume(top, q, whose)];
  const all = others.length > 0 ? `; ${plural(compared.length, 'series', 'series')}, most entries first` : '';
  return [
    `${opening}${all}.`,
    ...points.slice(0, others.length > 0 ? 1 : mostTold).map((point) => `${whose}${sentence(point, q)}`),
    ...(others.length > 0 ? clearSentences(compared, points[0]?.n ?? 0, q) : []),
    ...volume(top, q, whose),
  ];
}

/** What the change rests on, or what stands side by side where none is called. */
export function comparisonNotes(compared: readonly ComparedRetention[], refusal: Refusal | null): Note[] {
  const [top] = compared;
  if (top === undefined) return [];
  const rates = refusal === null ? compared.flatMap(({ points }) => points.map((point) => point.rates)) : [];
  return [...leftOutNotes(top.cohorts), ...chanceSentences(rates).map((text) => reading(text))];
}

function unfinished({ retention_type, interval }: RetentionQuestion): string {
  const what = retention_type === 'bracket' ? 'bracket' : `${period(interval)} after the first`;
  return `no ${what} is complete for a whole cohort of both ranges, so no change is called; end the range earlier.`;
}

const mostTold = 3;

/** Day 1, 7 and 30 before the others, in order; the first brackets; the last point that is known where none of these is. */
function toldPoints({ points }: ComparedRetention, { retention_type }: RetentionQuestion): ComparedPoint[] {
  if (retention_type === 'bracket') return points.slice(0, mostTold);
  const known = points.filter((point) => point.n > 0 || !isEverybody(point));
  const wanted = [1, 7, 30, 90, 14, 60, 3, 0].flatMap((n) => known.find((point) => point.n === n) ?? []);
  const told = wanted.some(({ n }) => n > 0) ? wanted : known.filter(({ n }) => n > 0).slice(-1);
  return told.slice(0, mostTold).sort((a, b) => a.n - b.n);
}

/** On day 0 most often all are back, by definition. */
export function isEverybody({ rates }: ComparedPoint): boolean {
  return rates === null || (rates.now.hits === rates.now.of && rates.before.hits === rates.before.of);
}

function sentence({ n, cohorts, rates }: ComparedPoint, q: RetentionQuestion): string {
  const told = rates === null ? 'n/a' : rateChange(rates.now, rates.before, people(q));
  return `${capital(pointName(n, q))}, ${plural(cohorts, 'cohort')} of each: ${told}.`;
}

function sideBySide({ n, rates }: ComparedPoint, q: RetentionQuestion): string {
  const rate = ({ hits, of }: Proportion) => `${percent(of === 0 ? null : hits / of)} of ${count(of)}`;
  const told = rates === null ? 'n/a' : `${rate(rates.now)}, earlier ${rate(rates.before)}`;
  return `${capital(pointName(n, q))} or later: ${told} ${people(q)}.`;
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

/** How many groups moved beyond chance at the first point, and the one that moved most beside that already told. */
function clearSentences(compared: readonly ComparedRetention[], n: number, q: RetentionQuestion): string[] {
  const all = compared.map(({ name, points }) => ({
    name,
    rates: points.find((point) => point.n === n)?.rates ?? null,
  }));
  const [, ...beside] = all;
  return [
    `At ${pointName(n, q)}, of ${clearCount(all, 'series')}.`,
    ...clearChanges(beside)
      .slice(0, 1)
      .map(({ name, rates }) => `${label(name, 40)}: ${rateChange(rates.now, rates.before, people(q))}.`),
  ];
}

function volume({ cohorts }: ComparedRetention, q: RetentionQuestion, whose: string): string[] {
  return volumeSentence(`${whose}${capital(people(q))}`, cohorts, ({ size }) => size);
}
