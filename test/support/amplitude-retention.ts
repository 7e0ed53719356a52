import { dates } from './amplitude-funnel.ts';

interface Made {
  start: string;
  days: number;
  /** The day on which the vendor computed the answer. */
  today: string;
  /** How many of a cohort of that size and index come back on day n. */
  back(size: number, n: number, cohort: number): number;
  size?(cohort: number): number;
  totalFirst?: boolean;
  /** "Aug 15", "Nov 19, 2025" or "2025-11-19". */
  keys?: 'short' | 'long' | 'iso';
  /** Every cohort has so many days; otherwise as many as there were. */
  cells?: number;
}

interface Cell {
  count: number;
  outof: number;
  incomplete: boolean;
}

/** Daily retention as recorded bodies have it: newest first, `incomplete` from the day on that still runs. */
export function recordedRetention({ size = (cohort) => 100 + cohort, totalFirst = true, ...made }: Made) {
  const all = dates(made.start, made.days);
  const cohorts = all.map((date, index) => {
    const age = Math.round((Date.parse(made.today) - Date.parse(date)) / 86_400_000);
    const days = Array.from({ length: made.cells ?? age + 1 }, (_, n): Cell => {
      const outof = size(index);
      return { count: n > age ? 0 : made.back(outof, n, index), outof, incomplete: n >= age };
    });
    const total: Cell = { count: size(index), outof: size(index), incomplete: false };
    return { key: keyOf(date, made.keys ?? 'long'), cells: totalFirst ? [total, ...days] : days };
  });
  const longest = Math.max(...cohorts.map(({ cells }) => cells.length));
  const combined = Array.from({ length: longest }, (_, index) => {
    const cells = cohorts.flatMap(({ cells }) => cells[index] ?? []).filter(({ incomplete }) => !incomplete);
    const sum = (pick: (cell: Cell) => number) => cells.reduce((total, cell) => total + pick(cell), 0);
    return {
      count: sum(({ count }) => count),
      outof: sum(({ outof }) => outof),
      retainedSetId: null,
      incomplete: cells.length < cohorts.length,
    };
  });
  const newest = [...cohorts].reverse();
  return {
    dates: newest.map(({ key }) => key),
    values: Object.fromEntries(newest.map(({ key, cells }) => [key, cells])),
    combined,
  };
}

export function keyOf(date: string, style: 'short' | 'long' | 'iso'): string {
  const [month, day, year] = new Date(date)
    .toUTCString()
    .replace(/^\w+, (\d+) (\w+) (\d+).*/, '$2 $1 $3')
    .split(' ');
  if (style === 'iso') return date;
  return style === 'short' ? `${month} ${Number(day)}` : `${month} ${Number(day)}, ${year}`;
}
