import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engine.ts';
import { jsonSchemaOf } from '../../src/input/json-schema.ts';
import type { Cell, Report, Tool } from '../../src/tool.ts';
import { catalogue } from '../../tools/index.ts';
import { engineOf } from '../support/engine.ts';
import { reply, type VendorServer, vendorServer } from '../support/vendor-server.ts';
import { daysOf, type Payload, type Put, payloads, range } from './payloads.ts';
import { ask, keep, settings, standingClock, toolNamed } from './scene.ts';

const formats = ['table', 'csv', 'json'] as const;

let server: VendorServer;
let closed: Engine;
let open: Engine;
let body: string;

beforeAll(async () => {
  server = await vendorServer((_, response, path) => {
    if (path.includes('/events/list'))
      reply(response, { data: [{ name: 'bob@acme.example', value: 'bob@acme.example' }] });
    else
      response
        .writeHead(body.startsWith('!') ? 400 : 200, { 'content-type': 'application/json' })
        .end(body.replace(/^!/, ''));
  });
  closed = engineOf(catalogue, settings(server.origin), standingClock);
  open = engineOf(catalogue, { ...settings(server.origin), METRICS_MCP_SHOW_PII: 'true' }, standingClock);
});

afterAll(async () => {
  await Promise.all([closed.http.close(), open.http.close()]);
  await server.close();
});

/** All that is said of an answer, and its report. */
async function told(
  tool: Tool,
  payload: Payload,
  put: Put,
  engine: Engine,
): Promise<{ text: string; report: Report; id: string }> {
  const { id } = await keep(tool, payload, put, engine);
  const short = await ask(tool.name, payload.args, engine);
  const full = await ask(tool.name, { ...payload.args, detail: 'full' }, engine);
  if (short.report === undefined || full.failed) throw new Error(short.text);
  const pages = await Promise.all(
    short.report.tables.flatMap(({ name: table }) =>
      formats.map((format) => ask('read_result', { result_id: id, table, format }, engine)),
    ),
  );
  return { text: [short, full, ...pages].map((one) => one.text).join('\n'), report: short.report, id };
}

function labels({ tables }: Report): Cell[] {
  return tables.flatMap(({ rows }) => rows.flat()).filter((cell) => typeof cell === 'string');
}

/** Pairs of what is shown where all is, and where it is masked. */
function pairs(all: Report, masked: Report): [string, string][] {
  expect(masked.tables.map(({ rows }) => rows.length)).toEqual(all.tables.map(({ rows }) => rows.length));
  const shown = labels(masked);
  return labels(all).map((cell, index) => [String(cell), String(shown[index])]);
}

/** The same value by the same mask, and no two values by one. */
function expectStable(seen: readonly (readonly [string, string])[]): void {
  const there = new Map(seen);
  const back = new Map(seen.map(([value, mask]) => [mask, value]));
  for (const [value, mask] of seen) {
    expect(there.get(value), value).toBe(mask);
    expect(back.get(mask), mask).toBe(value);
  }
}

const every = catalogue.tools.flatMap((tool) => {
  const compares = 'compare' in (jsonSchemaOf(tool.schema).properties ?? {});
  const compared = { start: '2026-08-04', end: '2026-08-13', compare: 'previous_period' };
  return (payloads[tool.name] ?? []).flatMap((payload) => [
    { tool, name: tool.name, payload, what: payload.name },
    ...(compares
      ? [
          {
            tool,
            name: tool.name,
            payload: { ...payload, args: { ...compared, ...payload.args } },
            what: `${payload.name}, compared`,
          },
        ]
      : []),
  ]);
});

/** An address of its own for each place, and again and again the same there. */
const address: Put = (place) => `jane.${place.replaceAll(' ', '-')}@acme.example`;
const inWords: Put = (place, usual) => `${usual} of "Jane" <${address(place, usual)}> `;
const odd: Put = (place) => `ja\u200bne.${place.replaceAll(' ', '-')}\u00ad%40ac\u0007me.example`;

const quoted: Put = (place) => `"jane. ${place}"@acme.example`;
const escaped: Put = (place) => `{"to":"jane.${place.replaceAll(' ', '-')}\\u0040acme.example"} `;
const wide: Put = (place) => `jane.${place.replaceAll(' ', '-')}\uff20acme\uff0eexample`;

