import type { Endpoint } from './endpoint.ts';
import { enveloped } from './envelope.ts';
import type { Session } from './log.ts';
import { dailyOnly, readPeriod } from './period.ts';
import { sessionsIn } from './sessions.ts';

/** How many sessions were how long. */
export const sessionLength: Endpoint = {
  path: '/api/2/sessions/length',
  parameters: [
    ...['start', 'end', 'timeHistogramConfigBinTimeUnit'],
    ...['timeHistogramConfigBinMin', 'timeHistogramConfigBinMax', 'timeHistogramConfigBinSize'],
  ],
  answer: (call) => {
    const { log, query } = call;
    const sessions = sessionsIn(log, readPeriod(query, log, dailyOnly));
    const bins = readBins(query) ?? defaultBins;
    const data = { series: [bins.map((bin) => sessions.filter((session) => isIn(bin, session)).length)] };
    return enveloped({ ...data, xValues: bins.map(({ from, to }) => `${from}s-${to}s`) }, call);
  },
};

/** Seconds: [from, to). */
interface Bin {
  from: number;
  to: number;
}

/** "These bins are (in milliseconds): [0, 3000), [3000, 10,000), … [3,600,000, 86,400,000)." */
const defaultBins: Bin[] = binsBetween([0, 3, 10, 30, 60, 180, 600, 1800, 3600, 86_400]);

const unitSeconds: Record<string, number> = { hours: 3600, minutes: 60, seconds: 1 };

/** null when the parameters are "invalid or missing": the vendor then uses its default bins and does not say so. */
function readBins(query: URLSearchParams): Bin[] | null {
  const unit = unitSeconds[query.get('timeHistogramConfigBinTimeUnit') ?? ''];
  const low = numberIn(query, 'timeHistogramConfigBinMin');
  const high = numberIn(query, 'timeHistogramConfigBinMax');
  if (unit === undefined || low === null || high === null || low < 0 || high <= low) return null;
  const size = query.has('timeHistogramConfigBinSize')
    ? numberIn(query, 'timeHistogramConfigBinSize')
    : (high - low) / 10;
  if (size === null || size <= 0 || (high - low) / size > 1000) return null;
  const count = Math.ceil((high - low) / size);
  return binsBetween(Array.from({ length: count + 1 }, (_, index) => Math.min(low + index * size, high) * unit));
}

function binsBetween(edges: readonly number[]): Bin[] {
  return edges.slice(1).map((to, index) => ({ from: edges[index] ?? 0, to }));
}

function isIn({ from, to }: Bin, { length }: Session): boolean {
  return length >= from * 1000 && length < to * 1000;
}

function numberIn(query: URLSearchParams, name: string): number | null {
  const text = query.get(name) ?? '';
  return text.trim() === '' || !Number.isFinite(Number(text)) ? null : Number(text);
}
