import { differenceWords } from '../../src/report/difference.ts';
import { label } from '../../src/report/label.ts';
import { type Note, noteOf } from '../../src/report/note.ts';
import { plural, share } from '../../src/report/number.ts';
import { leftOutNotes, volumeSentence } from '../../src/report/paired-cohorts.ts';
import { bothRanges, type Periods } from '../../src/report/periods.ts';
import { enough, rateChange } from '../../src/report/proportion.ts';
import { amount } from './revenue-ltv-amount.ts';
import { behind, type ComparedDay, type ComparedMember } from './revenue-ltv-comparison.ts';
import { keyDays, type Point } from './revenue-ltv-curve.ts';
import type { LtvQuestion } from './revenue-ltv-reading.ts';
import { nouns } from './revenue-ltv-words.ts';

const partial = noteOf('partial');
const reading = noteOf('reading');

/** The change at the days that people ask for, or why none is called. */
export function comparisonHeadline(compared: readonly ComparedMember[], q: LtvQuestion, periods: Periods): string[] {
  const [top, ...others] = compared;
  const opening = `${bothRanges(periods)}: ${nouns[q.metric]} by day after joining`;
  if (top === undefined) return [`${opening}; nothing is named alike in both, so no change is called.`];
  const whose = others.length > 0 ? `${label(top.name, 40)}: ` : '';
  if (top.days.length === 0)
    return [
      `${opening}; no whole cohort is old enough for a figure in both, so no change is called; end the range earlier.`,
      ...volume(top, whose),
    ];
  const all = others.length > 0 ? `; ${plural(compared.length, 'series', 'series')}, most users first` : '';
  return [
    `${opening}${all}.`,
    ...(q.metric === 'arppu' ? [approximate] : []),
    ...toldDays(top, others.length > 0 ? 1 : 3).map((day) => `${whose}${sentence(day, q)}`),
    ...volume(top, whose),
  ];
}

/** What the change rests on. */
export function comparisonNotes(compared: readonly ComparedMember[], q: LtvQuestion): Note[] {
  const [top] = compared;
  if (top === undefined) return [];
  const money = (q.metric === 'arpu' || q.metric === 'total_revenue') && top.days.length > 0;
  return [
    ...leftOutNotes(top.cohorts),
    ...youngNote(top),
    ...(money
      ? [
          reading(
            'Amplitude does not send how revenue spreads over users, so no interval can be given: a difference in money may be chance.',
          ),
        ]
      : []),
    reading('Payers and amounts to date are not compared: the earlier cohorts have had longer.'),
  ];
}

/** By how far such figures are off differs from range to range, and so it goes into their difference. */
const approximate =
  'No change is called: cohorts are weighed by payers to date, as those at each day are not sent, and the earlier ones have had longer to pay. For a change compare "metric": "total_revenue" and "paying_users", whose quotient it is.';

/** Day 7, 30 and 1 before the others, in order. */
function toldDays({ days }: ComparedMember, most: number): ComparedDay[] {
  const wanted = [7, 30, 1, 90, 14, 60].flatMap((n) => days.find((day) => day.n === n) ?? []);
  return wanted.slice(0, most).sort((a, b) => a.n - b.n);
}

function sentence(day: ComparedDay, q: LtvQuestion): string {
  const { n, cohorts, now, before, few, rates } = day;
  const opening = `Day ${n}, ${plural(cohorts, 'cohort')} of each`;
  if (q.metric === 'paying_users')
    return `${opening}: ${rates === null ? 'n/a, more payers than users' : rateChange(rates.now, rates.before, 'users')}.`;
  const both = `${figure(now, q)} against ${figure(before, q)}`;
  if (q.metric === 'arppu') return `${opening}: about ${both}.`;
  const told = few ? `fewer than ${enough} on a side, too few to call a change` : difference(now.value, before.value);
  return `${opening}: ${both}, ${told}${eachChange(day, q)}.`;
}

function figure(point: Point, { metric }: LtvQuestion): string {
  const people = metric === 'arppu' ? 'payer' : 'user';
  return `${amount(point.value)} (${plural(behind(point, metric), people)})`;
}

function difference(now: number | null, before: number | null): string {
  return now === null || before === null ? 'n/a' : differenceWords({ now, before }, 'money', amount);
}

/** Revenue follows the number of new users: what each of them is worth stands beside it. */
function eachChange({ now, before, few }: ComparedDay, { metric }: LtvQuestion): string {
  if (metric !== 'total_revenue') return '';
  const [own, other] = [share(now.value, now.users), share(before.value, before.users)];
  return `; per user ${amount(own)} against ${amount(other)}${few ? '' : `, ${difference(own, other)}`}`;
}

function volume({ cohorts }: ComparedMember, whose: string): string[] {
  return volumeSentence(`${whose}New users`, cohorts, ({ users }) => users);
}

/** Days that no cohort of the later range has had yet. */
function youngNote({ days }: ComparedMember): Note[] {
  const last = days.at(-1)?.n ?? 0;
  const open = keyDays.filter((n) => n > last);
  if (last === 0 || open.length === 0) return [];
  return [partial(`Not compared, as no cohort is old enough in both or no figure was sent: day ${open.join(', ')}.`)];
}
