import { addDays, daysIn } from '../../src/report/calendar.ts';
import { label } from '../../src/report/label.ts';
import { type Note, noteOf } from '../../src/report/note.ts';
import { change, count, duration, percent, plural } from '../../src/report/number.ts';
import { bothRanges, type Periods } from '../../src/report/periods.ts';
import { type Proportion, rateChange } from '../../src/report/proportion.ts';
import { chanceSentences, clearChanges, clearCount, type Rates } from '../../src/report/rate-comparison.ts';
import { period } from '../../src/report/series.ts';
import { type ComparedFunnel, type FunnelSide, type Passed, told } from './funnel-comparison.ts';
import { stepWords } from './funnel-comparison-tables.ts';
import { isKnown } from './funnel-days.ts';
import { type FunnelQuestion, isGrouped } from './funnel-reading.ts';
import { effectiveWindow } from './funnel-window.ts';
import { whom } from './funnel-window-words.ts';

const partial = noteOf('partial');
const reading = noteOf('reading');

/** The change of conversion, or why none is called and what to ask instead. */
export function comparisonHeadline(compared: readonly ComparedFunnel[], side: FunnelSide, periods: Periods): string[] {
  const [top, ...others] = compared;
  const { q } = side;
  if (top === undefined) return [`${bothRanges(periods)}: nothing is named alike in both, so no change is called.`];
  const passed = told(top);
  const whose = others.length > 0 ? `${label(top.name, 40)}: ` : '';
  if (passed === null)
    return [
      `${bothRanges(periods)}: no change in conversion is called. ${reason(top, q)}`,
      ...soFar(top, whose),
      ...volumeSentence(top, q, whose),
      ...adviceSentence(top, side),
    ];
  const all = others.length > 0 ? `; ${count(compared.length)} ${kind(q)}, most entrants first` : '';
  return [
    `${bothRanges(periods)}, ${basis(top, q)}${all}:`,
    `${whose}${passed.conversion === null ? 'Conversion n/a' : `Conversion ${changeWords(passed.conversion, passed.who)}`}.`,
    ...(others.length > 0 ? clearGroups(compared, q) : stepSentence(passed)),
    ...(top.over ? entrantsSentence(top, whose) : volumeSentence(top, q, whose)),
  ];
}

/** What the change rests on. */
export function comparisonNotes(compared: readonly ComparedFunnel[], q: FunnelQuestion): Note[] {
  const [top] = compared;
  const passed = top === undefined ? null : told(top);
  if (top === undefined || passed === null) return [];
  return [
    ...(passed.who === 'entries' ? leftOut(top, q) : []),
    ...(passed.who === 'entries' && compared.length === 1 ? [reading(peopleWords(top))] : []),
    ...chanceSentences(compared.flatMap(distinctRates)).map((text) => reading(text)),
  ];
}

/** With two steps, the one from step to step is the conversion again. */
function distinctRates(one: ComparedFunnel): (Rates | null)[] {
  const { conversion = null, steps = [] } = told(one) ?? {};
  return [conversion, ...(steps.length > 1 ? steps.map(({ rates }) => rates) : [])];
}

function basis({ over, settled, days }: ComparedFunnel, q: FunnelQuestion): string {
  const [word, window] = [period(q.interval), duration(effectiveWindow(q))];
  if (over) return `each user counted once; for all the window (${window}) is over`;
  return `over ${settled} of ${plural(days.length, word)} of entry whose window (${window}) is over on both sides`;
}

function changeWords({ now, before }: { now: Proportion; before: Proportion }, who: string): string {
  return rateChange(now, before, who);
}

function kind(q: FunnelQuestion): string {
  return isGrouped(q) ? 'groups' : 'segments';
}

/** The step that changed most, where any did beyond chance. */
function stepSentence({ who, steps }: Passed): string[] {
  if (steps.length < 2) return [];
  const [most] = clearChanges(steps);
  if (most === undefined) return ['No single step changed clearly.'];
  const { place, event, rates } = most;
  return [`Changed most: step ${stepWords(place)} (to ${label(event, 24)}), ${changeWords(rates, who)}.`];
}

