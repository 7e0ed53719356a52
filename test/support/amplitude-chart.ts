import { addDays } from '../../src/report/calendar.ts';
import { queryChart } from '../../tools/amplitude/query-chart.ts';
import { report, type Told } from './ask.ts';

/** The report of a chart called abc123 on this body. */
export function chartReport(body: unknown): Told {
  return report(queryChart, { chart: 'abc123' }, [body]);
}

/** So many days up to the last one, as an axis. */
export function days(count: number, last: string): string[] {
  return Array.from({ length: count }, (_, index) => addDays(last, index + 1 - count));
}

/** Rows as a chart's CSV: every cell quoted, with a tab in front. */
export function chartCsv(...rows: string[][]): string {
  return rows.map((row) => row.map((cell) => `"\t${cell}"`).join(',')).join('\r\n');
}
