import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { createMasks } from '../../../src/report/mask.ts';
import { funnel } from '../../../tools/amplitude/funnel.ts';
import { recordedFunnel } from '../../support/amplitude-funnel.ts';
import { bind, printed, report, table, text } from '../../support/ask.ts';

const shop = { events: ['view', 'cart', 'pay'], start: '2026-05-01', end: '2026-05-05' };
const made = (users: number[], group: unknown, segment = 0) =>
  recordedFunnel({ users, group, segment, start: '2026-05-01', days: 5 });
const ask = (args: Record<string, unknown>, ...data: unknown[]) => report(funnel, { ...shop, ...args }, [{ data }]);

describe('groups', () => {
  const told = ask(
    { group_by: ['platform'] },
    made([500, 100, 10], 'Android'),
    made([29, 29, 29], 'Roku'),
    made([900, 300, 90], 'iOS'),
    made([30, 9, 6], ''),
  );

  it('are ranked by entrants, best and worst only among those with 30', () => {
    expect(told.headline).toEqual([
      '4 groups. Most entrants: iOS, 10.0 % of 900 users finish all 3 steps (90 users), taking 2.5 d = 216,000 s (median), 5 d = 432,000 s (average).',
      'Of the 3 with at least 30 entrants, best (none) = not set: 20.0 % of 30; worst Android: 2.0 % of 500; 18.0 points apart (95 % interval 7.4 to 35.3).',
      'They differ most at step 2 → 3 (to pay): iOS 30.0 %, Android 10.0 % of the step before; 20.0 points apart (95 % interval 11.1 to 27.0).',
      'iOS: Biggest drop: step 1 → 2 (view → cart), 600 of 900 users, 66.7 %.',
    ]);
    expect(printed(table(told, 'funnels'))).toEqual([
      {
        ...{ group: 'iOS', entrants: '900', finished: '90', conversion: '10.0 %' },
        ...{ to_step_2: '33.3 %', to_step_3: '30.0 %', worst_step: '1 → 2', lost: '600' },
      },
      {
        ...{ group: 'Android', entrants: '500', finished: '10', conversion: '2.0 %' },
        ...{ to_step_2: '20.0 %', to_step_3: '10.0 %', worst_step: '1 → 2', lost: '400' },
      },
      {
        ...{ group: '(none) = not set', entrants: '30', finished: '6', conversion: '20.0 %' },
        ...{ to_step_2: '30.0 %', to_step_3: '66.7 %', worst_step: '1 → 2', lost: '21' },
      },
      {
        ...{ group: 'Roku', entrants: '29', finished: '29', conversion: '100.0 %' },
        ...{ to_step_2: '100.0 %', to_step_3: '100.0 %', worst_step: 'n/a', lost: 'n/a' },
      },
    ]);
  });

  it('are never added up', () => {
    expect(told.notes).toContain('Never add groups up: a user can be in several. For everybody, ask without group_by.');
    expect(JSON.stringify(told)).not.toMatch(/1,?459|1459/);
  });

  it('have every step and day of theirs in the tables', () => {
    expect(table(told, 'steps').rows.map((row) => row.slice(0, 4))).toContainEqual(['Roku', 3, 'pay', 29]);
    expect(table(told, 'days').rows).toHaveLength(20);
    expect(table(told, 'times').rows[0]).toEqual(['iOS', 216_000, 432_000]);
  });

  it('are not ranked by counts that cannot be', () => {
    const negative = ask({ group_by: ['platform'] }, made([500, 100, -10], 'Android'), made([900, 300, 90], 'iOS'));
    expect(negative.headline[1]).toBe('Only iOS has at least 30 entrants.');
    expect(negative.headline[2]).toMatch(/^They differ most at step 1 → 2/);
    expect(text(negative)).not.toContain('NaN');
    expect(negative.notes.join()).toContain('Check: Android: fewer than 0 users at step 3');
  });

  it('are said to be cut at the limit', () => {
    const cut = ask({ group_by: ['platform'], limit: 2 }, made([500, 100, 10], 'a'), made([400, 100, 10], 'b'));
    expect(cut.notes).toContain('Groups are cut at 2 (raise "limit", at most 1000): smaller ones are missing.');
    expect(told.notes.join()).not.toContain('cut at');
  });

  it('are counted for each segment, as the limit is', () => {
    const events = ['view', 'cart', { event_type: 'pay', group_by: [{ type: 'event', property: 'size' }] }];
    const two = { events, segments: [{ filters: [{ property: 'os', operator: 'is', values: ['x'] }] }, {}], limit: 2 };
    const cut = (...segments: (number | undefined)[]) =>
      ask(
        two,
        ...segments.map((segment, index) => ({
          ...made([50, 9, 3], `g${index}`, segment),
          meta: { segmentIndex: segment },
        })),
      ).notes.join();
    expect(cut(0, 1)).not.toContain('cut at');
    expect(cut(0, 0, 1)).toContain('Groups are cut at 2');
    expect(cut(undefined, undefined)).not.toContain('cut at');
    expect(cut(undefined, undefined, undefined, undefined)).toContain('Groups are cut at 2');
  });

  it('of a group-by inside an event are named too', () => {
    const events = ['view', 'cart', { event_type: 'pay', group_by: [{ type: 'event', property: 'size' }] }];
    const grouped = ask({ events }, made([5, 4, 3], ['XL', '']), made([4, 3, 2], 7));
    expect(table(grouped, 'funnels').rows.map(([name]) => name)).toEqual(['XL; (none) = not set', '7']);
    expect(grouped.headline[1]).toBe('None has 30 entrants, so best and worst are not told.');
  });
});

