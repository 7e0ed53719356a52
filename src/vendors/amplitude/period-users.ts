import type { NamedTrend } from '../../report/series-tables.ts';

/**
 * Users of the whole range, held against the points: deduplicated they are no fewer than in any complete period.
 * A figure that cannot be right is dropped, one that may be a mere sum is named; both with a note.
 */
export function checkedUsers(series: readonly NamedTrend[]): { series: NamedTrend[]; notes: string[] } {
  const tooFew = series.filter(isBelowPeak);
  const sums = series.filter((one) => !isBelowPeak(one) && isSum(one));
  return {
    series: series.map((one) => (isBelowPeak(one) ? { ...one, whole: null } : one)),
    notes: [
      ...(tooFew.length === 0
        ? []
        : ["Amplitude's figure for the whole range is below its own largest period, so it is left out."]),
      ...(sums.length === 0
        ? []
        : [
            "Amplitude's figure for the whole range equals the sum of the points: nobody came back, or it is not deduplicated.",
          ]),
    ],
  };
}

function isBelowPeak({ whole, trend: { peak } }: NamedTrend): boolean {
  return whole !== null && peak !== null && whole < (peak.value ?? 0);
}

function isSum({ whole, trend }: NamedTrend): boolean {
  const counted = trend.points.flatMap(({ value }) => (value === null || value === 0 ? [] : [value]));
  return counted.length > 1 && whole === counted.reduce((sum, value) => sum + value, 0);
}
