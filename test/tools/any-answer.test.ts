import fc from 'fast-check';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call } from '../../src/call.ts';
import { type Demo, startDemo } from '../../src/demo/server.ts';
import type { Engine } from '../../src/engine.ts';
import { ToolError } from '../../src/errors.ts';
import { localClock } from '../../src/input/dates.ts';
import { createMasks } from '../../src/report/mask.ts';
import { renderPage } from '../../src/report/page.ts';
import { render } from '../../src/report/render.ts';
import type { Cell, Column, Report } from '../../src/report/report.ts';
import type { Received } from '../../src/tool.ts';
import { catalogue } from '../../tools/index.ts';
import { engineOf } from '../support/engine.ts';
import { mangled } from '../support/mangle.ts';

const moment = Date.parse('2026-11-21T12:00:00Z');
const range = { start: '-14d' };
const grouped = { ...range, group_by: 'platform' };
const compared = { ...range, compare: 'previous_period' };

/** Questions to every tool that takes an answer: plain, grouped, compared. */
const questions: Record<string, readonly object[]> = {
  amplitude_query_chart: [{ chart: 'demo-dau' }, { chart: 'demo-countries-table' }],
  amplitude_active_users: [range, grouped, { ...compared, end: 'today' }, { start: '-3m', interval: 'monthly' }],
  amplitude_session_length: [range, compared],
  amplitude_average_session_length: [range, compared],
  amplitude_sessions_per_user: [{ ...range, end: 'today' }, compared],
  amplitude_user_composition: [
    { ...range, property: 'platform' },
    { ...compared, property: 'country' },
  ],
  amplitude_list_events: [{}, { search: 'item' }],
  amplitude_event_segmentation: [
    { ...range, events: 'purchase' },
    { ...grouped, events: 'purchase', metric: 'totals' },
    { ...compared, events: ['purchase', 'checkout'], metric: 'pct_dau' },
    {
      ...range,
      events: { event_type: 'purchase', group_by: [{ type: 'event', property: 'price' }] },
      metric: 'histogram',
    },
    { interval: 'hourly', events: 'purchase' },
  ],
  amplitude_funnel: [
    { ...range, events: ['view_item', 'checkout', 'purchase'], conversion_window_seconds: 86_400 },
    { ...grouped, events: ['view_item', 'purchase'] },
    { ...compared, events: ['view_item', 'purchase'], conversion_window_seconds: 86_400 },
  ],
  amplitude_retention: [
    { ...range, start_event: '_new', return_event: '_active' },
    { ...grouped, start_event: '_new', return_event: '_active' },
    { ...compared, start_event: '_new', return_event: '_active' },
  ],
  amplitude_user_activity: [{ amplitude_id: 'USER' }],
  amplitude_search_users: [{ query: 'a' }],
  amplitude_realtime_users: [{}],
  amplitude_revenue_ltv: [range, { ...grouped, metric: 'paying_users' }, { ...compared, metric: 'total_revenue' }],
  chartmogul_list_activities: [range, compared],
  qonversion_customer_metrics: [range, compared],
  fynn_subscription_revenue: [range, compared, { currency: 'EUR' }],
};

interface Kept {
  tool: string;
  args: object;
  input: Readonly<Record<string, unknown>>;
  bodies: unknown[];
  base: unknown[] | undefined;
}

let demo: Demo;
let engine: Engine;
const kept: Kept[] = [];

beforeAll(async () => {
  demo = await startDemo({ now: moment });
  const ahead = moment - Date.now();
  engine = engineOf(catalogue, demo.environment, { ...engineOf(catalogue, {}).clock, now: () => Date.now() + ahead });
  const user = demo.company.events.at(-1)?.user.amplitudeId;
  for (const [tool, list] of Object.entries(questions))
    for (const args of list) kept.push(await answered(tool, 'amplitude_id' in args ? { amplitude_id: user } : args));
}, 60_000);

afterAll(async () => {
  await engine.http.close();
  await demo.close();
});

async function answered(tool: string, args: object): Promise<Kept> {
  const { text, failed } = await call(tool, args, engine, { signal: new AbortController().signal });
  const [, id = ''] = /result_id: (\w+)/.exec(text) ?? [];
  const result = await engine.results.get(id);
  if (failed || result === undefined) throw new Error(`${tool} ${JSON.stringify(args)}: ${text}`);
  const parsed = (bodies: readonly string[]) => bodies.map((body): unknown => JSON.parse(body));
  const { input, bodies, base } = result;
  return { tool, args, input, bodies: parsed(bodies), base: base && parsed(base.bodies) };
}

