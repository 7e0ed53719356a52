import { differenceWords } from './difference.ts';
import { label } from './label.ts';
import { laterRows } from './later-rows.ts';
import { type Note, noteOf } from './note.ts';
import { count, plural } from './number.ts';
import { rateChange, verdict } from './proportion.ts';
import { checked, clearChanges, type Rates, rateCells, rateColumns } from './rate-comparison.ts';
import type { Column, Table } from './report.ts';

/** What was counted in each of the same bins in two ranges. */
export interface Distribution {
  /** As it is; told where there are several. */
  name: string;
  bins: readonly ComparedBin[];
}

export interface ComparedBin {
  label: string;
  now: number | null;
  before: number | null;
}

/** The counts of two ranges bin by bin; a sentence where the bins are not the same, so that nothing may be compared. */
export function pairBins(
  labels: readonly string[],
  labelsBefore: readonly string[],
): { pair(now: readonly (number | null)[], before: readonly (number | null)[]): ComparedBin[] } | string {
  const own = new Set(labels);
  const places = new Map(labelsBefore.map((one, place) => [one, place]));
  if (own.size < labels.length || places.size < labelsBefore.length) return 'two bins of a range have the same name';
  const odd = labels.find((one) => !places.has(one)) ?? labelsBefore.find((one) => !own.has(one));
  if (odd !== undefined)
    return `the bins are not the same: ${label(odd, 40)} is in one range only (${count(labels.length)} against ${count(labelsBefore.length)} bins)`;
  return {
    pair: (now, before) =>
      labels.map((one, place) => ({
        label: one,
        now: now[place] ?? null,
        before: before[places.get(one) ?? -1] ?? null,
      })),
  };
}

/** All that was counted in the bins that are known on both sides. */
export function totalsOf(bins: readonly ComparedBin[]): { now: number; before: number } {
  const known = bins.filter(isKnown);
  const sum = (side: 'now' | 'before') => known.reduce((total, bin) => total + (bin[side] ?? 0), 0);
  return { now: sum('now'), before: sum('before') };
}

/** "12,030 sessions against 11,000, +9.4 %." and the share that changed most for certain; `noun` is what is counted. */
export function distributionSentences(bins: readonly ComparedBin[], noun: string): string[] {
  const totals = totalsOf(bins);
  const change = differenceWords(totals, 'count', count);
  return [`${count(totals.now)} ${noun} against ${count(totals.before)}, ${change}.`, movedMost(bins, noun)];
}

/** Each bin's share of all with the interval of its change, bin by bin. */
export function distributionTable(all: readonly Distribution[]): Table {
  const several = all.length > 1;
  const columns: Column[] = [
    ...(several ? [{ name: 'series', type: 'label' } as const] : []),
    { name: 'bin', type: 'label' },
    // Of how many is the same in every bin.
    ...rateColumns.filter(({ name }) => !name.endsWith('_of')),
    { name: 'current_count', type: 'count' },
    { name: 'previous_count', type: 'count' },
  ];
  const kept = rateColumns.flatMap(({ name }, place) => (name.endsWith('_of') ? [] : [place]));
  const rows = laterRows(
    all.map(({ name, bins }) => ({ name, bins, totals: totalsOf(bins) })),
    ({ bins }) => bins,
    ({ name, totals }, bin) => {
      const cells = rateCells(ratesOf(bin, totals));
      return [...(several ? [name] : []), bin.label, ...kept.map((place) => cells[place] ?? null), bin.now, bin.before];
    },
  );
  return { name: 'comparison', title: 'shares by bin, current against previous', columns, rows, show: 12 };
}

/** What the intervals take for granted, and which bins are left out. */
export function distributionNotes(all: readonly Distribution[], noun: string): Note[] {
  const unknown = Math.max(0, ...all.map(({ bins }) => bins.filter((bin) => !isKnown(bin)).length));
  return [
    ...(unknown === 0
      ? []
      : [
          noteOf('missing')(
            `${plural(unknown, 'bin')} without a figure on a side, left out of totals and shares on both.`,
          ),
        ]),
    noteOf('reading')(
      `Intervals take ${noun} as independent and each bin by itself: several of one user make the true ones wider, and of 20 bins one moves by chance.`,
    ),
  ];
}

function movedMost(bins: readonly ComparedBin[], noun: string): string {
  const totals = totalsOf(bins);
  const all = bins.map((bin) => ({ label: bin.label, rates: ratesOf(bin, totals) }));
  const [most] = clearChanges(all);
  if (most !== undefined)
    return `Share that moved most, ${label(most.label, 40)}: ${rateChange(most.rates.now, most.rates.before, noun)}.`;
  const few = all.every(({ rates }) => rates === null || verdict(rates.now, rates.before) === 'too few');
  return few ? 'Too few on a side to call a change of any share.' : "No bin's share clearly changed.";
}

function ratesOf(bin: ComparedBin, totals: { now: number; before: number }): Rates | null {
  if (!isKnown(bin)) return null;
  return checked({
    now: { hits: bin.now ?? 0, of: totals.now },
    before: { hits: bin.before ?? 0, of: totals.before },
  });
}

function isKnown({ now, before }: ComparedBin): boolean {
  return now !== null && before !== null;
}