/** How many groups moved beyond chance, and the one that moved most beside that already told. */
function clearGroups(compared: readonly ComparedFunnel[], q: FunnelQuestion): string[] {
  const all = compared.map((one) => ({
    name: one.name,
    who: told(one)?.who ?? '',
    rates: told(one)?.conversion ?? null,
  }));
  const [, ...beside] = all;
  return [
    `Of ${clearCount(all, kind(q))}.`,
    ...clearChanges(beside)
      .slice(0, 1)
      .map(({ name, rates, who }) => `${label(name, 40)}: ${changeWords(rates, who)}.`),
  ];
}

function volumeSentence({ volume }: ComparedFunnel, q: FunnelQuestion, whose: string): string[] {
  if (volume === null) return [];
  const { periods, now, before } = volume;
  const size = plural(periods, `whole ${period(q.interval)}`);
  return [`${whose}Entries in ${size}: ${count(now)} against ${count(before)}, ${change(before, now)}.`];
}

function entrantsSentence({ now, before }: ComparedFunnel, whose: string): string[] {
  const [own, other] = [now.entrants, before.entrants];
  return [`${whose}Entrants: ${count(own)} against ${count(other)} users, ${change(other, own)}.`];
}

function soFar({ users: { conversion } }: ComparedFunnel, whose: string): string[] {
  if (conversion === null) return [];
  const rate = ({ hits, of }: Proportion) => `${percent(of === 0 ? null : hits / of)} of ${count(of)}`;
  return [
    `${whose}So far ${rate(conversion.now)} against ${rate(conversion.before)} users, each counted once: not to be read as a change.`,
  ];
}

function reason({ now, before, days }: ComparedFunnel, q: FunnelQuestion): string {
  const word = period(q.interval);
  const asked = q.conversion_window_seconds === undefined ? ', the default' : '';
  const window = `the window to convert (${duration(effectiveWindow(q))}${asked})`;
  if (now.steps.length !== before.steps.length) return 'The two answers have different steps.';
  if (days.length === 0 || before.days.days.length === 0)
    return `Amplitude sent no usable figures by ${word} for the ${days.length === 0 ? 'later' : 'earlier'} range, so nobody can tell which entries had all of ${window}.`;
  if (!now.days.days.some(({ state }) => state === 'settled'))
    return `For ${whom(now, q)} of the later range ${window} is not over; those of the earlier range had longer.`;
  return `No ${word} is whole, known and past ${window} on both sides.`;
}

/** The latest range of as many days whose window is over; only of use where that is what is lacking. */
function adviceSentence({ now }: ComparedFunnel, { q, localTime }: FunnelSide): string[] {
  if (now.days.over) return [];
  const clock = Date.parse(`${localTime}:00Z`) - effectiveWindow(q) * 1000;
  const end = addDays(new Date(clock).toISOString().slice(0, 10), -1);
  const start = addDays(end, 1 - daysIn(q));
  return [
    `For a change ask for entries whose window is over ("start": "${start}", "end": "${end}"), or a shorter "conversion_window_seconds".`,
  ];
}

function peopleWords({ now, before }: ComparedFunnel): string {
  return `Intervals are as wide as the people behind the entries make them: ${count(now.entrants)} and ${count(before.entrants)} users over the ranges.`;
}

/** What is left out for its own sake, as partial, unknown or not past its window, has a note in the report of its range. */
function leftOut({ days }: ComparedFunnel, q: FunnelQuestion): Note[] {
  const out = days.filter(
    ({ settled, now, before }) =>
      !settled && now.state === 'settled' && isKnown(now) && (before === undefined || isKnown(before)),
  );
  if (out.length === 0) return [];
  const named = out.slice(0, 3).map(({ now }) => label(now.at, 20));
  const more = out.length > named.length ? ` and ${out.length - named.length} more` : '';
  return [
    partial(
      `Also left out of the comparison: ${plural(out.length, period(q.interval))} whose counterpart is missing or not past the window: ${named.join(', ')}${more}.`,
    ),
  ];
}
