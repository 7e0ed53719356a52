import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { createMasks } from '../../../src/report/mask.ts';
import { retention } from '../../../tools/amplitude/retention.ts';
import { recordedRetention } from '../../support/amplitude-retention.ts';
import { bind, printed, report, table, text } from '../../support/ask.ts';
import { interval } from '../../support/newcombe.ts';

const asked = { start_event: 'open', return_event: '_active', start: '2026-08-05', end: '2026-08-14' };
const made = (share: number, size = 100) =>
  recordedRetention({
    ...{ start: '2026-08-05', days: 10, today: '2026-08-15', size: () => size },
    back: (all, n) => (n === 0 ? all : Math.floor(all * share)),
  });
const ask = (args: Record<string, unknown>, data: unknown) => report(retention, { ...asked, ...args }, [{ data }]);
const cell = (count: unknown, outof: unknown, incomplete: unknown = false) => ({ count, outof, incomplete });

describe('groups', () => {
  const told = ask(
    { group_by: ['platform'] },
    { series: [made(0.2, 50), made(0.4), made(0.9, 1)], seriesLabels: ['Android', 'iOS', '(none)'] },
  );

  it('are ranked by entries; best and worst have 30 of them', () => {
    expect(told.headline[0]).toBe(
      'n-day retention, open → _active; 3 groups; the largest, iOS: 10 daily cohorts, 1,000 cohort entries.',
    );
    expect(told.headline[2]).toBe(
      'At day 2, of 2 with 30+: best iOS: 40.0 % of 800, worst Android: 20.0 % of 400; 20.0 points apart (95 % interval 14.6 to 25.0).',
    );
    expect(printed(table(told, 'groups'))).toEqual([
      { group: 'iOS', entries: '1,000', day_1: '40.0 %', day_3: '40.0 %', day_7: '40.0 %' },
      { group: 'Android', entries: '500', day_1: '20.0 %', day_3: '20.0 %', day_7: '20.0 %' },
      { group: '(none) = not set', entries: '10', day_1: '0.0 %', day_3: '0.0 %', day_7: '0.0 %' },
    ]);
    expect(told.notes).toContain('Never add up groups: a user can be in several.');
  });

  it('have all cohorts and cells in the tables', () => {
    expect(table(told, 'cohorts').rows).toHaveLength(30);
    expect(table(told, 'cells').rows.filter(([group]) => group === 'Android')).toHaveLength(65);
  });
});

it('names segments by the index that the vendor gives', () => {
  const segments = [{ filters: [{ property: 'country', operator: 'is', values: ['DE'] }] }, {}];
  const told = ask(
    { segments },
    { series: [made(0.2), made(0.3, 200)], seriesMeta: [{ segmentIndex: 1 }, { segmentIndex: 0 }] },
  );
  expect(table(told, 'groups').rows.map((row) => row.slice(0, 2))).toEqual([
    ['segment 1 (country is DE)', 2000],
    ['segment 2 (everybody)', 1000],
  ]);
});

describe('nothing', () => {
  it.each([[[]], [[{ values: {} }]], [[{ values: { 'Aug 5': [cell(0, 0), cell(0, 0)] } }]]])(
    '%#: is said, with what to do',
    (series) => {
      const told = ask({}, { series });
      expect(told.headline).toEqual(['No data: nobody did open in this range; retention n/a.']);
      expect(told.empty).toBe(true);
    },
  );

  it('has the names looked up when nobody comes back', () => {
    const values = { 'Aug 5': [cell(0, 9), cell(0, 9)] };
    const told = ask({ return_event: 'byu' }, { series: [{ values }] });
    expect(told.notes[0]).toBe('Nobody ever comes back: check the spelling and filters of the return event.');
    expect(told.empty).toBe(true);
  });
});

