import type { Engine } from '../engine.ts';
import { label } from '../report/label.ts';
import { count, plural } from '../report/number.ts';
import type { Report } from '../report/report.ts';
import type { StoredResult } from '../results.ts';
import type { Tool } from '../tool.ts';
import type { Connection, Window } from '../vendor.ts';
import type { Asking, Source } from './answer.ts';

interface Told {
  report: Report;
  result: StoredResult;
  source: Source;
  cost: number;
  tool: Tool;
  connection: Connection;
  engine: Engine;
}

/** The closing lines of an answer, which programs read too. */
export async function footer(told: Told): Promise<string[]> {
  const { report, result, source, cost, tool, connection, engine } = told;
  const how = {
    live: `live ${minute(result.fetchedAt)}`,
    shared: `live ${minute(result.fetchedAt)} (shared with an identical call)`,
    cached: `cached ${age(engine.clock.now() - result.fetchedAt)} ago`,
  };
  const tables = report.tables.map(({ name, rows }) => `${name} (${rows.length})`).join(', ');
  const { input, base, zone } = result;
  const closing = await sourceLine({ input, base, zone, how: how[source], cost, tool, connection, engine });
  return [`result_id: ${result.id}`, ...(tables === '' ? [] : [`tables: ${tables}`]), closing];
}

/** The closing line of a part of a stored result. */
export function savedLine({ tool, input, base, fetchedAt, zone }: StoredResult, { clock }: Engine): string {
  const range = rangesOf(input, base);
  const during = range === '' ? '' : `, ${range} (${zone})`;
  return `source: ${tool}${during}, fetched ${minute(fetchedAt)} (${age(clock.now() - fetchedAt)} ago), cost 0`;
}

/** The closing line of a call that was only priced. */
export async function dryRunLine({ call, ...asking }: Asking): Promise<string> {
  const { input, compared } = call;
  return sourceLine({ ...asking, input, base: compared?.base, zone: asking.connection.zone, how: 'dry run', cost: 0 });
}

interface Line {
  input: StoredResult['input'];
  /** Of the range that it is compared with. */
  base: Pick<StoredResult, 'input'> | undefined;
  zone: string;
  how: string;
  cost: number;
  tool: Tool;
  connection: Connection;
  engine: Engine;
}

/** Vendor, resolved dates and zone, live or cached, cost and quota left. */
async function sourceLine(line: Line): Promise<string> {
  const { input, base, how, tool, connection, engine } = line;
  const zone = `${line.zone}${connection.zoneAssumed ? ', assumed' : ''}`;
  const range = rangesOf(input, base);
  const name = engine.config.label;
  const parts = [
    `source: ${tool.vendor.title}${name === undefined ? '' : ` (${label(name)})`}`,
    range === '' ? `times in ${zone}` : `${range} (${zone})`,
    how,
    ...(await quotaParts(line)),
  ];
  return parts.join(', ');
}

/** What the call took, and what is left of the limit that it is counted in over the longest time. */
async function quotaParts({ cost, tool, connection, engine }: Line): Promise<string[]> {
  const windows = connection.limits.windows.filter(
    ({ milliseconds, pool }) => milliseconds >= 60_000 && pool === tool.pool,
  );
  const longest = windows.reduce<Window | undefined>(
    (most, one) => (most && most.milliseconds > one.milliseconds ? most : one),
    undefined,
  );
  if (longest === undefined) return [`cost ${plural(cost, 'request')}`];
  const usage = await engine.limiter.usage(connection.fingerprint, connection.limits);
  const left = usage.find(({ limit }) => limit === longest.name)?.left ?? 0;
  return [
    `cost ${count(cost)}`,
    `quota left ${count(left)} of ${count(longest.limit)} ${longest.name.replace(/^cost /, '')}`,
  ];
}

function rangesOf(input: StoredResult['input'], base: Line['base']): string {
  return base === undefined ? rangeOf(input) : `${rangeOf(input)} against ${rangeOf(base.input)}`;
}

/** The dates that were asked for; either may be open where the vendor has no date filter. */
function rangeOf({ start, end }: StoredResult['input']): string {
  const from = typeof start === 'string' && start !== '' ? start : 'the first date';
  const to = typeof end === 'string' && end !== '' ? end : 'the latest';
  return from === 'the first date' && to === 'the latest' ? '' : `${from} to ${to}`;
}

function minute(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function age(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
