import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call } from '../../../src/call.ts';
import { type Demo, startDemo } from '../../../src/demo/server.ts';
import type { Engine } from '../../../src/engine.ts';
import { jsonSchemaOf } from '../../../src/input/json-schema.ts';
import type { Tool } from '../../../src/tool.ts';
import { catalogue } from '../../../tools/index.ts';
import { engineOf } from '../../support/engine.ts';

const moment = Date.parse('2026-11-21T12:00:00Z');
const french = { filters: [{ property: 'country', operator: 'is', values: ['France'] }] };
const german = { filters: [{ property: 'country', operator: 'is', values: ['Germany'] }] };
const android = [{ type: 'user', property: 'platform', operator: 'is', values: ['Android'] }];
const range = { start: '-30d', end: '-2d' };

interface Kind {
  tool: string;
  plain: object;
  /** The same with a filter on an event, where the tool takes one. */
  filtered?: object;
}

const filtered = { event_type: 'purchase', filters: android };
const kinds: Kind[] = [
  { tool: 'amplitude_active_users', plain: range },
  {
    tool: 'amplitude_event_segmentation',
    plain: { ...range, events: 'purchase' },
    filtered: { ...range, events: [filtered] },
  },
  {
    tool: 'amplitude_funnel',
    plain: { ...range, events: ['view_item', 'purchase'], conversion_window_seconds: 86_400 },
    filtered: { ...range, events: ['view_item', filtered], conversion_window_seconds: 86_400 },
  },
  {
    tool: 'amplitude_retention',
    plain: { ...range, start_event: 'view_item', return_event: '_active' },
    filtered: { ...range, start_event: filtered, return_event: '_active' },
  },
  { tool: 'amplitude_revenue_ltv', plain: range },
];

let demo: Demo;
let engine: Engine;

beforeAll(async () => {
  demo = await startDemo({ now: moment });
  const ahead = moment - Date.now();
  engine = engineOf(catalogue, demo.environment, { ...engineOf(catalogue, {}).clock, now: () => Date.now() + ahead });
}, 60_000);

afterAll(async () => {
  await engine.http.close();
  await demo.close();
});

async function ask(tool: string, args: object): Promise<string> {
  const { text, failed } = await call(tool, args, engine, { signal: new AbortController().signal });
  expect(failed, text).toBe(false);
  return text;
}

function firstLine(text: string): string {
  return text.split('\n').find((line) => !/simulated/i.test(line)) ?? '';
}

/** Whether a schema lets users or events be filtered. */
function takesFilters({ schema }: Tool): boolean {
  return /"segments"|"filters"|AND-ed/.test(JSON.stringify(jsonSchemaOf(schema)));
}

it('knows every tool that takes segments or filters', () => {
  const taking = catalogue.tools.filter(takesFilters).map(({ name }) => name);
  expect(kinds.map(({ tool }) => tool).sort()).toEqual(taking.sort());
});

