import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { createMasks } from '../../../src/report/mask.ts';
import { revenueLtv } from '../../../tools/amplitude/revenue-ltv.ts';
import { dates } from '../../support/amplitude-funnel.ts';
import { recordedLtv } from '../../support/amplitude-ltv.ts';
import { bind, report, text } from '../../support/ask.ts';

const range = { start: '2026-07-16', end: '2026-08-14' };
const ask = (args: Record<string, unknown>, series: unknown[], more: Record<string, unknown> = {}) =>
  report(revenueLtv, { ...range, ...args }, [{ data: { seriesLabels: [''], series, ...more } }]);

describe('nothing', () => {
  it.each([
    [[]],
    [[{ values: {} }]],
    [[{ values: { 'Aug 1': { r1d: 0, r7d: null, count: 0, paid: 0, total_amount: 0 } } }]],
  ])('%#: is said, with what to do', (series) => {
    const told = ask({}, series);
    expect(told.headline).toEqual(['No data: Amplitude sent no new users for this range; lifetime value n/a.']);
    expect(told.empty).toBe(true);
  });

  it('tells cohorts that are too young from cohorts without payers', () => {
    const young = ask({}, [{ values: { 'Aug 14': { r1d: 3, count: 5, paid: 1 } } }]);
    expect(young.headline[0]).toMatch(/^ARPU n\/a: no cohort is old enough .* ask for an earlier range\.$/);
    const free = ask({ metric: 'arppu' }, [{ values: { 'Aug 1': { r1d: 0, count: 5, paid: 0 } } }]);
    expect(free.headline[0]).toBe('ARPPU n/a: the cohorts old enough have no payers to average over.');
  });
});

describe('strange answers', () => {
  it.each([
    [{ series: [{ values: { 'Aug 1': { r1d: 'much' } } }] }, 'data.series[0].values.Aug 1.r1d'],
    [{ series: [{ values: { 'Aug 1': { count: [3] } } }] }, 'data.series[0].values.Aug 1.count'],
    [{ series: [{ values: { 'Aug 1': 5 } }] }, 'data.series[0].values.Aug 1'],
    [{ series: [{}] }, 'data.series[0].values'],
  ])('%#: names the key that it cannot read', (data, key) => {
    expect(() => report(revenueLtv, range, [{ data }])).toThrow(`does not know: ${key}`);
  });

  it('reads figures in quotes and leaves out cohorts whose year cannot be told', () => {
    const values = {
      'Aug 1': { r1d: '1.50', r7d: { value: 2 }, r14d: null, count: '10', paid: '1', total_amount: '20.10' },
    };
    expect(ask({}, [{ values }]).headline[0]).toBe(
      'ARPU by day 1 1.50 (1 cohort, 10 users), day 7 2.00 (1 cohort, 10 users).',
    );
    const long = ask({ start: '2025-07-20' }, [{ values }]);
    expect(long.headline[0]).toMatch(/^ARPU n\/a: no cohort is old enough/);
    expect(long.notes.join()).toContain('1 cohort left out of the days: the label (Aug 1) has no year');
  });

  it('reads every cohort by its own keys', () => {
    const values = {
      'Aug 4': { count: 40, r1d: 1, r7d: 2 },
      'Aug 3': { count: 30, r7d: 3, r1d: 4 },
      'Aug 2': { count: 20, r1d: 5, r2d: 6 },
      'Aug 1': { count: 10, r1new: 7, r7d: 8, paid: 9 },
    };
    const rows = ask({}, [{ values }]).tables.find(({ name }) => name === 'cohort_days')?.rows;
    expect([...(rows ?? [])]).toEqual([
      ['2026-08-04', 40, null, null, 1, null, 2],
      ['2026-08-03', 30, null, null, 4, null, 3],
      ['2026-08-02', 20, null, null, 5, 6, null],
      ['2026-08-01', 10, 9, null, null, null, 8],
    ]);
  });

  it('cleans labels and prints nothing that is no figure', () => {
    const nasty = `a|b\`c\n\u202e\u200bd${'x'.repeat(10_000)}`;
    const values = { [nasty]: { r1d: 1, count: 3 }, 'Aug 1': { r1d: 1, count: null, paid: null, total_amount: null } };
    const told = ask({ group_by: ['p'] }, [{ values }, { values: {} }], { seriesLabels: [nasty, null] });
    for (const full of [false, true]) {
      const shown = text(told, full ? 6000 : 800, full);
      expect(shown).toContain('a\\|b\\`c dxxx');
      expect(shown).not.toMatch(/NaN|Infinity|undefined|null|\[object|\u202e|\u200b/);
      expect(countTokens(shown)).toBeLessThanOrEqual(full ? 6000 : 800);
    }
  });
});

describe('as much as can come', () => {
  const all = dates('2025-08-15', 365);
  const series = Array.from({ length: 100 }, (_, group) =>
    recordedLtv({
      cohorts: all,
      users: (cohort) => 200 - group + (cohort % 50),
      value: (n, cohort) => n + (cohort % 10),
    }),
  );
  const seriesLabels = series.map((_, group) => `value ${group}`);

  it('fits the budget within seconds', () => {
    const call = bind(revenueLtv, { start: '2025-08-15', end: '2026-08-14', group_by: ['gp:campaign'] });
    const context = {
      now: new Date('2026-08-15T12:00:00Z'),
      zone: 'UTC',
      today: '2026-08-15',
      localTime: '2026-08-15T12:00',
      masks: createMasks(),
    };
    const before = performance.now();
    const told = call.report([{ data: { series, seriesLabels } }], context);
    const [short, full] = [text(told), text(told, 6000, true)];
    expect(performance.now() - before).toBeLessThan(5000);
    expect(countTokens(short)).toBeLessThanOrEqual(800);
    expect(countTokens(full)).toBeLessThanOrEqual(6000);
    for (const n of [1, 7, 14, 30, 60, 90]) expect(short).toContain(fact(n));
    expect(short).toContain('100 groups. Most new users: value 0.');
  });

  /** Cohort i is 365 - i days old on 15 August, and has day n when it is older than that. */
  function fact(n: number): string {
    const ready = all.map((_, cohort) => cohort).filter((cohort) => 365 - cohort > n);
    const users = ready.reduce((sum, cohort) => sum + 200 + (cohort % 50), 0);
    const worth = ready.reduce((sum, cohort) => sum + (n + (cohort % 10)) * (200 + (cohort % 50)), 0);
    return `day ${n} ${(worth / users).toFixed(2)} (${ready.length} cohorts, ${users.toLocaleString('en-US')} users)`;
  }
});
