import { type Pair, pairDates, pairNames } from '../../src/report/counterparts.ts';
import { type Note, noteOf } from '../../src/report/note.ts';
import type { Periods } from '../../src/report/periods.ts';
import type { Proportion } from '../../src/report/proportion.ts';
import { checked, type Rates, ratesOf } from '../../src/report/rate-comparison.ts';
import type { Change } from '../../src/tool.ts';
import { isNamed } from '../../src/vendors/amplitude/member-names.ts';
import { comparisonTables } from './funnel-comparison-tables.ts';
import { comparisonHeadline, comparisonNotes } from './funnel-comparison-words.ts';
import { type Day, isKnown, peoplePerEntry } from './funnel-days.ts';
import type { Funnel, FunnelQuestion } from './funnel-reading.ts';

/** The funnels of one range. */
export interface FunnelSide {
  funnels: readonly Funnel[];
  q: FunnelQuestion;
  /** YYYY-MM-DDTHH:MM when they were computed, in the project's zone. */
  localTime: string;
}

/** A period of entry of the later range, with the one that it is held against. */
export interface PairedDay {
  now: Day;
  at: string | null;
  before: Day | undefined;
  /** Both are whole and known, and everybody who entered had the whole window. */
  settled: boolean;
}

/** What may be held against each other. */
export interface Passed {
  /** users: each once over the whole range · entries: a user in each period of entry. */
  who: 'users' | 'entries';
  conversion: Rates | null;
  /** From each step to the next. */
  steps: { place: number; event: string; rates: Rates | null }[];
}

export interface ComparedFunnel {
  name: string;
  now: Funnel;
  before: Funnel;
  days: PairedDay[];
  /** How many periods are settled on both sides. */
  settled: number;
  /** Over the settled periods; null where there is none. */
  entries: Passed | null;
  users: Passed;
  /** Everybody on both sides had the whole window, in ranges of as many days, so that users may be compared. */
  over: boolean;
  /** Entries of periods that are over on both sides, whether or not they have had the whole window. */
  volume: { periods: number; now: number; before: number } | null;
}

/**
 * What changed between the funnels of two ranges. Where everybody has had the whole window, users are compared; else the
 * entries of those periods that had it on both sides; else no change is called.
 */
export function compareFunnels(now: FunnelSide, before: FunnelSide, periods: Periods, sameLength: boolean): Change {
  const { pairs, notes } = pairNames(now.funnels, before.funnels, isNamed);
  const compared = pairs.map((pair) => comparedFunnel(pair, periods, sameLength));
  const [top] = compared;
  return {
    declined: top === undefined || (told(top) === null && top.volume === null),
    headline: comparisonHeadline(compared, now, periods),
    tables: comparisonTables(compared, now.q),
    notes: [...comparisonNotes(compared, now.q), ...notes, ...unevenNotes(pairs)],
  };
}

/** What is compared of a funnel; null where nothing had equally long. */
export function told({ over, users, entries }: ComparedFunnel): Passed | null {
  return over ? users : entries;
}

function comparedFunnel(pair: Pair<Funnel>, { shift }: Periods, sameLength: boolean): ComparedFunnel {
  const { now, before } = pair;
  const days = pairDates(now.days.days, before.days.days, ({ at }) => at, shift).map((one) => ({
    ...one,
    settled: isSettled(one.now) && one.before !== undefined && isSettled(one.before),
  }));
  const alike = now.steps.length === before.steps.length;
  const settled = alike ? bothOf(days.filter((one) => one.settled)) : [];
  return {
    ...{ name: now.name, now, before, days },
    settled: settled.length,
    entries: settled.length === 0 ? null : entriesOf(pair, settled),
    users: usersOf(pair),
    over: alike && sameLength && isOver(now) && isOver(before),
    volume: volumeOf(days),
  };
}

function isSettled(day: Day): boolean {
  return day.state === 'settled' && isKnown(day);
}

/** By the calendar, and by Amplitude's own word for each period. */
function isOver({ days: { days, over } }: Funnel): boolean {
  return over && days.every(({ open }) => open === 'none');
}

function bothOf(days: readonly PairedDay[]): Pair<Day>[] {
  return days.flatMap(({ now, before }) => (before === undefined ? [] : [{ now, before }]));
}

function entriesOf(pair: Pair<Funnel>, settled: readonly Pair<Day>[]): Passed {
  const at = (index: number) => (day: Day) => day.users.at(index) ?? 0;
  const rates = (to: number, from: number) => withPeople(ratesOf(settled, at(to), at(from)), pair, from);
  return passed('entries', pair.now, rates);
}

/** Chance is judged by the people behind the entries. */
function withPeople(rates: Rates | null, sides: Pair<Funnel>, from: number): Rates | null {
  const people = (proportion: Proportion, { days, steps }: Funnel): Proportion => {
    const totals = steps.map(({ users }) => users);
    return { ...proportion, people: proportion.of * peoplePerEntry(days.days, totals, from) };
  };
  return rates === null ? null : { now: people(rates.now, sides.now), before: people(rates.before, sides.before) };
}

function usersOf({ now, before }: Pair<Funnel>): Passed {
  const proportion = ({ steps }: Funnel, to: number, from: number): Proportion | null => {
    const [hits, of] = [steps.at(to)?.users ?? null, steps.at(from)?.users ?? null];
    return hits === null || of === null ? null : { hits, of };
  };
  return passed('users', now, (to, from) => {
    const [own, other] = [proportion(now, to, from), proportion(before, to, from)];
    return own === null || other === null ? null : checked({ now: own, before: other });
  });
}

function passed(who: Passed['who'], { steps }: Funnel, rates: (to: number, from: number) => Rates | null): Passed {
  return {
    who,
    conversion: rates(-1, 0),
    steps: steps.slice(1).map(({ place, event }) => ({ place, event, rates: rates(place - 1, place - 2) })),
  };
}

function volumeOf(days: readonly PairedDay[]): ComparedFunnel['volume'] {
  const isCounted = ({ state, users }: Day) => state !== 'partial' && users[0] != null;
  const whole = bothOf(days).filter(({ now, before }) => isCounted(now) && isCounted(before));
  const sum = (side: 'now' | 'before') => whole.reduce((total, pair) => total + (pair[side].users[0] ?? 0), 0);
  return whole.length === 0 ? null : { periods: whole.length, now: sum('now'), before: sum('before') };
}

const doubt = noteOf('doubt');

/** Where the two answers have different steps, nothing of them is held against each other. */
function unevenNotes(pairs: readonly Pair<Funnel>[]): Note[] {
  const uneven = pairs.find(({ now, before }) => now.steps.length !== before.steps.length);
  if (uneven === undefined) return [];
  const { now, before } = uneven;
  return [
    doubt(`Amplitude sent ${now.steps.length} steps for the later range and ${before.steps.length} for the earlier.`),
  ];
}