describe.each(every)('$name, $what', ({ tool, payload }) => {
  it.each([
    ['alone', address],
    ['in words', inWords],
    ['with what cannot be seen in it', odd],
    ['in quotes', quoted],
    ['as JSON escapes it', escaped],
    ['in full width', wide],
  ])('shows no e-mail address %s', async (_, put) => {
    const hidden = await told(tool, payload, put, closed);
    expect(hidden.text.replace(/[\u00ad\u200b]/g, '')).not.toMatch(/jane\.|acme[.\uff0e]example|%40/);
    const plain = await told(tool, payload, put, open);
    // What is shown at all is what may be shown here.
    expect(hidden.report.masked === true || !/acme/.test(JSON.stringify(hidden.report))).toBe(true);
    expect(plain.report.masked).toBeUndefined();
    if (put === address) {
      const seen = pairs(plain.report, hidden.report);
      expectStable(seen.filter(([value]) => value.includes('@')));
    }
  });
});

it('shows addresses in most of these places where the owner allows it', async () => {
  const shown = new Set<string>();
  for (const { name, tool, payload, what } of every)
    if (/jane\..*@acme\.example/.test((await told(tool, payload, address, open)).text)) shown.add(`${name}, ${what}`);
  expect(shown.size).toBeGreaterThan(every.length * 0.6);
});

describe('a note', () => {
  const payload = payloads.amplitude_list_events?.[0];
  const said = async (put: Put, engine: Engine) => {
    if (payload === undefined) throw new Error('no payload');
    return (await told(toolNamed('amplitude_list_events'), payload, put, engine)).text;
  };

  it('says how to see what is masked, where something is', async () => {
    expect(await said(address, closed)).toContain('METRICS_MCP_SHOW_PII=true');
    expect(await said((_, usual) => usual, closed)).not.toContain('METRICS_MCP_SHOW_PII');
    expect(await said(address, open)).not.toContain('METRICS_MCP_SHOW_PII');
  });
});

const people = ['u-17', 'Jane Doe', 'F3A9-11', '203.0.113.9', 4711];
const grouping = ['user_id', 'gp:email', 'device_id', 'ip_address', 'gp:full_name', 'gp:location_lat', 'amplitude_id'];
const days = daysOf({ start: '2026-08-04' });
const line = days.map((_, day) => 100 - day);
const retention = Object.fromEntries(
  days.map((day) => [
    day,
    [
      { count: 5, outof: 5 },
      { count: 5, outof: 5 },
      { count: 2, outof: 5 },
    ],
  ]),
);

/** What is grouped by what identifies people, by tool, with the group as each tool's vendor names it. */
const grouped: readonly {
  tool: string;
  args(property: string): object;
  answer(groups: readonly unknown[]): unknown;
}[] = [
  {
    tool: 'amplitude_active_users',
    args: (property) => ({ ...range, group_by: property }),
    answer: (groups) => ({
      data: { series: groups.map(() => line), seriesLabels: groups.map((one) => [0, one]), xValues: days },
    }),
  },
  {
    tool: 'amplitude_active_users',
    args: (property) => ({ ...range, group_by: property }),
    answer: (groups) => ({ data: { series: groups.map(() => line), seriesLabels: groups, xValues: days } }),
  },
  {
    tool: 'amplitude_event_segmentation',
    args: (property) => ({ ...range, events: ['view'], group_by: [property, 'country'] }),
    answer: (groups) => ({
      data: { series: groups.map(() => line), seriesLabels: groups.map((one) => [one, 'Germany']), xValues: days },
    }),
  },
  {
    tool: 'amplitude_event_segmentation',
    args: (property) => ({ ...range, events: [{ event_type: 'view', group_by: [{ type: 'event', property }] }] }),
    answer: (groups) => ({ data: { series: groups.map(() => line), seriesLabels: groups.map(String), xValues: days } }),
  },
  {
    tool: 'amplitude_event_segmentation',
    args: (property) => ({
      ...range,
      metric: 'histogram',
      events: [{ event_type: 'view', group_by: [{ type: 'event', property: 'price' }] }],
      group_by: property,
    }),
    answer: (groups) => ({
      data: { series: groups.map(() => [1, 2]), seriesLabels: groups.map(String), xValues: ['0-5', '5-10'] },
    }),
  },
  {
    tool: 'amplitude_funnel',
    args: (property) => ({ ...range, events: ['view', 'pay'], group_by: property }),
    answer: (groups) => ({
      data: groups.map((groupValue) => ({ groupValue, events: ['view', 'pay'], cumulativeRaw: [100, 50] })),
    }),
  },
  {
    tool: 'amplitude_retention',
    args: (property) => ({ ...range, start_event: '_new', return_event: 'view', group_by: property }),
    answer: (groups) => ({ data: { series: groups.map((groupValue) => ({ groupValue, values: retention })) } }),
  },
  {
    tool: 'amplitude_retention',
    args: (property) => ({ ...range, start_event: '_new', return_event: 'view', group_by: property }),
    answer: (groups) => ({
      data: { series: groups.map(() => ({ values: retention })), seriesMeta: groups.map((one) => [0, one]) },
    }),
  },
  {
    tool: 'amplitude_revenue_ltv',
    args: (property) => ({ ...range, group_by: property }),
    answer: (groups) => ({
      data: {
        series: groups.map(() => ({
          values: Object.fromEntries(days.map((day) => [day, { count: 5, paid: 2, total_amount: 9, r1d: 1 }])),
        })),
        seriesLabels: groups.map((one) => [0, one]),
      },
    }),
  },
  {
    tool: 'amplitude_user_composition',
    args: (property) => ({ ...range, property }),
    answer: (groups) => ({ data: { series: [groups.map((_, index) => 50 - index)], xValues: groups } }),
  },
];

