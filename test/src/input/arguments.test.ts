import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { lenient } from '../../../src/input/arguments.ts';
import { jsonSchemaOf } from '../../../src/input/json-schema.ts';
import { inputMistakes } from '../../../src/input/mistakes.ts';

const event = z.strictObject({
  event_type: z.string(),
  filters: z.array(z.strictObject({ property: z.string(), values: z.array(z.string()) })).optional(),
});
const schema = z.strictObject({
  events: z.array(event).min(1),
  mode: z.enum(['ordered', 'unordered']).default('ordered'),
  limit: z.number().int().max(1000).optional(),
  flag: z.boolean().optional(),
  brackets: z.array(z.array(z.number()).length(2)).optional(),
  group_by: z.array(z.string()).max(2).optional(),
  status: z.array(z.enum(['trial', 'billing_retry'])).optional(),
  order: z.enum(['date', '-date']).optional(),
});
const meant = (value: unknown) => lenient(value, jsonSchemaOf(schema));
const mistakes = (value: unknown) =>
  inputMistakes(schema.safeParse(meant(value), { reportInput: true }).error?.issues ?? [], schema);

describe('arguments as models send them', () => {
  it.each([
    ['a list as JSON text', { events: '[{"event_type":"a"}]' }, { events: [{ event_type: 'a' }] }],
    ['an object as JSON text', { events: ['{"event_type":"a"}'] }, { events: [{ event_type: 'a' }] }],
    ['one object for a list', { events: { event_type: 'a' } }, { events: [{ event_type: 'a' }] }],
    [
      'a name for an event',
      { events: ['Sign up', 'Buy'] },
      { events: [{ event_type: 'Sign up' }, { event_type: 'Buy' }] },
    ],
    ['one name for a list of events', { events: 'Sign up' }, { events: [{ event_type: 'Sign up' }] }],
    ['names as JSON text', { events: '["a","b"]' }, { events: [{ event_type: 'a' }, { event_type: 'b' }] }],
    ['a number in quotes', { limit: '50' }, { limit: 50 }],
    ['a choice in capitals', { mode: 'Unordered' }, { mode: 'unordered' }],
    ['choices as a screen writes them', { status: ['Trial', 'Billing retry'] }, { status: ['trial', 'billing_retry'] }],
    ['a boolean in quotes', { flag: 'true' }, { flag: true }],
    [
      'numbers for strings',
      { events: [{ event_type: 'a', filters: [{ property: 'p', values: [1, true] }] }] },
      { events: [{ event_type: 'a', filters: [{ property: 'p', values: ['1', 'true'] }] }] },
    ],
    ['one pair for a list of pairs', { brackets: [0, 4] }, { brackets: [[0, 4]] }],
    ['null for left out', { limit: null, events: 'a' }, { events: [{ event_type: 'a' }] }],
    ['an empty text for left out', { mode: '', events: 'a' }, { events: [{ event_type: 'a' }] }],
    ['a single property', { group_by: 'country' }, { group_by: ['country'] }],
    ['all of it as JSON text', '{"limit": 5}', { limit: 5 }],
  ])('%s', (_, sent, expected) => expect(meant(sent)).toEqual(expected));

  it('leaves alone a choice that may be two, or is none', () => {
    for (const order of ['date', '-date', 'Date', '-Date', ''])
      expect(meant({ order })).toEqual(order ? { order } : {});
    for (const mode of ['unordere', '__proto__', '-']) expect(meant({ mode })).toEqual({ mode });
  });

  it('leaves alone what is already right, and what fits nothing', () => {
    const right = {
      events: [{ event_type: '[Amplitude] Any Event' }],
      limit: 5,
      brackets: [
        [0, 4],
        [5, 9],
      ],
    };
    expect(meant(right)).toEqual(right);
    expect(meant({ limit: 'many', nonsense: { a: [1] } })).toEqual({ limit: 'many', nonsense: { a: [1] } });
  });
});

describe('mistakes say which argument, where and what is accepted', () => {
  it.each([
    [{ events: 'a', mod: 'ordered' }, /"mod" is not an argument\. Did you mean "mode"\? Accepted: events, mode, limit/],
    [{ events: 'a', mode: 'any' }, /"mode" must be one of "ordered", "unordered"; it is "any"/],
    [{}, /"events" is required/],
    [{ events: [] }, /"events" must have at least 1 entry/],
    [{ events: 'a', limit: 5000 }, /"limit" must be at most 1000/],
    [{ events: 'a', limit: 'many' }, /"limit" must be a number; it is "many"/],
    [
      { events: [{ event_type: 'a', filter: [] }] },
      /"filter" is not an argument in "events\[0\]"\. Did you mean "filters"\?/,
    ],
    [
      { events: [{ event_type: 'a', filters: [{ property: 'p' }] }] },
      /"events\[0\]\.filters\[0\]\.values" is required/,
    ],
    [
      { events: [{ event_type: Number('123456789012345678') }] },
      /"events\[0\]\.event_type" must be text; put it in quotes: as a number it has lost digits/,
    ],
    [{ events: 'a', group_by: ['a', 'b', 'c'] }, /"group_by" must have at most 2 entries/],
  ])('%j', (sent, message) => expect(mistakes(sent).join('\n')).toMatch(message));
});
