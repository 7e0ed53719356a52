import type { CivilDate } from './calendar.ts';
import { type Pair, pairDates } from './counterparts.ts';
import { label } from './label.ts';
import { type Note, noteOf } from './note.ts';
import { change, count, plural } from './number.ts';
import type { Shift } from './periods.ts';

interface Cohort {
  label: string;
  first: CivilDate | null;
  /** It still fills, or the range cuts days off it. */
  partial: boolean;
}

/** A cohort of the later range with the one that it is held against; `whole` when neither is partial. */
export interface PairedCohort<One> {
  now: One;
  at: CivilDate | null;
  before: One | undefined;
  whole: boolean;
}

export function pairCohorts<One extends Cohort>(
  now: readonly One[],
  before: readonly One[],
  shift: Shift,
): PairedCohort<One>[] {
  return pairDates(now, before, ({ first }) => first, shift).map((pair) => ({
    ...pair,
    whole: !pair.now.partial && pair.before?.partial === false,
  }));
}

/** Those of which both are whole. */
export function wholePairs<One>(paired: readonly PairedCohort<One>[]): Pair<One>[] {
  return paired.flatMap(({ now, before, whole }) => (whole && before !== undefined ? [{ now, before }] : []));
}

/** "New users in 28 whole cohorts of each: 399 against 499, -20.0 %."; none where no size is known on both sides. */
export function volumeSentence<One>(
  who: string,
  paired: readonly PairedCohort<One>[],
  sizeOf: (cohort: One) => number | null,
): string[] {
  const known = wholePairs(paired).filter(({ now, before }) => sizeOf(now) !== null && sizeOf(before) !== null);
  const sum = (side: 'now' | 'before') => known.reduce((total, pair) => total + (sizeOf(pair[side]) ?? 0), 0);
  if (known.length === 0) return [];
  const [own, other] = [sum('now'), sum('before')];
  return [
    `${who} in ${plural(known.length, 'whole cohort')} of each: ${count(own)} against ${count(other)}, ${change(other, own)}.`,
  ];
}

/** Which cohorts of the later range are in no figure of the change. */
export function leftOutNotes<One extends Cohort>(paired: readonly PairedCohort<One>[]): Note[] {
  const out = paired.filter(({ whole }) => !whole);
  if (out.length === 0) return [];
  const named = out.slice(0, 3).map(({ now }) => label(now.label, 20));
  const more = out.length > named.length ? ` and ${out.length - named.length} more` : '';
  return [
    partial(
      `Left out of the comparison: ${plural(out.length, 'cohort')} partial, undated or without a counterpart: ${named.join(', ')}${more}.`,
    ),
  ];
}

const partial = noteOf('partial');
