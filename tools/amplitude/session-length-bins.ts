/** One bucket of the histogram: how many sessions lasted `from` to `to` seconds. */
export interface Bin {
  label: string;
  /** Seconds, the end exclusive; null where the label is not of the documented form. */
  from: number | null;
  to: number | null;
  sessions: number | null;
}

export interface AskedBins {
  bin_unit?: 'hours' | 'minutes' | 'seconds' | undefined;
  bin_min?: number | undefined;
  bin_max?: number | undefined;
  bin_size?: number | undefined;
}

const seconds = { hours: 3_600, minutes: 60, seconds: 1 } as const;

// "Session lengths have a max length of 1 day (86,400,000 ms)."
export const longest = 86_400;

// "These bins are (in milliseconds): [0, 3000), [3000, 10,000), […] [3,600,000, 86,400,000)."
const defaultEdges = [0, 3, 10, 30, 60, 180, 600, 1_800, 3_600, longest];

/** "buckets of the format [bucketStartInSeconds]s-[bucketEndInSeconds]s" */
export function readBin(label: string, sessions: number | null): Bin {
  const [, from, to] = /^\s*(\d+(?:\.\d+)?)\s*s\s*-\s*(\d+(?:\.\d+)?)\s*s\s*$/.exec(label) ?? [];
  if (from === undefined || to === undefined) return { label, from: null, to: null, sessions };
  return { label, from: Number(from), to: Number(to), sessions };
}

/** What is wrong with the bins asked for, as sentences. */
export function binMistakes(asked: AskedBins): string[] {
  const { bin_unit, bin_min, bin_max, bin_size } = asked;
  if (bin_unit === undefined || bin_min === undefined || bin_max === undefined) return missing(asked);
  const most = longest / seconds[bin_unit];
  const width = bin_max - bin_min;
  return [
    ...(width > 0 ? [] : [`"bin_max" (${bin_max}) must be above "bin_min" (${bin_min}).`]),
    ...(bin_max <= most
      ? []
      : [`"bin_max" is at most ${most} ${bin_unit}: sessions end at one day; it is ${bin_max}.`]),
    ...(bin_size === undefined || width <= 0 || bin_size <= width
      ? []
      : [`"bin_size" (${bin_size}) is wider than "bin_min" to "bin_max": at most ${width}.`]),
  ];
}

/** "you must specify timeHistogramConfigBinMin, timeHistogramConfigBinMax, and timeHistogramConfigBinTimeUnit" */
function missing({ bin_unit, bin_min, bin_max, bin_size }: AskedBins): string[] {
  const gone = Object.entries({ bin_unit, bin_min, bin_max }).flatMap(([name, value]) =>
    value === undefined ? `"${name}"` : [],
  );
  if (gone.length === 3 && bin_size === undefined) return [];
  return [
    `Custom bins need "bin_unit", "bin_min" and "bin_max" together: add ${gone.join(' and ')}, or leave all out.`,
  ];
}

/** Why the bins that came back are not those asked for, or null; Amplitude replaces bins without a word. */
export function binWarning(bins: readonly Bin[], asked: AskedBins): string | null {
  const edges = edgesOf(bins);
  if (edges === null)
    return 'The bins are not in a row from short to long, so there is no median and no share under 10 s.';
  if (asked.bin_unit === undefined) return null;
  const wanted = describeBins(asked);
  if (isSame(edges, defaultEdges) && !isAsked(edges, asked))
    return `Not the bins asked for (${wanted}): Amplitude fell back to its default bins.`;
  if (isAsked(edges, asked)) return null;
  return `Not the bins asked for (${wanted}): Amplitude sent ${bins.length} bins from ${edges[0]} s to ${edges.at(-1)} s.`;
}

/** The bounds in seconds where every bin starts at the end of the one before; null otherwise. */
export function edgesOf(bins: readonly Bin[]): number[] | null {
  const [first] = bins;
  if (first?.from === undefined || first.from === null) return null;
  const edges = [first.from];
  for (const { from, to } of bins) {
    if (from === null || to === null || from !== edges.at(-1) || to <= from) return null;
    edges.push(to);
  }
  return edges;
}

/** Without a size "there is no guarantee for the final number of bins or bin bounds", only for the whole. */
function isAsked(edges: readonly number[], { bin_unit = 'seconds', bin_min = 0, bin_max = 0, bin_size }: AskedBins) {
  const unit = seconds[bin_unit];
  const near = (a: number | undefined, b: number) => a !== undefined && Math.abs(a - b) < 1e-6 * Math.max(1, b);
  if (!near(edges[0], bin_min * unit) || !near(edges.at(-1), bin_max * unit)) return false;
  if (bin_size === undefined) return true;
  return (
    edges.slice(1, -1).every((edge, index) => near(edge, (bin_min + (index + 1) * bin_size) * unit)) &&
    edges.length - 1 === Math.ceil((bin_max - bin_min) / bin_size - 1e-9)
  );
}

function isSame(edges: readonly number[], others: readonly number[]): boolean {
  return edges.length === others.length && edges.every((edge, index) => edge === others[index]);
}

function describeBins({ bin_unit, bin_min, bin_max, bin_size }: AskedBins): string {
  return `${bin_min} to ${bin_max} ${bin_unit}${bin_size === undefined ? '' : `, each ${bin_size}`}`;
}