function received(bodies: readonly unknown[]): Received {
  const now = new Date(moment);
  return { bodies, context: { now, zone: 'UTC', masks: createMasks(), ...localClock(now, 'UTC') } };
}

/** The report, or the error that names the key. Anything else that is thrown is a fault of ours. */
function told(one: Kept, bodies: readonly unknown[], base: readonly unknown[] | undefined): Report | ToolError {
  const tool = catalogue.tools.find(({ name }) => name === one.tool);
  if (tool === undefined) throw new Error(`no tool ${one.tool}`);
  const bound = tool.bind({ ...one.input });
  try {
    const { context } = received(bodies);
    return bound.compared === undefined || base === undefined
      ? bound.report(bodies, context)
      : bound.compared.report(received(bodies), received(base));
  } catch (fault) {
    if (fault instanceof ToolError) return fault;
    throw fault;
  }
}

function check(report: Report | ToolError, one: Kept): void {
  if (report instanceof ToolError) {
    expect(report.kind, report.message).toBe('vendor');
    expect(report.message).toMatch(/^(Amplitude|ChartMogul|Qonversion|Fynn) \/\S+ answered/);
    expect(report.message).toMatch(/should be|is not what was expected/);
    return;
  }
  expect(report.headline.length, JSON.stringify(one.args)).toBeGreaterThan(0);
  for (const { columns, rows } of report.tables)
    for (const row of rows) {
      expect(row).toHaveLength(columns.length);
      for (const [index, column] of columns.entries()) checkCell(row[index] ?? null, column);
    }
  const footer = [
    'result_id: 0123456789abcdef0123',
    'tables: …',
    'source: …, cost 12, quota left 100,000 of 108,000 an hour',
  ];
  const options = { footer, more: 'More rows, free: read_result with the result_id and a table name.' };
  const texts = [
    [render(report, { ...options, budget: 800 }), 800],
    [render(report, { ...options, budget: 6_000, full: true }), 6_000],
    ...report.tables.flatMap((table) =>
      (['table', 'csv', 'json'] as const).map(
        (format) =>
          [renderPage({ table, offset: 0, limit: 100, format, notes: [] }, { budget: 6_000, footer }), 6_000] as const,
      ),
    ),
  ] as const;
  for (const [text, most] of texts) {
    expect(text).not.toMatch(/\bNaN\b|Infinity|\bundefined\b|\[object Object|\| null \|/);
    expect(countTokens(text)).toBeLessThanOrEqual(most);
  }
}

function checkCell(cell: Cell, { type, name }: Column): void {
  if (cell === null) return;
  const kinds = { label: 'string', date: 'string', flag: 'boolean' } as const;
  const kind = type === 'label' || type === 'date' || type === 'flag' ? kinds[type] : undefined;
  if (kind !== undefined) expect(typeof cell, name).toBe(kind);
  else if (type !== 'money') expect(typeof cell, name).toBe('number');
  if (typeof cell === 'number') expect(Number.isFinite(cell), `${name}: ${cell}`).toBe(true);
}

const runs = { numRuns: 150 };

describe.each(Object.keys(questions))('%s', (name) => {
  const own = () => kept.filter(({ tool }) => tool === name);

  it('is a tool of the catalogue', () => {
    expect(catalogue.tools.map((tool) => tool.name)).toContain(name);
  });

  it('tells the simulated answer', () => {
    for (const one of own()) {
      const report = told(one, one.bodies, one.base);
      expect(report).not.toBeInstanceOf(ToolError);
      check(report, one);
    }
  });

  it('tells an answer with anything about it changed, or names the key', () => {
    const [most] = [own().length];
    fc.assert(
      fc.property(
        fc.nat({ max: most - 1 }).chain((index) => {
          const one = own()[index] ?? own()[0];
          if (one === undefined) throw new Error(`nothing was kept of ${name}`);
          const changed = fc.tuple(...one.bodies.map((body) => mangled(body)));
          const base =
            one.base === undefined ? fc.constant(undefined) : fc.tuple(...one.base.map((body) => mangled(body)));
          return fc.tuple(fc.constant(one), changed, base);
        }),
        ([one, bodies, base]) => check(told(one, bodies, base), one),
      ),
      runs,
    );
  });

  it('names the key of anything else', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        for (const one of own()) check(told(one, [body], one.base === undefined ? undefined : [body]), one);
      }),
      runs,
    );
  });
});

it('asks every tool', () => {
  expect(Object.keys(questions).toSorted()).toEqual(catalogue.tools.map(({ name }) => name).toSorted());
});
