import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { jsonSchemaOf } from '../../../src/input/json-schema.ts';
import { funnel } from '../../../tools/amplitude/funnel.ts';
import { bind, requestLine } from '../../support/ask.ts';

const two = { events: ['event_one', 'event_two'], start: '2026-08-01', end: '2026-08-10' };

describe('what is sent', () => {
  it('repeats e and sends the defaults', () => {
    expect(requestLine(bind(funnel, two))).toBe(
      '/api/2/funnels?e={"event_type":"event_one"}&e={"event_type":"event_two"}&start=20260801&end=20260810&mode=ordered&n=active&i=1',
    );
  });

  it('sends every documented parameter', () => {
    const call = bind(funnel, {
      ...two,
      events: [
        { event_type: 'event_one', filters: [{ type: 'user', property: 'gp:plan', operator: 'is', values: ['pro'] }] },
        { event_type: 'event_two', group_by: [{ type: 'event', property: 'size' }] },
      ],
      mode: 'unordered',
      user_type: 'new',
      interval: 'weekly',
      segments: [{ filters: [{ property: 'city', operator: 'is', values: ['(none)'] }] }],
      group_by: 'gp:event',
      conversion_window_seconds: 86400,
      limit: 1000,
    });
    expect(requestLine(call)).toBe(
      '/api/2/funnels?e={"event_type":"event_one","filters":[{"subprop_type":"user","subprop_key":"gp:plan","subprop_op":"is","subprop_value":["pro"]}]}' +
        '&e={"event_type":"event_two","group_by":[{"type":"event","value":"size"}]}&start=20260801&end=20260810&mode=unordered&n=new&i=7' +
        '&s=[{"prop":"city","op":"is","values":["(none)"]}]&g=gp:event&cs=86400&limit=1000',
    );
  });

  it.each([
    ['realtime', '-300000'],
    ['hourly', '-3600000'],
    ['monthly', '30'],
  ])('sends the %s interval as %s', (interval, code) => {
    expect(requestLine(bind(funnel, { events: ['a', 'b'], interval, start: '-1d', end: 'today' }))).toContain(
      `&i=${code}`,
    );
  });

  it('is bound to the same input again', () => {
    const call = bind(funnel, { ...two, conversion_window_seconds: 3600, segments: [{ filters: [] }] });
    expect(funnel.bind({ ...call.input }).input).toEqual(call.input);
  });

  it('names the events of the question', () => {
    expect(bind(funnel, two).names.events).toEqual(['event_one', 'event_two']);
  });
});

describe('what it costs', () => {
  const cost = (args: Record<string, unknown>) => bind(funnel, { ...two, ...args }).price.cost;

  it('is days × conditions × (2 × events + 4 × group-bys inside events)', () => {
    expect(cost({})).toBe(10 * 1 * 4);
    expect(cost({ events: ['a', 'b', 'c'] })).toBe(10 * 6);
    expect(cost({ group_by: ['country'] })).toBe(10 * 5 * 4);
    expect(cost({ segments: [{}, { filters: [{ property: 'os', operator: 'is', values: ['ios'] }] }] })).toBe(
      10 * 3 * 4,
    );
    const grouped = { event_type: 'b', group_by: [{ type: 'event', property: 'size' }] };
    expect(cost({ events: ['a', grouped] })).toBe(10 * (4 + 4));
  });

  it('names cheaper questions', () => {
    const grouped = { event_type: 'b', group_by: [{ type: 'event', property: 'size' }] };
    const rewrites = bind(funnel, { ...two, events: ['a', grouped], group_by: ['country'] }).rewrites();
    expect(rewrites).toContainEqual({ change: 'no "group_by"', cost: 80 });
    expect(rewrites).toContainEqual({ change: 'no "group_by" inside the events', cost: 200 });
  });
});

describe('what is refused', () => {
  it.each([
    [{ events: ['a'] }, '"events" must have at least 2 entries.'],
    [{ mode: 'strict' }, '"mode" must be one of "ordered", "unordered", "sequential"; it is "strict".'],
    [{ user_type: 'old' }, '"user_type" must be one of "active", "new"; it is "old".'],
    [{ limit: 1001 }, '"limit" must be at most 1000.'],
    [{ limit: 0 }, '"limit" must be at least 1.'],
    [{ conversion_window_seconds: 0 }, '"conversion_window_seconds" must be at least 1.'],
    [{ group_by: ['a', 'b'] }, '"group_by" must have at most 1 entry.'],
    [{ segments: [{}, {}], group_by: ['a'] }, '"group_by" works with a single segment only, and there are 2'],
    [{ interval: 'hourly' }, 'hourly data covers at most 7 days and this range has 10'],
    [{ interval: 'realtime' }, 'realtime data covers at most 2 days'],
    [{ start: '2025-08-01' }, 'daily data covers at most 365 days'],
    [{ window: 3 }, '"window" is not an argument.'],
  ])('%j', (args, message) => {
    expect(() => bind(funnel, { ...two, ...args })).toThrow(message);
  });
});

describe('the conversion window of an unordered funnel', () => {
  const remarks = (seconds: number | undefined, mode: string) =>
    bind(funnel, { ...two, mode, ...(seconds === undefined ? {} : { conversion_window_seconds: seconds }) }).remarks;

  it('is said to be rounded down to days', () => {
    expect(remarks(100_000, 'unordered')).toEqual([
      '"conversion_window_seconds": in unordered mode Amplitude rounds 100,000 down to whole days: 1 d = 86,400 s.',
    ]);
  });

  it('is said not to be reliable below a day, and is sent as asked', () => {
    expect(remarks(3, 'unordered')[0]).toMatch(
      /3 is less than a day.* 0 days.*use 86400 or more, or "mode": "ordered"/,
    );
    expect(requestLine(bind(funnel, { ...two, mode: 'unordered', conversion_window_seconds: 3 }))).toContain('&cs=3');
  });

  it('is said nothing about where nothing is rounded', () => {
    expect([...remarks(172_800, 'unordered'), ...remarks(undefined, 'unordered'), ...remarks(3, 'ordered')]).toEqual(
      [],
    );
  });
});

it('is listed in at most 700 tokens', () => {
  const { name, title, description, schema } = funnel;
  const listed = { name, title, description, inputSchema: jsonSchemaOf(schema) };
  expect(countTokens(JSON.stringify(listed))).toBeLessThanOrEqual(700);
});
