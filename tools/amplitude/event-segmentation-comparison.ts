import type { z } from 'zod';
import { pairNames } from '../../src/report/counterparts.ts';
import { declinedChange } from '../../src/report/declined-change.ts';
import {
  type Distribution,
  distributionNotes,
  distributionSentences,
  distributionTable,
  pairBins,
  totalsOf,
} from '../../src/report/distribution-comparison.ts';
import { label } from '../../src/report/label.ts';
import { bothRanges, type Periods } from '../../src/report/periods.ts';
import { compareSeries } from '../../src/report/series-comparison.ts';
import type { Change, Side } from '../../src/tool.ts';
import { openRange } from '../../src/vendors/amplitude/open-range.ts';
import { sureSeries, unsureNotes } from '../../src/vendors/amplitude/sure-series.ts';
import { untested } from '../../src/vendors/amplitude/untested.ts';
import { arePercentages } from './event-segmentation-active-share.ts';
import {
  aboutEvents,
  asked,
  type Question,
  readBins,
  readPoints,
  type segmentationAnswer,
  subjectOf,
} from './event-segmentation-report.ts';

type Segmented = Side<Question, z.output<typeof segmentationAnswer>>;

/** What changed between the answers of two ranges, or why that is not told. */
export function compareSegmentation(now: Segmented, before: Segmented, periods: Periods): Change {
  const why = now.input.metric === 'histogram' ? openRange(now, before) : mixedUnits(now, before);
  if (why !== null) return declinedChange(periods, why, aboutEvents(now.input));
  return now.input.metric === 'histogram'
    ? compareHistograms(now, before, periods)
    : comparePoints(now, before, periods);
}

/** Amplitude documents no unit for shares of active users, so each answer's is read from its figures. */
function mixedUnits(now: Segmented, before: Segmented): string | null {
  if (now.input.metric !== 'pct_dau') return null;
  const [later, earlier] = [arePercentages(now.pages[0].data), arePercentages(before.pages[0].data)];
  if (later === earlier) return null;
  return `Amplitude documents no unit for pct_dau, and the figures look like percentages in the ${later ? 'later' : 'earlier'} range and like fractions of 1 in the other, which may then be 100 times too high`;
}

function comparePoints(now: Segmented, before: Segmented, periods: Periods): Change {
  const [later, earlier] = [surePoints(now), surePoints(before)];
  // What is left of several has its name told, even where it is one.
  const several = later.unsure + earlier.unsure > 0;
  const subject = { ...subjectOf(now.input), ...(several ? { grouped: true } : {}) };
  const change = compareSeries(later.series, earlier.series, subject, periods);
  const test = subject.kind === 'average' ? [untested] : [];
  return { ...change, notes: [...unsureNotes(later.unsure, earlier.unsure), ...change.notes, ...test] };
}

function surePoints({ pages: [answer], input, context }: Segmented) {
  return sureSeries(answer.data, asked(input), readPoints(answer, input, context).series);
}

function compareHistograms(now: Segmented, before: Segmented, periods: Periods): Change {
  const [later, earlier] = [sureBins(now), sureBins(before)];
  const about = `Distribution of ${label(later.property, 40)}`;
  const bins = pairBins(later.bins, earlier.bins);
  if (typeof bins === 'string') return declinedChange(periods, bins, about);
  const { pairs, notes } = pairNames(later.series, earlier.series);
  const all = largestFirst(
    pairs.map(({ now: { name, counts }, before }): Distribution => ({ name, bins: bins.pair(counts, before.counts) })),
  );
  if (all.length === 0) return declinedChange(periods, 'no series is known to be in both', about);
  const grouped = asked(now.input).group_by.length > 0 || later.series.length > 1;
  return {
    headline: [`${about}, ${bothRanges(periods)}${grouped ? ', largest first' : ''}:`, ...sentences(all, grouped)],
    tables: [distributionTable(all)],
    notes: [...unsureNotes(later.unsure, earlier.unsure), ...notes, ...distributionNotes(all, 'what is counted')],
  };
}

const mostNamed = 3;

function largestFirst(all: readonly Distribution[]): Distribution[] {
  const sized = all.map((one) => ({ one, size: totalsOf(one.bins).now }));
  return sized.sort((a, b) => b.size - a.size).map(({ one }) => one);
}

function sentences(all: readonly Distribution[], named: boolean): string[] {
  return all.slice(0, mostNamed).map(({ name, bins }) => {
    const told = distributionSentences(bins, 'counted').join(' ');
    return named ? `${label(name, 40)}: ${told}` : told;
  });
}

function sureBins({ pages: [{ data }], input, context }: Segmented) {
  const histogram = readBins(data, input, context);
  return { ...histogram, ...sureSeries(data, asked(input), histogram.series) };
}
