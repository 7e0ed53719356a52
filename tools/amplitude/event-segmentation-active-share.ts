import { type Note, noteOf } from '../../src/report/note.ts';
import { decimal } from '../../src/report/number.ts';
import type { SeriesData } from '../../src/vendors/amplitude/series.ts';

const doubt = noteOf('doubt');
const assumed = noteOf('assumed');

/**
 * Shares of active users as fractions of 1, and how they were read. Amplitude documents no unit; a share above 1 can
 * only be a percentage. The collapsed figures do not decide, because they may be anything the vendor makes of the points.
 */
export function activeShares(
  data: SeriesData,
  collapsed: readonly (number | null)[],
): { data: SeriesData; collapsed: (number | null)[]; notes: Note[] } {
  const largest = decimal(largestOf(data));
  const divisor = arePercentages(data) ? 100 : 1;
  const scaled = (value: number | null) => (value === null ? null : value / divisor);
  const wholes = collapsed.map(scaled);
  const impossible = wholes.some((whole) => whole !== null && whole > 1);
  return {
    data: { ...data, series: data.series.map((values) => values.map(scaled)) },
    collapsed: wholes.map((whole) => (whole !== null && whole > 1 ? null : whole)),
    notes: [
      assumed(
        divisor === 100
          ? `Amplitude documents no unit for pct_dau; with values up to ${largest} they are percentages.`
          : `Amplitude documents no unit for pct_dau; values up to ${largest} are read as fractions of 1. Should the app show ${largest} %, divide by 100.`,
      ),
      ...(impossible ? [doubt("Amplitude's figure for the whole range is above 100 %, so it is left out.")] : []),
    ],
  };
}

/** Whether shares are read as percentages; else as fractions of 1. */
export function arePercentages(data: SeriesData): boolean {
  return largestOf(data) > 1;
}

function largestOf({ series }: SeriesData): number {
  return series.flat().reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
}
