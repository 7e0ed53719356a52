import { label } from '../../src/report/label.ts';
import { laterRows } from '../../src/report/later-rows.ts';
import { noteOf } from '../../src/report/note.ts';
import { count, percent, plural, share } from '../../src/report/number.ts';
import type { Report } from '../../src/tool.ts';

export interface Histogram {
  /** Labels of the bins, as sent. */
  bins: readonly string[];
  series: readonly { name: string; counts: readonly (number | null)[] }[];
  /** What is measured, for sentences: `price`. */
  property: string;
  start: string;
  end: string;
}

const mostNamed = 3;

/** A distribution: bins of values, not dates, so that there is no trend. */
export function histogramReport(histogram: Histogram): Pick<Report, 'headline' | 'tables' | 'notes'> {
  const { series, start, end, property } = histogram;
  const ranked = series.map((one) => ({ ...one, total: sum(one.counts) })).sort((a, b) => b.total - a.total);
  const several = ranked.length > 1;
  return {
    headline: [
      `Distribution of ${label(property, 40)}, ${start} to ${end}${several ? `, ${ranked.length} series, largest first` : ''}:`,
      ...ranked.slice(0, mostNamed).map((one) => sentence(one, histogram.bins, several)),
    ],
    tables: [
      {
        name: 'bins',
        title: several ? 'count by bin, series by size' : 'count by bin, as Amplitude cuts them',
        columns: [
          ...(several ? [{ name: 'series', type: 'label' } as const] : []),
          { name: 'bin', type: 'label' },
          { name: 'count', type: 'count' },
          { name: 'share', type: 'percent' },
        ],
        rows: laterRows(
          ranked,
          () => histogram.bins,
          ({ name, counts, total }, bin, index) => {
            const counted = counts[index] ?? null;
            return [...(several ? [name] : []), bin, counted, share(counted, total)];
          },
        ),
        show: 12,
      },
    ],
    notes: [
      noteOf('assumed')(
        'Amplitude does not document what a histogram counts (events, or users); shares are of the counts sent.',
      ),
    ],
  };
}

interface Ranked {
  name: string;
  counts: readonly (number | null)[];
  total: number;
}

function sentence({ name, counts, total }: Ranked, bins: readonly string[], named: boolean): string {
  const most = counts.reduce<number>((best, value, index) => ((value ?? 0) > (counts[best] ?? 0) ? index : best), 0);
  const biggest = `biggest bin ${label(bins[most] ?? 'unnamed', 30)}: ${count(counts[most])} (${percent(share(counts[most], total))})`;
  return `${named ? `${label(name, 40)}: ` : ''}${count(total)} counted in ${plural(bins.length, 'bin')}; ${biggest}.`;
}

function sum(counts: readonly (number | null)[]): number {
  return counts.reduce<number>((total, value) => total + (value ?? 0), 0);
}