it('names segments, whichever order they come in', () => {
  const segments = [
    { filters: [{ property: 'country', operator: 'is', values: ['DE', 'AT'] }] },
    { performed: [{ event_type: 'Buy', count: 2 }] },
    {},
  ];
  const told = ask({ segments }, made([50, 4, 3], '', 1), made([90, 9, 3], '', 0), made([10, 1, 1], '', 2));
  expect(table(told, 'funnels').columns[0]?.name).toBe('segment');
  expect(table(told, 'funnels').rows.map(([name, entrants]) => [name, entrants])).toEqual([
    ['segment 1 (country is DE or AT)', 90],
    ['segment 2 (performed Buy at least 2 times)', 50],
    ['segment 3 (everybody)', 10],
  ]);
  expect(told.notes).toContain('A user can be in several segments: never add them up.');
});

describe('nothing', () => {
  it.each([
    [[], 'Amplitude sent no count of users'],
    [[made([0, 0, 0], '')], '0 users did step 1 (view) in this range'],
    [[{ cumulativeRaw: [null, null, null] }], 'Amplitude sent no count of users'],
    [[{ cumulativeRaw: [] }], 'Amplitude sent no count of users'],
  ])('%#: is said, with what to do', (data, words) => {
    const told = ask({}, ...data);
    expect(told.headline).toEqual([`No data: ${words}; conversion n/a.`]);
    expect(told.empty).toBe(true);
    expect(told.notes[0]).toContain('misspelt event name');
  });

  it('at a later step is 0 % with a doubt, and has the names looked up', () => {
    const told = ask({}, { ...made([50, 20, 0], ''), medianTransTimes: [-1, 1000, -1], avgTransTimes: [-1, 1000, -1] });
    expect(told.headline.slice(0, 3)).toEqual([
      'Nobody reaches step 3 (pay): check its spelling, its filters, mode and window before reading this as 0 %.',
      '0.0 % of 50 users finish all 3 steps (0 users).',
      'Biggest drop: step 1 → 2 (view → cart), 30 of 50 users, 60.0 %.',
    ]);
    expect(ask({}, made([50, 0, 0], '')).headline.join()).not.toContain('Biggest drop');
    expect(told.empty).toBe(true);
    expect(ask({}, made([50, 20, 1], '')).empty).toBeUndefined();
  });
});