describe.each(grouped)('$tool, grouped by what identifies people', ({ tool: name, args, answer }) => {
  it.each(grouping)('masks each value of %s by one of its own, in every table and format', async (property) => {
    const tool = toolNamed(name);
    const payload = { name, args: { ...args(property) }, bodies: () => [answer([...people, '(none)'])] };
    const hidden = await told(tool, payload, (_, usual) => usual, closed);
    const shown = await told(tool, payload, (_, usual) => usual, open);
    for (const value of people) {
      expect(hidden.text).not.toMatch(new RegExp(`(?<![\\w.])${value}(?![\\w.])`));
      expect(shown.text).toMatch(new RegExp(`(?<![\\w.])${value}(?![\\w.])`));
    }
    expect(hidden.text).toContain('(none)');
    const seen = pairs(shown.report, hidden.report);
    expectStable(seen);
    expect(
      new Set(seen.map(([, mask]) => mask).filter((mask) => /\([a-z-]+ #\d+\)/.test(mask))).size,
    ).toBeGreaterThanOrEqual(people.length);
    expect(shown.report.tables.some(({ rows }) => rows.flat().some((cell) => String(cell).includes('Jane Doe')))).toBe(
      true,
    );
  });

  it('shows what identifies nobody', async () => {
    const payload = { name, args: { ...args('gp:plan') }, bodies: () => [answer(['gold', 'silver'])] };
    const { text, report } = await told(toolNamed(name), payload, (_, usual) => usual, closed);
    expect(text).toContain('gold');
    expect(report.masked).toBeUndefined();
  });
});

describe('a mask', () => {
  const matches = ['u-1', 'u-2', 'u-1'].map((user_id, id) => ({
    amplitude_id: id + 1,
    user_id,
    last_device_id: 'd-9',
    platform: 'iOS',
  }));
  const payload = { name: 'users', args: { query: 'u' }, bodies: () => [{ type: 'match_user_id_prefix', matches }] };

  it('follows one user through a result, and finds their rows again', async () => {
    const { report, id } = await told(toolNamed('amplitude_search_users'), payload, (_, usual) => usual, closed);
    const users = report.tables[0]?.rows.map(([, user]) => user);
    expect(users).toEqual(['(user #1)', '(user #2)', '(user #1)']);
    const where = [{ column: 'user_id', value: '(user #1)' }];
    const { text } = await ask('read_result', { result_id: id, where, format: 'csv' }, closed);
    expect(text).toContain('rows 1 to 2 of 2');
    expect(text.split('\n').filter((one) => one.includes('(user #1)'))).toHaveLength(2);
  });

  it('cannot be looked up by the value that it stands for', async () => {
    const { id } = await told(toolNamed('amplitude_search_users'), payload, (_, usual) => usual, closed);
    for (const operator of ['=', 'contains']) {
      const { text } = await ask(
        'read_result',
        { result_id: id, where: [{ column: 'user_id', operator, value: 'u-1' }] },
        closed,
      );
      expect(text).toContain('No rows match.');
    }
  });

  it('is the same in both ranges of a comparison', async () => {
    const compared = {
      ...{ name: 'compared', args: { ...range, group_by: 'user_id', compare: 'previous_period' } },
      bodies: (_: Put, dates: readonly string[]) => [
        // In the earlier range they come in another order.
        {
          data: {
            series: [line, line],
            seriesLabels: dates[0] === '2026-08-04' ? ['a-1', 'b-2'] : ['b-2', 'a-1'],
            xValues: dates,
          },
        },
      ],
    };
    const { report } = await told(toolNamed('amplitude_active_users'), compared, (_, usual) => usual, closed);
    const names = new Set(
      report.tables.flatMap(({ rows }) => rows.map(([name]) => name)).filter((one) => String(one).startsWith('(user')),
    );
    expect([...names].sort()).toEqual(['(user #1)', '(user #2)']);
    expect(JSON.stringify(report)).not.toMatch(/a-1|b-2/);
  });
});

describe('a saved chart', () => {
  const chart = (data: unknown): Payload => ({ name: 'chart', args: { chart: 'abc123' }, bodies: () => [{ data }] });
  const quoted = (...rows: string[][]) => rows.map((row) => row.map((cell) => `"\t${cell}"`).join(',')).join('\r\n');

  it.each([
    [
      'a table of users',
      quoted(
        ['A chart'],
        [''],
        ['User ID', 'Name', 'Device ID', 'Plan', 'Events'],
        ['u-17', 'Jane Doe', 'F3A9', 'gold', '7'],
        ['u-18', 'Bob', 'F3B0', 'free', '9'],
      ),
    ],
    [
      'series of users',
      quoted(
        ['A chart'],
        [''],
        ['Segment', 'user_id', ...days],
        ['gold', 'u-17', ...days.map(() => '5')],
        ['gold', 'u-18', ...days.map(() => '5')],
      ),
    ],
    [
      'a data table',
      {
        labels: [
          ['User ID', 'Plan'],
          ['u-17', 'gold'],
          ['u-18', 'free'],
        ],
        values: [['Events'], [7], [9]],
      },
    ],
    ['an unknown shape', { rows: [{ user_id: 'u-17', plan: 'gold', ip: '203.0.113.9', id: 4711 }] }],
  ])('masks %s by the names of its columns', async (_, data) => {
    const hidden = await told(toolNamed('amplitude_query_chart'), chart(data), (__, usual) => usual, closed);
    expect(hidden.text).not.toMatch(/u-1[78]|Jane|Bob|F3[AB]|203\.0|4711/);
    expect(hidden.text).toContain('gold');
    const shown = await told(toolNamed('amplitude_query_chart'), chart(data), (__, usual) => usual, open);
    expect(shown.text).toContain('u-17');
  });

  it('masks ids, addresses and coordinates by their look where no header tells, and leaves figures', async () => {
    const labels = ['8bc55ab6-c3b5-11eb-ac45-2f9a49d75af7', '203.0.113.9', '37.13345, -122.24112', 'Germany'];
    const data = { series: labels.map(() => [123_456_789_012]), seriesLabels: labels, xValues: ['all'] };
    const { text } = await told(toolNamed('amplitude_query_chart'), chart(data), (_, usual) => usual, closed);
    expect(text).not.toMatch(/8bc55|203\.0|37\.133/);
    expect(text).toContain('Germany');
    expect(text).toContain('123456789012');
  });
});

describe('a business', () => {
  it('is shown by its name, and the addresses in it are masked', async () => {
    const payload = payloads.chartmogul_list_activities?.[0];
    if (payload === undefined) throw new Error('no payload');
    const put: Put = (place, usual) =>
      place === 'customer' ? 'Acme Ltd, 10 Downing Street (ceo@acme.example) ' : usual;
    const { text } = await told(toolNamed('chartmogul_list_activities'), payload, put, closed);
    expect(text).toContain('Acme Ltd, 10 Downing Street ((e-mail #1))');
    expect(text).toContain(
      'E-mail addresses are masked, the same one by the same mask within this answer (METRICS_MCP_SHOW_PII=true shows them).',
    );
    expect(text).not.toContain('Personal data is masked');
  });

  it('is told of where it is said what is masked, if ChartMogul is set up', async () => {
    const said = (await ask('metrics_status', {}, closed)).text;
    expect(said).toContain(
      "End users' ids, names, e-mails and the like are masked, ChartMogul's customer names shown but for e-mail addresses (METRICS_MCP_SHOW_PII).",
    );
    const { CHARTMOGUL_API_KEY: _, ...others } = settings(server.origin);
    const without = engineOf(catalogue, others, standingClock);
    const usual = (await ask('metrics_status', {}, without)).text;
    expect(usual).toContain("End users' ids, names, e-mails and the like are masked (METRICS_MCP_SHOW_PII).");
    await without.http.close();
    expect((await ask('metrics_status', {}, open)).text).not.toContain('masked');
  });
});

describe('what is kept', () => {
  const asked = { ...range, events: ['view'], group_by: 'gp:plan' };
  const answer = (label: string) =>
    JSON.stringify({ data: { series: [line], seriesLabels: ['@'], xValues: days } }).replace('"@"', label);

  it.each([
    ['as it is', '"jane@acme.example"', true],
    ['written as JSON may write it', '"jane\\u0040acme.example"', true],
    ['with what cannot be seen in it', '"jane\\u200b@acme.example"', true],
    ['no address', '"Android @ home"', false],
  ])('stays in this process where it holds an address: %s', async (_, label, personal) => {
    body = answer(label);
    const engine = engineOf(catalogue, settings(server.origin), standingClock);
    const { text } = await ask('amplitude_event_segmentation', asked, engine);
    const [, id = ''] = /result_id: (\w+)/.exec(text) ?? [];
    expect((await engine.results.get(id))?.personal).toBe(personal);
    await engine.http.close();
  });
});

describe('an error of the vendor', () => {
  it('has no address in it, also where the words are cut, and shows it where the owner allows', async () => {
    for (const words of [
      'jane@acme.example',
      `${'x'.repeat(285)} jane.doe.of.the.long.name@acme.example`,
      'j\u200bane@acme.example',
    ]) {
      body = `!${JSON.stringify({ error: { message: `No user ${words}` }, message: `No user ${words}` })}`;
      for (const tool of [
        'amplitude_search_users',
        'chartmogul_list_activities',
        'qonversion_customer_metrics',
        'fynn_subscription_revenue',
      ]) {
        const engine = engineOf(catalogue, settings(server.origin), standingClock);
        const { text, failed } = await ask(tool, payloads[tool]?.[0]?.args, engine);
        await engine.http.close();
        expect(failed).toBe(true);
        expect(text).toContain('No user');
        expect(text).not.toMatch(/jane|acme\.example/);
      }
    }
    body = `!${JSON.stringify({ error: { message: 'No user jane@acme.example' } })}`;
    const opened = engineOf(catalogue, { ...settings(server.origin), METRICS_MCP_SHOW_PII: 'true' }, standingClock);
    expect((await ask('amplitude_search_users', { query: 'jane' }, opened)).text).toContain('jane@acme.example');
    await opened.http.close();
  });

  it('of a question about users has none of their ids and places in it', async () => {
    const words =
      'No device AEBE52E7-03EE-455A-B3C4-E57283966239 at 203.0.113.9 near 52.52001, 13.40495, user_id: jane-17';
    const said = async (tool: string, environment: Record<string, string> = {}) => {
      body = `!${JSON.stringify({ error: { message: words } })}`;
      const engine = engineOf(catalogue, { ...settings(server.origin), ...environment }, standingClock);
      const { text } = await ask(tool, payloads[tool]?.[0]?.args, engine);
      await engine.http.close();
      return text;
    };
    for (const tool of ['amplitude_search_users', 'amplitude_user_activity']) {
      expect(await said(tool)).toContain('"No device (id #1) at (address #1) near (place #1), user_id: (user #1)"');
      expect(await said(tool, { METRICS_MCP_SHOW_PII: 'true' })).toContain('203.0.113.9');
    }
    expect(await said('amplitude_active_users')).toContain('AEBE52E7-03EE-455A-B3C4-E57283966239');
  });

  it('and the hints beside an empty answer hold none', async () => {
    body = JSON.stringify({ data: { series: [], seriesLabels: [], xValues: days } });
    const engine = engineOf(catalogue, settings(server.origin), standingClock);
    const { text } = await ask('amplitude_event_segmentation', { ...range, events: ['bob@acme.exampl'] }, engine);
    await engine.http.close();
    expect(text).toMatch(/event list/);
    expect(text).not.toContain('bob@acme.example');
  });
});
