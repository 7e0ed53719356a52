import { afterEach, describe, expect, it } from 'vitest';
import { call } from '../../../src/call.ts';
import { documentedFunnel } from '../../support/amplitude-funnel.ts';
import { type AmplitudeServer, amplitudeServer } from '../../support/amplitude-server.ts';

const range = { start: '2026-08-01', end: '2026-08-03' };
const nothing = { body: { data: { series: [], seriesLabels: [], xValues: ['2026-08-01'] } } };
const something = { body: { data: { series: [[1, 2, 3]], seriesLabels: [0], xValues: dates() } } };
let amplitude: AmplitudeServer;
afterEach(() => amplitude.close());

const ask = (args: Record<string, unknown>, tool = 'amplitude_event_segmentation') =>
  call(tool, { ...range, ...args }, amplitude.engine, { signal: new AbortController().signal });

describe('an answer that finds nothing', () => {
  it('says what was asked, and which names come near; the look-up is in its cost, and made once an hour', async () => {
    amplitude = await amplitudeServer(() => nothing);
    const first = await ask({ events: ['View Items', 'purchase'] });
    expect(first.failed).toBe(false);
    expect(first.text).toContain('(not always complete) has no "View Items": nearest: "view_item"');
    expect(first.text).not.toContain('has no "purchase"');
    expect(first.text).toContain(
      'Asked: {"start":"2026-08-01","end":"2026-08-03","events":[{"event_type":"View Items"},{"event_type":"purchase"}]',
    );
    // Three days of two events, and the look-up.
    expect(first.text).toMatch(/cost 7, quota left 107,993/);
    const second = await ask({ events: 'Purchases' });
    expect(second.text).toMatch(/has no "Purchases": nearest: "purchase".*cost 3,/s);
    expect(amplitude.looks()).toBe(1);
    amplitude.clock.shift = 3_599_000;
    await ask({ events: 'Purchasing' });
    expect(amplitude.looks()).toBe(1);
    amplitude.clock.shift = 3_601_000;
    await ask({ events: 'purchased' });
    expect(amplitude.looks()).toBe(2);
  });

  it('is charged once for a look-up that identical and other questions share', async () => {
    amplitude = await amplitudeServer(() => nothing);
    const answers = await Promise.all([ask({ events: 'a1' }), ask({ events: 'a1' }), ask({ events: 'b1' })]);
    const costs = answers.map(({ text }) => Number(/cost (\d+)/.exec(text)?.[1]));
    expect(costs.sort()).toEqual([0, 3, 4]);
    expect(answers[0]?.text).toMatch(/quota left 107,99[3-7]/);
    expect(amplitude.looks()).toBe(1);
  });

  it('looks names up that segments have performed, and asks for nothing where no name can be wrong', async () => {
    amplitude = await amplitudeServer(() => nothing);
    await ask({ events: ['revenue_amount', '_active'] });
    await ask({ events: 'ce:Browsing' });
    expect(amplitude.looks()).toBe(0);
    const { text } = await ask({ events: '_active', segments: [{ performed: [{ event_type: 'Purchase' }] }] });
    expect(text).toContain('has no "Purchase": nearest: "purchase"');
  });

  it('offers codes beside names, and says how custom events are written', async () => {
    amplitude = await amplitudeServer(() => nothing);
    expect((await ask({ events: 'Revenue' })).text).toContain('nearest: revenue_amount ([Amplitude] Revenue)');
    expect((await ask({ events: 'New User' })).text).toContain('nearest: _new ([Amplitude] New User)');
    expect((await ask({ events: 'Zzz Qqq' })).text).toMatch(
      /it has 3 names, none like it; a custom event is written ce:/,
    );
  });

  it('points to where values are seen when a property is filtered by', async () => {
    amplitude = await amplitudeServer(() => nothing);
    const filters = [{ property: 'country', operator: 'is', values: ['germany'] }];
    const { text } = await ask({ events: 'purchase', segments: [{ filters }] });
    expect(text).toContain('amplitude_user_composition shows the values of a user property');
    expect((await ask({ events: 'purchase', group_by: 'country' })).text).not.toContain('user_composition');
  });

  it('shows neither addresses nor names that would be others when cleaned', async () => {
    amplitude = await amplitudeServer(() => nothing);
    amplitude.list.names = ['invite jane.doe@example.com', 'invite\u202e sent', 'invite  sent', 'invite sent'];
    const { text } = await ask({ events: 'invite jane' });
    expect(text).toContain('nearest: "invite sent"');
    expect(text).not.toMatch(/example|\u202e|invite {2}sent/);
  });

  it('is told as it is when the list cannot be had, which is not asked for again within a minute', async () => {
    amplitude = await amplitudeServer(() => nothing);
    amplitude.list.status = 500;
    const first = await ask({ events: 'View Items' });
    expect(first.failed).toBe(false);
    expect(first.text).toContain('No data');
    expect(first.text).not.toContain('event list');
    const looks = amplitude.looks();
    await ask({ events: 'Purchases' });
    expect(amplitude.looks()).toBe(looks);
    Object.assign(amplitude.list, { status: 200 });
    amplitude.clock.shift = 61_000;
    expect((await ask({ events: 'Add To Cart' })).text).toContain('nearest: "add_to_cart"');
  });
});