describe('strange answers', () => {
  it('reads figures in quotes, null points and objects', () => {
    const told = ask(
      {},
      {
        cumulativeRaw: ['50', { setId: 3, value: 20 }, null],
        dayFunnels: { xValues: ['2026-05-01T00:00:00'], series: [['50', null, null]] },
      },
    );
    expect(told.headline).toEqual([
      'n/a of 50 users finish all 3 steps (how many was not sent).',
      'Biggest drop: step 1 → 2 (view → cart), 30 of 50 users, 60.0 %.',
    ]);
    expect(table(told, 'days').rows).toEqual([['2026-05-01', 50, null, null, 'settled']]);
  });

  it.each([
    ['times by day', { dayMedianTransTimes: { series: [[1, 2, 3]] }, dayAvgTransTimes: { xValues: 3 } }],
    ["the vendor's own shares", { stepByStep: { a: 1 }, cumulative: 'none', events: {} }],
  ])('tells the funnel whatever is wrong with %s', (_, broken) => {
    const told = ask({}, { ...made([50, 20, 10], ''), ...broken });
    expect(told.headline[0]).toContain('20.0 % of 50 users finish all 3 steps (10 users)');
    expect(table(told, 'days').rows).toHaveLength(5);
  });

  it('tells the funnel without its days where these have no dates', () => {
    const told = ask({}, { ...made([50, 20, 10], ''), dayFunnels: { series: [[1, 1, 1]] } });
    expect(told.tables.map(({ name }) => name)).toEqual(['steps']);
  });

  it.each([
    [{ cumulativeRaw: ['many'] }, 'data[0].cumulativeRaw[0]'],
    [{}, 'data[0].cumulativeRaw'],
    [
      { cumulativeRaw: [3, 2, 1], dayFunnels: { xValues: ['2026-05-01'], series: [[[3], 2, 1]] } },
      'data[0].dayFunnels.series[0][0]',
    ],
    [{ cumulativeRaw: [3, 2, 1], medianTransTimes: [0, 'soon', 1] }, 'data[0].medianTransTimes[1]'],
  ])('%#: names the key that it cannot read', (element, key) => {
    expect(() => ask({}, element)).toThrow(`does not know: ${key}`);
  });

  it('cleans labels and prints nothing that is no figure', () => {
    const nasty = `a|b\`c\n\u202e\u200bd${'x'.repeat(10_000)}`;
    const told = ask(
      { events: [nasty.slice(0, 1000), 'cart', 'pay'], group_by: ['p'] },
      { ...made([50, 20, 10], nasty), events: [nasty, null, 3] },
      { ...made([40, 9, 1], nasty), cumulativeRaw: [40, null, 1] },
    );
    for (const full of [false, true]) {
      const shown = text(told, full ? 6000 : 800, full);
      expect(shown).toContain('a\\|b\\`c dxxx');
      expect(shown).not.toMatch(/NaN|Infinity|undefined|null|\[object|\u202e|\u200b/);
      expect(countTokens(shown)).toBeLessThanOrEqual(full ? 6000 : 800);
    }
  });
});

describe('as much as can come', () => {
  const groups = 1000;
  const users = (group: number) =>
    Array.from({ length: 10 }, (_, step) => Math.floor((50_000 - group * 37) / (step * (1 + (group % 7)) + 1)));
  const data = Array.from({ length: groups }, (_, group) => made(users(group), `value ${group}`));
  const long = data.map((one, group) => {
    const year = recordedFunnel({ users: users(group), group: `value ${group}`, start: '2025-08-15', days: 365 });
    return { ...one, dayFunnels: year.dayFunnels };
  });
  const events = Array.from({ length: 10 }, (_, step) => `Step number ${step + 1}`);

  it.each([
    ['ten days', 2, data, '2026-05-01', '2026-05-10'],
    ['a year, more than the quota allows', 10, long, '2025-08-15', '2026-08-14'],
  ])('%s fit the budget within %i seconds', (_, seconds, elements, start, end) => {
    const call = bind(funnel, { events, start, end, group_by: ['gp:campaign'], limit: 1000 });
    const context = {
      now: new Date('2026-08-15T12:00:00Z'),
      zone: 'UTC',
      today: '2026-08-15',
      localTime: '2026-08-15T12:00',
      masks: createMasks(),
    };
    const before = performance.now();
    const told = call.report([{ data: elements }], context);
    const [short, full] = [text(told), text(told, 6000, true)];
    expect(performance.now() - before).toBeLessThan(seconds * 1000);
    expect(countTokens(short)).toBeLessThanOrEqual(800);
    expect(countTokens(full)).toBeLessThanOrEqual(6000);
    const rates = elements.map(({ cumulativeRaw, groupValue }) => ({
      rate: (cumulativeRaw[9] ?? 0) / (cumulativeRaw[0] ?? 1),
      groupValue,
      all: cumulativeRaw[0] ?? 0,
    }));
    const ranked = rates.filter(({ all }) => all >= 30).sort((a, b) => b.rate - a.rate);
    const [best, worst, top] = [ranked[0], ranked.at(-1), elements[0]?.cumulativeRaw];
    for (const fact of [
      `1,000 groups. Most entrants: value 0, ${((100 * (top?.[9] ?? 0)) / (top?.[0] ?? 1)).toFixed(1)} % of 50,000 users`,
      `best ${best?.groupValue}: ${(100 * (best?.rate ?? 0)).toFixed(1)} %`,
      `worst ${worst?.groupValue}: ${(100 * (worst?.rate ?? 0)).toFixed(1)} %`,
      `${(50_000 - (top?.[1] ?? 0)).toLocaleString('en-US')} of 50,000 users`,
      'Groups are cut at 1,000',
      'taking 2.5 d = 216,000 s (median), 5 d = 432,000 s (average)',
    ])
      expect(short).toContain(fact);
  });
});
