import { declinedChange } from '../../src/report/declined-change.ts';
import {
  type ComparedBin,
  distributionNotes,
  distributionSentences,
  distributionTable,
  pairBins,
  totalsOf,
} from '../../src/report/distribution-comparison.ts';
import { bothRanges, type Periods } from '../../src/report/periods.ts';
import { rateChange } from '../../src/report/proportion.ts';
import type { Change } from '../../src/tool.ts';
import type { AskedBins, Bin } from './session-length-bins.ts';
import { holdAll, lengthOf, medianBin, shortSessions } from './session-length-report.ts';

/** What changed between the histograms of two ranges that are both over. */
export function compareBins(now: readonly Bin[], before: readonly Bin[], asked: AskedBins, periods: Periods): Change {
  const pairs = pairBins(labelsOf(now), labelsOf(before));
  if (typeof pairs === 'string') return declinedChange(periods, pairs);
  const bins = pairs.pair(countsOf(now), countsOf(before));
  const noun = holdAll(now, asked) ? 'sessions' : 'sessions inside the bins';
  const [total = '', moved = ''] = distributionSentences(bins, noun);
  const all = [{ name: 'sessions', bins }];
  return {
    headline: [
      `${bothRanges(periods)}: ${total}`,
      ...shortChange(now, before, bins, noun),
      ...medians(now, before),
      moved,
    ],
    tables: [distributionTable(all)],
    notes: distributionNotes(all, 'sessions'),
  };
}

/** Only where both have bins from 0 with a bound at 10 s, and no bin is unknown. */
function shortChange(
  now: readonly Bin[],
  before: readonly Bin[],
  bins: readonly ComparedBin[],
  noun: string,
): string[] {
  const [hits, hitsBefore] = [shortSessions(now), shortSessions(before)];
  if (hits === null || hitsBefore === null || bins.some((bin) => bin.now === null || bin.before === null)) return [];
  const totals = totalsOf(bins);
  const change = rateChange({ hits, of: totals.now }, { hits: hitsBefore, of: totals.before }, noun);
  return [`Under 10 s: ${change}.`];
}

function medians(now: readonly Bin[], before: readonly Bin[]): string[] {
  if ([...now, ...before].some(({ sessions }) => sessions === null)) return [];
  const [median, earlier] = [medianBin(now), medianBin(before)];
  if (median === undefined || earlier === undefined) return [];
  return median.label === earlier.label
    ? [`Median session: ${lengthOf(median)} in both.`]
    : [`Median session: ${lengthOf(median)} against ${lengthOf(earlier)}.`];
}

function labelsOf(bins: readonly Bin[]): string[] {
  return bins.map(({ label }) => label);
}

function countsOf(bins: readonly Bin[]): (number | null)[] {
  return bins.map(({ sessions }) => sessions);
}
