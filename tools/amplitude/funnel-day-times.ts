import { type Layout, type Rows, transposed } from './funnel-layout.ts';
import type { Element } from './funnel-reading.ts';

type Figure = number | null;

/** A row per day in milliseconds: of the whole funnel (first) and into each later step. */
export interface DayTimes {
  medians: Rows;
  averages: Rows;
}

/** The times by day of entry; none where they do not match the dates, the steps and the layout of the counts. */
export function dayTimes(element: Element, dates: number, layout: Layout): DayTimes {
  const { dayMedianTransTimes, dayAvgTransTimes, cumulativeRaw } = element;
  const rows = (sent: Element['dayAvgTransTimes']): Rows => {
    if (!sent || sent.xValues.length !== dates) return [];
    const found = layout.rows === 'days' ? sent.series : transposed(sent.series);
    const fits = found.length === dates && found.every((row) => row.length === cumulativeRaw.length);
    return fits ? found : [];
  };
  return { medians: rows(dayMedianTransTimes), averages: rows(dayAvgTransTimes) };
}

/** Entry 0 is the whole funnel's, and 0 there says that it is not sent; negative means no data. */
export function seconds(milliseconds: Figure, index: number): Figure {
  if (milliseconds === null || milliseconds < 0 || (index === 0 && milliseconds === 0)) return null;
  return milliseconds / 1000;
}
