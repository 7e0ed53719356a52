import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { jsonSchemaOf } from '../../../src/input/json-schema.ts';
import { retention } from '../../../tools/amplitude/retention.ts';
import { bind, requestLine } from '../../support/ask.ts';

const asked = { start_event: '_active', return_event: 'watch_tutorial', start: '2026-08-01', end: '2026-08-10' };
const sent = (args: Record<string, unknown>) => requestLine(bind(retention, { ...asked, ...args }));
const base =
  '/api/2/retention?se={"event_type":"_active"}&re={"event_type":"watch_tutorial"}&start=20260801&end=20260810';

describe('what is sent', () => {
  it('leaves rm out for n-day, which is refused when it is sent', () => {
    expect(sent({})).toBe(`${base}&i=1`);
    expect(sent({ retention_type: 'n-day', interval: 'monthly' })).toBe(`${base}&i=30`);
  });

  it('sends unbounded retention as rolling', () => {
    expect(sent({ retention_type: 'rolling', interval: 'weekly' })).toBe(`${base}&rm=rolling&i=7`);
  });

  it('sends inclusive brackets with exclusive upper bounds', () => {
    expect(sent({ retention_type: 'bracket', brackets: [[0, 4]] })).toBe(`${base}&rm=bracket&rb=[[0,5]]&i=1`);
    expect(sent({ retention_type: 'bracket', brackets: [0, 4] })).toContain('&rb=[[0,5]]');
    expect(sent({ retention_type: 'bracket', brackets: '[[0,0],[1,7],[30,30]]' })).toContain(
      '&rb=[[0,1],[1,8],[30,31]]',
    );
  });

  it('sends filters, segments and the group-by', () => {
    const filters = [{ type: 'event', property: 'size', operator: 'is', values: ['XL'] }];
    const segments = [{ filters: [{ property: 'country', operator: 'is', values: ['DE'] }] }];
    const line = sent({
      start_event: { event_type: 'a', filters },
      return_event: { event_type: 'b', filters },
      segments,
      group_by: 'os',
    });
    const filter = '"filters":[{"subprop_type":"event","subprop_key":"size","subprop_op":"is","subprop_value":["XL"]}]';
    expect(line).toBe(
      `/api/2/retention?se={"event_type":"a",${filter}}&re={"event_type":"b",${filter}}&start=20260801&end=20260810&i=1` +
        '&s=[{"prop":"country","op":"is","values":["DE"]}]&g=os',
    );
  });

  it('is bound to the same input again, and names its events', () => {
    const call = bind(retention, { ...asked, retention_type: 'bracket', brackets: [[1, 3]] });
    expect(retention.bind({ ...call.input }).input).toEqual(call.input);
    expect(call.names.events).toEqual(['_active', 'watch_tutorial']);
  });
});

it('costs 8 × days × conditions', () => {
  const cost = (args: Record<string, unknown>) => bind(retention, { ...asked, ...args }).price.cost;
  expect(cost({})).toBe(80);
  expect(cost({ group_by: ['os'] })).toBe(400);
  expect(cost({ segments: [{}, { filters: [{ property: 'os', operator: 'is', values: ['ios'] }] }] })).toBe(240);
  const long = bind(retention, { ...asked, start: '2026-04-12', end: '2026-08-15' });
  expect(long.price.cost).toBe(1008);
  expect(long.rewrites()[0]).toEqual({ change: '"start": "2026-04-13" (the last 125 days)', cost: 1000 });
});

describe('what is refused', () => {
  const bracket = { retention_type: 'bracket' };
  it.each([
    [{ brackets: [[0, 4]] }, '"brackets" go with "retention_type": "bracket" only: set it, or leave "brackets" out.'],
    [bracket, '"brackets" are needed for "retention_type": "bracket", for instance [[0,0],[1,7]].'],
    [{ ...bracket, brackets: [[4, 0]] }, '"brackets": [4,0] ends before it starts: swap the two.'],
    [
      {
        ...bracket,
        brackets: [
          [0, 4],
          [4, 9],
        ],
      },
      '"brackets": [4,9] begins before the one in front of it is over',
    ],
    [
      {
        ...bracket,
        brackets: [
          [5, 9],
          [0, 4],
        ],
      },
      '"brackets": [0,4] begins before the one in front of it is over',
    ],
    [{ ...bracket, brackets: [[0, 4, 9]] }, '"brackets[0]" must have at most 2 entries.'],
    [{ ...bracket, brackets: [[-1, 4]] }, '"brackets[0][0]" must be at least 0.'],
    [{ ...bracket, brackets: [[0, 1.5]] }, '"brackets[0][1]" must be a whole number'],
    [
      { retention_type: 'unbounded' },
      '"retention_type" must be one of "n-day", "rolling", "bracket"; it is "unbounded".',
    ],
    [{ interval: 'hourly' }, '"interval" must be one of "daily", "weekly", "monthly"'],
    [{ start_event: undefined }, '"start_event" is required'],
    [
      { return_event: { event_type: 'a', filters: [{ property: 'x', operator: 'is', values: [] }] } },
      '"return_event.filters[0].type"',
    ],
    [{ return_event: { event_type: 'a', group_by: [] } }, '"group_by" is not an argument in "return_event".'],
    [{ segments: [{}, {}], group_by: ['os'] }, '"group_by" works with a single segment only'],
  ])('%j', (args, message) => {
    expect(() => bind(retention, { ...asked, ...args })).toThrow(message);
  });
});

it('is listed in at most 700 tokens', () => {
  const { name, title, description, schema } = retention;
  const listed = { name, title, description, inputSchema: jsonSchemaOf(schema) };
  expect(countTokens(JSON.stringify(listed))).toBeLessThanOrEqual(700);
});