it('asks for no list where there is an answer', async () => {
  amplitude = await amplitudeServer(() => something);
  const { text } = await ask({ events: 'View Items' });
  expect(text).not.toMatch(/event list|Asked:/);
  expect(amplitude.looks()).toBe(0);
});

it('looks up the events of a saved funnel of which nobody does a step', async () => {
  const events = ['view_item', 'Purchases'];
  const body = { data: [{ ...documentedFunnel, events, cumulativeRaw: [10, 0], stepByStep: [1, 0] }] };
  amplitude = await amplitudeServer(() => ({ body }));
  const { text } = await call('amplitude_query_chart', { chart: 'abc123' }, amplitude.engine, {
    signal: new AbortController().signal,
  });
  expect(text).toContain('has no "Purchases": nearest: "purchase"');
});

describe('an error', () => {
  const refusal = (details: string) => ({
    body: { error: { http_code: 400, message: 'Invalid chart definition', metadata: { details } } },
    status: 400,
  });

  it('about an event names the nearest', async () => {
    amplitude = await amplitudeServer(() => refusal('Invalid event type View Items'));
    const { text, failed } = await ask({ events: 'View Items', group_by: 'Country' });
    expect(failed).toBe(true);
    expect(text).toMatch(/Invalid event type View Items.*\n.*has no "View Items": nearest: "view_item"/);
    // It is the event that Amplitude refuses.
    expect(text).not.toContain('in the API');
  });

  it('about a property says how it is written, and asks for no list', async () => {
    amplitude = await amplitudeServer(() => refusal('Invalid user property Country'));
    const { text, failed } = await ask({ events: 'View Items', group_by: 'Country' });
    expect(failed).toBe(true);
    expect(text).toMatch(/\n"Country": the built-in user property is country in the API's words\.\nNo tool lists/);
    expect(amplitude.looks()).toBe(0);
  });

  it('of a part of a split question has the same help', async () => {
    amplitude = await amplitudeServer(() => refusal('Invalid event type View Items'));
    const { text } = await ask({ events: 'View Items', group_by: 'country', start: '2025-12-01', end: '2026-08-01' });
    expect(text).toMatch(/This was part \d of \d.*\n.*nearest: "view_item"/s);
  });

  it.each([
    ['Date too far back', 'later `start`'],
    ['start is after end', 'Change `start`'],
  ])('"%s" is not about names', async (details, advice) => {
    amplitude = await amplitudeServer(() => refusal(details));
    const { text } = await ask({ events: 'View Items' });
    expect(text).toContain(advice);
    expect(text).not.toContain('event list');
    expect(amplitude.looks()).toBe(0);
  });

  it('keeps its own words when the list cannot be had', async () => {
    amplitude = await amplitudeServer(() => refusal('Invalid event type View Items'));
    amplitude.list.status = 403;
    const { text, failed } = await ask({ events: 'View Items' });
    expect(failed).toBe(true);
    expect(text).toMatch(/Invalid event type View Items.*raw name/);
  });
});

function dates(): string[] {
  return ['2026-08-01', '2026-08-02', '2026-08-03'];
}
