import { describe, expect, it } from 'vitest';
import { listEvents } from '../../../tools/amplitude/list-events.ts';
import { expectReadable, figure, hostile } from '../../support/amplitude-series.ts';
import { bind, printed, report, requestLine, table } from '../../support/ask.ts';

const usual = { non_active: false, deleted: false, flow_hidden: false, hidden: false };
const event = (value: string, totals: unknown, rest: object = {}) => ({
  ...usual,
  value,
  totals,
  display: value,
  ...rest,
});
const documented = [event('Add Friends', 193167), event('Add Content to Cart', 1505645)];
const ask = (data: unknown[], args: Record<string, unknown> = {}) => report(listEvents, args, [{ data }]);
const names = (told: ReturnType<typeof ask>) => table(told, 'events').rows.map(([name]) => name);

describe('the request', () => {
  it('has no parameters, and costs 1', () => {
    const call = bind(listEvents, { search: 'cart', limit: 5 });
    expect(requestLine(call)).toBe('/api/2/events/list');
    expect(call.price).toEqual({ cost: 1 });
  });

  it.each([
    [{ limit: 0 }, '"limit" must be at least 1.'],
    [{ query: 'x' }, '"query" is not an argument'],
  ])('refuses %j', (args, message) => expect(() => bind(listEvents, args)).toThrow(message));
});

describe('the documented answer', () => {
  const told = ask(documented);

  it("ranks by this week's totals", () => {
    expect(told.headline).toEqual([
      "2 events, by this week's totals so far.",
      'Add Content to Cart: 1,505,645; Add Friends: 193,167 (events this week so far).',
    ]);
    expect(printed(table(told, 'events'))[0]).toEqual({
      ...{ event_type: 'Add Content to Cart', totals_this_week: '1,505,645', marks: '', display_name: '' },
    });
    expect(told.notes[0]).toContain('not of a whole week');
    expect(told.notes[0]).toContain('not a complete catalogue');
  });

  it('reads well', () => expectReadable(told));
});

describe('odd entries', () => {
  const told = ask([
    event('gone', null, { deleted: true, hidden: null, non_active: true, display: null }),
    event('zero', 0, { in_waitroom: true, autohidden: true }),
    event('raw_name', '7', {
      hidden: true,
      flow_hidden: true,
      display: 'Nice | name',
      id: '9007199254740993',
      totals_delta: -4,
    }),
    { name: 'only named' },
    {},
  ]);

  it('are marked, and a total that is not sent is no 0', () => {
    expect(printed(table(told, 'events'))).toEqual([
      {
        event_type: 'raw_name',
        totals_this_week: '7',
        marks: 'hidden, hidden from Pathfinder',
        display_name: 'Nice \\| name',
      },
      {
        event_type: 'zero',
        totals_this_week: '0',
        marks: 'hidden automatically, in the waiting room',
        display_name: '',
      },
      { event_type: 'gone', totals_this_week: 'n/a', marks: 'deleted, inactive', display_name: '' },
      { event_type: 'only named', totals_this_week: 'n/a', marks: '', display_name: '' },
      { event_type: '(unnamed)', totals_this_week: 'n/a', marks: '', display_name: '' },
    ]);
    expectReadable(told);
  });

  it('that are none at all keep what Amplitude says about its answer', () => {
    const told = report(listEvents, {}, [{ timedOut: true, data: [] }]);
    expect(told.empty).toBe(true);
    expect(told.notes.join()).toContain('ran out of time');
  });

  it('with marks of other forms keep their totals', () => {
    const odd = [event('a', 5, { hidden: 0, deleted: 'false' }), event('b', 4, { hidden: 1, deleted: 'soon' })];
    expect(printed(table(ask(odd), 'events')).map(({ totals_this_week, marks }) => [totals_this_week, marks])).toEqual([
      ['5', ''],
      ['4', 'maybe deleted, hidden'],
    ]);
  });

  it('that cannot be understood are refused', () => {
    expect(() => ask([event('a', 'many')])).toThrow('data[0].totals');
    expect(() => report(listEvents, {}, [{ data: {} }])).toThrow('data should be an array but is an object');
  });
});

describe('search', () => {
  const data = [...documented, event('cart_opened', 5, { display: 'Basket' }), event('sign_up', 9)];

  it('finds parts of raw and display names, whatever their case', () => {
    const told = ask(data, { search: 'CART' });
    expect(names(told)).toEqual(['Add Content to Cart', 'cart_opened']);
    expect(told.headline[0]).toBe('2 of 4 events with "CART" in the name, by this week\'s totals so far.');
    expect(names(ask(data, { search: 'basket' }))).toEqual(['cart_opened']);
  });

  it('offers the nearest names where none has it', () => {
    const told = ask(data, { search: 'Signup' });
    expect(names(told)).toEqual(['sign_up']);
    expect(told.headline[0]).toBe('None of 4 events has "Signup" in its name; nearest names first.');
    expect(names(ask(data, { search: 'add frends' }))[0]).toBe('Add Friends');
    expect(told.empty).toBeUndefined();
  });

  it('says that nothing is like it, and what to do', () => {
    const told = ask(data, { search: 'zzzz|q' });
    expect(told).toMatchObject({ empty: true, tables: [], headline: ['None of 4 events is like "zzzz\\|q".'] });
    expect(told.notes[0]).toContain('leave "search" out');
    expect(ask([]).headline).toEqual(['Amplitude listed no events.']);
  });

  it('lists no more than was asked for, and says so', () => {
    const told = ask(data, { limit: 1 });
    expect(names(told)).toEqual(['Add Content to Cart']);
    expect(told.headline[0]).toBe("4 events, the first 1 of them listed, by this week's totals so far.");
  });
});

describe('the share of what is shown', () => {
  const listed = (count: number, totals: (index: number) => number | null = (index) => 1 + index) =>
    Array.from({ length: count }, (_, index) => event(`e${index}`, totals(index)));
  const share = (told: { notes: string[] }) => told.notes.find((note) => note.includes('most frequent'));

  it('is told where more events are listed than shown', () => {
    const all = (20 * 21) / 2;
    const first = all - (5 * 6) / 2;
    expect(share(ask(listed(20)))).toBe(
      `The 15 most frequent are ${((100 * first) / all).toFixed(1)} % of the events of these 20 names.`,
    );
    expect(share(ask(listed(15)))).toBeUndefined();
    expect(share(ask(listed(20), { search: 'e1' }))).toBeUndefined();
  });

  it('is not told where a total is not known, nor of nearest names', () => {
    expect(share(ask(listed(20, (index) => (index === 3 ? null : 5))))).toBeUndefined();
    expect(share(ask(listed(20), { search: 'zzze1' }))).toBeUndefined();
  });
});

describe('five thousand events', () => {
  const data = Array.from({ length: 5_000 }, (_, index) =>
    event(hostile(index), figure(index, 99_999_999), { display: hostile(index + 1) }),
  );
  const told = ask(data);
  const { short, full } = expectReadable(told);

  it('still hold the facts', () => {
    const ranked = data.toSorted((a, b) => Number(b.totals) - Number(a.totals));
    for (const shown of [short, full]) {
      expect(shown).toContain('5,000 events');
      for (const { totals } of ranked.slice(0, 3)) expect(shown).toContain(Number(totals).toLocaleString('en-US'));
      expect(shown).toContain('not a complete catalogue');
    }
    expect(table(told, 'events').rows).toHaveLength(5_000);
  });

  it('are searched for near names too', () => expectReadable(ask(data, { search: 'g4999' })));
});