describe('strange answers', () => {
  it('reads figures in quotes and cells without data; 0/0 is n/a', () => {
    const values = {
      'Aug 6': [cell('40', '40'), cell('40', { value: 40 }), cell(null, 40), null],
      'Aug 5': [cell(0, 0), cell(0, 0), cell(0, 0), cell(0, 0, 'true')],
    };
    const told = ask({}, { series: [{ values }] });
    expect(printed(table(told, 'cells')).map(({ retention, complete }) => `${retention} ${complete}`)).toEqual([
      ...['100.0 % yes', 'n/a yes', 'n/a yes'],
      ...['n/a yes', 'n/a yes', 'n/a no'],
    ]);
    expect(told.headline[1]).toContain('no retention to tell');
  });

  it('leaves out cells with more people back than there were', () => {
    const values = { 'Aug 5': [cell(9, 9), cell(9, 9), cell(12, 9), cell(3, 9)] };
    const told = ask({}, { series: [{ values }] });
    expect(told.headline[1]).toBe('Back on day 0 100.0 % (9/9), day 2 33.3 % (3/9).');
    expect(told.notes).toContain('Some cells have more people back than there were and are left out.');
  });

  it('leaves out cohorts whose date cannot be told', () => {
    const values = { '5/8': [cell(9, 9), cell(9, 9), cell(8, 9)], 'Aug 5': [cell(9, 9), cell(9, 9), cell(3, 9)] };
    const told = ask({}, { series: [{ values }] });
    expect(told.headline[1]).toBe('Back on day 0 100.0 % (9/9), day 1 33.3 % (3/9).');
    expect(told.notes.join()).toContain('1 cohort left out: the label (5/8) has no year that can be told');
  });

  it.each([
    [{ series: [{ values: { 'Aug 5': [{ count: 'x', outof: 1 }] } }] }, 'data.series[0].values.Aug 5[0].count'],
    [{ series: [{ values: { 'Aug 5': [{ outof: 1 }] } }] }, 'data.series[0].values.Aug 5[0].count'],
    [{ series: [{}] }, 'data.series[0].values'],
    [{}, 'data.series'],
  ])('%#: names the key that it cannot read', (data, key) => {
    expect(() => ask({}, data)).toThrow(`does not know: ${key}`);
  });

  it('tells the curve whatever is wrong beside it', () => {
    const told = ask({}, { series: [{ ...made(0.3), dates: 3, combined: 'x' }], seriesMeta: {}, seriesLabels: 'x' });
    expect(told.headline[1]).toContain('day 1 30.0 % (270/900)');
  });

  it('cleans labels and prints nothing that is no figure', () => {
    const nasty = `a|b\`c\n\u202e\u200bd${'x'.repeat(10_000)}`;
    const series = [
      { ...made(0.3), groupValue: nasty },
      { values: { [nasty]: [cell(null, null)] }, groupValue: null },
    ];
    const told = ask({ start_event: nasty.slice(0, 1000), group_by: ['p'] }, { series });
    for (const full of [false, true]) {
      const shown = text(told, full ? 6000 : 800, full);
      expect(shown).toContain('a\\|b\\`c dxxx');
      expect(shown).not.toMatch(/NaN|Infinity|undefined|null|\[object|\u202e|\u200b/);
      expect(countTokens(shown)).toBeLessThanOrEqual(full ? 6000 : 800);
    }
  });
});

describe('as much as can come', () => {
  const back = (size: number, n: number, cohort: number) =>
    n === 0 ? size : Math.floor((size * (50 + (cohort % 9))) / (100 + 9 * n));
  const giant = (group: number) =>
    recordedRetention({
      start: '2026-04-12',
      days: 125,
      today: '2026-08-15',
      back,
      size: (cohort) => 3000 - group * 100 + cohort,
    });
  const series = Array.from({ length: 12 }, (_, group) => ({ ...giant(group), groupValue: `value ${group}` }));
  const args = { ...asked, start: '2026-04-12', end: '2026-08-14' };
  const context = {
    now: new Date('2026-08-15T12:00:00Z'),
    zone: 'UTC',
    today: '2026-08-15',
    localTime: '2026-08-15T12:00',
    masks: createMasks(),
  };

  it.each([
    ['one series', args, series.slice(0, 1)],
    ['twelve groups', { ...args, group_by: ['os'] }, series],
  ])('fits the budget within two seconds: %s', (_, input, sent) => {
    const call = bind(retention, input);
    const before = performance.now();
    const told = call.report([{ data: { series: sent } }], context);
    const [short, full] = [text(told), text(told, 6000, true)];
    expect(performance.now() - before).toBeLessThan(2000);
    expect(countTokens(short)).toBeLessThanOrEqual(800);
    expect(countTokens(full)).toBeLessThanOrEqual(6000);
    for (const n of sent.length > 1 ? [1, 7, 30, 90] : [0, 1, 3, 7, 14, 30, 60, 90]) expect(short).toContain(point(n));
    expect(short).not.toContain('some sentences did not fit');
    expect(short).toContain('[total, day 0, day 1, …]');
  });

  /** Cohort i of 12 April on is 125 - i days old on 15 August. */
  function point(n: number): string {
    const ready = Array.from({ length: 125 }, (_, cohort) => cohort).filter((cohort) => n < 125 - cohort);
    const all = ready.reduce((sum, cohort) => sum + 3000 + cohort, 0);
    const came = ready.reduce((sum, cohort) => sum + back(3000 + cohort, n, cohort), 0);
    const figure = (value: number) => value.toLocaleString('en-US');
    return `day ${n} ${((100 * came) / all).toFixed(1)} % (${figure(came)}/${figure(all)})`;
  }

  it('tells best, worst and halves of a long range at day 7, leaving out the seven youngest', () => {
    const told = report(retention, args, [{ data: { series: series.slice(0, 1) } }]);
    const half = (from: number, to: number) => {
      const cohorts = Array.from({ length: to - from }, (_, index) => from + index);
      const all = cohorts.reduce((sum, cohort) => sum + 3000 + cohort, 0);
      const came = cohorts.reduce((sum, cohort) => sum + back(3000 + cohort, 7, cohort), 0);
      return { hits: came, of: all };
    };
    const [later, earlier] = [half(62, 118), half(0, 62)];
    const rates = [later, earlier].map(
      ({ hits, of }) => `${((100 * hits) / of).toFixed(1)} % of ${of.toLocaleString('en-US')}`,
    );
    expect(told.headline[2]).toMatch(/^At day 7 \(118 of 125 cohorts, 7 too young\): best /);
    expect(told.headline[3]).toBe(
      `Later half (56 of 63 cohorts) against earlier (62 cohorts): ${rates.join(' against ')} cohort entries: no clear change (0.0 points, ${interval(later, earlier)}).`,
    );
  });
});