describe.each(kinds)('$tool', ({ tool, plain, filtered }) => {
  const forms = (args: object) =>
    [
      ['plain', args],
      ['compared', { ...args, compare: 'previous_period' }],
    ] as const;

  it.each(forms(plain))('begins with the users of the segment, %s', async (_, args) => {
    const text = await ask(tool, { ...args, segments: [german] });
    expect(firstLine(text)).toMatch(/^Users whose country is Germany: \S/);
    expect(text).not.toMatch(/all (active |new )?users|the segment/);
    expect(countTokens(text)).toBeLessThanOrEqual(800);
  });

  it.each(forms(plain))('says nothing of users or events where all are meant, %s', async (_, args) => {
    const text = await ask(tool, args);
    expect(text).not.toMatch(/\b(whose|who performed)\b|^With /m);
    expect(await ask(tool, { ...args, segments: [{}] })).toContain(firstLine(text));
  });

  it.each(forms(plain))('tells several segments by their conditions, %s', async (_, args) => {
    const text = await ask(tool, { ...args, segments: [german, french] });
    expect(text).toContain('segment 1 (country is Germany)');
    expect(firstLine(text)).not.toContain('Users whose');
  });

  it.each(forms(filtered ?? {}))('begins with the filter of an event, %s', async (_, args) => {
    if (filtered === undefined) return expect(takesEvents(tool)).toBe(false);
    const text = await ask(tool, args);
    expect(firstLine(text)).toMatch(/^With purchase \(user's platform is Android\): \S/);
    const both = await ask(tool, { ...args, segments: [german] });
    expect(firstLine(both)).toMatch(
      /^Users whose country is Germany, with purchase \(user's platform is Android\): \S/,
    );
    expect(countTokens(both)).toBeLessThanOrEqual(800);
  });

  it('says it of a table that is read later, and of an answer without figures', async () => {
    const nobody = { filters: [{ property: 'country', operator: 'is', values: ['Atlantis'] }] };
    expect(firstLine(await ask(tool, { ...plain, segments: [nobody] }))).toContain('whose country is Atlantis: ');
    const [, id = ''] = /result_id: (\w+)/.exec(await ask(tool, { ...plain, segments: [german] })) ?? [];
    expect(await ask('read_result', { result_id: id, limit: 2 })).toContain('\n- Users whose country is Germany.\n');
  });

  it.each(forms(plain))('leaves room for the figures, however many and long the conditions, %s', async (_, args) => {
    const values = Array.from({ length: 40 }, (_, index) => `${'長い名前'.repeat(9)} ${index}`);
    const filters = Array.from({ length: 9 }, (_, index) => ({
      ...{ property: index % 2 === 0 ? 'city' : 'region', operator: 'is', values },
    }));
    const text = await ask(tool, {
      ...{ ...args, start: '-9d' },
      segments: [{ ...german, filters: [...german.filters, ...filters] }],
    });
    expect(firstLine(text)).toMatch(/^Users whose country is Germany and .*: \S/);
    expect(text).toContain('result_id');
    expect(countTokens(text)).toBeLessThanOrEqual(800);
  });

  it('leaves room for the figures where events are filtered at length, too', async () => {
    if (filtered === undefined) return expect(takesEvents(tool)).toBe(false);
    const values = Array.from({ length: 40 }, (_, index) => `${'\u{1f600}x'.repeat(9)} ${index}`);
    const long = ['platform', 'city', 'region'].map((property) => ({ type: 'user', property, operator: 'is', values }));
    const args: object = JSON.parse(JSON.stringify(filtered).replace(JSON.stringify(android), JSON.stringify(long)));
    const text = await ask(tool, { ...args, start: '-9d', segments: [german] });
    expect(firstLine(text)).toMatch(/^Users whose country is Germany, with purchase \(user's platform is .*: \S/);
    expect(text).toContain('result_id');
    expect(countTokens(text)).toBeLessThanOrEqual(800);
  });

  it('masks who is named, unless personal data is to be shown', async () => {
    const segments = [{ filters: [{ property: 'city', operator: 'is', values: ['ann@example.com'] }] }];
    const text = await ask(tool, { ...plain, segments });
    expect(text).not.toContain('ann@example.com');
    expect(firstLine(text)).toContain('whose city is (e-mail #1): ');
    expect(text).toMatch(/\b(is|are) masked, the same/);
  });
});

function takesEvents(name: string): boolean {
  const tool = catalogue.tools.find((one) => one.name === name);
  return tool !== undefined && /event_type/.test(JSON.stringify(jsonSchemaOf(tool.schema).properties?.events ?? {}));
}

it('is the whole first sentence of a funnel', async () => {
  const [, funnel] = kinds.filter(({ filtered }) => filtered !== undefined);
  const text = await ask('amplitude_funnel', { ...funnel?.filtered, segments: [german] });
  expect(firstLine(text)).toBe(
    "Users whose country is Germany, with purchase (user's platform is Android): 9.0 % of 111 users finish all 2 steps (10 users), taking 37.7 min = 2,263 s (median), 5.8 h = 20,994 s (average).",
  );
  expect(text).toContain("| 2 | purchase (user's platform is Android) |");
});

it('tells steps of the same event apart', async () => {
  const events = [{ event_type: 'view_item' }, { event_type: 'view_item', filters: android }];
  expect(firstLine(await ask('amplitude_funnel', { ...range, events }))).toMatch(
    /^With step 2 view_item \(user's platform is Android\): /,
  );
});
